import assert from 'node:assert/strict'
import type { UpdateReport } from '../../src/index.ts'
import { checkGone, gone } from './effects.ts'
import type { Lived } from './history.ts'
import { HeldInstances, type HeldInstance, type Instance } from './held-instances.ts'
import { HeldClosures, type Factory, type Given } from './held-closures.ts'
import { HeldData } from './held-data.ts'
import { HeldEntries } from './held-entries.ts'
import { HeldGenerators } from './held-generators.ts'
import { HeldRecords } from './records.ts'
import { HeldSpaces, type Space } from './held-spaces.ts'
import { HeldLoop, type Loop } from './loops.ts'
import { fileOf, findItem, flavourOf, isConstant, isMade, isNameless, isSameLoop, itemsOf, type ClassItem, type FactoryItem, type Item, type LoopItem, type Module, type Program, type VariableItem } from './program.ts'
import { copyOf, dataOf, live, patched } from './state.ts'
import { isAnonymous } from './say.ts'
import { mayBe } from './warnings.ts'
import { textOf } from './texts.ts'

export interface Accessors { $get(name: string): unknown, $set(name: string, value: unknown): void }
export type Modules = Record<string, Accessors>


/** What a test has taken from the program, and what it expects of it. */
export class Held {
  readonly modules: () => Modules
  /** Functions and classes by the number of their item. */
  readonly things = new Map<number, unknown>()
  readonly instances = new HeldInstances()
  readonly closures = new HeldClosures()
  readonly spaces = new HeldSpaces()
  readonly loops = new Map<number, HeldLoop[]>()
  readonly generators = new HeldGenerators()
  readonly data = new HeldData()
  readonly entries = new HeldEntries()
  readonly records: HeldRecords
  /** Held objects that cannot become another kind of function. */
  readonly fixed = new Set<unknown>()
  /** What the program lost, by module and name. */
  readonly #ghosts = new Map<string, { thing: unknown, item: Item, program: Program, instances: readonly HeldInstance[], closures: ReturnType<HeldClosures['lose']> }>()

  constructor(modules: () => Modules) {
    this.modules = modules
    this.records = new HeldRecords(() => this.get('bus', 'bus') as ConstructorParameters<typeof HeldRecords>[0] extends () => infer Told ? Told : never)
  }

  get(module: string, name: string): unknown { return this.modules()[module]!.$get(name) }

  /** Holds what is new. */
  async take(program: Program, lives: ReadonlyMap<number, Lived>, edits: UpdateReport['edits'] = []): Promise<void> {
    for (const [id, { item, module, fate }] of lives) {
      if (item.kind === 'variable' && fate === 'new') this.entries.follow(id, item, this.get(module, item.name))
      if (isNameless(item) || item.kind === 'variable') continue
      // What has the body of a thing that goes is that thing, renamed: the engine decides, and tells.
      const isRenamed = edits.some(each => each.action === 'renamed' && each.name === item.name)
      if (fate === 'new') this.#takeNew(program, id, item, module, isRenamed)
      if (item.kind === 'class' && fate !== 'same') this.instances.take(item, this.get(module, item.name) as new (x: number) => Instance)
      if (item.kind === 'function' && item.flavour === 'generator') this.generators.take(item, this.get(module, item.name) as (x: number) => Generator)
      if (item.kind === 'factory') this.closures.take(factoryIn(program, item), this.get(module, item.name) as (kept: number) => Given)
      if (item.kind === 'namespace' && fate !== 'same') this.spaces.take(id, this.get(module, item.name) as Space)
      if (item.kind === 'loop') await this.#begin(id, module, item)
    }
  }

  #takeNew(program: Program, id: number, item: Item, module: string, isRenamed: boolean): void {
    const thing = this.get(module, item.name)
    const place = placeOf(findItem(program, id)!.module, item)
    const ghost = this.#ghosts.get(place)
    this.#ghosts.delete(place)
    // What went on elsewhere does not come back to where it was.
    for (const [each, { thing: held }] of this.#ghosts) if (held === thing) this.#ghosts.delete(each)
    this.things.set(id, thing)
    this.instances.lose(id)
    this.closures.lose(id)
    this.loops.delete(id)
    if (item.kind === 'enum' || item.kind === 'namespace' || isMade(item)) return
    // A held generator, or async function, cannot become another kind: its name gets a new object.
    const isFixed = item.kind === 'function' && ghost?.item.kind === 'function' && ghost.item.flavour !== 'plain' && ghost.item.flavour !== item.flavour || item.kind === 'loop' && ghost?.item.kind === 'loop' && flavourOf(ghost.item) !== 'plain' && flavourOf(ghost.item) !== flavourOf(item)
    if (ghost && ghost.item.kind === item.kind && item.exported !== 'default' && !isFixed && !isRenamed) {
      assert.equal(thing, ghost.thing, `${item.name} came back as another object`)
      if (item.kind === 'class') this.instances.comeBack(ghost.instances, { program: ghost.program, item: ghost.item as ClassItem }, { program, item })
      this.closures.comeBack(id, ghost.closures)
    }
  }

