type Class = (new (...args: unknown[]) => Record<PropertyKey, unknown>) & Record<PropertyKey, unknown>
export type Module = Record<string, Class>

/** What Node notes on promises, too. */
const skipped = new Set(['stack', 'length', 'name', 'prototype', 'Symbol(async_id_symbol)', 'Symbol(trigger_async_id_symbol)'])

/** A value as something that can be compared across two programs. */
export function plain(value: unknown): unknown {
  if (typeof value === 'function') return `function ${value.name} ${value.length}`
  if (typeof value === 'symbol') return String(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  if (Symbol.iterator in value && 'next' in value) return [...value as Iterable<unknown>].map(plain)
  return `object ${Object.keys(value).join()}`
}

const attempt = (read: () => unknown): unknown => {
  try { return plain(read()) } catch (error) { return String(error) }
}

/** What methods and accessors give, of all prototypes; functions are called. */
function inherited(object: object): [string, unknown][] {
  const names = new Set<PropertyKey>()
  for (let link = Object.getPrototypeOf(object) as object | null; link; link = Object.getPrototypeOf(link) as object | null) {
    for (const name of Object.getOwnPropertyNames(link)) if (/^s?[mgfc]\d/.test(name)) names.add(name)
    for (const symbol of Object.getOwnPropertySymbols(link)) if (/^s?w/.test(symbol.description ?? '')) names.add(symbol)
  }
  return [...names].map((name): [string, unknown] => [String(name), call(object, name)]).toSorted(([a], [b]) => a < b ? -1 : 1)
}

const call = (object: object, name: PropertyKey): unknown => attempt(() => {
  const value = (object as Record<PropertyKey, unknown>)[name]
  return typeof value === 'function' ? (value as () => unknown).call(object) : value
})

const chainOf = (object: object): string[] => {
  const names: string[] = []
  for (let link = Object.getPrototypeOf(object) as object | null; link; link = Object.getPrototypeOf(link) as object | null) names.push(String((link as { constructor?: { name?: string } }).constructor?.name))
  return names
}

const own = (object: object): [string, unknown][] =>
  Reflect.ownKeys(object).filter(key => !skipped.has(String(key))).map(key => [String(key), attempt(() => (object as Record<PropertyKey, unknown>)[key])])

const shapes = (object: object): [string, string][] => Reflect.ownKeys(object).filter(key => !skipped.has(String(key))).map(key => {
  const { enumerable, writable, get, set } = Object.getOwnPropertyDescriptor(object, key)!
  return [String(key), [enumerable, writable, Boolean(get), Boolean(set)].join()]
})

const isMark = (key: string): boolean => /^b\d/.test(key)

/** What static blocks have left on classes; what one left that is gone stays. */
export const marks = (module: Module, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.flatMap(name => own(module[name]!).filter(([key]) => isMark(key)).map(([key, value]) => [`${name}.${key}`, value])))

/** Everything that a program can see of a class and of a new instance. */
export function observe(module: Module, names: readonly string[]): unknown {
  return names.map(name => {
    const each = module[name]!
    const statics = own(each).filter(([key]) => !isMark(key)).toSorted(([a], [b]) => a < b ? -1 : 1)
    const made = [[1, 2], [5, 6], []].map(args => attemptNew(each, args))
    return {
      name, length: each.length, statics, calls: Object.getOwnPropertyNames(each).filter(key => /^s[mg]\d/.test(key)).toSorted().map(key => [key, call(each, key)]),
      members: shapes(each.prototype as object).toSorted(([a], [b]) => a.startsWith('Symbol') && b.startsWith('Symbol') && a < b ? -1 : 0), instances: made.map(object => typeof object === 'string' ? object : observeInstance(module, names, object)),
    }
  })
}

function observeInstance(module: Module, names: readonly string[], object: object): unknown {
  return { own: own(object), shapes: shapes(object), inherited: inherited(object), chain: chainOf(object), is: names.filter(name => object instanceof module[name]!), json: attempt(() => JSON.stringify(object)) }
}

function attemptNew(each: Class, args: unknown[]): object | string {
  try { return new each(...args) } catch (error) { return String(error) }
}

/** What an instance from before all saves must share with a new one: what it is, and what its methods give, as far as no state is in it. */
export function observeOld(module: Module, names: readonly string[], object: object): unknown {
  return { inherited: inherited(object).filter(([name]) => /^(?:s?[mg]|Symbol)/.test(name)).map(([name, value]) => [name, withoutState(value)]), chain: chainOf(object), is: names.filter(name => object instanceof module[name]!) }
}

const withoutState = (value: unknown): unknown => Array.isArray(value) ? value.map(each => /^(?:undefined|number|string|object|function)$/.test(String(each)) ? 'a type' : each as unknown) : value
