import { relative } from 'node:path'
import { pointAt } from '../3-analyse/line-ends.ts'
import { parse } from '../3-analyse/parse.ts'
import { reorder } from '../runtime/order.ts'
import { common } from './common.ts'
import type { Journal } from '../5-plan/draft.ts'
import type { EditReport, Problem } from '../8-report/report.ts'
import { problem } from '../messages/message.ts'
import type { LiveModule } from '../live-module.ts'
import { jsonValue } from '../loader/json-value.ts'
import type { World } from '../world.ts'

/** `value`: what takes the place of the one that was there, as that is of another kind or frozen. */
export interface JsonChange { module: LiveModule, edit: EditReport, text: string, value?: unknown, patch(object: unknown, journal: Journal): void }

/** A JSON file is patched like an object literal: what the file changed is new, what the program changed stays. */
export function jsonChange(world: World, module: LiveModule, text: string): { change: JsonChange | undefined } | { problem: Problem } {
  const bad = jsonProblem(world, module.path, text)
  if (bad) return { problem: bad }
  if (module.current.text === text) return { change: undefined }
  const [before, after] = [JSON.parse(module.current.text) as unknown, JSON.parse(text) as unknown]
  const name = relative(world.root, module.path)
  const replaces = !isAlike(before, after) || !Object.isExtensible(jsonValue(module))
  return { change: { module, text, ...replaces && !same(before, after) && { value: after }, edit: { action: 'patched', kind: 'module', name, module: module.path, line: 1, verdict: 'live' }, patch: (object, journal) => patch(object, before, after, journal) } }
}

/** Why a text is no JSON. */
export function jsonProblem(world: World, path: string, text: string): Problem | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    // V8 does not always say where; the parser knows.
    const at = Math.max(0, (parse('data.js', `(${text})`, 'module').errors[0]?.at ?? text.length) - 1)
    return { ...problem('LC1001', { detail: (error as Error).message }), file: relative(world.root, path), ...pointAt(text, at) }
  }
}

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null
const isAlike = (a: unknown, b: unknown): boolean => isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b)
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const own = (object: Json, key: string): unknown => Object.hasOwn(object, key) ? object[key] : undefined

/** What is frozen makes room for another one. */
const isPatched = (target: unknown, before: unknown, after: unknown): boolean => isAlike(target, before) && isAlike(before, after) && Object.isExtensible(target)

function patch(target: unknown, before: unknown, after: unknown, journal: Journal): void {
  if (!isObject(target) || !isObject(before) || !isObject(after)) return
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
      patch(saved[index], before[index], value, journal)
      return saved[index]
    })
    target.splice(0, target.length, ...next, ...saved.slice(before.length))
    return
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [is, was, next] = [own(target, key), own(before, key), own(after, key)]
    if (same(was, next)) continue
    if (isPatched(is, was, next)) patch(is, was, next, journal)
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
