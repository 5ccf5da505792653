import type { KnownBlock } from './scope/numbers.ts'
import type { Ref } from './reference-shapes.ts'
import type { Site } from './site-shapes.ts'

/**
 * A module as the engine sees it. Offsets belong to a chunk, not to the file, so a chunk that moved in its file is the
 * same value as before: the cost of an update follows the edit.
 *
 *   Model ── placed chunks (one top-level statement each) ── items (one top-level name each)
 *                                                              └─ sites (code that can be called again), nested
 */
export interface Model extends Outline {
  path: string
  text: string
  format: Format
  placed: Placed[]
  /** It is the model of a namespace. */
  space?: Spaced
}

/** What a namespace is made from. */
export interface Spaced {
  /** By url of each file, the names that it gives. */
  files: ReadonlyMap<string, ReadonlySet<string>>
  /** By name, the files that give it, sorted: the first one keeps it. */
  givers: ReadonlyMap<string, readonly string[]>
  /** Files with `export *`: what they give may change with another file. */
  starred: ReadonlySet<string>
  /** How it differs from the model before: names, and what it asks for. The cost of a save follows these. */
  step: { names: ReadonlySet<string>, came: ReadonlySet<string>, went: ReadonlySet<string> }
}

/** What other modules, and Node's linking, need to know of a module: all that is kept of one that nobody edits. */
export interface Outline {
  /** Every top-level name. */
  bindings: Map<string, Binding>
  /** Local name of each import. */
  imports: Map<string, ImportBinding>
  /** Specifiers in source order, each once, type-only ones left out. */
  requests: Request[]
  exports: Map<string, Export>
  /** `export * from`: specifiers. */
  stars: string[]
  /** The file starts with `// livecoding: rerun`. */
  rerun: boolean
  /** Something at its top level is computed from an import, or an import is exported again. */
  passesOn: boolean
  /** Worked out where the order of files of a namespace depends on it. */
  eager?: Eager
}

/** What a module reads of its imports while it is loaded: their local names, and the members of those that are `import * as`. */
export interface Eager { names: readonly string[], members: Readonly<Record<string, readonly string[]>> }

export type Format = 'module' | 'commonjs'

/** A chunk and where it stands in the file as it is now. */
export interface Placed {
  chunk: Chunk
  start: number
  /** Line of the chunk's first character, from 1. */
  line: number
  /** Column of the chunk's first character, from 0. */
  column: number
  /** `// livecoding: keep` stands before it. */
  keep: boolean
}

export interface Chunk {
  source: string
  /** What runs: the source, or what a transformer made of it where the syntax cannot be erased. */
  code: string
  /** What to subtract from an offset to index `code`. */
  base: number
  /** Where the lines of `code` end, once somebody has asked. */
  ends?: number[]
  lowered: boolean
  items: Item[]
  /** Rewrites that hold in every use of the code: erased types, `const` that is loaded as `let`. */
  marks: Mark[]
  imports: ImportBinding[]
  requests: Request[]
  exports: Export[]
  stars: string[]
  /** Names used as values anywhere in the chunk that it does not declare in a function or block. */
  free: Set<string>
  /** Code that only the first load runs, after the chunk: `export { $lcd as default }`. */
  trailer: string
  /** Import statements that the transformer added. */
  helpers: string[]
  /** Rewrites of `export default`, for the first load alone. */
  wrap: Mark[]
  /** The namespace blocks in it. */
  blocks?: readonly KnownBlock[]
}

export interface Mark { at: number, end: number, text: string }

export type ItemKind = 'function' | 'class' | 'variable' | 'statement' | 'enum' | 'namespace'

export interface Item {
  kind: ItemKind
  /** The bindings it declares; for a statement the `var`s inside it. */
  names: string[]
  declares: 'const' | 'let' | 'var' | 'function' | 'class' | 'none'
  /** What people call it in a report. */
  title: string
  start: number
  end: number
  /** Fingerprint without sites, types, comments, layout. */
  shell: string
  /** Fingerprint of all of it. */
  deep: string
  sites: Site[]
  /** References outside all sites. */
  refs: Ref[]
  /** Module-level or global names used outside sites. */
  reads: Set<string>
  /** The same, sites included. */
  free: Set<string>
  /** Has a call, `new`, tagged template or `await` outside sites. */
  calls: boolean
  awaits: boolean
  /** Evaluates a class that is no item of its own: its static parts may make something, now or after an edit. */
  makes: boolean
  /** For variables: where pattern and initialiser stand. */
  target?: Span
  init?: Span
  /** What the variable holds is disposed when the module has been evaluated. */
  uses?: 'using' | 'await using'
  /** A variable that stands for what another module exports. */
  requires?: Requires
  /** What it reads of other modules where it stands: `{ look: require('./look') }`. */
  required?: Ref[]
  /** Exports that compiled code says first, without a value: `exports.b = exports.a = void 0`. */
  hoists?: string[]
  /** Of `exports = module.exports = …`: both names get the value. */
  chained?: true
  /** Of a statement that defines properties: its text as far as the property, or the object. */
  defines?: string
  /** Of a statement that gives a place a value, or something to a name in a call: what says which, `app.tools =`, `app.get('/hall'`. */
  gives?: string
  /** Of the statement `door = …`: the name. */
  assigns?: string
  /** A function that is called where it stands gives its value: the class that a compiler has put into it. */
  returned?: Returned
  /** Of a statement that gives prototypes an object literal, which is its `init`: where it says them, and their text; `mixes`: of `Object.assign(Door.prototype, {…})`. */
  prototypes?: { targets: Span[], key: string, mixes?: true }
  /** `// livecoding: keep` stands before it, in a namespace block. */
  keep?: true
  /** Of a namespace block: its namespace. */
  space?: string
  /** What an enum gives its object; the name of the one that it adds to. */
  members?: readonly string[]
  adds?: string
  /** The item is this one function or class: `function f() {}`, `const f = () => {}`, `class C {}`. */
  self?: Site
}

/**
 * The local class or constructor function that a function called in place returns; `at`: where it says its name to return it; `gives`: what it
 * gives the class or its prototype by name, and the text that does so.
 */
export interface Returned { name: string, at: number, isClass: boolean, gives: { key: string, said: string, isStatic: boolean }[] }

/** Which export each name is; `*`: all of them. */
export interface Requires { specifier: string, keys: Map<string, string> }

export interface Span { start: number, end: number }

export interface Binding { declares: Item['declares'] }

/** `source`: where the specifier stands. `dynamic`: by an `import(…)`, or a `require` that `createRequire` gave, which loads the module when it is evaluated. */
export interface Request { specifier: string, attributes?: Record<string, string>, at: number, end: number, source: number, bare: boolean, dynamic?: 'import' | 'require' }

/** `type`: no code uses it but what says the types of decorated members, where the other module may have no such value. */
export interface ImportBinding { local: string, imported: string /* or 'default', '*' */, specifier: string, at: number, type?: boolean, phase?: Phase }

/** `import source x from`, `import defer * as x from`: such an import is Node's. */
export type Phase = 'source' | 'defer'

/** `local` in this module, or `imported` of another one. */
export interface Export { name: string, local?: string, from?: string, imported?: string, at: number }
