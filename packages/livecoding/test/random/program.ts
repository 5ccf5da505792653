import type { Closure } from './closures.ts'
import type { CommonForm } from './common-text.ts'
import type { Subscription } from './listener-text.ts'
import type { Shape } from './shapes.ts'

/**
 * A program as a value: modules with items. What an item says of others is by their number, so that an edit need not
 * look after who is meant: what cannot be meant (it is gone, or stands in a later module) is said as a number.
 *
 *   Program ─┬ modules, in the order in which they may import each other ── items ── expressions
 *            └ data: what is in the one JSON file
 */
/** `spaces`: folders of it are namespaces. `legacy`: its tsconfig.json asks for TypeScript's own decorators. */
export interface Program { modules: Module[], data: Entry[], spaces?: boolean, legacy?: boolean }

/**
 * What is needed while a module is evaluated comes from `base` modules: they import earlier ones of their kind alone. All others
 * may import each other in circles. All formats but `module` are CommonJS: `exports.name = …`, `module.exports = { … }`. `script`: in a file of
 * JavaScript, where nothing in it asks for TypeScript. `stars`: modules whose exports it gives again.
 */
export interface Module { name: string, style: Style, base: boolean, format: 'module' | CommonForm, script?: boolean, folder?: typeof folders[number], stars?: string[], items: Item[] }

/** Whose files share the namespaces `app` and `app/sub`. */
export const folders = ['lib', 'lib/sub'] as const

/** Layout and types that must not matter, and the form of imports; `barrel`, `alias` and `relay` go through a module of `export … from`, `awaited` takes apart what `await import(…)` gives, `star` goes through modules that export others again, `created` asks what `createRequire` has made. */
export interface Style { semicolons: boolean, types: boolean, comments: boolean, wide: boolean, imports: typeof ways[number] }

export const ways = ['named', 'renamed', 'namespace', 'barrel', 'alias', 'relay', 'awaited', 'star', 'created'] as const

export type Item = FunctionItem | VariableItem | ClassItem | FactoryItem | StatementItem | EffectItem | LoopItem | EnumItem | NamespaceItem

/** `anonymous`: as the default export of its module it has no name there. */
interface Named { id: number, name: string, exported: 'no' | 'inline' | 'list' | 'renamed' | 'default', anonymous?: boolean }

export interface FunctionItem extends Named {
  kind: 'function'
  form: 'declaration' | 'arrow' | 'expression'
  flavour: 'plain' | 'async' | 'generator'
  /** The default value of the second parameter; undefined: there is none. */
  second?: number
  /** The second parameter is a pattern. */
  pattern?: boolean
  shape: Shape
  /** A number of its module that it adds to. */
  writes?: number
  /** An async one says the names of other modules by `await import(…)`. */
  lazy?: boolean
  body: Expression
}

/** `computed` calls nothing and reads constants; `called` is what a function gives. */
export interface VariableItem extends Named {
  kind: 'variable'
  declares: 'let' | 'const' | 'var'
  type: 'number' | 'computed' | 'called' | 'object' | 'map' | 'array' | 'set'
  value: Expression
  entries: Entry[]
  /** A number is declared by a pattern; another one by the same statement. */
  pattern?: 'object' | 'array' | 'default'
  twin?: number
}

/** In an object literal, what gives the value may be a getter, also beside a setter, a method or an arrow function, and in an array or a `Map` a function; in an enum it may be a text, or follow from the member before. */
export interface Entry { key: string, value: number, inner?: Entry[], form?: 'getter' | 'pair' | 'method' | 'arrow', as?: 'text' | 'shift' | 'next' | 'before' }

