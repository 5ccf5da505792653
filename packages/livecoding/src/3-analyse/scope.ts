import { analyze, type Scope, type ScopeManager, type Variable } from '@typescript-eslint/scope-manager'
import type { Node } from './ast.ts'
import type { Format, Local } from './shapes.ts'

/** What an identifier that stands for a variable means. */
export interface Use {
  /** Undefined where the variable is the module's or global. */
  local?: Local
  write: boolean
}

export interface Scopes {
  /** By offset of the identifier. */
  uses: Map<number, Use>
  /** Captured function variables that a guard inside this node can see, nearest first. */
  visible(node: Node): Local[]
  /** Names that the body of a function declares for all of it. */
  declared(node: Node): Set<string>
}

/** Resolves every variable of a program (typescript-eslint's scope analysis) and finds those that closures captured. */
export function resolveScopes(program: Node, format: Format): Scopes {
  const manager = analyze(program as never, { sourceType: format === 'module' ? 'module' : 'script', globalReturn: format === 'commonjs', lib: [], jsxPragma: null })
  const locals = new Map<Variable, Local>()
  const uses = new Map<number, Use>()
  for (const scope of manager.scopes) {
    for (const reference of scope.references) {
      if (reference.init) continue
      const variable = reference.resolved && outer(reference.resolved)
      const local = variable && !isTop(variable.scope) ? localOf(variable, locals) : undefined
      if (local && variable && variable.scope.variableScope !== reference.from.variableScope) local.captured = true
      uses.set(reference.identifier.range[0], { write: reference.isWrite(), ...(local && { local }) })
    }
  }
  return { uses, visible: node => visible(manager, node, locals), declared: node => declared(manager, node) }
}

/** A class declaration has its name twice, outside and inside; the outer one is the variable. */
function outer(variable: Variable): Variable {
  const { scope, name } = variable
  if (scope.type !== 'class' || scope.block.type !== 'ClassDeclaration') return variable
  return scope.upper?.set.get(name) ?? variable
}

const isTop = (scope: Scope): boolean =>
  scope.type === 'module' || scope.type === 'global' || (scope.type === 'function' && scope.block.type === 'Program')

function localOf(variable: Variable, locals: Map<Variable, Local>): Local {
  const known = locals.get(variable)
  if (known) return known
  const definition = variable.defs[0]
  const declaration = definition?.parent as { kind?: string } | undefined
  const constant = variable.scope.type === 'function-expression-name' || variable.scope.type === 'class' ||
    (definition?.type === 'Variable' && (declaration?.kind === 'const' || declaration?.kind === 'using' || declaration?.kind === 'await using'))
  const local: Local = { name: variable.name, key: keyOf(variable), constant, captured: false, at: declaredAt(variable) }
  locals.set(variable, local)
  return local
}

function declaredAt({ scope, identifiers }: Variable): number {
  if (scope.type === 'function-expression-name' || scope.type === 'class') return scope.block.range[0] - 1
  return identifiers[0]?.range[0] ?? scope.block.range[0]
}

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

function visible(manager: ScopeManager, node: Node, locals: Map<Variable, Local>): Local[] {
  const found = new Map<string, Local>()
  const shadowed = new Set<string>()
  const own = manager.acquire(node as never, true)
  for (let scope = own; scope && !isTop(scope); scope = scope.upper) {
    for (const variable of scope.variables) {
      if (shadowed.has(variable.name) || variable.name === 'arguments') continue
      const real = outer(variable)
      shadowed.add(variable.name)
      if (scope === own || isTop(real.scope)) continue
      const isSelf = scope.type === 'function-expression-name'
      const local = isSelf ? localOf(real, locals) : locals.get(real)
      if (local?.captured || isSelf) found.set(variable.name, local!)
    }
  }
  return [...found.values()]
}
