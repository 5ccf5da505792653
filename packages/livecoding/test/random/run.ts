import assert from 'node:assert/strict'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CodeManager, start, type Engine, type UpdateReport } from '../../src/index.ts'
import { applyEdit, type Edit } from './edits.ts'
import { checkAlive, checkReport } from './check.ts'
import { gone, timers } from './effects.ts'
import { checkSpace } from './folders.ts'
import { fates } from './history.ts'
import { inLegacy, tsconfig } from './legacy.ts'
import { Held, type Modules } from './held.ts'
import type { Program } from './program.ts'
import { render } from './render.ts'

/** One save: edits at once, and what is wrong with the first try to save them. The save may be undone, and brought back. */
export interface Step { edits: Edit[], bad?: 'syntax' | 'throw' | 'unresolved', after?: 'undo' | 'undo and redo', where: number }

/** Where programs run, under an engine and fresh; each run has an engine of its own. */
export interface Stage { running: string, fresh: string, number: number }

/** What was written at each save: the story of a failure. */
export type Story = { files: Map<string, string | undefined>, expected: UpdateReport['status'], by?: 'undo' | 'redo' }[]

const empty: Program = { modules: ['a', 'b'].map((name, index) => ({ name, style: { semicolons: false, types: false, comments: false, wide: false, imports: 'named' }, base: index === 0, format: 'module', items: [] })), data: [] }

/** Runs a program through a list of saves. @throws AssertionError where it is not what a fresh start would be */
export async function run(stage: Stage, steps: readonly Step[], story: Story): Promise<void> {
  const name = `program${stage.number++}`
  const folder = join(stage.running, name)
  let count = 0
  const memory = { past: [] as Program[], fresh: () => ++count }
  const spaces = steps[0] !== undefined && steps[0].where % 3 === 0
  const legacy = steps[0] !== undefined && steps[0].where % 5 === 0
  const [first, ...rest] = steps.map(step => () => {
    const now = memory.past.at(-1) ?? { ...empty, spaces, legacy }
    const next = inLegacy(step.edits.reduce((program, edit) => applyEdit(program, edit, memory), now))
    memory.past.push(next)
    return next
  })
  let program = first ? first() : empty
  const disk = new Disk(folder, story)
  disk.write(render(program), 'applied')
  if (legacy) disk.place('tsconfig.json', tsconfig)
  const before = timers()
  const engine = start({ root: folder, watch: false })
  try {
    if (spaces) await addFolder(folder)
    const { modules, space } = await import(pathToFileURL(join(folder, 'main.ts')).href) as Main
    const held = new Held(modules)
    checkSpace(space(), program)
    const begun = fates({ modules: [], data: [] }, program)
    held.records.follow({ before: { modules: [], data: [] }, after: program, lives: begun })
    held.data.follow(modules(), { modules: [], data: [] }, program)
    await held.take(program, begun)
    await checkAlive(held, program, await fresh(stage, program, `${name}/first`), before)
    const follow = async (report: UpdateReport, { from, to, state, id }: { from: Program, to: Program, state: ReadonlyMap<number | string, unknown>, id: string }): Promise<void> => {
      const lives = fates(from, to, report.edits)
      checkReport(report, from, to, lives, held.things)
      await held.follow({ before: from, after: to, lives, state, report })
      await checkAlive(held, to, await fresh(stage, to, `${name}/${id}`), before)
      checkSpace(space(), to)
    }
    const turn = async (by: 'undo' | 'redo', from: Program, to: Program, index: number): Promise<void> => {
      const state = held.state(from)
      const report = await engine[by]()
      story.push({ files: new Map(), expected: 'applied', by })
      assert.equal(report?.status, 'applied', `${by}: ${JSON.stringify(report)}`)
      await follow(report!, { from, to, state, id: `${index}-${by}` })
    }
    for (const [index, make] of rest.entries()) {
      const next = make()
      const { bad, after, where } = steps[index + 1]!
      held.live(program, index)
      const spoilt = bad && spoil(next, bad, where)
      if (spoilt) await saveBadly(stage, disk, { engine, held, program, ...spoilt, name: `${name}/${index}-bad`, timers: before })
      const state = held.state(program)
      const report = await save(engine, disk, render(next), 'applied')
      await follow(report, { from: program, to: next, state, id: String(index) })
      // A save of comments is nothing to undo.
      if (after && report.edits.length > 0) {
        await turn('undo', next, program, index)
        if (after === 'undo and redo') await turn('redo', program, next, index)
        else {
          memory.past.push(program)
          disk.undone(render(program))
          continue
        }
      }
      program = next
    }
  } finally {
    engine.stop()
    for (const event of ['random-ask', 'random-tell']) process.removeAllListeners(event)
    // What is imported later is looked up in its folder.
    for (const each of [folder, join(stage.fresh, name)]) rmSync(each, { recursive: true, force: true })
  }
}

