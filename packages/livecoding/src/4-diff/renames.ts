import { bareName } from '../3-analyse/block.ts'
import { chunksOf } from '../3-analyse/chunks.ts'
import { moduleOf } from '../6-verify/targets.ts'
import { splice } from '../instrument/edits.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Change } from './diff.ts'
import { pairBy, type ItemPair, type Spot } from './items.ts'

type Renamed = ReadonlyMap<LiveModule, readonly ItemPair[]>

/**
 * Takes code for unedited that only says renamed things by their new names, in their module and in those that import them:
 * `const store = makeStore()` and `const store = createStore()` are the same once `makeStore` is called `createStore`.
 */
export function followRenames(world: World, changes: readonly Change[]): void {
  const renamed: Renamed = new Map(changes.map(change => [change.module, change.renamed]))
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

/** What the names in a module's new text that are new for old things were in its old text. */
function namesBefore(world: World, { module, before, after, renamed: own }: Change, renamed: Renamed): Map<string, string> {
  const was = new Map(own.map(pair => [pair.after.item.names[0]!, pair.before.item.names[0]!]))
  if (before === after) return was
  const from = (specifier: string): LiveModule | undefined => moduleOf(world, module.resolved.get(specifier))
  for (const now of after.imports.values()) {
    const source = before.imports.has(now.local) ? undefined : from(now.specifier)
    for (const pair of source ? renamed.get(source) ?? [] : []) {
      if (pair.after.model.exports.get(now.imported)?.local !== pair.after.item.names[0]) continue
      const then = [...before.imports.values()].find(each => from(each.specifier) === source && pair.before.model.exports.get(each.imported)?.local === pair.before.item.names[0])
      if (then) was.set(now.local, then.local)
    }
  }
  return was
}

/** The shell of an item if what is renamed were still called as before. */
function shellAsBefore({ item, placed: { chunk }, model }: Spot, was: ReadonlyMap<string, string>): string {
  const refs = item.refs.filter(({ name, local }) => !local && was.has(name))
  if (refs.length === 0 || (chunk.lowered && chunk.items.every(({ space }) => space === undefined))) return item.shell
  const edits = refs.map(({ name, at, end, form }) => ({ at, end, text: `${form === 'shorthand' ? `${bareName(name)}:` : ''}${bareName(was.get(name)!)}` }))
  const { placed } = chunksOf(model.path, splice(chunk, chunk.base, chunk.base + chunk.code.length, edits), model.format)
  return placed.flatMap(then => then.chunk.items)[chunk.items.indexOf(item)]?.shell ?? item.shell
}
