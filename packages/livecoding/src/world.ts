import type { Exports } from 'cjs-module-lexer'
import type { Item, Model } from './3-analyse/shapes.ts'
import type { Site } from './3-analyse/site-shapes.ts'
import type { Gate } from './6-verify/gates/gate.ts'
import type { DirectoryOptions } from './namespaces/members.ts'
import type { Homes } from './5-plan/classes/class-unit.ts'
import { forgetVersions, type Added } from './5-plan/records.ts'
import type { Problem, UpdateReport } from './8-report/report.ts'
import type { DecoratedClass } from './runtime/decorated-class.ts'
import { createDecorators, type Decorators } from './runtime/decorators.ts'
import { lastDeclared, type Undeclared } from './instrument/slots.ts'
import { Former } from './runtime/former.ts'
import type { Recorder } from './effects/recorder.ts'
import type { Lifecycle } from './lifecycle/lifecycle.ts'
import { Lines } from './lines/lines.ts'
import { Past } from './undo/past.ts'
import type { Evaluate } from './runtime/module.ts'
import type { ClassVersion, Layered, LiveModule, Lost } from './live-module.ts'

/**
 * All that changes. The stages before *apply* give values, and what a try notes here meanwhile is taken back with it; only *apply* writes for good.
 *
 *   World ── modules by path ── records: what is alive of each site ── versions: code of it that somebody may hold
 *         └─ waiting: saves that could not be applied yet
 */
export interface World extends Modules, Graph, Classes, Updates, Spaces, Surroundings {}

/** The modules of the program, and what the loader knows of the files around them. */
interface Modules {
  /** The folder in which the program was started. */
  root: string
  /** By path. */
  modules: Map<string, LiveModule>
  byId: Map<number, LiveModule>
  nextId: number
  /** Modules of an engine that was stopped had the numbers before. */
  readonly firstId: number
  /** Slots of modules that were loaded since one last began: declared together, for each script costs time. */
  undeclared: Undeclared[]
  /** A file that is not followed imports one that is: slots are declared as soon as a module is loaded. */
  isEntered: boolean
  /** Urls that were looked up, and the path of each. */
  paths: Map<string, string>
  /** By path, urls under which Node has a file once more: they are not managed. */
  copies: Map<string, Set<string>>
  /** New modules that threw as they were loaded: Node never forgets their url, so the next try has another. */
  broken: Map<string, number>
  /** The url of the file that the program starts with. */
  entry?: string
  /** Urls that were asked for by Node itself, by `import()`, by `require` in a function, or by code that is not managed. */
  roots: Set<string>
  /** Text last seen on disk, told or not. */
  seen: Map<string, string | undefined>
  /** Files with a byte order mark in front. */
  marked: Set<string>
  /** Others have load hooks, which may make another text of a file. */
  isRewritten: boolean
  /** What these got as JavaScript, and what it was. */
  plain: Map<string, string>
  /** What these gave of files that they were asked for. */
  given: Map<string, string>
  /** Whether the engine loads what is at this url. */
  isManaged(url: string): boolean
  /** Follows the files in a folder, also in one that is not there yet. */
  follow(folder: string): void
}

/** Who imports whom, and how new code says what a name leads to. */
interface Graph {
  /** Modules whose imports were not all resolved yet. */
  unlinked: LiveModule[]
  /** By url, modules that import it, or did so once, and by which specifiers; of a namespace also by url and name. */
  importers: Map<string, Map<LiveModule, Set<string>>>
  /** Every module that runs is known to be reached by imports from the entry, or from what was loaded in other ways. */
  allReached: boolean
  /** Functions, by module and name, of which a save has found that they may be called any time; all are looked at anew once more than code was edited. */
  calledAgain: Set<string>
  /** By path, names that others export again from a TypeScript file that is not loaded yet: there they may be types. */
  askedTypes: Map<string, Set<string>>
  /** Namespace objects that new code reaches as `$lc.n[number]`, by url. */
  numbers: Map<string, number>
  namespaces: object[]
  /** Node's own namespace objects by url: they know hoisted functions of modules that have not begun. */
  natives: Map<string, object>
  /** Namespace objects as `require` gives them, by url. */
  required: Map<string, object>
  /** What Node's lexer finds in CommonJS modules; undefined: no such module. */
  lexed: WeakMap<Model, Exports | undefined>
  /** Counts the names that made code needs. */
  names: number
}

/** What is known of classes, most of it by the class itself. */
interface Classes {
  /** By the key that a class's code says, the classes that it made. */
  classes: Map<string, ClassVersion[]>
  /** Who made what static fields and blocks of a class made, by member. */
  parts: WeakMap<object, ReadonlyMap<string, object>>
  /** Who made a class that is no item of its own. */
  madeBy: WeakMap<object, object>
  /** Code that runs in the scope of a class: it knows the private names. */
  scopes: WeakMap<object, Evaluate>
  /** What `super` leads to in new methods of a class. */
  homes: WeakMap<object, Homes>
  /** The same objects, so that a walk of the heap can tell them from instances. */
  ownHomes: WeakSet<object>
  /** What decorators did to each class. */
  decorated: WeakMap<object, DecoratedClass>
  /** What instrumented classes call for their decorators. */
  decorators: Decorators
  /** What puts the private names of later texts on an object, for each class in the order they came. */
  installers: WeakMap<object, Layered[]>
  /** What the computed keys of a class came to: as its code was evaluated; and by member, as it is now. */
  keys: WeakMap<object, { native: readonly PropertyKey[], now?: Map<string, PropertyKey> }>
  /** Classes whose private names were declared anew, outside their own code. */
  rebranded: WeakSet<object>
  /** Private fields that a class lost and got again: those of its own code are others, which nothing reads. */
  redeclared: WeakMap<object, ReadonlySet<string>>
  /** Declared fields that instances of a class were told to lack (LC2202). */
  lacking: WeakMap<object, ReadonlySet<PropertyKey>>
  /** Private names of classes around a class that are others since it was made: its scope has the ones before. */
  outdated: WeakMap<object, ReadonlySet<string>>
  /** Classes that make the instances of classes which exist many times; each class keeps its own. */
  makers: WeakMap<object, (maker: unknown) => void>
}

