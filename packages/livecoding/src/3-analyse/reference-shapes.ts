import type { Span } from './shapes.ts'
import type { Special } from './site-shapes.ts'

/** A variable of a function or block. */
export interface Local {
  name: string
  /** Tells the same variable in two versions of a function. */
  key: string
  constant: boolean
  captured: boolean
  /** Of a captured one: how many variables of functions and blocks around have its name. */
  hides?: number
  /** Gets another value after its declaration. */
  written: boolean
  /** No code gives it another value, and only guarded code of plain functions reads it (`3-analyse/scope/settled.ts`). */
  settled?: boolean
  /** Offset of the last place that says it. */
  last: number
  /** A `switch` may jump over its declaration: where it is in scope, it need not have a value. */
  skippable?: true
  /** Offset of the declaration; of the function for a `var`; before the function or class expression that has the name. */
  at: number
  /** Where its name stands, of a function that is declared. */
  named?: number
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
 * `require`, a call of it that is evaluated in any case, whose name is all of it: `require('./look')`; `entry`, a value in a literal, whose name is its number.
 */
export type RefForm = 'binding' | 'entry' | 'require' | 'read' | 'call' | 'shorthand' | 'typeof' | 'meta' | 'import' | 'await' | 'ran' | 'var' | 'for var' | 'return' | Special

export interface Ref {
  name: string
  at: number
  end: number
  form: RefForm
  write: boolean
  local?: Local
  /** Another block of the namespace exports it. */
  isElsewhere?: true
  /** The `with` around it, whose object may have it. */
  with?: number
  /** The one property of it that is read: `hall` of `sizes.hall`. */
  part?: string
  /** Where a property of that is read, all of them: `hall`, `width` of `sizes.hall.width`. */
  path?: readonly string[]
  /** Properties of it that get a value there: `mode` of `exports.mode = 'fast'`, `limits.most` of `sizes.limits.most = 3`. */
  sets?: readonly string[]
  /** The properties that are taken out of it, and no others: `hall`, `width` of `const { hall, width } = sizes`. */
  taken?: readonly string[]
  /** All that it has is copied: `{ ...sizes }`, `{ ...require('./sizes') }`. */
  spread?: true
  /** It is constructed: `new Door()`. */
  made?: true
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
