import type { Scope, ScopeManager, Variable } from '@typescript-eslint/scope-manager'
import type * as ScopeAnalysis from '@typescript-eslint/scope-manager'
import { library } from '../library.ts'
import { isFunction, list, type Node } from './ast.ts'
import { behindDirectives } from './directives.ts'
import type { Format, Layer, Local } from './shapes.ts'
import type { Place } from './walk.ts'

const scopeManager = library<typeof ScopeAnalysis>('@typescript-eslint/scope-manager')

/** What an identifier that stands for a variable means. */
export interface Use {
  /** Undefined where the variable is the module's or global. */
  local?: Local
  write: boolean
}

/** What a guard at some place can see. */
export interface View {
  layer?: Layer
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
}

/** Resolves every variable of a program (typescript-eslint's scope analysis) and finds those that closures captured. */
export function resolveScopes(program: Node, format: Format): Scopes {
  const manager = scopeManager().analyze(program as never, { sourceType: format === 'module' ? 'module' : 'script', globalReturn: format === 'commonjs', lib: [], jsxPragma: null })
  const locals = new Map<Variable, Local>()
  const uses = new Map<number, Use>()
  for (const scope of manager.scopes) {
    for (const reference of scope.references) {
      // What only types say is nobody's variable.
      if (reference.init || !reference.isValueReference) continue
      const variable = reference.resolved && outer(reference.resolved)
      const local = variable && !isTop(variable.scope) && !isArguments(variable) ? localOf(variable, locals) : undefined
      if (local && variable && variable.scope.variableScope !== reference.from.variableScope) local.captured = true
      if (local && reference.isWrite()) local.written = true
      uses.set(reference.identifier.range[0], { write: reference.isWrite(), ...(local && { local }) })
    }
  }
  const layers = new Layers(locals)
  let vars: Map<number, Local> | undefined
  return {
    uses,
    around: at => around(manager, at, layers),
    heads: loop => headsOf(manager, loop, locals),
    varAt: offset => (vars ??= varsOf(manager, locals)).get(offset),
    declared: node => declared(manager, node),
  }
}

/** A class declaration has its name twice, outside and inside; the outer one is the variable. */
function outer(variable: Variable): Variable {
  const { scope, name } = variable
  if (scope.type !== 'class' || scope.block.type !== 'ClassDeclaration') return variable
  return scope.upper?.set.get(name) ?? variable
}

/** The `arguments` that each function has: nobody declared it. */
const isArguments = ({ name, defs }: Variable): boolean => name === 'arguments' && defs.length === 0

const isTop = (scope: Scope): boolean =>
  scope.type === 'module' || scope.type === 'global' || (scope.type === 'function' && scope.block.type === 'Program')

function localOf(variable: Variable, locals: Map<Variable, Local>): Local {
  const known = locals.get(variable)
  if (known) return known
  const definition = variable.defs[0]
  const kind = definition?.type === 'Variable' ? (definition.parent as { kind?: string }).kind : undefined
  const constant = variable.scope.type === 'function-expression-name' || variable.scope.type === 'class' || kind === 'const' || kind === 'using' || kind === 'await using'
  const local: Local = { name: variable.name, key: keyOf(variable), constant, captured: false, written: kind === 'var', at: declaredAt(variable, kind) }
  locals.set(variable, local)
  return local
}

/** A `var` belongs to its function, wherever it stands. */
function declaredAt({ scope, identifiers }: Variable, kind: string | undefined): number {
  return isName(scope) || kind === 'var' ? startOf(scope) : identifiers[0]?.range[0] ?? startOf(scope)
}

const isName = ({ type }: Scope): boolean => type === 'function-expression-name' || type === 'class'

/** What has a name of its own lies inside the scope of that name. */
const startOf = (scope: Scope): number => scope.block.range[0] - (isName(scope) ? 1 : 0)

