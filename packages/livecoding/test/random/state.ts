import type { Entry, VariableItem } from './program.ts'

/** The value of a variable as plain data that can be compared: maps and sets as sorted lists. */
export function dataOf(value: unknown): unknown {
  if (value instanceof Map) return { map: [...value].map(([key, each]): [unknown, unknown] => [key, dataOf(each)]).toSorted(([a], [b]) => String(a) < String(b) ? -1 : 1) }
  if (value instanceof Set) return { set: [...value].toSorted() }
  if (Array.isArray(value)) return value.map(dataOf)
  if (typeof value === 'function') return { calls: value() as unknown }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => a < b ? -1 : 1).map(([key, each]) => [key, dataOf(each)]))
}

/** A literal's value after an edit of it, given what the program had made of it. */
export function patched(value: unknown, before: VariableItem, after: VariableItem): unknown {
  switch (after.type) {
    case 'object': return patchedObject(value as object, before.entries, after.entries)
    case 'map': return new Map(Object.entries(patchedObject(Object.fromEntries(value as Map<string, unknown>), before.entries, after.entries)))
    case 'set': {
      const gone = new Set(before.entries.map(each => each.value))
      return new Set([...after.entries.map(each => each.value), ...[...value as Set<number>].filter(each => !gone.has(each))])
    }
    default: return [...after.entries.map(({ value: given, form }) => form ? () => given : given), ...(value as unknown[]).slice(before.entries.length)]
  }
}

function patchedObject(value: object, before: readonly Entry[], after: readonly Entry[]): Record<string, unknown> {
  const result: Record<string, unknown> = { ...value }
  for (const { key } of before) if (!after.some(each => each.key === key)) delete result[key]
  for (const { key, value: given, inner, form } of after) {
    const was = before.find(each => each.key === key)
    if (was?.inner && inner) result[key] = patchedObject(result[key] as object, was.inner, inner)
    else if (form || was?.value !== given || was.form !== form) result[key] = form && form !== 'getter' && form !== 'pair' ? () => given : inner ? patchedObject({}, [], inner) : given
  }
  return result
}

/** A copy whose functions and getters give what they give now. */
export function copyOf(value: unknown): unknown {
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, copyOf(each)]))
  if (value instanceof Set) return new Set(value)
  if (Array.isArray(value)) return value.map(copyOf)
  if (typeof value === 'function') {
    const given = value() as unknown
    return () => given
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copyOf(each)]))
}

/** What the program does to its own state between saves. */
export function live(value: unknown, tick: number): unknown {
  if (value instanceof Map) return value.set('own', tick)
  if (value instanceof Set) return value.add(-tick)
  if (Array.isArray(value)) {
    value.push(-tick)
    return value
  }
  if (typeof value !== 'object' || value === null) return Number(value) + tick
  const object = value as Record<string, unknown>
  const [key] = Object.keys(object).filter(each => typeof Object.getOwnPropertyDescriptor(object, each)!.value === 'number')
  if (key !== undefined) object[key] = tick
  object['own'] = tick
  return object
}
