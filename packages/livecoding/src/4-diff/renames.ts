import { bareName } from '../3-analyse/scope/block.ts'
import type { Item } from '../3-analyse/shapes.ts'
import { chunksOf } from '../3-analyse/edit/chunks.ts'
import { moduleOf } from '../graph/modules.ts'
import { splice } from '../instrument/edits.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { ghostFor, type Change } from './diff.ts'
import { pairBy, renameKey, type Spot } from './items.ts'
import { refsIn } from './similar.ts'

/** One thing, and the modules in which it was, and is, called so. */
interface Renamed { from: LiveModule, before: Spot, to: LiveModule, after: Spot }

/**
 * Takes code for unedited that only says renamed things by their new names, in their module and in those that import them:
 * `const store = makeStore()` and `const store = createStore()` are the same once `makeStore` is called `createStore`. A function that says one may have another
 * name in that save, too; then so may one that says it.
 */
export function followRenames(world: World, changes: readonly Change[]): void {
  for (let known = 0, renamed = renamedBy(changes); renamed.length > known; known = renamed.length, renamed = renamedBy(changes)) {
    for (const change of changes) follow(change, namesBefore(world, change, renamed))
  }
}

const renamedBy = (changes: readonly Change[]): Renamed[] => changes.flatMap(({ module, renamed, moved }): Renamed[] => [
  ...renamed.map(({ before, after }) => ({ from: module, before, to: module, after })),
  ...moved.filter(({ from, to }) => nameOf(from) !== nameOf(to)).map(({ from, source, to }) => ({ from: source, before: from, to: module, after: to })),
])

function follow(change: Change, was: ReadonlyMap<string, string>): void {
  if (was.size === 0) return
  for (const pair of change.pairs) if (pair.before.item.shell !== pair.after.item.shell) pair.unedited = asBefore(pair.after, was).shell === pair.before.item.shell
  const gone = new Set(change.gone)
  const take = (before: Spot): void => { change.gone = change.gone.filter(spot => spot !== before) }
  const statement = (spot: Spot): string | undefined => spot.item.kind === 'statement' ? asBefore(spot, was).shell : undefined
  change.come = pairBy(change.come, gone, statement, (before, after) => {
    change.pairs.push({ before, after, unedited: true })
    take(before)
  })
  const code = (spot: Spot): string | undefined => gone.has(spot) || !ghostFor(change.module, spot) ? renameKey({ ...spot, item: asBefore(spot, was) }) : undefined
  change.come = pairBy(change.come, gone, code, (before, after) => {
    change.renamed.push({ before, after })
    take(before)
  })
}

const nameOf = ({ item }: Spot): string => item.names[0]!

/** What the names in a module's new text that are new for old things were in its old text. */
function namesBefore(world: World, { module, before, after }: Change, renamed: readonly Renamed[]): Map<string, string> {
  const was = new Map<string, string>()
  const source = (specifier: string): LiveModule | undefined => moduleOf(world, module.resolved.get(specifier))
  const namesFor = (thing: Spot, home: LiveModule, { imports }: Change['before']): string[] => home === module ? [nameOf(thing)]
    : imports.values().filter(each => thing.model.exports.get(each.imported)?.local === nameOf(thing) && source(each.specifier) === home).map(each => each.local).toArray()
  for (const each of renamed) {
    if (before === after && (each.from !== module || each.to !== module)) continue
    const [then] = namesFor(each.before, each.from, before)
    if (then === undefined) continue
    for (const now of namesFor(each.after, each.to, after)) if (now !== then && (each.to === module || !before.imports.has(now))) was.set(now, then)
  }
  return was
}

/** What an item would be if what is renamed were still called as before. */
function asBefore({ item, placed: { chunk }, model }: Spot, was: ReadonlyMap<string, string>): Item {
  const said = [...item.refs, ...item.sites.flatMap(refsIn)].filter(({ name, local }) => !local && was.has(name))
  const refs = [...new Map(said.map(ref => [ref.at, ref])).values()]
  if (refs.length === 0 || (chunk.lowered && chunk.items.every(({ space }) => space === undefined))) return item
  const edits = refs.map(({ name, at, end, form }) => ({ at, end, text: `${form === 'shorthand' ? `${bareName(name)}:` : ''}${bareName(was.get(name)!)}` }))
  const { placed } = chunksOf(model.path, splice(chunk, chunk.base, chunk.base + chunk.code.length, edits), model.format, undefined, [], model.text)
  return placed.flatMap(then => then.chunk.items)[chunk.items.indexOf(item)] ?? item
}
