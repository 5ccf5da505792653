import { relative } from 'node:path'
import type { Draft } from '../5-plan/draft.ts'
import type { Problem } from '../8-report/report.ts'
import { sourcePlace } from '../lines/place.ts'
import { problem } from '../messages/message.ts'
import type { Values } from '../messages/messages.ts'
import { firstWords } from '../messages/things.ts'
import { describe } from '../messages/thrown.ts'
import type { FieldChange } from './migrate.ts'

interface Lack { count: number, at?: number }
interface Failure extends Lack { error: unknown }

/** What could not be had, over all instances. */
export interface Shortcomings {
  /** Of how many instances. */
  count: number
  failed: Map<PropertyKey, Failure>
  frozen: Map<PropertyKey, { objects: Set<object>, at?: number }>
  kept: Map<PropertyKey, Lack>
  lacking: Map<PropertyKey, Lack>
  unlike: Map<PropertyKey, Lack & { value: string }>
}

/** Each kind of what is lacking is told once, with a count. */
export function tellProblems(draft: Draft, change: FieldChange, { count, failed, frozen, kept, lacking, unlike }: Shortcomings): void {
  const { title, placed, at, inheritance } = change
  const tell = <C extends Counted>(code: C, values: Values[C] & { count: number }, field = at): void =>
    tellCounted(draft, code, values, { file: relative(draft.world.root, change.module.path), ...sourcePlace(field, placed) })
  if (inheritance?.unmanaged !== undefined) tell('LC2205', { count, class: title, parent: inheritance.unmanaged })
  for (const [field, failure] of failed) tell('LC2201', { field: String(field), count: failure.count, class: title, error: describe(failure.error) }, failure.at)
  for (const [field, { objects, at: place }] of frozen) tell('LC2203', { count: objects.size, class: title, field: String(field) }, place)
  for (const [lost, each] of kept) tell('LC2203', { count: each.count, class: title, lost: String(lost) })
  for (const [property, each] of unlike) tell('LC2202', { count: each.count, class: title, property: String(property), value: firstWords(each.value.split('\n')[0]!) }, each.at)
  for (const [property, each] of lacking) tell('LC2202', { count: each.count, class: title, property: String(property) }, each.at)
}

type Counted = 'LC2201' | 'LC2202' | 'LC2203' | 'LC2205'

/** Calls may have made many classes of one source: the same of all of them is one problem. */
function tellCounted<C extends Counted>({ heap, late }: Draft, code: C, values: Values[C] & { count: number }, place: Pick<Problem, 'file' | 'line' | 'column'>): void {
  const key = JSON.stringify([code, { ...values, count: 0 }, place])
  const known = heap.told.get(key)
  const count = (known?.count ?? 0) + values.count
  const told = { ...problem(code, { ...values, count }), ...place }
  if (!known) late.push(told)
  heap.told.set(key, { count, problem: Object.assign(known?.problem ?? told, told) })
}
