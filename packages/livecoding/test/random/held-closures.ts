import assert from 'node:assert/strict'
import type { UpdateReport } from '../../src/index.ts'
import { isClass } from './closures.ts'
import type { FactoryItem, Module, Program } from './program.ts'
import { textOf, usedBy } from './texts.ts'

export interface Given { get(): number, set(value: number): void, act(x: number): number }
/** The variables that closures of one version of a factory can reach; the value of `more` stays what it was made with. */
interface Reach { names: ReadonlySet<string>, more: number | undefined }
export interface Made { object: Given, kept: number, act: (x: number) => number, reach: Reach }

/** Where a factory stands. */
export interface Factory { program: Program, module: Module, item: FactoryItem }

/** Closures that were taken from factories, by the number of the item. */
export class HeldClosures {
  readonly #made = new Map<number, Made[]>()
  /** What closures of all versions could reach: some may live that nobody here holds. */
  readonly #versions = new Map<number, Reach[]>()

  of(id: number): readonly Made[] { return this.#made.get(id) ?? [] }

  take(factory: Factory, make: (kept: number) => Given): void {
    const { id } = factory.item
    const made = this.#made.get(id) ?? []
    if (made.length > 3) made.splice(1, 1)
    const kept = made.length + 1
    const object = make(kept)
    this.#made.set(id, [...made, { object, kept, act: object.act, reach: reachOf(factory) }])
    this.note(factory)
  }

  /** The program may have made some of this version. */
  note(factory: Factory): void {
    this.#versions.set(factory.item.id, [...this.#versions.get(factory.item.id) ?? [], reachOf(factory)])
  }

  lose(id: number): { made: Made[], versions: Reach[] } {
    const lost = { made: this.#made.get(id) ?? [], versions: this.#versions.get(id) ?? [] }
    this.#made.delete(id)
    this.#versions.delete(id)
    return lost
  }

  comeBack(id: number, { made, versions }: ReturnType<HeldClosures['lose']>): void {
    this.#made.set(id, made)
    this.#versions.set(id, versions)
  }

  /** A variable that one cannot reach is told, when the code that uses it comes; nothing else is. */
  follow(before: Factory, after: Factory, { problems, edits }: UpdateReport): void {
    const { id, name } = after.item
    const used = usedBy(after.program, after.module, after.item)
    const told = new Set(problems.flatMap(({ code, message }) => code === 'LC2101' && message.match(/\w+/)![0] === name ? message.match(/"(\w+)"/)![1]! : []))
    if (codeOf(before) !== codeOf(after)) for (const made of this.of(id)) for (const variable of lacking(made.reach, used)) assert.ok(told.has(variable), `${name} does not tell that a held closure cannot reach ${variable}: ${JSON.stringify({ problems, edits })}`)
    for (const variable of told) assert.ok(this.#versions.get(id)?.some(reach => lacking(reach, used).includes(variable)), `${name} tells that a closure cannot reach ${variable}, and all can: ${JSON.stringify({ problems, edits })}`)
  }

  /** Those that are to do what new ones do. */
  following({ program, module, item }: Factory): Made[] {
    const used = usedBy(program, module, item)
    return this.of(item.id).filter(({ reach }) => lacking(reach, used).length === 0 && !(used.has('more') && reach.more !== item.more))
  }
}

const lacking = ({ names }: Reach, used: ReadonlySet<string>): string[] => [...used].filter(name => !names.has(name))
const codeOf = ({ program, module, item }: Factory): string => textOf(program, module, item).replaceAll(item.name, '')

function reachOf({ program, module, item }: Factory): Reach {
  const names = isClass(item.form) ? new Set(['kept', ...item.more === undefined ? [] : ['more']]) : usedBy(program, module, item)
  return { names, more: item.more }
}