  /** A call that waits in its second round. */
  async #begin(id: number, module: string, { name, form }: LoopItem): Promise<void> {
    const loops = this.loops.get(id) ?? []
    if (loops.length > 2) loops.splice(1, 1)
    const loop = new HeldLoop(form, this.get(module, name) as Loop, 0)
    if (!(await loop.next()).ended) loops.push(loop)
    this.loops.set(id, loops)
  }

  /** The program goes on: its state changes. */
  live(program: Program, tick: number): void {
    for (const { item, module } of itemsOf(program)) {
      if (item.kind === 'variable' && !(item.declares === 'const' && ['number', 'computed', 'called'].includes(item.type))) {
        const value = live(this.get(module.name, item.name), 100 + tick)
        if (item.declares !== 'const') this.modules()[module.name]!.$set(item.name, value)
        if (item.twin !== undefined) this.modules()[module.name]!.$set(`${item.name}_twin`, 200 + tick)
      }
      if (item.kind === 'class') for (const { key } of item.statics) (this.things.get(item.id) as Instance)[key]! += 1
      for (const made of this.closures.of(item.id)) made.object.set(made.object.get() + 1)
      this.instances.live(item.id)
    }
  }

  /** All state as plain data, by item, and the logs of the modules. */
  state(program: Program): Map<number | string, unknown> {
    const state = new Map<number | string, unknown>()
    for (const { item, module } of itemsOf(program)) {
      if (item.kind === 'variable') state.set(item.id, copyOf(this.get(module.name, item.name)))
      if (item.kind === 'variable' && item.twin !== undefined) state.set(`${item.id} twin`, this.get(module.name, `${item.name}_twin`))
      if (item.kind === 'namespace' && item.count !== undefined) state.set(item.id, { count: (this.things.get(item.id) as Instance)['count'] })
      if (item.kind === 'class') state.set(item.id, Object.fromEntries(item.statics.map(({ key }) => [key, (this.things.get(item.id) as Instance)[key]])))
    }
    for (const { name } of program.modules) state.set(name, [...this.get(name, '$log') as number[]])
    return state
  }

  /** After a save that changed nothing. */
  expect(program: Program, state: ReadonlyMap<number | string, unknown>): void {
    const now = this.state(program)
    for (const { item } of itemsOf(program)) assert.deepEqual(dataOf(now.get(item.id)), dataOf(state.get(item.id)), `${item.name} after a save that was not applied`)
    this.instances.expect()
  }

  /** After a save that was applied: what was not touched is as before. */
  async follow(save: { before: Program, after: Program, lives: ReadonlyMap<number, Lived>, state: ReadonlyMap<number | string, unknown>, report: UpdateReport }): Promise<void> {
    const { before, after, lives, state, report } = save
    this.#lose(before, lives, report.edits)
    for (const [id, { item, module, fate, before: was }] of lives) {
      if (isNameless(item) || fate === 'new') continue
      if (item.kind === 'variable') {
        const expected = expectedValue({ before, after, was: was as VariableItem, item, state: state.get(id), moved: fate === 'moved' })
        if (expected !== undefined) assert.deepEqual(dataOf(this.get(module, item.name)), dataOf(expected.value), `${item.name} was not kept`)
        this.entries.follow(id, item, this.get(module, item.name), was as VariableItem)
        this.#followTwin(id, item, module, { was: was as VariableItem, state, isMoved: fate === 'moved' })
        continue
      }
      this.#followThing(id, item, module, was!, isAnonymous(after, findItem(after, id)!.module, item))
      // A block that goes to a file which comes back counts in the variable that the file had.
      if (item.kind === 'namespace' && was?.kind === 'namespace' && item.count !== undefined && (fate !== 'moved' || item.count === was.count)) assert.equal((this.things.get(id) as Instance)['count'], item.count === was.count ? (state.get(id) as Instance)['count'] : item.count, `${item.name}.count`)
      if (item.kind === 'class') this.#followClass(id, item, was as ClassItem, save)
      if (item.kind === 'factory') this.closures.follow(factoryIn(before, was as FactoryItem), factoryIn(after, item), report)
      if (item.kind === 'loop' && was?.kind === 'loop') {
        // A loop of another kind goes on as a running call does.
        const unreachable = report.problems.some(({ code, message }) => code === 'LC2101' && message.includes(item.name))
        if (unreachable || !isSameLoop(was, item)) this.loops.delete(id)
      }
    }
    this.#followLogs(before, after, state)
    this.records.follow(save)
    this.data.follow(this.modules(), before, after)
    checkGone(gone(this), before, after)
    await this.take(after, lives, report.edits)
  }

  #followTwin(id: number, { name, twin }: VariableItem, module: string, { was, state, isMoved }: { was: VariableItem, state: ReadonlyMap<number | string, unknown>, isMoved: boolean }): void {
    const isSame = was.twin === twin
    // A file that comes back has the values that it had, of all that did not go elsewhere meanwhile.
    if (twin === undefined || isMoved && !isSame) return
    assert.equal(this.get(module, `${name}_twin`), isSame ? state.get(`${id} twin`) : twin, `${name}_twin`)
  }

  #followThing(id: number, item: Item, module: string, was: Item, isBare: boolean): void {
    const thing = this.get(module, item.name)
    const isRebound = item.kind === 'function' && was.kind === 'function' && was.flavour !== 'plain' && item.flavour !== was.flavour || item.kind === 'loop' && was.kind === 'loop' && flavourOf(was) !== 'plain' && flavourOf(item) !== flavourOf(was)
    if (isRebound && !mayBe(this.things.get(id), item)) this.things.set(id, thing)
    else assert.equal(thing, this.things.get(id), `${item.name} is another object`)
    if (item.kind === 'function' && was.kind === 'function' && item.flavour !== was.flavour) this.fixed.add(thing)
    if (item.kind !== 'class' && item.kind !== 'enum' && item.kind !== 'namespace') assert.equal((thing as { name: string }).name, isBare ? 'default' : item.name)
  }

  #followClass(id: number, item: ClassItem, was: ClassItem, { before, after, state }: { before: Program, after: Program, state: ReadonlyMap<number | string, unknown> }): void {
    this.instances.follow({ program: before, item: was }, { program: after, item })
    const [then, thing] = [state.get(id) as Instance, this.things.get(id) as Instance]
    for (const { key, value } of item.statics) assert.equal(thing[key], was.statics.some(each => each.key === key && each.value === value) ? then[key] : value, `${item.name}.${key}`)
    for (const { key } of was.statics) if (!item.statics.some(each => each.key === key)) assert.equal(Object.hasOwn(thing, key), false, `${item.name}.${key} is gone from the source`)
  }

  /** Statements that are new or changed ran once, in the order of the source. */
  #followLogs(before: Program, after: Program, state: ReadonlyMap<number | string, unknown>): void {
    for (const module of after.modules) {
      const { name, items } = module
      const log = this.get(name, '$log')
      if (!before.modules.some(each => fileOf(each) === fileOf(module))) continue
      const waiting = new Map<number, number>()
      for (const item of before.modules.find(each => each.name === name)!.items) if (item.kind === 'statement') waiting.set(item.value, (waiting.get(item.value) ?? 0) + 1)
      const ran = items.flatMap(item => {
        if (item.kind !== 'statement') return []
        const left = waiting.get(item.value) ?? 0
        waiting.set(item.value, left - 1)
        return left > 0 ? [] : [item.value]
      })
      assert.deepEqual((log as number[]).toSorted(), [...state.get(name) as number[], ...ran].toSorted(), `statements of ${name}`)
    }
  }

  #lose(before: Program, lives: ReadonlyMap<number, Lived>, edits: UpdateReport['edits']): void {
    for (const { item, module } of itemsOf(before)) {
      if (isNameless(item) || item.kind === 'variable') continue
      const fate = lives.get(item.id)?.fate
      if (fate !== undefined && fate !== 'new') continue
      // One that has no name there does not come back under the name that it has here, nor one that goes on under another name.
      const isRenamed = edits.some(each => each.action === 'renamed' && each.module === fileOf(module) && each.note === `was ${item.name}`)
      if (!isAnonymous(before, module, item) && !isRenamed) this.#ghosts.set(placeOf(module, item), { thing: this.things.get(item.id), item, program: before, instances: this.instances.lose(item.id), closures: this.closures.lose(item.id) })
      this.instances.lose(item.id)
      this.closures.lose(item.id)
      this.things.delete(item.id)
      this.loops.delete(item.id)
    }
  }
}

