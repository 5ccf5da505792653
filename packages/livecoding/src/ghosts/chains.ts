import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Graph, Referrer } from './graph.ts'

/** One step of a chain: what holds the thing before it. */
export interface Link {
  kind: 'variable' | 'property' | 'element' | 'entry' | 'instance' | 'closure' | 'listener' | 'timer' | 'global' | 'export' | 'internal'
  /** As a person reads it. */
  text: string
}

/** From the object to what the program reaches by itself. */
export interface Chain { links: Link[], text: string }

export interface Search {
  root: string
  /** How many steps a chain may have. */
  depth: number
  /** How many chains are looked for. */
  most: number
  /** Urls that begin with this are the engine's. */
  own: string
  /** Nodes that no chain leads through. */
  without?: ReadonlySet<number>
  /** Referrers of the object itself that do not count, such as the variable that once declared the object. */
  ignore?(referrer: Referrer): boolean
}

/** Nodes above the object, each with the referrer that leads one step down. */
type Came = Map<number, { to: number, edge: number }>

/** The shortest chains that keep an object alive, one for each of its referrers; weak references and the engine's are left out. */
export function chainsTo(graph: Graph, target: number, search: Search): Chain[] {
  const chains: Chain[] = []
  const seen = new Set<string>()
  for (const first of graph.referrers(target)) {
    if (chains.length >= search.most) break
    if (isDouble(graph, first) || !counts(graph, first, search) || search.ignore?.(first)) continue
    const chain = chainThrough(graph, target, first, search)
    if (chain && !seen.has(chain.text)) {
      seen.add(chain.text)
      chains.push(chain)
    }
  }
  return chains
}

/** V8 says some references twice: as a person sees them, and as they are stored. */
function isDouble(graph: Graph, { from }: Referrer): boolean {
  return graph.type(from) === 'object shape' || stores.has(graph.name(from))
}

const stores = new Set(['(object elements)', '(object properties)', 'system / PropertyArray', 'system / PropertyCell'])

function chainThrough(graph: Graph, target: number, first: Referrer, search: Search): Chain | undefined {
  const came: Came = new Map([[target, { to: -1, edge: -1 }], [first.from, { to: target, edge: first.edge }]])
  let front = [first]
  // Hidden steps, such as the table of a Map, count too: five for each that a person sees.
  for (let depth = 0; depth < search.depth * 5 && front.length > 0; depth++) {
    const next: Referrer[] = []
    for (const referrer of front) {
      const end = anchor(graph, referrer, search)
      if (end === 'no') continue
      if (end) return told(graph, came, referrer.from, end, search)
      for (const above of graph.referrers(referrer.from)) {
        if (came.has(above.from) || !counts(graph, above, search)) continue
        came.set(above.from, { to: referrer.from, edge: above.edge })
        next.push(above)
      }
    }
    front = next
  }
  return undefined
}

function counts(graph: Graph, { from, edge }: Referrer, { own, without }: Search): boolean {
  if (graph.kind(edge) === 'weak' || without?.has(from)) return false
  const label = graph.label(edge)
  if (label.includes('pair in WeakMap') || label.startsWith('$lc') || label === '<symbol livecoding.modules>' || label.startsWith('<symbol livecoding.')) return false
  const type = graph.type(from)
  if (type === 'code' || graph.name(from) === 'WeakRef' || graph.name(from) === 'CodeManager' || graph.name(from).startsWith('$lcMark')) return false
  return !(type === 'closure' || graph.name(from) === 'system / Context') || !(graph.script(from)?.startsWith(own) ?? false)
}

/** Where a chain ends: what the program reaches by itself. `no`: this way leads nowhere. */
function anchor(graph: Graph, { from, edge }: Referrer, search: Search): Link | 'no' | undefined {
  const [type, name, label] = [graph.type(from), graph.name(from), graph.label(edge)]
  // What waits at the top level of the first module has no variables that V8 could name.
  if (label === '<symbol node:entry_point_module>') return { kind: 'variable', text: 'a variable of the module that the program starts with' }
  if (name.startsWith('global') && graph.kind(edge) === 'property') return { kind: 'global', text: `globalThis.${label}` }
  // The stack while a snapshot is made is that of who makes it.
  if (type === 'synthetic') return 'no'
  if (name === 'system / Context' && graph.kind(edge) === 'context' && graph.moduleOf(from) !== undefined) return { kind: 'variable', text: `variable ${label}${inFile(graph.script(from), search)}` }
  if (name === 'TimersList' || name === 'ImmediateList' || name === 'Immediate') return { kind: 'timer', text: 'a timer' }
  if (name === 'system / Cell') {
    const found = graph.exported(from)
    const url = found && graph.script(found.module)
    if (!found || url === undefined || url.startsWith(search.own) || url.startsWith('node:')) return 'no'
    return { kind: 'export', text: `${found.name === undefined ? 'an export' : `export ${found.name}`}${inFile(url, search)}` }
  }
  return undefined
}

function told(graph: Graph, came: Came, end: number, last: Link, search: Search): Chain {
  const links: Link[] = []
  let instanceOf = false
  const path: Referrer[] = []
  for (let node = end; ;) {
    const { to, edge } = came.get(node)!
    if (to < 0) break
    path.unshift({ from: node, edge })
    node = to
  }
  for (const { from, edge } of path.slice(0, -1)) {
    const link = describe(graph, from, edge, search)
    // class <- constructor of its prototype <- an instance
    if (link?.text === '.constructor') instanceOf = true
    else if (link) {
      if (instanceOf && link.text === '.__proto__') links.push({ kind: 'instance', text: `an instance of ${graph.name(from)}` })
      else if (link.kind !== 'internal') links.push(link)
      instanceOf = false
    }
  }
  const chain = [...links, last]
  return { links: chain, text: chain.map(({ text }) => text).join(' <- ') }
}

/** A step that a person would see. */
function describe(graph: Graph, from: number, edge: number, search: Search): Link | undefined {
  const [kind, label, name, type] = [graph.kind(edge), graph.label(edge), graph.name(from), graph.type(from)]
  if (type === 'closure') {
    const called = name || '(anonymous)'
    if (kind === 'property') return { kind: 'property', text: `.${label} of function ${called}` }
    return { kind: 'closure', text: `the closure ${called}${inFile(graph.script(from), search)}` }
  }
  if (name === 'system / Context') return kind === 'context' ? { kind: 'variable', text: `variable ${label}${inFile(graph.script(from), search)}` } : undefined
  if (type !== 'object' && type !== 'native') return undefined
  if (name === 'Timeout' || name === 'Immediate') return { kind: 'timer', text: 'a timer' }
  if (label === '_events') return { kind: 'listener', text: `a listener of ${name}` }
  if (kind === 'element') return { kind: 'element', text: `[${label}] of ${name === 'Array' ? 'an array' : name}` }
  if (kind === 'property') return { kind: 'property', text: label === '__proto__' || label === 'constructor' ? `.${label}` : `.${label} of ${name}` }
  if (label === 'table') return { kind: 'entry', text: `an entry of a ${name}` }
  if (label === 'map') return { kind: 'internal', text: '.__proto__' }
  return undefined
}

function inFile(url: string | undefined, { root }: Search): string {
  if (url === undefined || url === '') return ''
  return ` in ${url.startsWith('file:') ? relative(root, fileURLToPath(url.replace(/[?#].*$/, ''))) : url}`
}
