import { child, isFunction, list, type Node } from '../ast.ts'
import { nameIn } from './block.ts'
import { once } from '../../library.ts'
import { behindDirectives } from '../directives.ts'
import { isPlainFrom, settledOnes } from './settled.ts'
import { scopeTree, type Reference, type Scope, type ScopeTree, type Variable } from './tree.ts'
import type { Layer, Local } from '../reference-shapes.ts'
import type { Place } from '../place.ts'

/** What an identifier that stands for a variable means. */
export interface Use {
  /** Undefined where the variable is the module's, a namespace block's or global. */
  local?: Local
  /** The variable is that of a namespace block. */
  inBlock?: string
  /** Another block of the namespace declares it. */
  isElsewhere?: true
  write: boolean
  /** The `with` whose object may have it, where no local variable is nearer. */
  with?: number
}

/** What a guard at some place can see. */
export interface View {
  layer: Layer | undefined
  /** The function's own name, which no closure captured. */
  self: Local | undefined
  /** Names that the place itself declares, and that captured variables around it have too. */
  hidden: readonly string[]
}

export interface Scopes {
  /** By offset of the identifier. */
  uses: Map<number, Use>
  /** What code directly inside this function or block sees from outside it; of a node that is no scope, what is around it. */
  around(at: Place): View
  /** Variables that the head of a loop declares, anew for each round. */
  heads(loop: Node): Local[]
  /** The function's variable whose `var` has a name at this offset. */
  varAt(offset: number): Local | undefined
  /** Names that the body of a function declares for all of it. */
  declared(node: Node): Set<string>
  /** Variables of functions and blocks around a class, by name. */
  seenFrom(node: Node): Map<string, string>
  /** Where a variable of a function or block with this name gets a value after its declaration. */
  writes(name: string): readonly number[]
  /** All names that a namespace block declares natively. */
  ofBlock(node: Node): string[]
}

/** Resolves every variable of a program and finds those that closures captured. */
export function resolveScopes(program: Node, isSloppy = false): Scopes {
  const tree = scopeTree(program, isSloppy)
  const locals = new Map<Variable, Local>()
  const uses = new Map<number, Use>()
  /** Variables that not only plain functions captured. */
  const others = new Set<Local>()
  for (const reference of tree.references) {
    const { at, write, from } = reference
    const variable = resolve(reference)
    if (typeof variable === 'string') {
      uses.set(at, { write, inBlock: variable, isElsewhere: true })
      continue
    }
    const block = variable?.scope.block
    if (block) {
      uses.set(at, { write, inBlock: nameIn(block, variable!.name) })
      continue
    }
    const local = variable && localOf(variable, locals)
    if (local && at > local.last) local.last = at
    if (local && homeOf(variable) !== from.home) {
      local.captured = true
      if (!isPlainFrom(from, variable)) others.add(local)
    }
    if (local && write) local.written = true
    uses.set(at, local ? { write, local } : tree.hasWith ? { write, ...withAround(from) } : write ? written : read)
  }
  const isSettled = settledOnes(program, tree)
  for (const [variable, local] of locals) if (local.captured) local.hides = sameNamedAround(variable)
  for (const [variable, local] of locals) if (local.captured && !local.constant && !local.written && !others.has(local) && isSettled(variable)) local.settled = true
  const layers = new Layers(locals)
  const writes = once(() => writesIn(uses))
  return {
    uses,
    around: at => around(tree, at, layers),
    heads: loop => [...tree.scopes.get(loop)?.variables.values() ?? []].map(variable => localOf(variable, locals)),
    varAt: offset => {
      const variable = tree.vars.get(offset)
      return variable && localOf(variable, locals)
    },
    declared: node => declared(tree, node),
    seenFrom: node => seenFrom(tree, node),
    writes: name => writes().get(name) ?? [],
    ofBlock: node => [...tree.scopes.get(node)!.variables.keys()],
  }
}

function writesIn(uses: Scopes['uses']): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const [at, { local, write }] of uses) {
    if (!local || !write) continue
    const known = found.get(local.name)
    if (known) known.push(at)
    else found.set(local.name, [at])
  }
  return found
}

/** The variable; what another block of a namespace exports has just a name. */
function resolve({ name, at, from }: Reference): Variable | string | undefined {
  for (let scope: Scope | undefined = from; scope; scope = scope.upper) {
    const variable = scope.variables.get(name)
    if (variable && !(scope.kind === 'function' && isOnlyInBody(variable, at))) return variable
    if (scope.block?.others.includes(name)) return `${scope.block.space}:${name}`
  }
  return undefined
}

/** Its variables are the module's, or those of a namespace block. */
const isModules = (scope: Scope): boolean => scope.kind === 'top' || scope.block !== undefined

function withAround(from: Scope): Pick<Use, 'with'> {
  for (let scope: Scope | undefined = from; scope; scope = scope.upper) if (scope.kind === 'with') return { with: scope.node.start }
  return {}
}

/** Default values do not see what the body declares. */
function isOnlyInBody({ scope, declared }: Variable, at: number): boolean {
  const body = child(scope.node, 'body')?.start ?? -1
  return at < body && declared.every(each => each >= body)
}

/** The name of a function expression lives with the function's own variables. */
const homeOf = ({ scope }: Variable): Scope => scope.inside ?? scope.home

const writable = new Set(['var', 'let', 'function'])

