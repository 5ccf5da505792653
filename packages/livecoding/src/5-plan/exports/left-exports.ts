import { WHOLE, isPlace } from '../../3-analyse/items/commonjs.ts'
import { leaveExports, takeLeftExports, type LeftExports } from '../../runtime/place.ts'
import { peekName } from '../../runtime/binding.ts'
import type { Draft } from '../draft.ts'

/**
 * `exports.run = …` goes, and `module.exports = { run }` comes: the module has another object. Who has the old one where nobody sees it, as
 * `handlers[file] = require(file)`, keeps what it had; the old one loses what the source lost once it is what the module exports again.
 */
export function planLeftExports({ module, change: { come, gone }, declare, evaluate }: Draft): void {
  const isWhole = ({ item }: { item: { names: string[] } }): boolean => item.names[0] === WHOLE
  if (gone.some(isWhole)) declare.unshift({ do: 'call', module, line: 1, call: journal => takeLeftExports(module, journal) })
  const lost = gone.flatMap(({ item: { names } }) => names.filter(name => isPlace(name) && name !== WHOLE))
  if (lost.length === 0 || !come.some(isWhole)) return
  let left: LeftExports | undefined
  declare.push({ do: 'call', module, line: 1, call: () => { left = { object: peekName(module, WHOLE), places: lost.map(place => [place, peekName(module, place)]) } } })
  evaluate.push({ at: Infinity, step: { do: 'call', module, line: 1, call: journal => leaveExports(module, left!, journal) } })
}
