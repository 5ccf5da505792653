import { relative } from 'node:path'
import type { Draft } from '../5-plan/draft.ts'
import type { Problem } from '../8-report/report.ts'
import { sourcePlace } from '../lines/place.ts'
import { problem } from '../messages/message.ts'
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
  frozen: { objects: Set<object>, field: string, at?: number }
  lacking: Map<PropertyKey, Lack>
  unlike: Map<PropertyKey, Lack & { value: string }>
}

/** Each kind of what is lacking is told once, with a count. */
export function tellProblems(draft: Draft, change: FieldChange, { count, failed, frozen, lacking, unlike }: Shortcomings): void {
  const { title, placed, at, inheritance } = change
  const placeOf = (field: number | undefined): Pick<Problem, 'file' | 'line' | 'column'> => ({ file: relative(draft.world.root, change.module.path), ...sourcePlace(field ?? at, placed) })
  if (inheritance?.unmanaged !== undefined) draft.late.push({ ...problem('LC2205', { count, class: title, parent: inheritance.unmanaged }), ...placeOf(at) })
  for (const [field, failure] of failed) {
    draft.late.push({ ...problem('LC2201', { field: String(field), count: failure.count, class: title, error: describe(failure.error) }), ...placeOf(failure.at) })
  }
  if (frozen.objects.size > 0) draft.late.push({ ...problem('LC2203', { count: frozen.objects.size, class: title, field: frozen.field }), ...placeOf(frozen.at) })
  for (const [property, { count, value, at }] of unlike) {
    draft.late.push({ ...problem('LC2202', { count, class: title, property: String(property), value: firstWords(value.split('\n')[0]!) }), ...placeOf(at) })
  }
  for (const [property, { count, at }] of lacking) draft.late.push({ ...problem('LC2202', { count, class: title, property: String(property) }), ...placeOf(at) })
}