interface Main { modules(): Modules, space(): Record<string, unknown> | undefined }

async function addFolder(folder: string): Promise<void> {
  mkdirSync(join(folder, 'lib'), { recursive: true })
  const { problems } = await new CodeManager().addDirectory('lib', 'app')
  assert.deepEqual(problems, [])
}

/** The files of a save with one of them spoilt; undefined: there is none that can be. */
function spoil(next: Program, bad: NonNullable<Step['bad']>, where: number): { files: Map<string, string>, status: 'rejected' | 'failed' } | undefined {
  const files = render(next)
  // A JSON file can have bad syntax alone, and nobody minds while nobody imports it.
  const usesData = bad === 'syntax' && [...files.values()].some(text => text.includes("data.json'"))
  const names = [...files.keys()].filter(each => !['main.ts', 'bus.ts', 'barrel.ts'].includes(each) && (usesData || !each.endsWith('.json')) && !(bad === 'unresolved' && /\.c[jt]s$/.test(each)))
  const spoilt = names[where % names.length]
  if (spoilt === undefined) return undefined
  files.set(spoilt, `${files.get(spoilt)!}${{ syntax: 'function (', throw: "throw new Error('boom')\n", unresolved: "import './nowhere.ts'\n" }[bad]}`)
  return { files, status: bad === 'throw' ? 'failed' : 'rejected' }
}

interface BadSave { engine: Engine, held: Held, program: Program, files: Map<string, string>, status: 'rejected' | 'failed', name: string, timers: number }

/** A save that cannot be applied changes nothing but what the statements that ran before it threw had done outside. */
async function saveBadly(stage: Stage, disk: Disk, { engine, held, program, files, status, name, timers }: BadSave): Promise<void> {
  const before = held.state(program)
  await save(engine, disk, files, status)
  // What was called for a statement that is back is called again when it goes.
  gone(held)
  held.records.forget()
  held.expect(program, before)
  await checkAlive(held, program, await fresh(stage, program, name), timers)
}

async function save(engine: Engine, disk: Disk, files: ReadonlyMap<string, string>, status: UpdateReport['status']): Promise<UpdateReport> {
  const report = await engine.update(disk.write(files, status))
  assert.equal(report.status, status, JSON.stringify(report.problems))
  return report
}

function place(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

class Disk {
  readonly #folder: string
  readonly #story: Story
  #files = new Map<string, string>()
  /** Files that were written, and are told with the next save. */
  readonly #untold = new Set<string>()
  constructor(folder: string, story: Story) {
    this.#folder = folder
    this.#story = story
  }

  /** The files stay as they are; what is saved from now on is what differs from these. */
  undone(files: ReadonlyMap<string, string>): void {
    // What nobody has loaded yet, nobody can undo.
    for (const [name, text] of files) {
      const isUntold = name.endsWith('.json') && this.#files.get(name) !== text
      if (isUntold) this.#untold.add(name)
      if (isUntold || !this.#files.has(name)) place(join(this.#folder, name), text)
    }
    this.#files = new Map(files)
  }

  /** A file that no save touches. */
  place(name: string, text: string): void {
    place(join(this.#folder, name), text)
    this.#story[0]!.files.set(name, text)
  }

  /** Writes what differs; gives the paths. */
  write(files: ReadonlyMap<string, string>, expected: UpdateReport['status']): string[] {
    const changed = new Map<string, string | undefined>([...files].filter(([name, text]) => this.#files.get(name) !== text || this.#untold.has(name)))
    this.#untold.clear()
    for (const name of this.#files.keys()) if (!files.has(name)) changed.set(name, undefined)
    this.#files = new Map(files)
    for (const [name, text] of changed) {
      const path = join(this.#folder, name)
      if (text === undefined) rmSync(path)
      else place(path, text)
    }
    this.#story.push({ files: changed, expected })
    return [...changed.keys()].map(name => join(this.#folder, name))
  }
}

/** The same sources in a folder that the engine does not follow; constants are variables, so that they can be given the values of the running ones. */
async function fresh(stage: Stage, program: Program, name: string): Promise<Modules> {
  const folder = join(stage.fresh, name)
  mkdirSync(folder, { recursive: true })
  for (const [file, text] of render(program, true)) {
    const names = program.modules.flatMap(({ items }) => items.filter(item => item.kind === 'variable' && text.includes(`const ${item.name} =`)).map(item => item.name))
    const open = text.replaceAll("process.on('random-", "process.on('fresh-").replaceAll(/^set(Interval|Timeout)\(/gm, 'void (').replace(/const (var\d+\w*) =/g, 'let $1 =').replace(/(\$set\([^{]*\{ switch \(name\) \{ )/, (head: string) => head + names.map(each => `case '${each}': ${each} = value; break; `).join(''))
    place(join(folder, file), open)
  }
  const { modules } = await import(pathToFileURL(join(folder, 'main.ts')).href) as { modules(): Modules }
  return modules()
}

