/** A V8 heap snapshot as flat arrays: an edge belongs to the node whose stretch it stands in. */
export interface Snapshot {
  /** By node: index into `types`, into `strings`, and where its edges begin. */
  nodeTypes: Uint8Array
  nodeNames: Uint32Array
  firstEdges: Uint32Array
  /** By edge: index into `edgeKinds`, name (index into `strings`) or number, and node. */
  edgeTypes: Uint8Array
  edgeNames: Uint32Array
  edgeTargets: Uint32Array
  types: string[]
  edgeKinds: string[]
  strings: string[]
}

interface Meta { node_fields: string[], node_types: [string[], ...unknown[]], edge_fields: string[], edge_types: [string[], ...unknown[]] }

/**
 * Reads a snapshot as it comes. It is JSON with arrays of millions of numbers, more than a string can hold, so numbers are
 * read one by one, and only the rest is left to `JSON.parse`.
 *
 * @throws SyntaxError where it is no heap snapshot
 */
export async function readSnapshot(chunks: AsyncIterable<string | Buffer>): Promise<Snapshot> {
  const numbers = new Map<string, Numbers>()
  const decoder = new TextDecoder()
  let rest = ''
  let current: Numbers | undefined
  for await (const chunk of chunks) {
    let text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    while (text !== '') {
      if (current) {
        const end = text.indexOf(']')
        current.read(end < 0 ? text : text.slice(0, end))
        text = end < 0 ? '' : text.slice(end)
        if (end >= 0) current = undefined
        continue
      }
      const begin = listIn(rest.slice(-longest), text)
      if (!begin) {
        rest += text
        break
      }
      rest += text.slice(0, begin.at)
      text = text.slice(begin.at)
      current = new Numbers()
      numbers.set(begin.name, current)
    }
  }
  const { snapshot, strings } = JSON.parse(rest) as { snapshot: { meta: Meta }, strings: string[] }
  if (!numbers.has('nodes') || !numbers.has('edges')) throw new SyntaxError('it is no heap snapshot')
  return arrange(snapshot.meta, numbers.get('nodes')!.values(), numbers.get('edges')!.values(), strings)
}

const longest = 40

/** Where in a text the first list of numbers begins, whose name may stand at the end of what came before. */
function listIn(before: string, text: string): { name: string, at: number } | undefined {
  for (const match of (before + text).matchAll(/"(nodes|edges|trace_function_infos|samples|locations)":\s*\[/g)) {
    const at = match.index + match[0].length - before.length
    if (at > 0) return { name: match[1]!, at }
  }
  return undefined
}

/** Numbers between commas, in a list that grows. */
class Numbers {
  #list = new Float64Array(1 << 16)
  #count = 0
  #number = 0
  #open = false

  read(text: string): void {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code >= 48 && code <= 57) {
        this.#number = this.#number * 10 + code - 48
        this.#open = true
      } else if (this.#open) this.#push()
    }
  }

  values(): Float64Array {
    if (this.#open) this.#push()
    return this.#list.subarray(0, this.#count)
  }

  #push(): void {
    if (this.#count === this.#list.length) {
      const longer = new Float64Array(this.#count * 2)
      longer.set(this.#list)
      this.#list = longer
    }
    this.#list[this.#count++] = this.#number
    this.#number = 0
    this.#open = false
  }
}

function arrange({ node_fields: nodeFields, node_types: [types], edge_fields: edgeFields, edge_types: [edgeKinds] }: Meta, nodes: Float64Array, edges: Float64Array, strings: string[]): Snapshot {
  const column = (list: Float64Array, fields: string[], field: string): ((row: number) => number) => {
    const at = fields.indexOf(field)
    return row => list[row * fields.length + at]!
  }
  const [nodeCount, edgeCount] = [nodes.length / nodeFields.length, edges.length / edgeFields.length]
  const counts = column(nodes, nodeFields, 'edge_count')
  const firstEdges = new Uint32Array(nodeCount + 1)
  for (let node = 0; node < nodeCount; node++) firstEdges[node + 1] = firstEdges[node]! + counts(node)
  const [type, name] = [column(nodes, nodeFields, 'type'), column(nodes, nodeFields, 'name')]
  const [kind, label, target] = [column(edges, edgeFields, 'type'), column(edges, edgeFields, 'name_or_index'), column(edges, edgeFields, 'to_node')]
  return {
    nodeTypes: Uint8Array.from({ length: nodeCount }, (_, node) => type(node)), nodeNames: Uint32Array.from({ length: nodeCount }, (_, node) => name(node)), firstEdges,
    edgeTypes: Uint8Array.from({ length: edgeCount }, (_, edge) => kind(edge)), edgeNames: Uint32Array.from({ length: edgeCount }, (_, edge) => label(edge)),
    edgeTargets: Uint32Array.from({ length: edgeCount }, (_, edge) => target(edge) / nodeFields.length), types, edgeKinds, strings,
  }
}
