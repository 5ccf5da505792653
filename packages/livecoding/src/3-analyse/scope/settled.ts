import { child, list, type Node } from '../ast.ts'
import type { Scope, ScopeTree, Variable } from './tree.ts'

/**
 * Which variables new code may write although the code that was loaded has no assignment to them, not even in a guard:
 * V8 keeps a captured variable that nothing assigns to apart from others, and reads it faster. New values then stand in an
 * object beside the variable, and all code that reads it is replaced by code that looks there first. So all of it must be
 * behind guards, and no call may be under way: parameters and functions of a plain function without classes that plain
 * functions read. (New code of a class in a function is evaluated where it sees the variables themselves.)
 */
export function settledOnes(program: Node, tree: ScopeTree): (variable: Variable) => boolean {
  if (program.sourceType !== 'module' || tree.references.some(({ name }) => name === 'eval')) return () => false
  const withClasses = new Set<Scope>()
  for (const scope of tree.scopes.values()) if (scope.kind === 'class') for (let here: Scope | undefined = scope; here; here = here.upper) withClasses.add(here)
  return variable => !withClasses.has(variable.scope) && isInPlain(variable, tree)
}

/** Between the reference and the function of the variable there are only plain functions. */
export function isPlainFrom(from: Scope, { scope }: Variable): boolean {
  for (let here: Scope | undefined = from; here && here !== scope; here = here.upper) {
    if (here.kind === 'field' || (here.kind === 'function' && !isPlain(here.node))) return false
  }
  return true
}

const isPlain = ({ async, generator }: Node): boolean => async !== true && generator !== true

function isInPlain({ scope: { kind: scope, node }, kind, declared }: Variable, { constructors }: ScopeTree): boolean {
  return scope === 'function' && kind === undefined && declared.length === 1 && isPlain(node) && !constructors.has(node)
    && child(node, 'body')?.type === 'BlockStatement' && list(node, 'params').every(param => param.type === 'Identifier')
}
