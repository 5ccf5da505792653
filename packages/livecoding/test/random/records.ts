import assert from 'node:assert/strict'
import type { Lived } from './history.ts'
import { fileOf, type EffectItem, type Item, type Module, type Program } from './program.ts'

export interface Recorded { value: number, go(x: number): unknown }
interface Told { recorded: Recorded[], blocks: number[] }
interface Save { before: Program, after: Program, lives: ReadonlyMap<number, Lived> }

/** What statements have told an object of the program, which keeps it when they go, and what static blocks have. */
export class HeldRecords {
  readonly #told: () => Told
  /** Entries by the numbers of the statements that are there. */
  readonly #live = new Map<number, Recorded>()
  constructor(told: () => Told) { this.#told = told }

  /** What a save that failed has told stays. */
  forget(): void { this.#news() }

  /** "A statement added, changed: run once, in source order"; "unchanged: not run again". One that moves to another file may be the same. */
  follow({ before, after, lives }: Save): void {
    const { recorded, blocks } = this.#news()
    const told = recorded.map(({ value }) => value)
    const [left, come] = [missingIn(before, after), missingIn(after, before)]
    const all = come.flatMap(({ values }) => values)
    assert.deepEqual([minus(told, all), minus(minus(all, left.flatMap(({ values }) => values)), told)], [[], []], 'statements that ran though they are no new ones, and new ones that did not run')
    for (const { values } of come) if (repeated(all).length === 0) assert.deepEqual(told.filter(each => values.includes(each)), values.filter(each => told.includes(each)), 'the order in which new statements ran')
    const there = valuesIn(after)
    for (const value of this.#live.keys()) if (!there.includes(value)) this.#live.delete(value)
    for (const each of recorded) this.#live.set(each.value, each)
    for (const value of [valuesIn(before), there].flatMap(repeated)) this.#live.delete(value)
    checkBlocks(blocks, lives)
  }

  /** What the statements that are there gave does what that of a fresh start does. */
  check(fresh: readonly Recorded[], say: (entry: Recorded, isOurs: boolean) => string): void {
    for (const [value, entry] of this.#live) assert.equal(say(entry, true), say(fresh.find(each => each.value === value)!, false), `what statement ${value} has told`)
  }

  #news(): Told {
    const { recorded, blocks } = this.#told()
    return { recorded: recorded.splice(0), blocks: blocks.splice(0) }
  }
}

/** "A static block, unchanged: not run again; changed, added: evaluated". One of a class that comes may be known, and a call may make others. */
function checkBlocks(told: readonly number[], lives: ReadonlyMap<number, Lived>): void {
  const blockOf = (item: Item | undefined): number | undefined => item?.kind === 'class' && item.made === undefined ? item.block : undefined
  const all = [...lives.values()]
  const open = all.flatMap(({ item, before, fate }) => item.kind === 'class' && (fate === 'new' || item.made !== undefined || before?.kind === 'class' && before.made !== undefined) ? item.block ?? [] : [])
  const due = all.flatMap(({ item, before, fate }) => fate !== 'new' && blockOf(item) !== blockOf(before) ? blockOf(item) ?? [] : [])
  assert.deepEqual([minus(due, told), minus(told, due).filter(each => !open.includes(each))], [[], []], 'static blocks that did not run, and some that ran again')
}

const isRecord = (item: Item): item is EffectItem => item.kind === 'effect' && item.form === 'record'
const recordsOf = ({ items }: Module): number[] => items.filter(isRecord).map(({ value }) => value)
const valuesIn = (program: Program): number[] => program.modules.flatMap(recordsOf)
const repeated = (values: readonly number[]): number[] => values.filter((each, index) => values.indexOf(each) !== index)

/** What each file has and did not have in the other program, in the order of the source. */
function missingIn(there: Program, here: Program): { file: string, values: number[] }[] {
  const known = new Map(here.modules.map(module => [fileOf(module), recordsOf(module)]))
  return there.modules.map(module => ({ file: fileOf(module), values: minus(recordsOf(module), known.get(fileOf(module)) ?? []) }))
}

/** What is left of these when those are taken away, each once. */
export function minus(values: readonly number[], those: readonly number[]): number[] {
  const left = [...values]
  for (const each of those) if (left.includes(each)) left.splice(left.indexOf(each), 1)
  return left
}
