import { isSameOutline } from '../3-analyse/edit/same-outline.ts'
import type { Item } from '../3-analyse/shapes.ts'
import type { Change } from '../4-diff/diff.ts'
import type { ItemPair } from '../4-diff/items.ts'
import { needed } from '../namespaces/order.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { isRebound } from './items.ts'
import { awaitedBy } from './exports/late-imports.ts'

/** Changes in the order in which a fresh start would evaluate their modules. That takes a walk through the program, which most saves need not. */
export function inOrder(world: World, changes: readonly Change[]): Change[] {
  if (changes.every(onlyHasOtherCode)) return [...changes]
  const of = new Map(changes.map(change => [change.module, change]))
  return modulesInOrder(world, [...of.keys()]).map(module => of.get(module)!)
}

/** Nothing is evaluated, and no name gets another value: functions, and what is in variables and statements, have other code. */
const onlyHasOtherCode = ({ before, after, pairs, come, gone, renamed, moved, module, retired, revived, follows, again }: Change): boolean =>
  before !== after && isSameOutline(before, after) && come.length + gone.length + renamed.length + moved.length === 0 &&
  !retired && !revived && !follows && !again && !module.again && !after.rerun && pairs.every(isCode)

function isCode(pair: ItemPair): boolean {
  const { before: { item: was }, after: { item } } = pair
  return was === item || (was.kind === item.kind && was.shell === item.shell && !evaluates.has(item.kind) && !isRebound(pair))
}

/** What these do as they are evaluated is no part of their shell. */
const evaluates = new Set<Item['kind']>(['class', 'enum', 'namespace'])

/** Modules in the order in which a fresh start would evaluate them: what is imported, or asked for at the top level, comes first. */
export function modulesInOrder(world: World, modules: readonly LiveModule[]): LiveModule[] {
  if (modules.length < 2) return [...modules]
  const wanted = new Set(modules)
  const ordered: LiveModule[] = []
  const seen = new Set<LiveModule>()
  const visit = (module: LiveModule): void => {
    if (seen.has(module)) return
    seen.add(module)
    for (const from of needed(world, module)) visit(from)
    if (wanted.has(module)) for (const from of awaitedBy(world, module)) visit(from)
    if (wanted.has(module)) ordered.push(module)
  }
  for (const module of world.modules.values()) if (module.root) visit(module)
  for (const module of modules) visit(module)
  return ordered
}

/** Of new modules that import each other, the one to which a fresh start comes first: the last of them in their order. Node has to begin there, or it comes to the others in another order. */
export function entrances(world: World, ordered: readonly LiveModule[]): Map<LiveModule, LiveModule> {
  const [importers, entrance] = [new Map(ordered.map((module): [LiveModule, LiveModule[]] => [module, []])), new Map<LiveModule, LiveModule>()]
  for (const module of ordered) for (const from of needed(world, module)) importers.get(from)?.push(module)
  // Kosaraju's way: whoever leads to the last one, and was not met before, stands in a cycle with it.
  for (const first of ordered.toReversed()) {
    const open = [first]
    for (let module = open.pop(); module; module = open.pop()) {
      if (entrance.has(module)) continue
      entrance.set(module, first)
      open.push(...importers.get(module)!)
    }
  }
  return entrance
}
