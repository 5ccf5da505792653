import { peekName } from '../runtime/binding.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { chainsTo, type Chain } from './chains.ts'
import { isAsking, marked, searchFrom, shortestFirst, type ReferrersOptions } from './referrers.ts'

/** A class or function that the source has no more and the program still reaches. */
export interface Ghost {
  name: string
  kind: 'class' | 'function'
  file: string
  /** The version of the file that last had it. */
  version: number
  value: object
  /** What keeps it alive, shortest first. */
  chains: Chain[]
}

type Lost = Omit<Ghost, 'chains'> & { local: string }

/** Walks a snapshot of the heap: what nobody but the engine holds any more is not among them. */
export async function ghostsOf(world: World, options: ReferrersOptions): Promise<Ghost[]> {
  const lost = [...world.byId.values()].flatMap(lostBy)
  if (lost.length === 0) return []
  const { graph, nodes } = await marked([...lost.map(({ value }) => value), world])
  const search = { ...searchFrom(world.root, options), without: new Set(nodes.slice(-1)) }
  return lost.flatMap(({ local, ...ghost }, index) => {
    // Where it was declared it stays for as long as Node has the module: that is no one who uses it.
    const chains = chainsTo(graph, nodes[index]!, {
      ...search,
      ignore: ({ from, edge }) => isAsking(graph, from) || graph.name(from) === 'system / Cell' ||
        (graph.kind(edge) === 'context' && graph.label(edge) === local && graph.moduleOf(from) !== undefined),
    })
    return chains.length > 0 ? [{ ...ghost, chains: shortestFirst(chains) }] : []
  })
}

function lostBy(module: LiveModule): Lost[] {
  if (!module.runtime || module.isSpace) return []
  const { path: file } = module
  const ghosts = [...module.ghosts].filter(([local]) => !module.current.bindings.has(local)).map(([local, { item, value, version }]) => ({ local, item, value, version }))
  const items = module.dormant ? module.current.placed.flatMap(({ chunk }) => chunk.items).filter(({ self }) => self) : []
  const gone = items.map(item => ({ local: item.names[0]!, item, value: peekName(module, item.names[0]!), version: module.version }))
  return [...ghosts, ...gone].flatMap(({ local, item: { self, title }, value, version }) =>
    typeof value === 'function' ? [{ local, name: title, value, version, file, kind: self?.kind === 'class' ? 'class' : 'function' }] : [])
}
