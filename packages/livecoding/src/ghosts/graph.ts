import type { Snapshot } from './snapshot.ts'

/** Who refers to a node: the node, and the edge that leads from it. */
export interface Referrer { from: number, edge: number }

/** A snapshot that can be walked in both directions. */
export class Graph {
  readonly #snapshot: Snapshot
  readonly #firstReferrers: Uint32Array
  readonly #referrers: Uint32Array
  /** The node that an edge begins at. */
  readonly #sources: Uint32Array
  readonly #scripts = new Map<number, string | undefined>()

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot
    const { firstEdges, edgeTargets } = snapshot
    const count = firstEdges.length - 1
    this.#sources = new Uint32Array(edgeTargets.length)
    const first = new Uint32Array(count + 2)
    for (let node = 0; node < count; node++) this.#sources.fill(node, firstEdges[node], firstEdges[node + 1])
    for (const target of edgeTargets) first[target + 2]!++
    for (let node = 0; node < count; node++) first[node + 2]! += first[node + 1]!
    this.#referrers = new Uint32Array(edgeTargets.length)
    for (const [edge, target] of edgeTargets.entries()) this.#referrers[first[target + 1]!++] = edge
    this.#firstReferrers = first
  }

  get size(): number { return this.#firstReferrers.length - 2 }
  type(node: number): string { return this.#snapshot.types[this.#snapshot.nodeTypes[node]!]! }
  name(node: number): string { return this.#snapshot.strings[this.#snapshot.nodeNames[node]!]! }
  kind(edge: number): string { return this.#snapshot.edgeKinds[this.#snapshot.edgeTypes[edge]!]! }

  label(edge: number): string {
    const kind = this.kind(edge)
    const name = this.#snapshot.edgeNames[edge]!
    return kind === 'element' || kind === 'hidden' ? String(name) : this.#snapshot.strings[name]!
  }

  referrers(node: number): Referrer[] {
    const edges = this.#referrers.subarray(this.#firstReferrers[node], this.#firstReferrers[node + 1])
    return Array.from(edges, edge => ({ from: this.#sources[edge]!, edge }))
  }

  /** The node that an edge of this name leads to. */
  follow(node: number, label: string): number | undefined {
    const { firstEdges, edgeTargets } = this.#snapshot
    for (let edge = firstEdges[node]!; edge < firstEdges[node + 1]!; edge++) if (this.label(edge) === label) return edgeTargets[edge]
    return undefined
  }

  /** Nodes of a type and a name. */
  * find(type: string, name: string): Generator<number> {
    const [typeIndex, nameIndex] = [this.#snapshot.types.indexOf(type), this.#snapshot.strings.indexOf(name)]
    for (let node = 0; node < this.size; node++) if (this.#snapshot.nodeTypes[node] === typeIndex && this.#snapshot.nodeNames[node] === nameIndex) yield node
  }

  /** The url of the script that a function, or a scope, is of. */
  script(node: number): string | undefined {
    if (this.#scripts.has(node)) return this.#scripts.get(node)
    this.#scripts.set(node, undefined)
    const found = this.type(node) === 'closure' ? this.#scriptOf(node) : this.name(node) === 'system / Context' ? this.#scopeScript(node) : this.#moduleUrl(node)
    this.#scripts.set(node, found)
    return found
  }

  #scriptOf(closure: number): string | undefined {
    const shared = this.follow(closure, 'shared')
    const script = shared === undefined ? undefined : this.follow(shared, 'script')
    const name = script === undefined ? undefined : this.follow(script, 'name')
    return name === undefined ? undefined : this.name(name)
  }

  /** The scope of a module knows it; any other is of the script of its functions. */
  #scopeScript(scope: number): string | undefined {
    const module = this.moduleOf(scope)
    if (module !== undefined) return this.#moduleUrl(module)
    for (const { from, edge } of this.referrers(scope)) if (this.type(from) === 'closure' && this.label(edge) === 'context') return this.#scriptOf(from)
    return undefined
  }

  #moduleUrl(module: number): string | undefined {
    const wrap = this.referrers(module).find(({ from }) => this.name(from) === 'ModuleWrap')
    const url = wrap && this.follow(wrap.from, 'url')
    return url === undefined ? undefined : this.name(url)
  }

  /** The module whose top level a scope is: its variables stay as long as it. */
  moduleOf(scope: number): number | undefined {
    const module = this.follow(scope, 'extension')
    return module !== undefined && this.name(module) === 'system / SourceTextModule' ? module : undefined
  }

  /** An exported variable stands in a cell of its own; its module has it under its name, and who imports it has only the cell. */
  exported(cell: number): { name: string | undefined, module: number } | undefined {
    let importer: number | undefined
    for (const { from, edge } of this.referrers(cell)) {
      const module = this.referrers(from).find(above => this.name(above.from) === 'system / SourceTextModule')?.from
      const before = this.follow(from, String(Number(this.label(edge)) - 1))
      if (module !== undefined && before !== undefined && this.type(before) === 'string') return { name: this.name(before), module }
      importer ??= module
    }
    return importer === undefined ? undefined : { name: undefined, module: importer }
  }
}
