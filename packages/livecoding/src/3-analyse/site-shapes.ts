import type { ClassShape, Member } from './class-shapes.ts'
import type { Layer, Local, Ref } from './reference-shapes.ts'
import type { Chunk, Span } from './shapes.ts'

export type Flavour = 'plain' | 'async' | 'generator' | 'asyncGenerator'

export type SiteKind = 'function' | 'arrow' | 'method' | 'getter' | 'setter' | 'constructor' | 'field' | 'class' | 'loop'

/** One piece of code that can be called again, or a class made of such pieces. */
export interface Site {
  kind: SiteKind
  flavour: Flavour
  /** Own name, used for matching; empty for an anonymous one. */
  name: string
  /** What the module calls a class of a namespace block. */
  place?: string
  /** Where it stands when it has no name: `call:on.1`, `return`, `prop:look`. */
  context: string
  /** What stands beside it and tells what it is for; empty where nothing does. */
  beside: string
  /** Of a callback: the variable or property that gets what the call gives, `find` of `const find = memo(key => …)`. */
  makes?: string
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
  aliases?: ReadonlyMap<string, readonly string[]>
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
  /** What it assigns to properties of what it gets. */
  gives?: Gift[]
}

/** `door.size = 1` in a function that gets `door` as its parameter of this number; as its `this`: -1. `perhaps`: under a condition. */
export interface Gift { param: number, key: string, at: number, value: Span, perhaps?: true }

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
  /** A function of the body has its name, and is there before anything runs. */
  covered?: true
}

/** `this`, `arguments`, `new.target`, `super` of one function, and which of them arrows inside it use. */
export interface Lexical { used: Set<Special>, top: boolean, depth: number }

export type Special = 'this' | 'arguments' | 'new.target' | 'super'