/** Functions and blocks around the declaration, and the name: the same variable in the next version has the same key. */
function keyOf(variable: Variable): string {
  let functions = 0
  let blocks = 0
  for (let scope: Scope | null = variable.scope; scope && !isTop(scope); scope = scope.upper) {
    if (scope.type === 'function') functions++
    else if (functions === 0 && scope.type !== 'function-expression-name') blocks++
  }
  const self = variable.scope.type === 'function-expression-name' ? 'self:' : ''
  return `${functions}:${blocks}:${self}${variable.name}`
}

function declared(manager: ScopeManager, node: Node): Set<string> {
  const { start } = node.body as Node
  const variables = manager.acquire(node as never, true)?.variables ?? []
  return new Set(variables.filter(({ identifiers }) => identifiers.some(({ range }) => range[0] >= start)).map(({ name }) => name))
}

function around(manager: ScopeManager, at: Place, layers: Layers): View {
  const own = isFunction(at.node) || at.node.type === 'BlockStatement' ? manager.acquire(at.node as never, true) : null
  if (own) {
    const layer = layers.of(own.upper)
    return { ...layers.given(layer), hidden: layer ? layers.hidden(own, layer) : [] }
  }
  for (let here = at.up; here; here = here.up) {
    const scope = manager.acquire(here.node as never, true)
    if (scope) return { ...layers.given(layers.of(scope)), hidden: [] }
  }
  return { hidden: [] }
}

function headsOf(manager: ScopeManager, loop: Node, locals: Map<Variable, Local>): Local[] {
  const scope = manager.acquire(loop as never)
  return scope?.type === 'for' ? scope.variables.map(variable => localOf(variable, locals)) : []
}

function varsOf(manager: ScopeManager, locals: Map<Variable, Local>): Map<number, Local> {
  const found = new Map<number, Local>()
  for (const { variables } of manager.scopes.filter(scope => !isTop(scope))) {
    for (const variable of variables) {
      for (const { type, parent, name } of variable.defs) if (type === 'Variable' && (parent as { kind?: string }).kind === 'var') found.set(name.range[0], localOf(variable, locals))
    }
  }
  return found
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

  of(scope: Scope | null): Layer | undefined {
    if (!scope || isTop(scope)) return undefined
    if (this.#known.has(scope)) return this.#known.get(scope)
    const around = this.of(scope.upper)
    const captured = scope.variables.flatMap(variable => this.#captured(variable, scope) ?? [])
    const hides = around ? this.hidden(scope, around) : []
    const place = placeIn(scope)
    const layer: Layer | undefined = captured.length === 0 && hides.length === 0 ? around : { locals: captured, hides, users: 0, at: startOf(scope), ...(around && { outer: around }), ...(place !== undefined && { place }) }
    this.#known.set(scope, layer)
    if (layer && layer !== around) this.#declared.set(layer, new Set(captured.map(({ name }) => name)))
    return layer
  }

  /** One more closure sees this. */
  given(layer: Layer | undefined): Pick<View, 'layer'> {
    for (let each = layer; each; each = each.outer) each.users++
    return layer ? { layer } : {}
  }

  /** Names of this scope that captured variables around it have too. */
  hidden(scope: Scope, around: Layer): string[] {
    return scope.variables.filter(variable => this.#names.has(variable.name) && outer(variable) === variable && this.#has(around, variable.name)).map(({ name }) => name)
  }

  #has(layer: Layer, name: string): boolean {
    for (let each: Layer | undefined = layer; each; each = each.outer) if (this.#declared.get(each)!.has(name)) return true
    return false
  }

  #captured(variable: Variable, scope: Scope): Local | undefined {
    if (scope.type === 'function-expression-name') {
      this.#names.add(variable.name)
      return localOf(variable, this.#locals)
    }
    const local = this.#locals.get(variable)
    return local?.captured ? local : undefined
  }
}

/** Where a function can be declared that sees the variables of the scope. */
function placeIn({ type, block }: Scope): number | undefined {
  if (type === 'block') return block.range[0] + 1
  const body = type === 'function' ? (block as unknown as Node).body as Node : undefined
  return body?.type === 'BlockStatement' ? behindDirectives(body.start, list(body, 'body')) : undefined
}
