import { isPlace } from '../3-analyse/items/commonjs.ts'
import { DEFAULT } from '../3-analyse/items/exported.ts'
import { ghostFor, type Change } from './diff.ts'
import { move } from './move.ts'
import { renameKey, type Spot } from './items.ts'
import { pairSimilar } from './similar.ts'

/**
 * Functions and classes that got another name in the save that moved them to another file: the code is the same; nothing else of the save
 * has it, and neither name is said of anything else that comes or goes.
 */
export function findMovedUnedited(changes: readonly Change[]): void {
  const gone = byCode(changes, change => change.gone.filter(({ item }) => !change.module.left.has(item)))
  if (gone.size === 0) return
  const come = byCode(changes, change => change.come.filter(spot => !ghostFor(change.module, spot)))
  const [lost, found] = [namesOf(changes, ({ gone }) => gone), namesOf(changes, ({ come }) => come)]
  for (const [code, [from, another]] of gone) {
    const [to, third] = come.get(code) ?? []
    if (!to || another || third || from!.change === to.change || found.has(from!.name) || lost.has(to.name)) continue
    move(from!.spot, from!.change, to.spot, to.change)
  }
}

/** Classes that were edited, too: they are known by their words. */
export function findMovedClasses(changes: readonly Change[]): void {
  const at = new Map(changes.flatMap(change => [...change.gone, ...change.come].map((spot): [Spot, Change] => [spot, change])))
  const [lost, found] = [namesOf(changes, ({ gone }) => gone), namesOf(changes, ({ come }) => come)]
  const come = changes.flatMap(change => change.come.filter(spot => !ghostFor(change.module, spot) && !lost.has(spot.item.names[0]!)))
  const gone = come.length === 0 ? [] : changes.flatMap(change => change.gone.filter(({ item }) => !change.module.left.has(item) && !found.has(item.names[0]!)))
  pairSimilar(come, gone, (from, to) => { if (at.get(from) !== at.get(to)) move(from, at.get(from)!, to, at.get(to)!) })
}

interface Found { change: Change, spot: Spot, name: string }

function byCode(changes: readonly Change[], spots: (change: Change) => readonly Spot[]): Map<string, Found[]> {
  const all = changes.flatMap(change => spots(change).filter(hasCode).map((spot): Found => ({ change, spot, name: spot.item.names[0]! })))
  return Map.groupBy(all, ({ spot }) => renameKey(spot)!)
}

const hasCode = (spot: Spot): boolean => renameKey(spot) !== undefined && !isPlace(spot.item.names[0]!) && !isEmpty(spot)

/** `() => {}` is nobody's own. */
function isEmpty({ item: { self } }: Spot): boolean {
  const { chunk, body } = self!
  return /^(?:class\b[^{]*)?\{[\s;]*\}$/.test(chunk.code.slice(body.start - chunk.base, body.end - chunk.base).trim())
}

/** What is exported by default where it stands has no name of its own. */
const namesOf = (changes: readonly Change[], spots: (change: Change) => readonly Spot[]): Set<string> =>
  new Set(changes.flatMap(change => spots(change).flatMap(({ item }) => item.names)).filter(name => name !== DEFAULT))
