import { isLater, itemsSaying } from '../3-analyse/edit/later-chunk.ts'
import type { Chunk, Item } from '../3-analyse/shapes.ts'
import { editedPlaced } from '../4-diff/statements.ts'
import { exportNames, targetOfExport, targetOfImport } from '../graph/targets.ts'
import { modelAt, moduleOf } from '../graph/modules.ts'
import { once } from '../library.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Draft } from './draft.ts'
import { allRefs, askedBy } from './exports/late-imports.ts'

/**
 * An initialiser with `await` is awaited before anything else changes, and the whole update is there with its value:
 *
 *   const books = await load('Atlas')      load as it runs
 *
 * One that needs something of the save is awaited in its place, when that is there: a function that it calls, by itself or through others, a
 * variable, an import, a new module, also one that it asks for with `import(…)`. Gives those that are awaited first.
 */
export function awaitedFirst(world: World, drafts: readonly Draft[]): ReadonlySet<Item> {
  const awaited = drafts.flatMap(draft => draft.evaluate.flatMap(({ step }) => step.do === 'evaluate' && step.awaits ? { draft, item: step.item } : []))
  const changed = once(() => new Map(drafts.map(draft => [draft.module, namesChanged(draft)])))
  return new Set(awaited.filter(({ draft, item }) => !needsSave(world, draft.module, item, chunkOf(draft, item), changed())).map(({ item }) => item))
}

const chunkOf = ({ change }: Draft, item: Item): Chunk => change.after.placed.find(({ chunk }) => !isLater(chunk) && chunk.items.includes(item))!.chunk

type Changed = ReadonlyMap<LiveModule, ReadonlySet<string>>

/** Names whose code or value is new, that are said in another way, or that come from elsewhere. */
function namesChanged({ change, changedNames, renewed }: Draft): Set<string> {
  const names = new Set([...changedNames, ...renewed])
  for (const { chunk } of editedPlaced(change)) for (const { names: own } of chunk.items) for (const name of own) names.add(name)
  for (const { to } of change.moved) for (const name of to.item.names) names.add(name)
  return names
}

function needsSave(world: World, module: LiveModule, item: Item, chunk: Chunk, changed: Changed): boolean {
  const seen = new Map<LiveModule, Set<string>>()
  const waiting: Said[] = []
  const visit = ({ module, name }: Said): void => {
    const names = seen.get(module) ?? new Set()
    if (names.has(name)) return
    seen.set(module, names.add(name))
    waiting.push({ module, name })
  }
  for (const name of item.names) seen.set(module, (seen.get(module) ?? new Set()).add(name))
  const all = saidIn(world, module, item, chunk)
  if (!all) return true
  all.forEach(visit)
  for (const said of waiting) {
    if (!said.module.runtime || changed.get(said.module)?.has(said.name)) return true
    const next = saidBy(world, said)
    if (!next) return true
    next.forEach(visit)
  }
  return false
}

interface Said { module: LiveModule, name: string }

/** The names in the code of an item, and those that it gets with `import(…)`; undefined: nobody knows. */
function saidIn(world: World, module: LiveModule, item: Item, chunk: Chunk): Said[] | undefined {
  const asked = askedBy(world, module, allRefs(item), chunk)
  if (asked.some(each => !each)) return undefined
  return [...[...item.free].map(name => ({ module, name })), ...asked.flatMap(each => exportedBy(world, each!))]
}

/** What an import leads to; of what the module declares, what its code says. */
function saidBy(world: World, { module, name }: Said): Said[] | undefined {
  const model = modelAt(module, 'newest')
  const imported = model.bindings.has(name) ? undefined : model.imports.get(name)
  if (!imported) {
    const all = model.placed.flatMap(({ chunk }) => itemsSaying(name, chunk).filter(({ names }) => names.includes(name)).map(item => saidIn(world, module, item, chunk)))
    return all.includes(undefined) ? undefined : all.flatMap(each => each!)
  }
  const target = targetOfImport(world, module, imported, 'newest')
  if (target?.kind === 'binding') return [{ module: target.module, name: target.local }]
  const from = target?.kind === 'namespace' ? target.module : moduleOf(world, target?.url)
  return from ? exportedBy(world, from) : []
}

/** All that a module exports, by what it leads to. */
const exportedBy = (world: World, from: LiveModule): Said[] => from.kind !== 'esm'
  ? [...modelAt(from, 'newest').bindings.keys()].map(name => ({ module: from, name }))
  : [...exportNames(world, from, 'newest')].map(name => {
    const target = targetOfExport(world, from, name, 'newest')
    return target?.kind === 'binding' ? { module: target.module, name: target.local } : { module: from, name }
  })
