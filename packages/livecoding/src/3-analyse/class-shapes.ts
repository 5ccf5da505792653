import type { Ref } from './reference-shapes.ts'
import type { Span } from './shapes.ts'
import type { Site } from './site-shapes.ts'

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
  /** What the constructor calls, also through others, `init` or `set size`: it may be a parent's, or a subclass's. */
  enters: ReadonlySet<string>
  /** Methods that it calls so as `super.init()`: always a parent's. */
  entersAbove: ReadonlySet<string>
  /** What else the constructor gives its instance to. */
  hands: Hand[]
  /** Where variables are declared that are `this` by another name. */
  selves?: Set<number>
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

/** Something that a class gives its instance. */
export interface Assignment {
  key: string
  /** The key is an expression, and `key` its text in brackets. */
  keySpan?: Span
  /** Where it stands: `this.x`, or what says it otherwise. */
  at: number
  /** It is a parameter property, and this stands behind its name: its type and default value. */
  parameter?: string
  value: Span
  /** It is one of the targets of a pattern, and `value` the whole assignment: `[this.x, this.y] = place`. */
  part?: { index: number, targets: readonly Span[] }
  /** `this.x ??= …`. */
  fills?: true
  /**
   * Of `Object.assign(this, { x, ...rest }, more)`: `value` is an entry `x`, or one of any names, `...rest`, or an object with `all` of them; of
   * `Object.defineProperty(this, 'x', …)`: a descriptor, or an object of them.
   */
  form?: 'entry' | 'entries' | 'all' | 'descriptor' | 'descriptors'
  inConstructor: boolean
  /** The method that assigns it, which the constructor of this class does not call. */
  by?: string
  /** The constructor calls this method of the class, which calls the next one …, and the last one assigns. */
  through?: readonly string[]
  /** Where the constructor does not come by in any case: what it looks at, from the outside in. */
  ways?: readonly Way[] | 'unclear'
}

/** `init(this)`, `Door.init(name, this)`, `new Lock(this)`: what is called, and as which of its parameters it gets the instance; as its `this`: -1. `perhaps`: under a condition. */
export interface Hand { said: string, param: number, at: number, perhaps?: true }

export interface Way { test: Span, holds: boolean }

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
  /** A class is evaluated in its initialiser. */
  makes: boolean
}
