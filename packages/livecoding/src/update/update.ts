import { relative, resolve } from 'node:path'
import { threadId } from 'node:worker_threads'
import type { SavedFile } from '../2-read/read.ts'
import type { EditReport, Problem, UpdateReport } from '../8-report/report.ts'
import { attempt, type Files } from './attempt.ts'
import type { Resolver } from '../loader/resolve.ts'
import { isInDirectory } from '../namespaces/members.ts'
import type { Attempt } from './outcome.ts'
import type { World } from '../world.ts'

/** Looks at files again until they have not changed for a moment. */
export type Settle = (paths: readonly string[]) => Promise<Files>

/**
 * One save, from its files to its report: all that waits is tried with it; if that cannot be, the save is tried alone
 * against the running code, and the rest goes on waiting. Undefined: the program has nothing to do with these files.
 */
export async function update(world: World, resolver: Resolver, saved: readonly SavedFile[], settle: Settle = async () => new Map()): Promise<UpdateReport | undefined> {
  const started = performance.now()
  const files: Files = new Map(saved.map(({ path, text }) => [path, text]))
  // A module that threw as it was loaded leaves the world when its text is mended.
  const concerned = new Set([...files].flatMap(([path, text]) => concerns(world, path, text) ? path : []))
  if (world.waiting.size === 0 && concerned.size === 0) return undefined
  const { result, tried } = await settledTry(world, resolver, files, settle)
  const known = [...files.keys()].filter(path => concerned.has(path) || concerns(world, path, files.get(path)) || result.wanted.has(path))
  const healed = result.status === 'applied' ? [...tried.keys()].filter(path => !files.has(path)) : []
  const came = [...result.wanted].flatMap(([path, isNew]) => isNew ? path : [])
  // A file that the program does not know brought nothing: what waits was told before.
  if (known.length === 0 && healed.length === 0) return undefined
  for (const path of result.status === 'applied' ? tried.keys() : known) {
    if (result.status === 'applied') world.waiting.delete(path)
    else world.waiting.set(path, { text: files.get(path), problems: result.problems })
  }
  // Told with this save, and with no later one.
  if (result.status === 'applied') for (const each of world.waiting.values()) each.problems = [...each.problems, ...result.problems.filter(({ severity }) => severity === 'error')]
  return remember(world, result, report(world, result, [...known, ...healed, ...came], started))
}

/** A save of comments is nothing that a person would want to undo; any other ends what could be brought back. */
function remember(world: World, { texts }: Attempt, told: UpdateReport): UpdateReport {
  if (told.edits.length > 0) {
    world.history.push(told, texts)
    world.undone.clear()
  }
  return told
}

/** A file that does not parse may be half written: it counts once it has not changed for a moment. */
async function settledTry(world: World, resolver: Resolver, files: Files, settle: Settle): Promise<Tried> {
  const first = await tryWithWaiting(world, resolver, files)
  const halves = first.result.problems.flatMap(({ code, file }) => code === 'LC1001' && file !== undefined ? resolve(world.root, file) : []).filter(path => files.has(path) || !world.waiting.has(path))
  if (halves.length === 0) return first
  const whole = await settle([...files.keys(), ...halves])
  const changed = [...whole].filter(([path, text]) => files.has(path) ? files.get(path) !== text : halves.includes(path))
  for (const [path, text] of changed) files.set(path, text)
  return changed.length > 0 ? settledTry(world, resolver, files, settle) : first
}

/**
 * What was given up, as its `await` did not end, is tried once more behind a save, which it shall not hold up. Undefined: it goes on waiting, and no more is told
 * of it.
 */
export async function tryAgain(world: World, resolver: Resolver): Promise<UpdateReport | undefined> {
  const started = performance.now()
  const files: Files = new Map([...world.waiting].map(([path, { text }]) => [path, text]))
  world.hurry = 'until the next save'
  const result = await attempt(world, resolver, files).finally(() => { delete world.hurry })
  if (result.status !== 'applied') return undefined
  for (const path of files.keys()) world.waiting.delete(path)
  return remember(world, result, report(world, result, [...files.keys()], started))
}

