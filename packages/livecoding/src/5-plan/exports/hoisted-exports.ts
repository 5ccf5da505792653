import type { Model } from '../../3-analyse/shapes.ts'
import type { Spot } from '../../4-diff/items.ts'
import { canLose, loseName, removeName, writeName } from '../../runtime/binding.ts'
import { hasPlace } from '../../runtime/place.ts'
import type { Draft } from '../draft.ts'
import { orderOf } from '../unit/unit.ts'
import { whereIs } from '../../3-analyse/where.ts'

/**
 * Compiled code says its exports before it gives them values: `exports.b = exports.a = void 0`. Run again, that would take the values
 * of all others away: exports that came are said, and those that went are lost.
 */
export function planHoisted({ evaluate, module, change }: Draft, { item, placed }: Spot): void {
  const [before, after] = [hoistsOf(change.before), hoistsOf(change.after)]
  const came = after.difference(before)
  const went = [...before.difference(after)].filter(name => !change.after.bindings.has(name))
  const { line } = whereIs(item.start, placed)
  evaluate.push({ at: orderOf(item.start, placed), step: { do: 'call', module, line, call: journal => {
    for (const name of came) {
      if (hasPlace(module, name)) continue
      journal.push(() => removeName(module, name))
      writeName(module, name, undefined)
    }
    for (const name of went) if (canLose(module, name)) loseName(module, name, journal)
  } } })
}

const hoistsOf = ({ placed }: Model): Set<string> => new Set(placed.flatMap(({ chunk }) => chunk.items.flatMap(({ hoists }) => hoists ?? [])))
