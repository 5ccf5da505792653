/** Entries of the source in its order, then those of the program; nothing is touched that stands right. */
export function reorder(object: object, names: readonly PropertyKey[]): void {
  const has = Reflect.ownKeys(object)
  const wanted = [...new Set([...names.filter(name => Object.hasOwn(object, name)), ...has])]
  const from = wanted.filter(isOrdered).findIndex((key, index) => key !== has.filter(isOrdered)[index])
  if (from < 0) return
  for (const key of wanted.filter(isOrdered).slice(from)) {
    const descriptor = Object.getOwnPropertyDescriptor(object, key)!
    if (Reflect.deleteProperty(object, key)) Object.defineProperty(object, key, descriptor)
  }
}

/** Indices come first whatever is done, and symbols last. */
const isOrdered = (key: PropertyKey): boolean => typeof key === 'string' && !/^(?:0|[1-9]\d*)$/.test(key)
