import { common } from '../4-diff/common.ts'
import { isAlike, isObject, same, type Json } from '../4-diff/json.ts'
import type { Journal } from '../journal.ts'
import { reorder } from '../runtime/order.ts'

/** What the file changed is new; what the program changed stays. `patched`: gets the objects in which something is new. */
export function patchObject(target: unknown, before: unknown, after: unknown, journal: Journal, patched: WeakSet<object>): void {
  if (!isObject(target) || !isObject(before) || !isObject(after)) return
  patched.add(target)
  if (Array.isArray(target) && Array.isArray(before) && Array.isArray(after)) {
    const saved = [...target] as unknown[]
    journal.push(() => { target.splice(0, target.length, ...saved) })
    const kept = common(before.length, after.length, (i, j) => same(before[i], after[j]) ? 1 : 0)
    const used = new Set(kept.values())
    const next = after.map((value: unknown, index) => {
      const from = kept.get(index)
      if (from !== undefined) return from < saved.length ? saved[from] : value
      // An edited entry stands where the old one stood: the object stays.
      if (used.has(index) || !isPatched(saved[index], before[index], value)) return value
      patchObject(saved[index], before[index], value, journal, patched)
      return saved[index]
    })
    target.splice(0, target.length, ...next, ...saved.slice(before.length))
    return
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [is, was, next] = [own(target, key), own(before, key), own(after, key)]
    if (same(was, next)) continue
    if (isPatched(is, was, next)) patchObject(is, was, next, journal, patched)
    else set(target, key, Object.hasOwn(after, key) ? { value: next } : undefined, journal)
  }
  const order = Object.keys(target)
  if (Object.keys(before).join() !== Object.keys(after).join()) reorder(target, Object.keys(after))
  journal.push(() => reorder(target, order))
}

function set(target: Json, key: string, to: { value: unknown } | undefined, journal: Journal): void {
  const before = Object.getOwnPropertyDescriptor(target, key)
  journal.push(() => before ? Object.defineProperty(target, key, before) : Reflect.deleteProperty(target, key))
  if (!to) Reflect.deleteProperty(target, key)
  else if (before) target[key] = to.value
  else Object.defineProperty(target, key, { configurable: true, enumerable: true, writable: true, ...to })
}

/** What is frozen makes room for another one. */
const isPatched = (target: unknown, before: unknown, after: unknown): boolean => isAlike(target, before) && isAlike(before, after) && Object.isExtensible(target)

const own = (object: Json, key: string): unknown => Object.hasOwn(object, key) ? object[key] : undefined
