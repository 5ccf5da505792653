import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { analyze, type Scope, type Variable } from '@typescript-eslint/scope-manager'
import { eachChild, type Node } from '../ast.ts'
import { parse } from '../parse.ts'
import { oxc } from '../oxc.ts'
import { resolveScopes } from './scope.ts'
import type { Format } from '../shapes.ts'

/** A program, and each name in it that stands for a variable: whether it is written, and where that variable is declared. */
function uses(program: Node): Map<number, string> {
  return new Map([...resolveScopes(program).uses].map(([at, { write, local }]) => [at, `${write} ${local ? `${local.at} ${local.constant} ${local.captured} ${local.key}` : ''}`]))
}

/** The same, as typescript-eslint's scope analysis has it. */
function theirs(path: string, text: string, format: Format, isType: (at: number) => boolean): Map<number, string> {
  const { program } = oxc().parseSync(path, text, { astType: 'ts', range: true, sourceType: format })
  const manager = analyze(program as never, { sourceType: format === 'module' ? 'module' : 'script', globalReturn: format === 'commonjs', lib: [], jsxPragma: null })
  const references = manager.scopes.flatMap(scope => scope.references).filter(each => !each.init)
  const variableOf = new Map(references.map(each => [each, each.resolved && outer(each.resolved)]))
  const captured = new Set(references.map(each => variableOf.get(each)!).filter((variable, index) => variable && references[index]!.isValueReference && !isType(references[index]!.identifier.range[0]) && homeOf(variable) !== references[index]!.from.variableScope))
  return new Map(references.map(each => {
    const variable = variableOf.get(each)
    return [each.identifier.range[0], `${each.isWrite()} ${variable && !isTop(variable.scope) && variable.defs.length > 0 ? `${declaredAt(variable)} ${isConstant(variable)} ${captured.has(variable)} ${keyOf(variable)}` : ''}`]
  }))
}

/** The name of a function expression lives with the function's own variables. */
const homeOf = ({ scope }: Variable): Scope => scope.type === 'function-expression-name' ? scope.childScopes[0]! : scope.variableScope

/** A class declaration has its name twice, outside and inside. */
const outer = (variable: Variable): Variable => variable.scope.type === 'class' && variable.scope.block.type === 'ClassDeclaration' ? variable.scope.upper?.set.get(variable.name) ?? variable : variable
const isTop = ({ type, block }: Scope): boolean => type === 'module' || type === 'global' || (type === 'function' && block.type === 'Program')
const kindOf = ({ defs: [definition] }: Variable): string | undefined => definition?.type === 'Variable' ? (definition.parent as { kind?: string }).kind
  : definition?.type === 'FunctionName' && definition.node.type === 'FunctionDeclaration' ? 'function' : undefined
const isName = ({ type }: Scope): boolean => type === 'function-expression-name' || type === 'class'
const declaredAt = (variable: Variable): number => isName(variable.scope) ? variable.scope.block.range[0] - 1 : ['var', 'function'].includes(kindOf(variable)!) ? variable.scope.block.range[0] : variable.identifiers[0]!.range[0]
const isConstant = (variable: Variable): boolean => isName(variable.scope) || ['const', 'using', 'await using'].includes(kindOf(variable) ?? '')

function keyOf(variable: Variable): string {
  const around: Scope[] = []
  for (let scope: Scope | null = variable.scope; scope && !isTop(scope); scope = scope.upper) around.push(scope)
  const functions = around.filter(scope => scope.type === 'function').length
  const inner = around.findIndex(scope => scope.type === 'function')
  const blocks = around.slice(0, inner < 0 ? around.length : inner).filter(scope => scope.type !== 'function-expression-name').length
  return `${functions}:${blocks}:${variable.scope.type === 'function-expression-name' ? 'self:' : ''}${variable.name}`
}

/** Types are erased before anybody asks what their names mean; `arguments` is no variable of ours. */
function isOfTypes(program: Node): (at: number) => boolean {
  const inTypes = new Set<number>()
  const around = /^TS(?:As|Satisfies|NonNull|TypeAssertion|InstantiationExpression|ParameterProperty|ExportAssignment)/
  const search = (node: Node, inType: boolean): void => {
    if (node.type === 'Identifier' && inType) inTypes.add(node.start)
    eachChild(node, inner => search(inner, inType || (node.type.startsWith('TS') && !around.test(node.type))))
  }
  search(program, false)
  return at => inTypes.has(at)
}

