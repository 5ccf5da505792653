import { readBy } from '../../3-analyse/items/at-once.ts'
import { completedBy } from '../../3-analyse/items/completes.ts'
import { reexports } from '../../3-analyse/outline.ts'
import type { Ref } from '../../3-analyse/reference-shapes.ts'
import type { Item, Model, Placed } from '../../3-analyse/shapes.ts'
import { isDeclaration, saysOne } from '../../3-analyse/says.ts'
import { isKept } from '../../4-diff/items.ts'
import { readersOf } from '../../graph/graph.ts'
import { modelAt } from '../../graph/modules.ts'
import { problem } from '../../messages/message.ts'
import { sourcePlace } from '../../lines/place.ts'
import type { LiveModule } from '../../live-module.ts'
import type { World } from '../../world.ts'
import type { Draft } from '../draft.ts'
import { placeOf, type Place } from './place.ts'
import { renewedIn, renewImports, Renewed } from '../renewed.ts'
import { orderOf } from '../unit/unit.ts'

/**
 * A statement that did not change is not run again. Where it read what has another value now, as `app.listen(port)` or `app.use(router)`,
 * it did so with the value before: that is told, once for each name and file. What prints is over.
 */
export function tellUnrun(world: World, drafts: readonly Draft[], reading: ReadonlyMap<LiveModule, Renewed>, ran: ReadonlySet<Item>): void {
  for (const [module, all] of reading) {
    const model = modelAt(module, 'newest')
    const assigned = drafts.find(draft => draft.module === module)?.assigned
    const found = new Map<string, Spot[]>()
    for (const placed of model.placed) {
      if (isDeclaration(placed.chunk.source) || !saysOne(placed.chunk.source, all)) continue
      for (const item of placed.chunk.items) {
        if (item.kind !== 'statement' || ran.has(item) || isKept({ item, placed }) || item.title.startsWith('console.')) continue
        const names = assigned && assigned.size > 0 ? newAt(orderOf(item.start, placed), all, assigned) : all
        const use = useOf(world, module, placed, item, names)
        if (use) found.set(use.said, [...found.get(use.said) ?? [], { item, placed, gives: use.gives }])
      }
    }
    for (const [said, spots] of found) tellSpots(drafts, module, said, spots)
  }
}

/** In front of the statement that gives a variable another value it has the one of before. */
const newAt = (at: number, names: Renewed, assigned: ReadonlyMap<string, number>): Renewed => new Renewed([...names].filter(name => !(assigned.get(name)! > at)))

/** `gives`: the statement gives something to what has this place, and reads nothing else that is new. */
interface Spot { item: Item, placed: Placed, gives: Place | undefined }

function useOf(world: World, module: LiveModule, placed: Placed, item: Item, names: Renewed): { said: string, gives: Place | undefined } | undefined {
  const model = modelAt(module, 'newest')
  let given: { said: string, gives: Place } | undefined
  for (const ref of readBy(item)) {
    if (isBare(item, ref)) continue
    const said = renewedIn([ref], names)
    if (said === undefined) continue
    if (!completes(model, placed, item, ref)) return { said, gives: undefined }
    const gives = placeOf(world, module, said)
    // What a module says by a name alone is told as LC2302.
    if (gives && gives.module !== module && (said.includes('.') || gives.module.kind === 'cjs')) given ??= { said, gives }
  }
  return given
}

/** `require('./door')` for what the file does: nothing is made of what it gives. */
const isBare = ({ start, end }: Item, ref: Ref): boolean => ref.form === 'require' && ref.at === start && ref.end >= end - 1

/** By modules, the names that have another value there; modules without an edit are those that read such a name of another one. */
export function readingModules(world: World, drafts: readonly Draft[], renewed: ReadonlyMap<LiveModule, Renewed>): Map<LiveModule, Renewed> {
  const all = new Map(drafts.flatMap((draft): [LiveModule, Renewed][] => draft.change.retired || draft.renewed.size === 0 ? [] : [[draft.module, draft.renewed]]))
  const known = new Set(drafts.map(({ module }) => module))
  const open = new Set([...renewed].flatMap(([module, names]) => names.size > 0 ? module : []))
  for (const module of open) {
    for (const reader of readersOf(world, module)) {
      if (reader.dormant || !reader.runtime) continue
      if (reexports(modelAt(reader, 'newest'))) open.add(reader)
      if (known.has(reader)) continue
      known.add(reader)
      if (isDirect(world, reader, module) && !maySay(modelAt(reader, 'newest'), exported(module, renewed.get(module)!))) continue
      const names = new Renewed()
      renewImports(world, reader, names, renewed)
      if (names.size > 0) all.set(reader, names)
    }
  }
  return all
}

/** It imports nothing that leads on to what another module has. */
const isDirect = (world: World, reader: LiveModule, module: LiveModule): boolean =>
  !module.isSpace && !reader.isSpace && module.kind === 'esm' && !reexports(modelAt(module, 'newest')) && world.spaces.size === 0

/** Names under which a module exports what is new in it. */
const exported = (module: LiveModule, names: Renewed): string[] => {
  const own = new Set([...names].map(name => name.split('.', 1)[0]!))
  return [...modelAt(module, 'newest').exports.values()].flatMap(({ name, local }) => own.has(local ?? '') ? name : [])
}

/** Of many importers most import other names. */
const maySay = ({ text }: Model, names: readonly string[]): boolean => names.includes('default') || text.includes('* as') || text.includes('*as') || saysOne(text, names)

const readers = new Set(['concat', 'entries', 'every', 'filter', 'find', 'flatMap', 'forEach', 'join', 'keys', 'map', 'reduce', 'slice', 'some', 'values'])

/** It gives the variable something instead of reading it; that is told where it is another object. */
const completes = ({ path, format }: Model, { chunk }: Placed, item: Item, ref: Ref): boolean =>
  !readers.has(ref.part ?? '') && completedBy(path, chunk, item, format, { has: name => name === ref.name }) !== undefined

function tellSpots(drafts: readonly Draft[], module: LiveModule, name: string, spots: readonly Spot[]): void {
  const { problems, reasons } = drafts.at(-1)!
  const [{ item, placed, gives }] = spots as [Spot]
  const told = { ...problem('LC2303', { name, count: spots.length }), file: module.path, ...sourcePlace(item.start, placed) }
  problems.push(told)
  if (gives && spots.every(each => each.gives)) reasons.notePlace(told, gives)
  else reasons.note(told, module, name)
}
