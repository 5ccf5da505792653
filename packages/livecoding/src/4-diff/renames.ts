import { bareName } from '../3-analyse/scope/block.ts'
import { chunksOf } from '../3-analyse/edit/chunks.ts'
import { moduleOf } from '../graph/modules.ts'
import { splice } from '../instrument/edits.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Change } from './diff.ts'
import { pairBy, type Spot } from './items.ts'

/** One thing, and the modules in which it was, and is, called so. */
interface Renamed { from: LiveModule, before: Spot, to: LiveModule, after: Spot }

/**
 * Takes code for unedited that only says renamed things by their new names, in their module and in those that import them:
 * `const store = makeStore()` and `const store = createStore()` are the same once `makeStore` is called `createStore`.
 */
export function followRenames(world: World, changes: readonly Change[]): void {
  const renamed = changes.flatMap(({ module, renamed, moved }): Renamed[] => [
    ...renamed.map(({ before, after }) => ({ from: module, before, to: module, after })),
    ...moved.filter(({ from, to }) => nameOf(from) !== nameOf(to)).map(({ from, source, to }) => ({ from: source, before: from, to: module, after: to })),
  ])
  if (renamed.length === 0) return
  for (const change of changes) {
    const was = namesBefore(world, change, renamed)
    if (was.size === 0) continue
    for (const pair of change.pairs) if (pair.before.item.shell !== pair.after.item.shell) pair.unedited = shellAsBefore(pair.after, was) === pair.before.item.shell
    const gone = new Set(change.gone)
    const key = (spot: Spot): string | undefined => spot.item.kind === 'statement' ? shellAsBefore(spot, was) : undefined
    change.come = pairBy(change.come, gone, key, (before, after) => {
      change.pairs.push({ before, after, unedited: true })
      change.gone = change.gone.filter(spot => spot !== before)
    })
  }
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

/** The shell of an item if what is renamed were still called as before. */
function shellAsBefore({ item, placed: { chunk }, model }: Spot, was: ReadonlyMap<string, string>): string {
  const refs = item.refs.filter(({ name, local }) => !local && was.has(name))
  if (refs.length === 0 || (chunk.lowered && chunk.items.every(({ space }) => space === undefined))) return item.shell
  const edits = refs.map(({ name, at, end, form }) => ({ at, end, text: `${form === 'shorthand' ? `${bareName(name)}:` : ''}${bareName(was.get(name)!)}` }))
  const { placed } = chunksOf(model.path, splice(chunk, chunk.base, chunk.base + chunk.code.length, edits), model.format, undefined, [], model.text)
  return placed.flatMap(then => then.chunk.items)[chunk.items.indexOf(item)]?.shell ?? item.shell
}
