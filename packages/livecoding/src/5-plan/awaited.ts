import { itemsSaying } from '../3-analyse/later-chunk.ts'
import type { Item } from '../3-analyse/shapes.ts'
import { editedPlaced } from '../4-diff/statements.ts'
import { exportNames, modelAt, moduleOf, targetOfImport } from '../6-verify/targets.ts'
import { once } from '../library.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Draft } from './draft.ts'

/**
 * An initialiser with `await` is awaited before anything else changes, and the whole update is there with its value:
 *
 *   const books = await load('Atlas')      load as it runs
 *
 * One that needs something of the save is awaited in its place, when that is there: a function that it calls, by itself or through others, a
 * variable, an import, a new module. Gives those that are awaited first.
 */
export function awaitedFirst(world: World, drafts: readonly Draft[]): ReadonlySet<Item> {
  const awaited = drafts.flatMap(draft => draft.evaluate.flatMap(({ step }) => step.do === 'evaluate' && step.awaits ? { draft, item: step.item } : []))
  const changed = once(() => new Map(drafts.map(draft => [draft.module, namesChanged(draft)])))
  return new Set(awaited.filter(({ draft, item }) => !needsSave(world, draft.module, item, changed())).map(({ item }) => item))
}

type Changed = ReadonlyMap<LiveModule, ReadonlySet<string>>

/** Names whose code or value is new, that are said in another way, or that come from elsewhere. */
function namesChanged({ change, changedNames, renewed }: Draft): Set<string> {
  const names = new Set([...changedNames, ...renewed])
  for (const { chunk } of editedPlaced(change)) for (const { names: own } of chunk.items) for (const name of own) names.add(name)
  for (const { to } of change.moved) for (const name of to.item.names) names.add(name)
  return names
}

function needsSave(world: World, module: LiveModule, item: Item, changed: Changed): boolean {
  const seen = new Map<LiveModule, Set<string>>()
  const waiting: { module: LiveModule, name: string }[] = []
  const visit = (module: LiveModule, name: string): void => {
    const names = seen.get(module) ?? new Set()
    if (names.has(name)) return
    seen.set(module, names.add(name))
    waiting.push({ module, name })
  }
  for (const name of item.names) seen.set(module, (seen.get(module) ?? new Set()).add(name))
  for (const name of item.free) visit(module, name)
  for (const { module, name } of waiting) {
    if (!module.runtime || changed.get(module)?.has(name)) return true
    for (const next of saidBy(world, module, name)) visit(...next)
  }
  return false
}

/** What an import leads to; of what the module declares, the names in its code. */
function saidBy(world: World, module: LiveModule, name: string): [LiveModule, string][] {
  const model = modelAt(module, 'newest')
  const imported = model.bindings.has(name) ? undefined : model.imports.get(name)
  if (!imported) return model.placed.flatMap(({ chunk }) => itemsSaying(name, chunk).filter(({ names }) => names.includes(name)).flatMap(({ free }) => [...free].map((each): [LiveModule, string] => [module, each])))
  const target = targetOfImport(world, module, imported, 'newest')
  if (target?.kind === 'binding') return [[target.module, target.local]]
  const from = target?.kind === 'namespace' ? target.module : moduleOf(world, target?.url)
  return from ? [...from.kind === 'esm' ? exportNames(world, from, 'newest') : modelAt(from, 'newest').bindings.keys()].map(each => [from, each]) : []
}
