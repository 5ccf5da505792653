import { child, eachChild, isClass, isFunction, list, text, type Node } from './ast.ts'
import { metadataOf, type Types } from './metadata.ts'
import { rewritten, spaces, type Rewrite } from './rewrite.ts'
import type { Settings } from './settings.ts'
import { find } from './tokens.ts'

/** Words without which a statement has nothing of this: most statements are not searched. */
const hint = /\b(?:accessor|constructor)\b|@/

/**
 * Classes in simpler words, on the same lines; undefined where nothing is to be said in another way:
 *
 *     accessor x = 1                     #$lca_x = 1;get x(){return this.#$lca_x}set x($lcv){this.#$lca_x=$lcv}
 *     constructor(private a: A) {}       a; …  constructor(a: A) {this.a=a;}
 *     look(@inject() door: Door) {}      @$lcD.param(0,(inject())) look(door: Door) {}
 *     @live door: Door                   @live @$lcD.meta("design:type",$lcD.type(typeof Door!=="undefined"&&Door)) door: Door
 */
export function desugar(statement: Node, source: string, settings: () => Settings, types: Types): string | undefined {
  if (!hint.test(source.slice(statement.start, statement.end))) return undefined
  const rewrites: Rewrite[] = []
  const search = (node: Node): void => {
    if (isClass(node)) classIn(node, source, settings, types, rewrites)
    eachChild(node, search)
  }
  search(statement)
  return rewrites.length > 0 ? rewritten(source, statement.start, statement.end, rewrites) : undefined
}

function classIn(node: Node, source: string, settings: () => Settings, types: Types, rewrites: Rewrite[]): void {
  if (node.declare) return
  const body = child(node, 'body')!
  const members = list(body, 'body')
  members.forEach((member, index) => {
    if (member.type === 'AccessorProperty' && !member.declare) rewrites.push(...autoAccessor(member, index, source))
  })
  const constructor = members.find(member => member.type === 'MethodDefinition' && member.kind === 'constructor' && child(member, 'value')?.type === 'FunctionExpression')
  if (constructor) parameterProperties(child(constructor, 'value')!, body, source, rewrites)
  if (!hasDecorators(node, members) || !settings().legacyDecorators) return
  const { metadata, strictNullChecks } = settings()
  const told = metadata ? { ...types, strictNullChecks } : undefined
  for (const member of members) {
    if (member === constructor || (member.type === 'MethodDefinition' && child(member, 'value')?.type !== 'FunctionExpression')) continue
    decorate(member, child(member, 'value'), list(member, 'decorators'), afterDecorators(member, source), source, rewrites, told && (() => metadataOf(member, node, told, source)))
  }
  const decorators = list(node, 'decorators')
  // Behind what stands before `export`, or else before `class`.
  const at = decorators.length > 0 ? decorators.at(-1)!.end : node.start
  decorate(node, constructor && child(constructor, 'value'), decorators, at, source, rewrites, told && constructor && (() => metadataOf(constructor, node, told, source)))
}

const parametersOf = (callee: Node | undefined): Node[] => callee && isFunction(callee) ? list(callee, 'params').filter(param => text(param) !== 'this') : []

const hasDecorators = (node: Node, members: readonly Node[]): boolean =>
  list(node, 'decorators').length > 0 || members.some(member => list(member, 'decorators').length > 0 || parametersOf(child(member, 'value')).some(param => list(param, 'decorators').length > 0))

/** Decorators of parameters, and what types say, become decorators of the method or class. */
function decorate(node: Node, callee: Node | undefined, own: readonly Node[], at: number, source: string, rewrites: Rewrite[], metadata: (() => string) | undefined): void {
  let said = ''
  // Where a class stands in front of its constructor, that one's decorators are the class's.
  if (node.type === 'MethodDefinition' || isClass(node)) {
    parametersOf(callee).forEach((param, index) => {
      for (const decorator of list(param, 'decorators')) {
        said += ` @$lcD.param(${index},(${source.slice(decorator.start + 1, decorator.end).replace(/\s*\n\s*/g, ' ')}))`
        rewrites.push({ at: decorator.start, end: decorator.end, text: spaces(source.slice(decorator.start, decorator.end)) })
      }
    })
  }
  if (own.length === 0 && said === '') return
  rewrites.push({ at, end: at, text: `${said}${metadata?.() ?? ''} ` })
}

const afterDecorators = (node: Node, source: string): number => list(node, 'decorators').at(-1)?.end ?? find(source, node.start, '')

/** Modifiers go, each name is a field, and is assigned behind `super(…)`. */
function parameterProperties(callee: Node, body: Node, source: string, rewrites: Rewrite[]): void {
  const names: string[] = []
  for (const param of list(callee, 'params')) {
    if (param.type !== 'TSParameterProperty') continue
    const inner = child(param, 'parameter')!
    const start = list(param, 'decorators').at(-1)?.end ?? param.start
    rewrites.push({ at: start, end: inner.start, text: spaces(source.slice(start, inner.start)) })
    names.push(text(inner) || text(child(inner, 'left')))
  }
  if (names.length === 0) return
  rewrites.push({ at: body.start + 1, end: body.start + 1, text: names.map(name => `${name};`).join('') })
  const assigned = names.map(name => `this.${name}=${name};`).join('')
  const calls = superCalls(child(callee, 'body')!)
  const block = child(callee, 'body')!
  const directives = list(block, 'body').filter(each => typeof each.directive === 'string')
  const places = calls.length > 0 ? calls.map(each => each.end) : [directives.at(-1)?.end ?? block.start + 1]
  for (const at of places) rewrites.push({ at, end: at, text: `;${assigned}` })
}

function superCalls(block: Node): Node[] {
  const found: Node[] = []
  const search = (node: Node): void => {
    if (isFunction(node) || isClass(node)) return
    if (node.type === 'ExpressionStatement' && child(node, 'expression')?.type === 'CallExpression' && child(child(node, 'expression')!, 'callee')?.type === 'Super') found.push(node)
    else eachChild(node, search)
  }
  search(block)
  return found
}

/** A private field and two accessors, which is what the language says it is. */
function autoAccessor(node: Node, index: number, source: string): Rewrite[] {
  const key = child(node, 'key')!
  const side = node.static ? 'static ' : ''
  const name = source.slice(key.start, key.end)
  const hidden = hiddenName(node, key, index)
  const [first, second] = node.computed ? [`[$lcD.keep(${name})]`, '[$lcD.kept()]'] : [name, name]
  const from = find(source, list(node, 'decorators').at(-1)?.end ?? node.start, '')
  const to = node.computed ? find(source, key.end, ']', ')') + 1 : key.end
  const end = source[node.end - 1] === ';' ? node.end - 1 : node.end
  const lines = spaces(source.slice(from, to)).replace(/ /g, '')
  return [
    { at: from, end: to, text: `${lines}${side}${hidden}` },
    { at: end, end, text: `;${side}get ${first}(){return this.${hidden}}${side}set ${second}($lcv){this.${hidden}=$lcv}` },
  ]
}

/** Tells a private field from others of its class: `#$lca_x`, `#$lcas_x` for a static one, `#$lcap_x` for `#x`. */
function hiddenName(node: Node, key: Node, index: number): string {
  const kind = `${node.static ? 's' : ''}${key.type === 'PrivateIdentifier' ? 'p' : ''}${node.computed ? 'c' : ''}`
  const name = node.computed ? String(index) : text(key) || String(key.value)
  return `#$lca${kind}_${/^[\w$]+$/.test(name) ? name : Buffer.from(name).toString('hex')}`
}
