/**
 * A program as a value: modules with items. What an item says of others is by their number, so that an edit need not
 * look after who is meant: what cannot be meant (it is gone, or stands in a later module) is said as a number.
 *
 *   Program ── modules, in the order in which they may import each other ── items ── expressions
 */
export interface Program { modules: Module[] }

export interface Module { name: string, style: Style, items: Item[] }

/** Layout that must not matter, and the form of imports. */
export interface Style { semicolons: boolean, types: boolean, comments: boolean, wide: boolean, imports: 'named' | 'renamed' | 'namespace' }

export type Item = FunctionItem | VariableItem | ClassItem | FactoryItem | StatementItem

interface Named { id: number, name: string, exported: 'no' | 'inline' | 'list' | 'renamed' }

export interface FunctionItem extends Named {
  kind: 'function'
  form: 'declaration' | 'arrow' | 'expression'
  flavour: 'plain' | 'async' | 'generator'
  /** The default value of the second parameter; undefined: there is none. */
  second?: number
  shape: 'return' | 'local' | 'loop' | 'inner'
  /** A number of its module that it adds to. */
  writes?: number
  body: Expression
}

/** `computed` calls nothing and reads constants; `called` is what a function gives. */
export interface VariableItem extends Named {
  kind: 'variable'
  declares: 'let' | 'const' | 'var'
  type: 'number' | 'computed' | 'called' | 'object' | 'map' | 'array' | 'set'
  value: Expression
  entries: Entry[]
}

export interface Entry { key: string, value: number, inner?: Entry[] }

export interface ClassItem extends Named {
  kind: 'class'
  parent?: number
  /** `this.given = x` in a constructor of its own. */
  assigns: boolean
  fields: { key: string, value: number, private: boolean }[]
  statics: { key: string, value: number }[]
  methods: { key: string, kind: 'method' | 'getter' | 'static', writes?: string, calls?: boolean, body: Expression }[]
}

/** A function that makes closures: `act` runs over what they captured. */
export interface FactoryItem extends Named {
  kind: 'factory'
  /** `act` uses a variable that it alone captures. */
  more?: number
  form: 'object' | 'method' | 'nested'
  body: Expression
}

export interface StatementItem { kind: 'statement', id: number, name: string, exported: 'no', value: number }

export type Expression =
  | { say: 'number', value: number }
  | { say: 'x' }
  /** A variable of a factory, or a field: which one is decided where it is said. */
  | { say: 'own', pick: number }
  | { say: 'of', id: number, pick: number, argument?: Expression }
  | { say: 'sum', left: Expression, right: Expression }
  | { say: 'each', inner: Expression }

export const itemsOf = (program: Program): { item: Item, module: Module, index: number }[] =>
  program.modules.flatMap((module, index) => module.items.map(item => ({ item, module, index })))

export const findItem = (program: Program, id: number): { item: Item, module: Module, index: number } | undefined =>
  itemsOf(program).find(({ item }) => item.id === id)

/** The classes above, nearest first; the class itself comes first. */
export function chainOf(program: Program, item: ClassItem): ClassItem[] {
  const parent = item.parent === undefined ? undefined : meant(program, item.id, item.parent, true)
  return parent?.kind === 'class' ? [item, ...chainOf(program, parent)] : [item]
}

/** What `from` may mean by this number: an older item of its own or an earlier module; `now`: one that is evaluated before it. */
export function meant(program: Program, from: number, to: number, now = false): Item | undefined {
  const [a, b] = [findItem(program, from), findItem(program, to)]
  if (!a || !b || to >= from || b.index > a.index) return undefined
  return !now || b.index < a.index || a.module.items.indexOf(b.item) < a.module.items.indexOf(a.item) ? b.item : undefined
}
