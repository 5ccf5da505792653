import assert from 'node:assert/strict'
import type { UpdateReport } from '../../src/index.ts'
import type { FactoryItem, Module, Program } from './program.ts'
import { textOf, usedBy } from './texts.ts'
import { namedBy } from './warnings.ts'

export interface Given { get(): number, set(value: number): void, act(x: number): number }
/** The variables that closures of one version of a factory can reach; the value of `more` stays what it was made with. `inner`: its calls make closures that use less. */
interface Reach { names: ReadonlySet<string>, more: number | undefined, inner: boolean }
export interface Made { object: Given, kept: number, act: (x: number) => number, reach: Reach, excused: boolean }

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
    this.#made.set(id, [...made, { object, kept, act: object.act, reach: reachOf(factory), excused: false }])
    this.note(factory)
  }

  /** The program may have made some of this version. */
  note(factory: Factory): void {
    this.#versions.set(factory.item.id, [...this.#versions.get(factory.item.id) ?? [], reachOf(factory)])
  }

  /** Closures of its versions may live on, and what comes back may be known to the engine when it is new here. */
  lose(id: number): Made[] {
    const lost = this.#made.get(id) ?? []
    this.#made.delete(id)
    return lost
  }

  comeBack(id: number, made: Made[]): void { this.#made.set(id, made) }

  /** One that cannot reach a variable goes on with its old code where that is told. It is told where it may be true; what a call of `act` has made may wait for the collector. */
  follow(before: Factory, after: Factory, { problems, edits }: UpdateReport): void {
    const { id, name } = after.item
    const used = usedBy(after.program, after.module, after.item)
    const told = new Set(problems.flatMap(({ code, message }) => code === 'LC2101' && namedBy({ message }) === name ? /"(kept|more)"/.exec(message)?.[1] ?? [] : []))
    for (const variable of told) assert.ok(this.#versions.get(id)?.some(reach => reach.inner || lacking(reach, used).includes(variable)), `${name} tells that a closure cannot reach ${variable}, and all can: ${JSON.stringify({ problems, edits })}`)
    for (const made of this.of(id)) {
      const missing = lacking(made.reach, used)
      if (missing.length === 0) made.excused = false
      else if (codeOf(before) !== codeOf(after)) made.excused = missing.some(variable => told.has(variable))
    }
  }

  /** Those that are to do what new ones do. */
  following({ program, module, item }: Factory): Made[] {
    const used = usedBy(program, module, item)
    return this.of(item.id).filter(({ excused, reach }) => !excused && !(used.has('more') && reach.more !== item.more))
  }
}

const lacking = ({ names }: Reach, used: ReadonlySet<string>): string[] => [...used].filter(name => !names.has(name))
/** Its closures: what stands beside them in the factory is not theirs. */
const codeOf = ({ program, module, item }: Factory): string => textOf(program, module, item).replaceAll(item.name, '').replace(/const more = [^;]*; /, '')

const reachOf = ({ program, module, item }: Factory): Reach => ({ names: usedBy(program, module, item), more: item.more, inner: textOf(program, module, item).includes('[1, 2].map') })
