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
  /** For variables: where pattern and initialiser stand. */
  target?: Span
  init?: Span
  /** A variable of a CommonJS module that stands for what another module exports. */
  requires?: Requires
  /** What it reads of other modules where it stands: `{ look: require('./look') }`. */
  required?: Ref[]
  /** Exports that compiled code says first, without a value: `exports.b = exports.a = void 0`. */
  hoists?: string[]
  /** Of a statement that defines properties: its text as far as the property, or the object. */
  defines?: string
  /** Of the statement `door = …`: the name. */
  assigns?: string
  /** Of a statement that gives prototypes an object literal, which is its `init`: where it says them, and their text. */
  prototypes?: { targets: Span[], key: string }
  /** What an enum or a namespace block gives its object. */
  members?: BlockMember[]
  /** The item is this one function or class: `function f() {}`, `const f = () => {}`, `class C {}`. */
  self?: Site
}

/** `inner`: it is a namespace or an enum itself. */
export interface BlockMember { name: string, inner?: BlockMember[] }

/** Which export each name is; `*`: all of them. */
export interface Requires { specifier: string, keys: Map<string, string> }

export interface Span { start: number, end: number }

export interface Binding { declares: Item['declares'] }

export interface Request { specifier: string, attributes?: Record<string, string>, at: number, end: number, bare: boolean }
/** `type`: no code uses it but what says the types of decorated members, where the other module may have no such value. */
export interface ImportBinding { local: string, imported: string /* or 'default', '*' */, specifier: string, at: number, type?: boolean, phase?: Phase }
/** `import source x from`, `import defer * as x from`: such an import is Node's. */
export type Phase = 'source' | 'defer'
/** `local` in this module, or `imported` of another one. */
export interface Export { name: string, local?: string, from?: string, imported?: string, at: number }

export type Flavour = 'plain' | 'async' | 'generator' | 'asyncGenerator'
export type SiteKind = 'function' | 'arrow' | 'method' | 'getter' | 'setter' | 'constructor' | 'field' | 'class' | 'loop'

/** One piece of code that can be called again, or a class made of such pieces. */
export interface Site {
  kind: SiteKind
  flavour: Flavour
  /** Own name, used for matching; empty for an anonymous one. */
  name: string
  /** Where it stands when it has no name: `call:on.1`, `return`, `prop:look`. */
  context: string
  /** What people call it: `Tile.render`, `hire`. */
  title: string
  start: number
  end: number
  /** Where its text begins for a reader: a method of an object has a key before it. */
  head: number
  params: Param[]
  /** The body declares a name that the parameters say: they are a scope of their own, and cannot move into the body. */
  ownScope?: boolean
  /** From `(` to `)`. */
  list: Span
  /** Block body with its braces, or the expression after `=>`. */
  body: Span
  /** Where a guard goes: behind `{` and directives, or behind `=>`. */
  entry: number
  block: boolean
  own: string
  deep: string
  children: Site[]
  refs: Ref[]
  free: Set<string>
  /** Function variables from outside that it, or what is inside it, uses. */
  captures: Set<Local>
  /** What closures captured around it, nearest first. */
  layer?: Layer
  /** Its own names that hide some of these. */
  hidden: readonly string[]
  /** The function's own name, which no closure captured. */
  self?: Local
  /** Keys that variables had before saves that renamed them, by their keys now. */
  aliases?: ReadonlyMap<string, string>
  lexical: Lexical
  /** How many functions are around it. */
  depth: number
  chunk: Chunk
  loop?: LoopShape
  shape?: ClassShape
  /** Set on members: the class they are in. */
  member?: Member
  /** The class whose member it is. */
  owner?: Site
  /** The class around, member or not. */
  within?: Site
  /** It, or what is inside it, uses a `#name`. */
  usesPrivate: boolean
  /** For a constructor: the statements that end it before its last one. */
  returns?: (Span & { value?: Span })[]
  newTarget: boolean
  constructible: boolean
}

/** An awaiting loop: the parts of it that go on in new code with the next round. */
export interface LoopShape {
  test?: Span
  update?: Span
  /** Where condition and update of a `for (;;)` would stand that has none. */
  testAt?: number
  updateAt?: number
  /** Labels of the loop itself, and of statements around it; those of loops can be continued. */
  own: string[]
  outer: { label: string, loop: boolean }[]
  jumps: Jump[]
  /** At the top level of a module nothing can return. */
  top: boolean
  /** Where it begins with its head, and where it ends. */
  start: number
  end: number
  /** A loop is around it. */
  inner: boolean
  /** Variables that its head declares. */
  heads: Local[]
  /** The function around has a `this` of its own. */
  ownThis: boolean
}

/** A statement in the loop's body that leaves the body. */
export interface Jump extends Span { kind: 'return' | 'break' | 'continue', label?: string, value?: Span }

export interface Param extends Span {
  form: 'name' | 'default' | 'pattern' | 'rest'
  /** Name, or the text of the pattern is read from the span. */
  name: string
  /** What a pattern declares. */
  names?: string[]
  /** The default value, for `default` and for patterns with one. */
  value?: Span
  target: Span
  /** Evaluating the default value does nothing that could be noticed. */
  harmless: boolean
}

/** `this`, `arguments`, `new.target`, `super` of one function, and which of them arrows inside it use. */
export interface Lexical { used: Set<Special>, top: boolean, depth: number }
export type Special = 'this' | 'arguments' | 'new.target' | 'super'