function textIn(program: Program, item: Item): string {
  const module = program.modules.find(({ items }) => items.some(({ id }) => id === item.id))!
  return textOf(program, module, module.items.find(({ id }) => id === item.id)!)
}

/** A file that has another name is another one. */
const placeOf = (module: Module, { name }: Item): string => `${fileOf(module)} ${name}`

const factoryIn = (program: Program, item: FactoryItem): Factory => ({ program, module: findItem(program, item.id)!.module, item })

/** Undefined: what a fresh start gives, which is looked at elsewhere. */
function expectedValue({ before, after, was, item, state, moved }: { before: Program, after: Program, was: VariableItem, item: VariableItem, state: unknown, moved: boolean }): { value: unknown } | undefined {
  if (isConstant(item)) return undefined
  const initialiser = (program: Program, each: VariableItem): string => textIn(program, each).replace(/^\w+ /, '').replace(/, \w+_twin = \d+/, '')
  const isLiteral = ['object', 'map', 'array', 'set'].includes(item.type)
  // Functions in a literal may be edited in the save that moves it.
  if (moved && !isLiteral || initialiser(before, was) === initialiser(after, item)) return { value: state }
  if (item.type === 'number') return { value: (item.value as { value: number }).value }
  return was.type === item.type && isLiteral ? { value: patched(state, was, item) } : undefined
}