export interface ClassItem extends Named {
  kind: 'class'
  /** A call has made it, in a function or in a closure of one; a mixin has a parent of its own. */
  made?: 'function' | 'closure' | 'mixin'
  parent?: number
  /** What a decorator of the class notes on it. */
  marked?: number
  /** `this.given = x` in a constructor of its own; `param`: by a parameter property. */
  assigns: boolean
  param?: boolean
  /** Another parameter property, with a default value. */
  also?: number
  /** A static block, a private name that is asked for, and a private field of the class. */
  block?: number
  brand?: number
  hidden?: number
  fields: Field[]
  statics: { key: string, value: number }[]
  methods: { key: string, kind: MethodKind, writes?: string, calls?: boolean, times?: number, symbol?: boolean, body: Expression }[]
}

/** `times`: what a decorator multiplies it by. */
export interface Field { key: string, value: number, private: boolean, times?: number }

export type MethodKind = 'method' | 'getter' | 'static' | 'setter' | 'private' | 'accessor' | 'private accessor' | 'private static' | 'static getter' | 'async' | 'generator'

/** A function that makes closures: `act` runs over what they captured. */
export interface FactoryItem extends Named {
  kind: 'factory'
  /** `act` uses a variable that it alone captures. */
  more?: number
  /** Another name of the variable `n`. */
  called?: number
  form: Closure
  body: Expression
}

export interface StatementItem { kind: 'statement', id: number, name: string, exported: 'no', anonymous?: never, value: number }

/** A statement that starts something: a listener for one of two events, or a timer; `hot` says what is done when it goes; `record` tells an object that keeps it. */
export interface EffectItem { kind: 'effect', id: number, name: string, exported: 'no', anonymous?: never, form: 'on' | 'once' | 'target' | 'process' | 'interval' | 'timeout' | 'hot' | 'record' | Subscription, value: number, body: Expression }

/** `of` and `each` go over what `bus` gives, `each` by `for await` where it may. */
export const heads = ['while', 'for', 'do', 'of', 'each'] as const
export const labels = ['continue', 'break', 'block', 'both'] as const
/** A function whose calls wait in a loop, round after round. */
export interface LoopItem extends Named {
  kind: 'loop'
  form: 'generator' | 'async' | 'async generator'
  head: typeof heads[number]
  /** Its rounds wait in a loop or block inside, which ends, or goes on with the next round, by a label. */
  labelled?: typeof labels[number]
  /** It stands in a closure, which captures the variable that it counts in; else it is the function itself. */
  around?: 'function' | 'arrow' | 'method'
  body: Expression
}

/** `split`: from this entry on in a second block. */
export interface EnumItem extends Named { kind: 'enum', constant?: boolean, split?: number, entries: Entry[] }

/**
 * A `namespace` block, or two, of constants and a function `go`; `count`: with a variable that it counts in; `hidden`: what it does not export;
 * `inner`: a class; `deep`: a block in it.
 */
export interface NamespaceItem extends Named { kind: 'namespace', entries: Entry[], parts?: boolean, count?: number, hidden?: number, inner?: number, deep?: number, body: Expression }

/** What its object is: the loop itself, or a plain function around it. */
export const flavourOf = ({ around, form }: LoopItem): LoopItem['form'] | 'plain' => around === undefined ? form : 'plain'
/** One that waits does not go on in a loop that is written in another way. */
export const isSameLoop = (one: LoopItem, other: LoopItem): boolean => one.head === other.head && one.labelled === other.labelled && one.form === other.form && one.around === other.around

/** Items that nobody can name. */
export const isNameless = (item: Item): item is StatementItem | EffectItem => item.kind === 'statement' || item.kind === 'effect'

export type Expression =
  | { say: 'number', value: number }
  | { say: 'x' }
  /** A variable of a factory, or a field: which one is decided where it is said. */
  | { say: 'own', pick: number }
  | { say: 'of', id: number, pick: number, argument?: Expression }
  | { say: 'sum', left: Expression, right: Expression }
  | { say: 'each', inner: Expression }
  | { say: 'data', pick: number }

export const itemsOf = (program: Program): { item: Item, module: Module, index: number }[] =>
  program.modules.flatMap((module, index) => module.items.map(item => ({ item, module, index })))

