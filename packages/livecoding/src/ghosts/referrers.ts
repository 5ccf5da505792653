import { createReadStream } from 'node:fs'
import { getHeapSnapshot } from 'node:v8'
import type { World } from '../world.ts'
import { chainsTo, type Chain, type Search } from './chains.ts'
import { Graph, type Referrer } from './graph.ts'
import { readSnapshot } from './snapshot.ts'

export interface ReferrersOptions {
  /** How many steps a chain may have; 12, unless told. */
  depth?: number
  /** How many chains are looked for; 5, unless told. */
  most?: number
}

const own = new URL('..', import.meta.url).href

export const searchFrom = (root: string, { depth = 12, most = 5 }: ReferrersOptions): Search => ({ root, depth, most, own })

class $lcMark {
  readonly targets: readonly object[]
  constructor(targets: readonly object[]) { this.targets = targets }
}

/** A snapshot of the heap, and the nodes of these objects in it. */
export async function marked(objects: readonly object[]): Promise<{ graph: Graph, nodes: number[] }> {
  const mark = new $lcMark(objects)
  const graph = new Graph(await readSnapshot(getHeapSnapshot()))
  for (const node of graph.find('object', $lcMark.name)) {
    const list = graph.follow(node, 'targets')
    if (list !== undefined) return { graph, nodes: mark.targets.map((_, index) => graph.follow(list, String(index))!) }
  }
  throw new Error('the heap snapshot does not have what was marked')
}

/** The chains of references that keep an object alive, shortest first. */
export async function referrersOf(world: World, object: object, options: ReferrersOptions): Promise<Chain[]> {
  const { graph, nodes } = await marked([object, world])
  return shortestFirst(chainsTo(graph, nodes[0]!, { ...searchFrom(world.root, options), without: new Set(nodes.slice(1)), ignore: ({ from }) => isAsking(graph, from) }))
}

export const shortestFirst = (chains: Chain[]): Chain[] => chains.sort((a, b) => a.links.length - b.links.length)

/** Whoever asks has the object on its stack. */
export const isAsking = (graph: Graph, from: number): boolean => graph.type(from) === 'synthetic' && graph.name(from) !== '(GC roots)'

/** What keeps the classes of a name, and their instances, alive in a snapshot file. */
export async function whyIn(file: string, name: string, root: string, options: ReferrersOptions): Promise<{ classes: Chain[][], instances: number, kept: Chain[] }> {
  const graph = new Graph(await readSnapshot(createReadStream(file)))
  const search = searchFrom(root, options)
  const asked = { ...search, ignore: ({ from }: Referrer) => isAsking(graph, from) }
  const classes = [...graph.find('closure', name)].filter(node => isClass(graph, node))
  const prototypes = new Set(classes.map(node => graph.follow(node, 'prototype')))
  const instances = [...graph.find('object', name)].filter(node => !prototypes.has(node))
  const kept = instances.slice(0, 20).flatMap(node => chainsTo(graph, node, { ...asked, most: 1 }))
  return { classes: classes.map(node => shortestFirst(chainsTo(graph, node, asked))), instances: instances.length, kept: distinct(kept).slice(0, search.most) }
}

/** Its prototype leads back to it. */
function isClass(graph: Graph, node: number): boolean {
  const prototype = graph.follow(node, 'prototype')
  return prototype !== undefined && graph.follow(prototype, 'constructor') === node
}

const distinct = (chains: Chain[]): Chain[] => [...new Map(chains.map(chain => [chain.text, chain])).values()]