function localOf(variable: Variable, locals: Map<Variable, Local>): Local {
  let local = locals.get(variable)
  if (!local) {
    const constant = isName(variable.scope) || (variable.kind !== undefined && !writable.has(variable.kind))
    local = { name: variable.name, key: keyOf(variable), constant, captured: false, written: variable.kind === 'var', at: declaredAt(variable), last: -1 }
    if (variable.kind === 'function') local.named = variable.declared[0]!
    if (variable.scope.node.type === 'SwitchStatement') local.skippable = true
    locals.set(variable, local)
  }
  return local
}

/** A `var` belongs to its function, wherever it stands, and a function that is declared to the block around, as its own code sees it from outside. */
const declaredAt = ({ scope, declared, kind }: Variable): number => isName(scope) || kind === 'var' || kind === 'function' ? startOf(scope) : declared[0]!

/** Of a name that is no local variable: nearly all uses of such names say no more. */
const [read, written]: Use[] = [{ write: false }, { write: true }]

const isName = ({ kind }: Scope): boolean => kind === 'self' || kind === 'class'

/** What has a name of its own lies inside the scope of that name. */
const startOf = (scope: Scope): number => scope.node.start - (isName(scope) ? 1 : 0)

/** Functions and blocks around the declaration, and the name: the same variable in the next version has the same key. */
function keyOf(variable: Variable): string {
  let functions = 0
  let blocks = 0
  for (let scope: Scope | undefined = variable.scope; scope && !isModules(scope); scope = scope.upper) {
    if (scope.kind === 'function') functions++
    else if (functions === 0 && scope.kind !== 'self') blocks++
  }
  return `${functions}:${blocks}:${variable.scope.kind === 'self' ? 'self:' : ''}${variable.name}`
}

function sameNamedAround({ name, scope }: Variable): number {
  let found = 0
  for (let around = scope.upper; around && !isModules(around); around = around.upper) if (around.variables.has(name)) found++
  return found
}

function declared({ scopes }: ScopeTree, node: Node): Set<string> {
  const { start } = node.body as Node
  const variables = [...scopes.get(node)?.variables.values() ?? []]
  return new Set(variables.filter(each => each.declared.some(at => at >= start)).map(({ name }) => name))
}

function seenFrom({ scopes }: ScopeTree, node: Node): Map<string, string> {
  const seen = new Map<string, string>()
  for (let scope = scopes.get(node)!.upper; scope && !isModules(scope); scope = scope.upper) {
    for (const variable of scope.variables.values()) if (!seen.has(variable.name)) seen.set(variable.name, keyOf(variable))
  }
  return seen
}

function around({ scopes }: ScopeTree, at: Place, layers: Layers): View {
  const own = isFunction(at.node) || at.node.type === 'BlockStatement' ? scopes.get(at.node) : undefined
  if (own) {
    const layer = layers.given(layers.of(own.upper))
    return { layer, self: layers.self(own), hidden: layer ? layers.hidden(own, layer) : [] }
  }
  for (let here = at.up; here; here = here.up) {
    const scope = scopes.get(here.node)
    if (scope) return { layer: layers.given(layers.of(scope)), self: undefined, hidden: [] }
  }
  return { layer: undefined, self: undefined, hidden: [] }
}

/** The captured variables of each scope, once for all closures in it. */
class Layers {
  readonly #locals: Map<Variable, Local>
  readonly #names: Set<string>
  readonly #known = new Map<Scope, Layer | undefined>()
  readonly #declared = new Map<Layer, Set<string>>()
  constructor(locals: Map<Variable, Local>) {
    this.#locals = locals
    this.#names = new Set([...locals.values()].filter(local => local.captured).map(local => local.name))
  }

  of(scope: Scope | undefined): Layer | undefined {
    if (!scope || isModules(scope)) return undefined
    if (this.#known.has(scope)) return this.#known.get(scope)
    const around = this.of(scope.upper)
    const captured = [...scope.variables.values()].flatMap(variable => this.#captured(variable) ?? [])
    const hides = around ? this.hidden(scope, around) : []
    const place = placeIn(scope)
    const layer: Layer | undefined = captured.length === 0 && hides.length === 0
      ? around
      : { locals: captured, hides, users: 0, at: startOf(scope), ...(around && { outer: around }), ...(place !== undefined && { place }) }
    this.#known.set(scope, layer)
    if (layer && layer !== around) this.#declared.set(layer, new Set(captured.map(({ name }) => name)))
    return layer
  }

  /** A function's name that it does not hide itself, where no layer has it. */
  self({ upper, variables }: Scope): Local | undefined {
    if (upper?.kind !== 'self') return undefined
    const [variable] = upper.variables.values()
    const local = variable && !variables.has(variable.name) ? localOf(variable, this.#locals) : undefined
    return local?.captured ? undefined : local
  }

  /** One more closure sees this. */
  given(layer: Layer | undefined): Layer | undefined {
    for (let each = layer; each; each = each.outer) each.users++
    return layer
  }

  /** Names of this scope that captured variables around it have too. */
  hidden(scope: Scope, around: Layer): string[] {
    return [...scope.variables.keys()].filter(name => this.#names.has(name) && this.#has(around, name))
  }

  #has(layer: Layer, name: string): boolean {
    for (let each: Layer | undefined = layer; each; each = each.outer) if (this.#declared.get(each)!.has(name)) return true
    return false
  }

  #captured(variable: Variable): Local | undefined {
    const local = this.#locals.get(variable)
    return local?.captured ? local : undefined
  }
}

/** Where a function can be declared that sees the variables of the scope. */
function placeIn({ kind, node }: Scope): number | undefined {
  if (node.type === 'BlockStatement') return node.start + 1
  const body = kind === 'function' ? child(node, 'body') : undefined
  return body?.type === 'BlockStatement' ? behindDirectives(body.start, list(body, 'body')) : undefined
}