/** Files that wait because an `await` of them did not end. */
export const givenUp = ({ waiting }: World): string[] => [...waiting].flatMap(([path, { problems }]) => problems.some(({ code }) => code === 'LC1407') ? path : [])

interface Tried { result: Attempt, tried: Files }

const gateCodes = new Set(['LC1301', 'LC3212', 'LC3213'])

async function tryWithWaiting(world: World, resolver: Resolver, files: Files): Promise<Tried> {
  const slow = givenUp(world).filter(path => !files.has(path))
  const first = slow.length > 0 ? await tryWith(world, resolver, files, slow) : undefined
  return first?.result.status === 'applied' ? first : tryWith(world, resolver, files)
}

async function tryWith(world: World, resolver: Resolver, files: Files, without: readonly string[] = []): Promise<Tried> {
  const others = [...world.waiting].flatMap(([path, { text }]): [string, string | undefined][] => files.has(path) || without.includes(path) ? [] : [[path, text]])
  const all: Files = new Map([...others, ...files])
  const slow = givenUp(world)
  if (others.some(([path]) => slow.includes(path))) world.hurry = 'a moment'
  const together = await attempt(world, resolver, all).finally(() => { delete world.hurry })
  if (together.status === 'applied' || others.length === 0) return { result: together, tried: all }
  // Each problem is told once, with the save that has it; a cycle may be told at a file that waits.
  const told = [...world.waiting.values()].flatMap(({ problems }) => problems)
  const isTold = (each: Problem): boolean => gateCodes.has(each.code) || told.some(({ code, file, line, message }) => code === each.code && file === each.file && line === each.line && message === each.message)
  const isNew = together.problems.some(each => each.file === undefined || each.code === 'LC3203' || files.has(resolve(world.root, each.file)) || together.wanted.has(resolve(world.root, each.file)) || !isTold(each))
  // Why the others go on waiting, where it is not what it was.
  const isReason = (each: Problem): boolean => each.severity === 'error' && each.file !== undefined && !files.has(resolve(world.root, each.file)) && !isTold(each)
  // Files that only what waits would bring are nothing by themselves.
  const isPart = [...files].some(([path, text]) => world.modules.has(path) || isFollowed(world, path, text))
  if (isPart || !isNew) {
    const alone = await attempt(world, resolver, files)
    if (alone.status === 'applied') return { result: { ...alone, problems: [...alone.problems, ...together.problems.filter(isReason)] }, tried: files }
    if (!isNew) return { result: alone, tried: files }
  }
  const isOld = ({ code, file }: Problem): boolean => {
    const path = file === undefined ? undefined : resolve(world.root, file)
    if (path === undefined || files.has(path)) return false
    return gateCodes.has(code) || (code === 'LC1001' && world.waiting.has(path) && !together.wanted.has(path))
  }
  return { result: { ...together, problems: together.problems.filter(each => !isOld(each)) }, tried: files }
}

const concerns = (world: World, path: string, text: string | undefined): boolean =>
  world.modules.has(path) || world.waiting.has(path) || isFollowed(world, path, text)

/** A file of a namespace, or one that a gate wants. */
const isFollowed = (world: World, path: string, text: string | undefined): boolean =>
  text !== undefined && (isInDirectory(world, path) || world.gates.some(gate => gate.follows?.(world, path)))

export function report(world: World, result: Attempt, paths: readonly string[], started: number): UpdateReport {
  const short = (path: string): string => path.startsWith('/') ? relative(world.root, path) : path
  const edits: EditReport[] = result.edits.map(edit => ({ ...edit, module: short(edit.module) }))
  const problems: Problem[] = result.problems.map(problem => problem.file === undefined ? problem : { ...problem, file: short(problem.file) })
  return { type: 'update', id: ++world.updates, ...threadId > 0 && { thread: threadId }, status: result.status, files: paths.map(short), ms: Math.round((performance.now() - started) * 100) / 100, edits, problems }
}