export interface ClassShape {
  heritage?: Span
  heritageOwn: string
  members: Member[]
  /** `#names` declared. */
  privates: string[]
  decorators: Decoration
  /** Decorators as TypeScript had them before the standard. */
  legacy: boolean
  /** Decorators, keys or heritage wait for something. */
  suspends?: 'await' | 'yield' | 'async yield'
  /** The decorators stand before `export`. */
  exported?: boolean
  /** Where the word `class` is. */
  keyword: number
  /** Where its own name is. */
  nameSpan?: Span
  /** Every `this.x = …` in the class. */
  assigns: Assignment[]
  /** Offset behind `{`. */
  open: number
  expression: boolean
  /** Evaluating its code again makes another class: it is in a function, a block, or an expression. */
  nested: boolean
  /** Of a nested one: keys of the variables around it, by name. */
  sees?: ReadonlyMap<string, string>
  hasName: boolean
  /** The name that an anonymous class takes from where it stands. */
  takes: string
  /** The computed key that it takes its name from. */
  keyed?: Span
}

/**
 * Decorators of a class or a member: the expressions behind the `@`s, and where the text of each begins; `access`: it is
 * a property, and the end of the object that it belongs to.
 */
export interface Decoration { own: string, each: { start: number, value: Span, access?: Span & { object: number } }[] }

/**
 * `keySpan`: the key is an expression, and `key` its text in brackets. `part`: it is one of the targets of a pattern, and `value` the whole
 * assignment, `[this.x, this.y] = place`.
 */
export interface Assignment { key: string, keySpan?: Span, value: Span, part?: { index: number, targets: readonly Span[] }, inConstructor: boolean }

export interface Member {
  kind: 'method' | 'getter' | 'setter' | 'constructor' | 'field' | 'static-block' | 'declared'
  static: boolean
  private: boolean
  /** Source of the key: `render`, `"a b"`, `#x`, or the expression between the brackets. */
  key: string
  computed: boolean
  keySpan: Span
  start: number
  end: number
  own: string
  value?: Span
  /** What stands behind the key of a field: its type and initialiser. */
  rest: string
  /** Evaluating the initialiser does nothing that could be noticed. */
  harmless: boolean
  decorators: Decoration
  site?: Site
  refs: Ref[]
  calls: boolean
  awaits: boolean
}

/** A variable of a function or block. */
export interface Local {
  name: string
  /** Tells the same variable in two versions of a function. */
  key: string
  constant: boolean
  captured: boolean
  /** Gets another value after its declaration. */
  written: boolean
  /** No code gives it another value, and only guarded code of plain functions reads it (`3-analyse/settled.ts`). */
  settled?: boolean
  /** Offset of the last place that says it. */
  last: number
  /** A `switch` may jump over its declaration: where it is in scope, it need not have a value. */
  skippable?: true
  /** Offset of the declaration; of the function for a `var`; before the function or class expression that has the name. */
  at: number
}

/** The captured variables of one scope. All closures in the scope share it, so its size is that of the code. */
export interface Layer {
  locals: readonly Local[]
  outer?: Layer
  /** Names of the scope that captured variables around it have too. */
  hides: readonly string[]
  /** How many closures see it. */
  users: number
  /** Where the scope begins, and where a function can be declared in it. */
  at: number
  place?: number
}

/**
 * Beside names: `import` of `import(…)`; `await`, all of a top-level one; `ran`, a call that a statement at the top level is; `var`, a
 * declaration in a block of the top level, or in the head of a `for…in`; `return`, of a CommonJS module; `binding`, a class gets its name;
 * `require`, a call of it that is evaluated in any case, whose name is all of it: `require('./look')`.
 */
export type RefForm = 'binding' | 'require' | 'read' | 'call' | 'shorthand' | 'typeof' | 'meta' | 'import' | 'await' | 'ran' | 'var' | 'for var' | 'return' | Special

export interface Ref {
  name: string
  at: number
  end: number
  form: RefForm
  write: boolean
  local?: Local
  /** The `with` around it, whose object may have it. */
  with?: number
  /** The one property of it that is read: `hall` of `sizes.hall`. */
  part?: string
  /** It says the type of a decorated member. */
  type?: boolean
  /** First thing of a statement in a list, where `(` would join the line before. */
  first: boolean
  /** Assigned an anonymous function or class, which takes the variable's name. */
  names?: Span
  /** The arguments of `super(…)`, without its parentheses. */
  call?: Span
  /** A `this` of a function that is called in place: not the site's. */
  own?: boolean
  /** That call is a statement of the constructor itself, in no block. */
  top?: boolean
}

export interface Literal {
  type: 'object' | 'array' | 'map' | 'set'
  /** It has a spread or a hole: cannot be patched when its shell changes. */
  opaque: boolean
  entries: Entry[]
  /** Offset behind the opening bracket of the entries. */
  span: Span
}

export interface Entry {
  /** Identity: name of the key, or the shell of key or element. */
  key: string
  /** Source of the entry as it stands in the literal. */
  span: Span
  /** Of a key that is an expression. */
  keySpan?: Span
  keyRefs?: Ref[]
  value: Span
  shell: string
  literal?: Literal
  refs: Ref[]
  calls: boolean
  /** The key, or the element of an array or a set, is a string, number, boolean or name: evaluating it again gives the same thing. */
  plainKey: boolean
}