export const findItem = (program: Program, id: number): { item: Item, module: Module, index: number } | undefined =>
  itemsOf(program).find(({ item }) => item.id === id)

/** The classes above, nearest first; the class itself comes first. */
export function chainOf(program: Program, item: ClassItem): ClassItem[] {
  const parent = item.parent === undefined || item.made === 'mixin' ? undefined : meant(program, item.id, item.parent, true)
  return parent?.kind === 'class' ? [item, ...chainOf(program, parent)] : [item]
}

/** What `from` may mean by this number: an older item; `now`: one that is evaluated before it. */
export function meant(program: Program, from: number, to: number, now = false): Item | undefined {
  const [a, b] = [findItem(program, from), findItem(program, to)]
  if (!a || !b || to >= from) return undefined
  if (a.module === b.module) return !now || a.module.items.indexOf(b.item) < a.module.items.indexOf(a.item) ? b.item : undefined
  // What CommonJS exports, and what it takes apart, is a copy.
  if ((a.module.format !== 'module' || b.module.format !== 'module') && b.item.kind === 'variable' && !isConstant(b.item)) return undefined
  const isEarly = b.module.base && (!a.module.base || b.index < a.index)
  return isEarly || !now && !a.module.base ? b.item : undefined
}

/** A call has made it: its name is that of a variable. */
export const isMade = (item: Item): boolean => item.kind === 'class' && item.made !== undefined
/** What makes a class that a call has made. */
export const makerOf = ({ id }: ClassItem): string => `make_${id}`

/** Its value is the same on every fresh start and never changes. */
export const isConstant = ({ declares, type }: VariableItem): boolean => declares === 'const' && (type === 'number' || type === 'computed')

/** How a member is said behind an object. */
export const access = ({ key, symbol }: ClassItem['methods'][number]): string => symbol ? `[Symbol.for('${key}')]` : `.${key}`
export const keyOf = ({ key, symbol }: ClassItem['methods'][number]): PropertyKey => symbol ? Symbol.for(key) : key

/** Nothing in it is of TypeScript alone. */
const isPlain = (item: Item): boolean => item.kind !== 'enum' && item.kind !== 'namespace' && (item.kind !== 'class' || item.param !== true && item.marked === undefined && item.fields.every(({ times }) => times === undefined) && item.methods.every(({ kind, times }) => kind !== 'accessor' && times === undefined))
export const isScript = ({ script, items }: Module): boolean => script === true && items.every(isPlain)
export const isTyped = (module: Module): boolean => module.style.types && !isScript(module)

export const fileOf = (module: Module): string => `${module.folder === undefined ? '' : `${module.folder}/`}${module.name}.${module.format === 'module' ? '' : 'c'}${isScript(module) ? 'js' : 'ts'}`

/** How a module says a file of the program, which is told from its root; what is no path stays as it is. */
export const specifierOf = ({ folder }: Module, file: string): string => folder === undefined ? file : file.replace('./', '../'.repeat(folder.split('/').length))

/** Its exports are names of a namespace. */
export const isInSpace = ({ folder, format }: Module): boolean => folder !== undefined && format === 'module'
export const spaceOf = ({ folder }: Module): string => folder!.replace('lib', 'app')

/** Whose exports a module gives again: a base module those of earlier ones. */
export function starsOf({ modules }: Program, module: Module): Module[] {
  const at = modules.indexOf(module)
  return module.format !== 'module' || isInSpace(module) ? [] : modules.filter((other, index) => other !== module && module.stars?.includes(other.name) && (!module.base || other.base && index < at))
}

/** A module that gives the exports of another one again, directly or through others, and that may be imported here. */
export function throughOf(program: Program, module: Module, from: Module): Module | undefined {
  const gives = (each: Module, seen: readonly Module[] = []): boolean => !seen.includes(each) && starsOf(program, each).some(other => other === from || gives(other, [...seen, each]))
  return program.modules.find((each, index) => each !== module && each !== from && (!module.base || each.base && index < program.modules.indexOf(module)) && gives(each))
}
