import type { Ahead } from './saves/ahead.ts'
import type { Chunk, Item, Model, Placed } from './3-analyse/shapes.ts'
import type { Flavour, Site } from './3-analyse/site-shapes.ts'
import type { Disposed } from './effects/effect.ts'
import type { Owners } from './effects/owners.ts'
import type { Within } from './instrument/offers.ts'
import type { Offered } from './instrument/offers.ts'
import type { ModuleRuntime } from './runtime/module.ts'

export interface LiveModule {
  id: number
  path: string
  url: string
  kind: 'esm' | 'cjs' | 'json'
  /** The text of its file when it was loaded, where hooks of others made another one of it. */
  file?: string
  /** What runs now. */
  current: Model
  /** What runs if the update under way commits. */
  pending?: Model
  /** What a text is that was read while the rest of its save was waited for. */
  ahead?: Ahead
  /** What Node has loaded natively: its names can be said as they are. */
  loaded: Model
  /** What ran before the last update. */
  previous?: string
  runtime?: ModuleRuntime
  /** What the guards of its code ask, by the names that they say. */
  holders?: Record<string, Holder>
  /** What is alive of each site of the current model. */
  records: Map<Site, SiteRecord>
  /** Top-level things that the source lost, by name: they come back as the same objects. */
  ghosts: Map<string, Ghost>
  /** Variables that have not what their text says, as `keep` held them while it changed. */
  held: WeakMap<Item, Held>
  /** Nobody imports it any more, or its file is gone. */
  dormant: boolean
  /** Of a dormant one: what initialisers had made, and what ended with it. */
  asleep?: ReadonlyMap<Item, readonly Asleep[]>
  /** Of a dormant one whose file is gone: what `require` gave. */
  uncached?: NodeJS.Module
  /** Of a dormant one: what went on in another file. It comes from there, should the source move it once more. */
  left: ReadonlySet<Item>
  /** A JSON or CommonJS module that may have another value than the one that Node gives its importers. */
  replaced?: true
  /** It has been evaluated to its end. */
  ended?: true
  /** Who waits for that. */
  whenEnded?: () => void
  /** A save has waited for it in vain. */
  endless?: boolean
  /** It, or what it imports, threw as it was loaded: Node evaluates it no more, and its next text is loaded anew. */
  threw?: true
  /** The update under way evaluates all of it again, for the program asked for it. */
  again?: true
  /** Loaded by `import()`, `require` in a function, a library, or as the program's entry. */
  root: boolean
  /** Specifier to url, as Node resolved it. */
  resolved: Map<string, string>
  /** Those that lead elsewhere since Node linked the module, and where they led then. */
  ledBefore?: ReadonlyMap<string, string>
  version: number
  /** The version that last changed a top-level name; those that are not here have the code of the version that was loaded. */
  changed: Map<string, number>
  loadedVersion: number
  /** Values that come from another module of the same save, for the first load. */
  moving?: Map<string, unknown>
  /** Enums among these whose code runs on the object that they are. */
  anew?: ReadonlySet<string>
  /** Statements that ran in another module of the same save: the first load leaves them out. */
  ran?: ReadonlySet<Item>
  /** Who made the effects of an item's last run. */
  owners: Owners
  /** Of the code that Node loaded: the first slot of each statement, and how many there are. */
  slots?: readonly number[]
  /** Statements of that code whose guards are not yet among the records, with their numbers: an update asks for those that it needs. */
  unrecorded?: Map<Chunk, number>
  /** Imported names that Node did not link, as an edit made them, or the module that has them may need this one first. */
  late: ReadonlySet<string>
  /** Where Node found the names of namespaces when it linked the module, by specifier and name. */
  linked: Map<string, LiveModule>
  /** It is a namespace: nothing of it is in Node. */
  isSpace: boolean
}

/** `slot` is said as in the code: holder and field; `flavour`: of the function with the guard, where it is not the site's. */
export interface EmittedSlot { site: Site, slot: string, offered: Offered, flavour?: Flavour, construction?: Construction, within?: Within }

/** All code made of one site that somebody may still hold. */
export interface SiteRecord {
  versions: Version[]
  /** Where the code stands that the versions run (`standOf`). */
  stand?: string | undefined
  /** The source lost the function around, and the versions run code of another site, which has them in its own record, too. */
  taken?: SiteRecord | undefined
  /** A class that was moved: the scope in which its new code is evaluated is that of another module. */
  foreign?: boolean
}

/** A site that the source lost, and what is alive of it and of what is inside it. */
export interface Lost { site: Site, records: ReadonlyMap<Site, SiteRecord> }

export interface Version {
  /** The object with the guard's field; weak for code made by updates, so that dead code goes with its closures. */
  holder: { deref(): Holder | undefined }
  field: string
  /** Keys of the variables that its guard hands over, in order. */
  offered: Offered
  flavour: Site['flavour']
  /** Its guard says `new.target` too. */
  givesTarget: boolean
  kind: Site['kind']
  /** For classes: what the code that made it does to a new instance. */
  native?: Native
  /** Of a loop: copies of its rounds that closures of new code have. */
  kept?: ReadonlySet<string> | undefined
  /** It runs a function that another version's code has made, and that follows by itself. */
  forwarded?: true | undefined
  /** For a class that code in an old closure made. */
  within?: Within
  /** Of a method of an object literal: the object, once new code has asked for it. */
  home?: WeakRef<object>
  /** For a nested class: keys of the variables around it, by name. */
  sees?: ReadonlyMap<string, string>
  /** For the slot of a class's construction. */
  construction?: Construction
}

/** What the slot of a class's construction belongs to: the key of the class, and how code inside it says whom to tell of new instances. */
export interface Construction { of: string, done: string }

/** What the code of a class gives to a new instance before any update does. */
export interface Native {
  derived: boolean
  /** It puts private names on the instance, which only this code can. */
  branded: boolean
  /** These names. */
  privates: readonly string[]
  /** The class exists once for each run of the code around it. */
  nested: boolean
  /** Members whose keys are expressions, in the order of their evaluation. */
  computed: readonly string[]
  /** In the order in which they are put on. */
  fields: readonly NativeField[]
}

export interface NativeField { key: string, own: string, deep: string, harmless: boolean, private: boolean, computed: boolean }

export type Holder = Record<string, unknown>

export type Install = (object: object) => void

/** Puts the private names of one later text on objects, and tells which have them. */
export interface Layered { names: readonly string[], put: Install, has(object: object): boolean }

export interface ClassVersion { constructor: WeakRef<object> }

/** What a value was made from, and the name that was evaluated again since, if its initialiser says one. */
export interface Held { item: Item, placed: Placed, model: Model, source: string | undefined }

/** What one owner had made, newest first. */
export interface Asleep { owner: object, ended: readonly Disposed[] }

/**
 * `version`: that of the module which last had it; `since`: how much had been evaluated when it was lost (`evaluated`); `earlier`: what was
 * lost under its name before, of other kinds.
 */
export interface Ghost { item: Item, placed: Placed, model: Model, value: unknown, version: number, since: number, earlier?: Ghost | undefined }

/** What a name has lost, but for things of this kind. */
export function ghostsBut(ghost: Ghost | undefined, kind: Item['kind']): Ghost | undefined {
  if (!ghost) return undefined
  const earlier = ghostsBut(ghost.earlier, kind)
  return ghost.item.kind === kind ? earlier : { ...ghost, earlier }
}
