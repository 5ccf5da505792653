import { bareName } from '../3-analyse/scope/block.ts'
import { exportedAt, isPlace } from '../3-analyse/items/commonjs.ts'
import type { Disposed } from '../effects/effect.ts'
import type { Item } from '../3-analyse/shapes.ts'
import type { Step } from '../5-plan/draft.ts'
import type { Journal } from '../journal.ts'
import { fits, valuesOf } from '../5-plan/literals/literal.ts'
import { assign, canLose, loseName, peekName } from '../runtime/binding.ts'
import { ghostsBut, type LiveModule } from '../live-module.ts'
import { keepsOther, sayExports } from '../runtime/place.ts'
import { run } from '../waits.ts'
import { evaluated, type World } from '../world.ts'
import { redefining } from './redefine.ts'
import { adapted, fillAll, type Filling } from '../runtime/slot.ts'
import { endUse, type Used } from './using.ts'

/** What an initialiser gave, by the names of its pattern. */
export type Values = Record<string, unknown>

/** What a unit gave: its pieces by name, the values of initialisers that were awaited, and what is to be disposed. */
export interface Made {
  values: Record<string, unknown>
  awaited: Map<string, Values>
  used: Used
  /** The update was taken back: what comes now is nobody's. */
  isOver?: true
}

/** What a statement's last run made and that was given back, and the line of the statement. */
export interface Ended { module: LiveModule, line: number, what: Disposed }

/** Takes one step, and notes in the journal how to take it back; gives a promise only where the source awaits. */
export function runStep(world: World, step: Step, made: Made, journal: Journal, disposed: Ended[]): Promise<unknown> | undefined {
  const { module } = step
  switch (step.do) {
    case 'patch': return fillAll([fillingOf(step, made)], journal)
    case 'declare': {
      const declare = (): undefined => give(step, step.name, (made.values[step.piece] as () => unknown)(), journal)
      return step.item.self?.kind === 'class' ? owned(world, module, step.item, declare, journal) : declare()
    }
    case 'adopt': return adopt(module, step, journal)
    case 'lose': {
      const { item, item: { names: [name], kind } } = step.spot
      const earlier = ghostsBut(module.ghosts.get(name!), kind)
      module.ghosts.set(name!, { ...step.spot, value: peekName(module, name!), version: module.version - 1, since: evaluated(world), earlier })
      return lose(module, item, journal)
    }
    case 'evaluate': {
      const values = made.awaited.get(step.piece) ?? owned(world, module, step.item, made.values[step.piece] as () => Values | Promise<Values>, journal)
      return values instanceof Promise ? values.then(values => made.isOver ? undefined : giveAll(step, values, made, journal)) : giveAll(step, values, made, journal)
    }
    case 'patch-literal': {
      const valueOf = (piece: string): unknown => (made.values[piece] as () => unknown)()
      const object = step.held ? heldObject(step.held.pieces.map(valueOf)) : peekName(module, step.item.names[0]!)
      if (step.held && object === undefined) return runStep(world, step.held.otherwise, made, journal, disposed)
      // A class may be a function.
      const canPatch = (typeof object === 'object' && object !== null) || (step.item.returned && typeof object === 'function')
      return canPatch ? patched(world, step, journal, () => run(step.patch(object, valuesOf(valueOf), journal))) : undefined
    }
    case 'run': return owned(world, module, step.item, () => redefining(made.values[step.piece] as () => Promise<void> | undefined, step.kept), journal)
    case 'end': return endUse(made.used, step.item)
    case 'dispose': return dispose(world, step, journal, disposed)
    case 'length': return setLength(step.value(), step.length, journal)
    case 'bring': case 'call': step.call(journal)
  }
}

export const fillingOf = ({ version, piece, site, home }: Extract<Step, { do: 'patch' }>, { values }: Made): Filling =>
  ({ slot: version, code: adapted(home ? (values[piece] as (home: object) => unknown)(home) : values[piece], version, site) })

