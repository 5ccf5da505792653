import { relative } from 'node:path'
import { jsonFault } from '../3-analyse/json-fault.ts'
import { pointAt } from '../3-analyse/line-ends.ts'
import type { EditReport, Problem } from '../8-report/report.ts'
import { problem } from '../messages/message.ts'
import type { LiveModule } from '../live-module.ts'
import { jsonValue } from '../runtime/json-value.ts'
import type { World } from '../world.ts'

/** What the file said and says; `value`: what takes the place of the one that was there, as that is of another kind or frozen. */
export interface JsonChange { module: LiveModule, edit: EditReport, text: string, value?: unknown, before: unknown, after: unknown }

/** A JSON file is patched like an object literal: what the file changed is new, what the program changed stays. */
export function jsonChange(world: World, module: LiveModule, text: string): { change: JsonChange | undefined } | { problem: Problem } {
  const bad = jsonProblem(world, module.path, text)
  if (bad) return { problem: bad }
  if (module.current.text === text) return { change: undefined }
  const [before, after] = [JSON.parse(module.current.text) as unknown, JSON.parse(text) as unknown]
  const name = relative(world.root, module.path)
  const replaces = !isAlike(before, after) || !Object.isExtensible(jsonValue(module))
  const edit: EditReport = { action: 'patched', kind: 'module', name, module: module.path, line: 1, verdict: 'live' }
  return { change: { module, text, ...replaces && !same(before, after) && { value: after }, edit, before, after } }
}

/** Why a text is no JSON. */
export function jsonProblem(world: World, path: string, text: string): Problem | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    const { message } = error as Error
    const [, said] = / in JSON at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message) ?? []
    return { ...problem('LC1001', { detail: message }), file: relative(world.root, path), ...pointAt(text, said === undefined ? jsonFault(text) : Number(said)) }
  }
}

export type Json = Record<string, unknown>
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null
export const isAlike = (a: unknown, b: unknown): boolean => isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b)
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
