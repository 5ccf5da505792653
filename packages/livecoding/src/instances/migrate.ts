import { relative } from 'node:path'
import type { Placed } from '../3-analyse/shapes.ts'
import type { NewAssignment } from '../5-plan/assignments.ts'
import type { Constructor } from '../5-plan/class-unit.ts'
import type { Draft, Journal } from '../5-plan/draft.ts'
import { whereIs } from '../5-plan/unit.ts'
import { problem } from '../messages/message.ts'
import type { LiveModule } from '../world.ts'
import { fieldsOfParents, privatesOfParents } from './parents.ts'

/** What an update does to the instances of one class that exist. */
export interface FieldChange {
  title: string
  module: LiveModule
  placed: Placed
  at: number
  added: { key: string, install(object: object): void }[]
  removed: string[]
  renamed: [string, string][]
  assigned: (NewAssignment & { value?: (this: object) => unknown })[]
  installers: readonly ((object: object) => void)[]
  /** The class has a new parent: its fields come too. */
  parent?: Constructor
}

/** Brings existing instances, those of subclasses included, to the fields of the new source. */
export function bringUpToDate(draft: Draft, constructor: Constructor, change: FieldChange, journal: Journal): void {
  const instances = draft.heap.instancesOf(constructor)
  if (instances.length === 0) return
  const saved = instances.map(object => Object.getOwnPropertyDescriptors(object))
  journal.push(() => { instances.forEach((object, index) => restore(object, saved[index]!)) })
  const added = [...draft.world.lifecycle.instances.quietly(() => fieldsOfParents(change.parent)), ...change.added]
  const failed = new Map<string, { count: number, error: unknown }>()
  const frozen = { count: 0, field: '' }
  const lacking = new Map<string, number>()
  for (const { name, isOn } of privatesOfParents(draft.world, change.parent)) {
    const count = instances.filter(object => !isOn(object)).length
    if (count > 0) lacking.set(name, count)
  }
  for (const [index, object] of instances.entries()) {
    const note = draft.heap.noteFor(object)
    for (const install of change.installers) attempt(install, object, frozen)
    for (const [from, to] of change.renamed) rename(object, from, to, note)
    for (const key of change.removed) remove(object, key, note)
    for (const { key, install } of added) if (!Object.hasOwn(object, key)) add(object, key, install, note, failed, frozen)
    for (const each of change.assigned) assign(object, each, saved[index]!, lacking, frozen)
  }
  tellProblems(draft, change, failed, frozen, lacking)
}

/** What `[live.migrate]` is told of one instance. */
export interface Note { added: string[], removed: Record<string, unknown>, renamed: Record<string, string> }

function restore(object: object, saved: PropertyDescriptorMap): void {
  for (const key of Reflect.ownKeys(object)) if (!Object.hasOwn(saved, key)) Reflect.deleteProperty(object, key)
  for (const key of Reflect.ownKeys(saved)) if (Object.isExtensible(object)) Object.defineProperty(object, key, saved[key as string]!)
}

function rename(object: object, from: string, to: string, note: Note): void {
  const descriptor = Object.getOwnPropertyDescriptor(object, from)
  note.renamed[from] = to
  if (!descriptor?.configurable) return
  Reflect.deleteProperty(object, from)
  Object.defineProperty(object, to, descriptor)
}

function remove(object: object, key: string, note: Note): void {
  const descriptor = Object.getOwnPropertyDescriptor(object, key)
  if (!descriptor) return
  note.removed[key] = descriptor.value
  Reflect.deleteProperty(object, key)
}

function add(object: object, key: string, install: (object: object) => void, note: Note, failed: Map<string, { count: number, error: unknown }>, frozen: { count: number, field: string }): void {
  note.added.push(key)
  if (!Object.isExtensible(object)) {
    frozen.count++
    frozen.field = key
    return
  }
  try {
    install(object)
  } catch (error) {
    failed.set(key, { count: (failed.get(key)?.count ?? 0) + 1, error })
    Object.defineProperty(object, key, { value: undefined, writable: true, enumerable: true, configurable: true })
  }
}

function attempt(install: (object: object) => void, object: object, frozen: { count: number, field: string }): void {
  try { install(object) } catch (error) {
    if (!(error instanceof TypeError)) throw error
    frozen.count++
    frozen.field = '#private'
  }
}

function assign(object: object, { key, value }: FieldChange['assigned'][number], before: PropertyDescriptorMap, lacking: Map<string, number>, frozen: { count: number, field: string }): void {
  if (Object.hasOwn(before, key)) return
  if (!value) {
    if ((object as Record<string, unknown>)[key] === undefined) lacking.set(key, (lacking.get(key) ?? 0) + 1)
    return
  }
  if (!Object.isExtensible(object) && !Object.hasOwn(object, key)) {
    frozen.count++
    frozen.field = key
    return
  }
  Reflect.set(object, key, value.call(object))
}

function tellProblems(draft: Draft, change: FieldChange, failed: Map<string, { count: number, error: unknown }>, frozen: { count: number, field: string }, lacking: Map<string, number>): void {
  const { title, placed, at } = change
  const { line, column } = whereIs(at, placed)
  const place = { file: relative(draft.world.root, draft.module.path), line, column: column + 1 }
  for (const [field, { count, error }] of failed) draft.late.push({ ...problem('LC2201', { field, count, class: title, error: String(error) }), ...place })
  if (frozen.count > 0) draft.late.push({ ...problem('LC2203', { count: frozen.count, class: title, field: frozen.field }), ...place })
  for (const [property, count] of lacking) draft.late.push({ ...problem('LC2202', { count, class: title, property }), ...place })
}