/** Gives the names of an item their values. */
function giveAll(step: Extract<Step, { do: 'evaluate' }>, values: Values, { used }: Made, journal: Journal): undefined {
  const { item } = step
  if (item.uses) {
    used.set(item, values[bareName(item.names[0]!)])
    journal.push(() => endUse(used, item))
  }
  for (const [index, name] of item.names.entries()) give(step, name, index === 0 && 'default' in values ? values['default'] : values[bareName(name)], journal)
}

function give({ module, item, kept }: Extract<Step, { do: 'declare' | 'evaluate' }>, name: string, value: unknown, journal: Journal): undefined {
  if (name === 'module.exports') sayExports(module, item.chained ? { value } : undefined, journal)
  assign(module, name, value, journal)
  if (isPlace(name) && keepsOther(module, name, value)) kept(exportedAt(name)!)
}

/** The one object that all of these are, if a literal can have made it. */
const heldObject = ([first, ...others]: readonly unknown[]): unknown => fits(first, 'object') && others.every(each => each === first) ? first : undefined

function adopt(module: LiveModule, { name, value, rename }: Extract<Step, { do: 'adopt' }>, journal: Journal): undefined {
  const adopted = value()
  assign(module, name, adopted, journal)
  if (rename === undefined || typeof adopted !== 'function' || adopted.name !== rename.from) return
  journal.push(() => { Object.defineProperty(adopted, 'name', { value: rename.from, configurable: true }) })
  Object.defineProperty(adopted, 'name', { value: rename.to, configurable: true })
}

/** `length` follows the source; it is the object's own, so new code alone cannot change it. */
function setLength(held: unknown, length: number, journal: Journal): undefined {
  if (typeof held !== 'function' || held.length === length) return
  const before = held.length
  journal.push(() => { Object.defineProperty(held, 'length', { value: before, configurable: true }) })
  Object.defineProperty(held, 'length', { value: length, configurable: true })
}

function lose(module: LiveModule, item: Item, journal: Journal): undefined {
  if (item.chained) sayExports(module, undefined, journal)
  for (const name of item.names) {
    if (canLose(module, name)) loseName(module, name, journal)
  }
}

/** What the entries of a literal make belongs to it, beside what its other entries made. */
function patched(world: World, { module, item, kept }: Extract<Step, { do: 'patch-literal' }>, journal: Journal, patch: () => void | Promise<void>): Promise<void> | undefined {
  const owner = module.owners.get(item) ?? {}
  module.owners.set(item, owner)
  if (kept) journal.push(world.recorder.renumber(owner, kept))
  return within(world, owner, patch) ?? undefined
}

/** Runs top-level code whose timers, listeners and servers belong to an item; a rollback disposes them. */
export function owned<T>(world: World, module: LiveModule, item: Item, work: () => T, journal: Journal): T {
  const owner = {}
  module.owners.set(item, owner)
  journal.push(() => { world.recorder.discard(owner) })
  return within(world, owner, work)
}

function within<T>({ recorder }: World, owner: object, work: () => T): T {
  recorder.enter(owner)
  try {
    const result = work()
    return result instanceof Promise ? result.finally(() => recorder.leave()) as T : result
  } finally { recorder.leave() }
}

function dispose(world: World, { module, owner, line, asleep }: Extract<Step, { do: 'dispose' }>, journal: Journal, disposed: Ended[]): undefined {
  journal.push(() => { world.recorder.begin(owner) })
  const ended = world.recorder.dispose(owner)
  for (const what of ended) {
    disposed.push({ module, line, what })
    journal.push(() => what.restore())
  }
  if (!asleep || ended.length === 0) return
  const { asleep: before } = module
  journal.push(() => Object.assign(module, { asleep: before }))
  module.asleep = new Map([...before ?? [], [asleep, [...before?.get(asleep) ?? [], { owner, ended }]]])
}
