import { relative } from 'node:path'
import type { SavedFile } from './2-read/read.ts'
import type { EditReport, Problem, UpdateReport } from './8-report/report.ts'
import { attempt, type Attempt, type Files } from './attempt.ts'
import type { Resolver } from './loader/resolve.ts'
import type { Past, World } from './world.ts'

/**
 * One save, from its files to its report: all that waits is tried with it; if that cannot be, the save is tried alone
 * against the running code, and the rest goes on waiting. Undefined: the program has nothing to do with these files.
 */
export async function update(world: World, resolver: Resolver, saved: readonly SavedFile[]): Promise<UpdateReport | undefined> {
  const started = performance.now()
  const files: Files = new Map(saved.map(({ path, text }) => [path, text]))
  if (world.waiting.size === 0 && ![...files.keys()].some(path => concerns(world, path))) return undefined
  const waiting: Files = new Map(world.waiting)
  const all: Files = new Map([...waiting, ...files])
  let result = await attempt(world, resolver, all)
  let tried = all
  const known = [...files.keys()].filter(path => concerns(world, path))
  if (result.status !== 'applied' && known.length > 0 && [...waiting.keys()].some(path => !files.has(path))) {
    const alone = await attempt(world, resolver, files)
    if (alone.status === 'applied') [result, tried] = [alone, files]
  } else if (result.status !== 'applied' && known.length === 0) return undefined
  for (const path of tried.keys()) {
    if (result.status === 'applied') world.waiting.delete(path)
    else if (concerns(world, path)) world.waiting.set(path, tried.get(path))
  }
  const told = result.status === 'applied' ? [...tried.keys()].filter(path => known.includes(path) || waiting.has(path) || world.modules.has(path)) : known
  return report(world, result, told, started)
}

/** How many updates can be undone. */
const remembered = 50

function remember(world: World, past: Past): void {
  world.history.push(past)
  if (world.history.length > remembered) world.history.shift()
}

const concerns = (world: World, path: string): boolean => world.modules.has(path) || world.waiting.has(path)

export function report(world: World, result: Attempt, paths: readonly string[], started: number): UpdateReport {
  const short = (path: string): string => path.startsWith('/') ? relative(world.root, path) : path
  const edits: EditReport[] = result.edits.map(edit => ({ ...edit, module: short(edit.module) }))
  const problems: Problem[] = result.problems.map(problem => problem.file === undefined ? problem : { ...problem, file: short(problem.file) })
  const told: UpdateReport = { type: 'update', id: ++world.updates, status: result.status, files: paths.map(short), ms: Math.round((performance.now() - started) * 100) / 100, edits, problems }
  if (result.status === 'applied') remember(world, { report: told, texts: result.texts })
  return told
}
