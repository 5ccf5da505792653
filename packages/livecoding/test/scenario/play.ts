import assert from 'node:assert/strict'
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { UpdateReport } from '../../src/8-report/report.ts'
import type { FileStep, Scenario, Step } from './parse.ts'
import { Program } from './program.ts'

const library = join(import.meta.dirname, '../..')
/** How long a program may take to start, to answer or to tell of a save: on a busy machine long, and one that does so never is a failure all the same. */
const patience = 60_000
/** How long nothing must be told after a save of which nothing is to be told. */
const silence = 300

/** Plays a scenario in a folder and a process of its own. Rejects with the first step that went another way. */
export async function play(scenario: Scenario): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'scenario-')))
  const stage = new Stage(folder)
  try {
    for (const [index, step] of scenario.steps.entries()) {
      const next = scenario.steps[index + 1]
      const quiet = next?.op === 'update' && 'status' in next && next.status === 'none'
      await stage.step(step, scenario, quiet).catch((error: unknown) => { throw told(error, step, stage) })
    }
  } finally {
    await stage.program?.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

class Stage {
  program: Program | undefined
  /** What the last save was told to do. */
  last: UpdateReport[] = []
  #pending: FileStep[] = []
  /** Of the last save, not every file was told. */
  #isOpen = false
  #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async step(step: Step, { flags, packages }: Scenario, quiet: boolean): Promise<void> {
    const signal = AbortSignal.timeout(patience)
    switch (step.op) {
      case 'write': case 'delete': case 'rename': return void this.#pending.push(step)
      case 'start': return this.#start(flags, packages, signal)
      case 'save': return this.#save(quiet, signal)
      case 'probe': {
        const answer = await this.#running().probe(step.input, signal)
        if ('gives' in step) return assert.deepEqual(answer, { value: step.gives })
        return assert.match('error' in answer ? answer.error : `no error: ${JSON.stringify(answer.value)}`, step.throws)
      }
      case 'update': return this.#update(step, signal)
      case 'output': {
        while (!step.pattern.test(this.#running().printed)) await sleep(5, undefined, { signal })
        return undefined
      }
      case 'wait': return sleep(step.ms)
      default: return step satisfies never
    }
  }

  async #start(flags: string[], packages: string[], signal: AbortSignal): Promise<void> {
    writeFileSync(join(this.#folder, 'package.json'), '{ "type": "module", "private": true }\n')
    copyFileSync(join(import.meta.dirname, 'driver.mjs'), join(this.#folder, 'driver.mjs'))
    mkdirSync(join(this.#folder, 'node_modules'))
    symlinkSync(library, join(this.#folder, 'node_modules/livecoding'))
    for (const name of packages) symlinkSync(join(library, '../../node_modules', name), join(this.#folder, 'node_modules', name))
    this.#write()
    this.program = new Program(this.#folder, flags)
    await this.program.ready(signal)
  }

  async #save(quiet: boolean, signal: AbortSignal): Promise<void> {
    const program = this.#running()
    const names = this.#write()
    this.last = []
    if (quiet) {
      await sleep(silence)
      this.last = program.updates()
      return
    }
    const told = new Set<string>()
    for (let calm = 0; names.some(name => !told.has(name)) && calm < silence; calm += 3) {
      await sleep(3, undefined, { signal })
      const updates = program.updates()
      this.last.push(...updates)
      for (const file of updates.flatMap(({ files }) => files)) told.add(file)
      if (updates.length > 0 || this.last.length === 0) calm = 0 // nobody tells of a file that was never loaded: then the silence does
    }
    this.#isOpen = names.some(name => !told.has(name))
  }

  async #update(step: Extract<Step, { op: 'update' }>, signal: AbortSignal): Promise<void> {
    if ('status' in step) {
      const status = (): string => this.last.at(-1)?.status ?? 'none'
      // A busy machine may tell of one half of a save long before the other.
      while (this.#isOpen && status() !== step.status && step.status !== 'none' && !signal.aborted) {
        await sleep(5, undefined, { signal }).catch(() => {}) // what was told is better to read than that time is over
        this.last.push(...this.#running().updates())
      }
      return assert.equal(status(), step.status)
    }
    const edits = this.last.flatMap(update => update.edits).map(edit => `${edit.action} ${edit.kind} ${edit.name} ${edit.verdict} ${edit.note ?? ''} ${edit.module}:${edit.line}`)
    const problems = this.last.flatMap(update => update.problems).map(each => `${each.code} ${each.message} ${each.file ?? ''}:${each.line ?? ''}`)
    const lines = step.told.endsWith('edit') ? edits : problems
    if (!('pattern' in step)) return assert.deepEqual(lines, [])
    assert.ok(lines.some(line => step.pattern.test(line)), `no ${step.told} matches ${step.pattern}: ${JSON.stringify(lines, undefined, 2)}`)
  }

  /** What is pending, as one save; gives the paths of which an update must tell. */
  #write(): string[] {
    const steps = this.#pending.splice(0)
    const write = (): string[] => steps.map(step => this.#take(step))
    return this.program && steps.length > 1 ? this.program.unseen(write) : write()
  }

  #take(step: FileStep): string {
    const path = join(this.#folder, step.path)
    mkdirSync(dirname(path), { recursive: true })
    if (step.op === 'write') writeFileSync(path, step.content)
    else if (step.op === 'delete') rmSync(path)
    else renameSync(path, join(this.#folder, step.to))
    return step.op === 'rename' ? step.to : step.path
  }

  #running(): Program {
    assert.ok(this.program, 'the program was not started')
    return this.program
  }
}

/** What a reader needs: the step, what was told of the last save, and what was printed; a stack would say nothing of it. */
function told(error: unknown, { at, op }: Step, { program, last }: Stage): Error {
  const failure = new Error([
    `line ${at}, ${op}: ${error instanceof Error ? error.message : String(error)}`,
    `updates: ${JSON.stringify(last)}`,
    `printed: ${program?.printed.trim() ?? ''}`,
  ].join('\n'))
  failure.stack = ''
  return failure
}