function compare(path: string, text: string, format: Format): number {
  const { program, errors } = parse(path, text, format)
  if (errors.length > 0) return 0
  const skipped = isOfTypes(program)
  const [own, expected] = [uses(program), theirs(path, text, format, skipped)]
  let compared = 0
  for (const at of new Set([...own.keys(), ...expected.keys()])) {
    if (skipped(at) || text.startsWith('arguments', at)) continue
    assert.equal(own.get(at), expected.get(at), `${path}: ${text.slice(at, text.indexOf('\n', at))}`)
    compared++
  }
  return compared
}

const cases: [title: string, text: string][] = [
  ['parameters, patterns, default values', 'function f(a, { b: [c = a], ...d } = {}, ...[e]) { return () => a + c + d + e + b }'],
  ['a default value does not see the body', 'const x = 1; function f(a = () => x) { var x = 2; return [a, x, () => x] }'],
  ['a parameter that the body declares again', 'function f(x, y = () => x) { var x; x = 3; return () => x + y }'],
  ['var in blocks, let in blocks', 'function f() { { var a = 1; let b = 2; { let a = b; g(() => a) } } return () => a + b } function g() {}'],
  ['loops', 'function f(xs) { for (const x of xs) { let y = x; g(() => x + y) } for (let i = 0, n = xs.length; i < n; i++) g(() => i); for (var k in xs) g(() => k); for (k of xs); for ({ a: k = 1 } of xs); } function g() {}'],
  ['the name of a function expression', 'const f = function self(n) { return n && (() => self(n - 1)) }; const g = function self() { var self = 1; return () => self }'],
  ['the name of a function expression that only it uses', 'const f = function self(n) { return n && self(n - 1) }; const g = function self() { return () => 1 }'],
  ['classes by name, inside and outside', 'function f() { class A { static a = A; b() { return A } } const B = class C extends A { c = C; [A.name] = C; static { var s = C; g(() => s) } }; return () => [A, B] } function g() {}'],
  ['field initialisers and static blocks are functions of their own', 'function f(p) { return class { x = p; static y = p; static { let q = p; q = p } z = () => p } }'],
  ['catch, switch, labels', 'function f(v) { try { v() } catch ({ message: m = v }) { var m2 = m; out: switch (v) { case 1: let q = m; break out; default: g(() => q) } } return () => m2 } function g() {}'],
  ['writes', 'function f() { let a, b, c, o = {}; a = 1; b += a; c++; [a, o.x, o[b]] = [c]; ({ a, b: c = a, ...o } = o); return () => { a = b; c-- } }'],
  ['shorthand and computed names', 'function f(a, b) { return { a, [b]: a, b() { return a }, get a() { return b }, c: { a } } }'],
  ['block functions and hoisting', 'function f() { g(); { function g() { return h } } function h() { return g } return () => h() }'],
  ['names that are nobody\'s', 'function f() { missing = other; typeof nothing; return () => missing }'],
  ['templates, optional chains, new, await', 'async function* f(a) { yield* `${a?.b?.(a)}`; await a; new a(a); a`x${a}`; import(a); for await (const b of a) yield () => b }'],
  ['using', 'function f(r) { using a = r; { using b = a; return () => a + b } }'],
]

suite('scopes', () => {
  for (const [title, text] of cases) {
    test(title, () => {
      assert.ok(compare('case.ts', text, 'module') > 0)
      compare('case.cjs', text, 'commonjs')
    })
  }

  test('every file of the engine and of its tests', () => {
    const root = join(import.meta.dirname, '../../..')
    let compared = 0
    for (const path of globSync(['src/**/*.ts', 'test/**/*.{ts,mts,cjs,mjs}'], { cwd: root })) compared += compare(join(root, path), readFileSync(join(root, path), 'utf8'), path.endsWith('.cjs') ? 'commonjs' : 'module')
    assert.ok(compared > 10_000, String(compared))
  })
})
