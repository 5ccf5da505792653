import type { Placed } from '../3-analyse/shapes.ts'
import type { Constructor } from '../5-plan/classes/class-unit.ts'
import type { Draft } from '../5-plan/draft.ts'
import type { Journal } from '../journal.ts'
import type { Install, LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { fieldsElsewhere } from './elsewhere.ts'
import type { Inheritance } from './parents.ts'
import { migrate, type Note } from './heap.ts'
import type { Reach } from './reach.ts'
import { tellProblems, type Shortcomings } from './shortcomings.ts'

/** One thing that instances get, in the order of the source. An assignment without `install` cannot be computed for them. */
export interface Addition {
  form: 'field' | 'private' | 'assignment'
  key: PropertyKey
  /** Where the class says it. */
  at?: number
  install?: Install
  /** The same for an assignment of another form. */
  put?: Put
  /** Where it cannot be computed: whether the object has no value there. */
  lacks?(object: object): boolean
  /** The field was there before, and for some instances, or all, nothing gave it a value. */
  unset?: boolean
  /** Whether the constructor of this object comes there. */
  reach?(object: object): Reach
  /** New instances may have this value instead. */
  unlike?: string
}

/** Gives an object something; `note` is told of each key before, `undo` of what takes it back otherwise; `had`: keys that the object had before the save. */
export type Put = (object: object, taking: Taking) => void
interface Taking { had: ReadonlySet<PropertyKey>, note(key: PropertyKey): void, undo(back: () => void): void }

/** Gives the value of a private field, where the object has it. */
export type Read = (object: object) => { value: unknown } | undefined

/** A field with another name; `read` and `write` where the old, or the new, name is private. */
export interface Rename { from: PropertyKey, to: PropertyKey, read?: Read, write?(object: object, value: unknown): void }

/** What an update does to the instances of one class that exist. */
export interface FieldChange {
  title: string
  module: LiveModule
  placed: Placed
  at: number
  /** Puts private names on. */
  installers: readonly Install[]
  renamed: readonly Rename[]
  removed: PropertyKey[]
  /** Private fields that came and went: only the migration hook is to know. */
  hidden: { added: readonly string[], removed: readonly { name: string, read: Read }[] }
  added: readonly Addition[]
  /** Others of its instances are brought up to date elsewhere. */
  concerns?: (object: object) => boolean
  /** The class has another parent. */
  inheritance?: Inheritance
}

/** What instances had before, under each key. */
export type Undo = [object: object, key: PropertyKey, before: PropertyDescriptor | undefined][]

/** What instances of a class are brought, all of them alike. */
interface Bringing {
  change: FieldChange
  undo: Undo
  /** The same for fields that have another name: their values are no new ones. */
  carried: Undo
  /** What takes back what `undo` does not. */
  backs: (() => void)[]
  short: Shortcomings
  /** Keys of assignments that come. */
  assigned: readonly PropertyKey[]
  hasPuts: boolean
  isNew(object: object, key: PropertyKey): boolean
  isElsewhere(object: object, key: PropertyKey): boolean
}

/** Additions to one instance that threw, and those behind them. */
interface Again { object: object, taking: Taking, additions: readonly Addition[] }

/** Brings existing instances, those of subclasses included, to the fields of the new source. */
export function bringUpToDate(draft: Draft, constructor: Constructor, change: FieldChange, journal: Journal, objects: readonly object[] = draft.heap.instancesOf(constructor)): void {
  const all = draft.heap.settledOf(constructor, objects, later => { bringUpToDate(draft, constructor, change, journal, later) })
  const instances = change.concerns ? all.filter(change.concerns) : all
  if (instances.length === 0) return
  const [undo, carried]: [Undo, Undo] = [[], []]
  const backs: (() => void)[] = []
  journal.push(() => {
    for (const back of backs) back()
    for (const [object, key, before] of [...carried, ...undo].toReversed()) putBack(object, key, before)
  })
  const short: Shortcomings = { count: instances.length, failed: new Map(), frozen: new Map(), kept: new Map(), lacking: new Map(), unlike: new Map() }
  const bringing: Bringing = {
    change, undo, carried, backs, short,
    assigned: change.added.filter(({ form }) => form === 'assignment').map(({ key }) => key),
    hasPuts: change.added.some(({ put }) => put),
    isNew: addedAbove(draft, constructor),
    isElsewhere: fieldsElsewhere(draft.world, constructor),
  }
  draft.heap.added.push({ constructor, undo })
  const again = instances.flatMap(object => bringTo(object, hasHook(object) ? draft.heap.noteFor(object) : undefined, bringing) ?? [])
  noteLacking(draft.world, constructor, change, short, journal)
  if (again.length === 0) return tellProblems(draft, change, short)
  draft.heap.later(isLater => {
    if (isLater) {
      short.failed.clear()
      for (const { object, taking, additions } of again) for (const addition of additions) give(object, addition, taking, short)
    }
    tellProblems(draft, change, short)
  })
}

/** Private names first, then what has another name, what goes, and what comes, in the order of the source. */
function bringTo(object: object, note: Note | undefined, bringing: Bringing): Again | undefined {
  const { change, undo, carried, backs, short, assigned, hasPuts, isNew, isElsewhere } = bringing
  const had = assigned.filter(key => Object.hasOwn(object, key) && !isNew(object, key))
  for (const install of change.installers) if (!attempt(install, object, short)) return undefined
  rename(object, change.renamed, note, carried, short)
  if (note) noteHidden(object, change.hidden, note)
  for (const key of change.removed) if (!isElsewhere(object, key)) remove(object, key, note, undo, short)
  // One assignment may do another: `this.x = this.y = 1`.
  for (const key of assigned) undo.push([object, key, Object.getOwnPropertyDescriptor(object, key)])
  const taking: Taking = {
    had: new Set(hasPuts ? Reflect.ownKeys(object).filter(key => !isNew(object, key)) : []),
    note: key => { undo.push([object, key, Object.getOwnPropertyDescriptor(object, key)]) },
    undo: back => { backs.push(back) },
  }
  const taken: Addition[] = []
  let threw: number | undefined
  for (const addition of change.added) {
    if (addition.form === 'assignment' && !addition.unset && had.includes(addition.key)) continue
    const how = add(object, addition, note, taking, bringing)
    if (how === 'threw') threw ??= taken.length
    if (how) taken.push(addition)
  }
  return threw === undefined ? undefined : { object, taking, additions: taken.slice(threw) }
}

/** An object has this only since the same save gave it to a class above: the class's own field goes over it, as on a fresh start. */
function addedAbove({ heap }: Draft, { prototype }: Constructor): (object: object, key: PropertyKey) => boolean {
  const above = heap.added.filter(each => each.constructor.prototype !== prototype && Object.prototype.isPrototypeOf.call(each.constructor.prototype as object, prototype as object))
  const known = new Map<PropertyKey, Set<object>>()
  return (object, key) => {
    if (above.length === 0) return false
    const objects = known.get(key) ?? new Set(above.flatMap(({ undo }) => undo.flatMap(([each, at, before]) => at === key && before === undefined ? each : [])))
    known.set(key, objects)
    return objects.has(object)
  }
}

/** Who follows the advice of LC2202, and gives a declared field an initialiser, finds it done. */
function noteLacking({ lacking: all }: World, constructor: Constructor, { added }: FieldChange, { lacking }: Shortcomings, journal: Journal): void {
  const before = all.get(constructor) ?? new Set()
  const given = new Set(added.filter(({ unset }) => unset).map(({ key }) => key))
  if (lacking.size === 0 && given.size === 0) return
  journal.push(() => { all.set(constructor, before) })
  all.set(constructor, new Set([...before].filter(key => !given.has(key)).concat(...lacking.keys())))
}

const hasHook = (object: object): boolean => typeof (object as { constructor?: Record<symbol, unknown> }).constructor?.[migrate] === 'function'

function putBack(object: object, key: PropertyKey, before: PropertyDescriptor | undefined): void {
  if (!before) Reflect.deleteProperty(object, key)
  else if (Object.isExtensible(object) || Object.hasOwn(object, key)) Object.defineProperty(object, key, before)
}

/** All are taken before the first is given: two fields may exchange their keys. */
function rename(object: object, renamed: readonly Rename[], note: Note | undefined, undo: Undo, short: Shortcomings): void {
  const taken = renamed.flatMap(({ from, to, read, write }) => {
    if (note && from !== to) note.renamed[String(from)] = String(to)
    const before = read ? undefined : Object.getOwnPropertyDescriptor(object, from)
    const found = read ? read(object) : before && { value: before.value as unknown }
    if (!found) return []
    if (before?.configurable === false || (!write && !Object.isExtensible(object))) {
      noteFrozen(object, to, undefined, short)
      return []
    }
    if (before) {
      undo.push([object, from, before])
      Reflect.deleteProperty(object, from)
    }
    return { to, write, value: found.value, before }
  })
  for (const { to, write, value, before } of taken) {
    if (write) {
      write(object, value)
      continue
    }
    undo.push([object, to, Object.getOwnPropertyDescriptor(object, to)])
    Object.defineProperty(object, to, before ?? { value, writable: true, enumerable: true, configurable: true })
  }
}

function noteHidden(object: object, { added, removed }: FieldChange['hidden'], note: Note): void {
  note.added.push(...added)
  for (const { name, read } of removed) {
    const found = read(object)
    if (found) note.removed[name] = found.value
  }
}

function remove(object: object, key: PropertyKey, note: Note | undefined, undo: Undo, { kept }: Shortcomings): void {
  const descriptor = Object.getOwnPropertyDescriptor(object, key)
  if (!descriptor) return
  if (note) note.removed[String(key)] = descriptor.value
  if (!descriptor.configurable) return void kept.set(key, { count: (kept.get(key)?.count ?? 0) + 1 })
  undo.push([object, key, descriptor])
  Reflect.deleteProperty(object, key)
}

function add(object: object, addition: Addition, note: Note | undefined, taking: Taking, { short, isNew }: Bringing): 'given' | 'threw' | undefined {
  const { form, key, at, install, put, unset, lacks } = addition
  const { lacking } = short
  const reach = addition.reach?.(object)
  if (reach === 'never') return undefined
  const has = form !== 'private' && Object.hasOwn(object, key)
  if (unset && (object as Record<PropertyKey, unknown>)[key] !== undefined) return undefined
  if (form === 'field' && !unset) {
    if (has && !isNew(object, key)) return undefined
    if (!has) note?.added.push(String(key))
  }
  if ((!install && !put) || reach === 'perhaps') {
    if (!(lacks ? lacks(object) : (object as Record<PropertyKey, unknown>)[key] === undefined)) return undefined
    if (install || put || addition.unlike === undefined) lacking.set(key, { count: (lacking.get(key)?.count ?? 0) + 1, at })
    else noteUnlike(key, at, addition.unlike, short)
    return undefined
  }
  if (form !== 'private' && !has && !isHidden(key) && !Object.isExtensible(object)) {
    noteFrozen(object, key, at, short)
    return undefined
  }
  if (form !== 'private' && !put) taking.note(key)
  return give(object, addition, taking, short)
}

function give(object: object, { form, key, at, install, put, unlike: value }: Addition, taking: Taking, short: Shortcomings): 'given' | 'threw' | undefined {
  const { failed, frozen } = short
  try {
    if (put) put(object, taking)
    else install!(object)
    if (value !== undefined) noteUnlike(key, at, value, short)
    return 'given'
  } catch (error) {
    if (form === 'private' && error instanceof TypeError && !Object.isExtensible(object)) {
      if (!frozen.get(ANY_PRIVATE)?.objects.has(object)) noteFrozen(object, key, at, short)
      return undefined
    }
    failed.set(key, { count: (failed.get(key)?.count ?? 0) + 1, at, error })
    if (form === 'field') Object.defineProperty(object, key, { value: undefined, writable: true, enumerable: true, configurable: true })
    return 'threw'
  }
}

function noteFrozen(object: object, key: PropertyKey, at: number | undefined, { frozen }: Shortcomings): void {
  const { objects } = frozen.get(key) ?? { objects: new Set() }
  frozen.set(key, { objects: objects.add(object), at })
}

function noteUnlike(key: PropertyKey, at: number | undefined, value: string, { unlike }: Shortcomings): void {
  unlike.set(key, { value, at, count: (unlike.get(key)?.count ?? 0) + 1 })
}

const isHidden = (key: PropertyKey): boolean => typeof key === 'string' && key.startsWith('#')

/** What stands for all private names of a class. */
const ANY_PRIVATE = '#private'

/** Tells whether the object needs the rest: one that has the private names was made by the new code, as the save evaluated something. */
function attempt(install: Install, object: object, short: Shortcomings): boolean {
  try { install(object) } catch (error) {
    if (!(error instanceof TypeError)) throw error
    if (hasAlready.test(error.message)) return false
    noteFrozen(object, ANY_PRIVATE, undefined, short)
  }
  return true
}

const hasAlready = /^Cannot initialize .* twice on the same object$/