/** Saves, those that wait, and those that can be taken back. */
interface Updates {
  /** How many were told. */
  updates: number
  /** A save was tried: from here on the code that Node loads may not be that of a fresh start. */
  edited: boolean
  /** How many updates have evaluated something. */
  evaluations: number
  /** Objects that the update under way has patched: who has one has something new. */
  patched: WeakSet<object>
  /** Rejected and failed saves, by path. */
  waiting: Map<string, Waiting>
  /** The update under way brings something that was given up before: so long it may wait for code of the program. */
  hurry?: 'a moment' | 'until the next save'
  /** Told of saved files while an update waits for code of the program. */
  whenSaved?: (paths: readonly string[]) => void
  /** What the last updates replaced, for undo. */
  history: Past
  /** What was undone, the last one last: a new update forgets it. */
  undone: Past
  /** What items and sites of models that run have lost. */
  lost: WeakMap<Item | Site, readonly Lost[]>
  /** What objects had under names that the source lost. */
  former: Former
  /** Tells which versions went with a holder, as the garbage collector finds that nobody holds code of its unit any more. */
  holders: FinalizationRegistry<readonly Added[]>
  /** What is asked before a save takes effect, and how many milliseconds each has for its answer. */
  gates: Gate[]
  gateLimit: number
}

/** Folders as namespaces. */
interface Spaces {
  /** Folders that were added as namespaces, and the namespaces by name. */
  directories: Directory[]
  spaces: Map<string, Space>
  /** Modules that were entered since there are directories, and that no namespace has yet. */
  unjoined: Set<LiveModule>
}

/** Who else is in the process: what it made, who listens, who debugs it. */
interface Surroundings {
  recorder: Recorder
  /** Who wants to know what becomes of classes and instances. */
  lifecycle: Lifecycle
  listeners: Set<(report: UpdateReport) => unknown>
  /** What stack traces need. */
  lines: Lines
  /** Sessions in this thread that debug it (`new inspector.Session()`). */
  sessions: ReadonlySet<object>
  /** Waits for code of the program, which may ask something of the engine meanwhile. */
  wait<T>(promise: Promise<T>): Promise<T>
}

/** A save that waits to be tried again; without a text where it deletes the file. `problems`: what was told of it. */
export interface Waiting { readonly text: string | undefined, problems: readonly Problem[] }

/** A folder whose files are namespaces: `server/services/networking.ts` is in `applib/services`. */
export interface Directory {
  path: string
  namespace: string
  options: DirectoryOptions
  /** It is being removed: its files are in no namespace after the update. */
  leaving: boolean
  /** Whether a file counts, by its path below the folder. */
  accepts(name: string): boolean
  /** Whether a folder counts. */
  enters(name: string): boolean
}

/** One namespace. Its module has no text: its model is made from those of its files. */
export interface Space { name: string, module: LiveModule }

export function createWorld(root: string, recorder: Recorder, lifecycle: Lifecycle, isManaged: (url: string) => boolean): World {
  const decorated: World['decorated'] = new WeakMap()
  return {
    root,
    modules: new Map(),
    byId: new Map(),
    nextId: lastDeclared() + 1,
    firstId: lastDeclared() + 1,
    undeclared: [],
    isEntered: false,
    paths: new Map(),
    copies: new Map(),
    broken: new Map(),
    roots: new Set(),
    seen: new Map(),
    marked: new Set(),
    plain: new Map(),
    given: new Map(),
    isRewritten: false,
    isManaged,
    follow: () => {},

    unlinked: [],
    importers: new Map(),
    allReached: false,
    calledAgain: new Set(),
    askedTypes: new Map(),
    numbers: new Map(),
    namespaces: [],
    natives: new Map(),
    required: new Map(),
    lexed: new WeakMap(),
    names: 0,

    classes: new Map(),
    parts: new WeakMap(),
    madeBy: new WeakMap(),
    scopes: new WeakMap(),
    homes: new WeakMap(),
    ownHomes: new WeakSet(),
    decorated,
    decorators: createDecorators(decorated),
    installers: new WeakMap(),
    keys: new WeakMap(),
    rebranded: new WeakSet(),
    redeclared: new WeakMap(),
    lacking: new WeakMap(),
    outdated: new WeakMap(),
    makers: new WeakMap(),

    updates: 0,
    edited: false,
    evaluations: 0,
    patched: new WeakSet(),
    waiting: new Map(),
    history: new Past(),
    undone: new Past(),
    lost: new WeakMap(),
    former: new Former(),
    holders: new FinalizationRegistry(forgetVersions),
    gates: [],
    gateLimit: 30_000,

    directories: [],
    spaces: new Map(),
    unjoined: new Set(),

    recorder,
    lifecycle,
    listeners: new Set(),
    lines: new Lines(),
    sessions: new Set(),
    wait: promise => promise,
  }
}

/** Equal as long as no update evaluates anything and no module comes. */
export const evaluated = ({ evaluations, modules }: World): number => evaluations + modules.size
