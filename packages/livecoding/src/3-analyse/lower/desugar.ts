import { child, eachChild, isClass, isFunction, list, text, type Node, takesName } from '../ast.ts'
import { metadataOf, type Types } from './metadata.ts'
import { rewritten, spaces, type Rewrite } from '../rewrite.ts'
import type { Settings } from '../settings.ts'
import { find } from '../tokens.ts'
import { vanishes } from '../erase/erase.ts'

/** Words without which a statement has nothing of this: most statements are not searched. */
const hint = /\b(?:accessor|class|namespace|module)\b|@/
/** As many classes a statement has at the most. */
const classWord = /\bclass\b/g

/**
 * Classes and namespace blocks in simpler words, on the same lines; undefined where nothing is to be said in another way:
 *
 *     accessor x = 1                     #$lca_x = 1;get x(){return this.#$lca_x}set x($lcv){this.#$lca_x=$lcv}
 *     constructor(private a: A) {}       a; …  constructor(a: A) {this.a=a;}
 *     look(@inject() door: Door) {}      @$lcD.param(0,(inject())) look(door: Door) {}
 *     class B extends A { x = 1; y: T }  constructor(...$lcr){super(...$lcr);this.#$lcf_x();} #$lcf_x(){this.x=( 1)}; (where tsconfig.json wants fields to be assigned)
 *     namespace Door { export const a = 1 }  let Door=$lc.space("Door");(function(){… const a = 1;$lc.give("Door",{a}); … (`namespace.ts`)
 *     @live door: Door                   @live @$lcD.meta("design:type",$lcD.type(typeof Door!=="undefined"&&Door)) door: Door
 */
export function desugar(statement: Node, source: string, settings: () => Settings, types: Types, blocks: (node: Node) => Rewrite[]): string | undefined {
  const said = source.slice(statement.start, statement.end)
  if (!mayDesugar(said)) return undefined
  const rewrites: Rewrite[] = isNamespace(statement) ? blocks(statement) : []
  let left = said.match(classWord)?.length ?? 0
  const search = (node: Node): void => {
    if (isClass(node)) {
      classIn(node, source, settings, types, rewrites)
      left--
    }
    if (left > 0) eachChild(node, search)
  }
  search(statement)
  return rewrites.length > 0 ? rewritten(source, statement.start, statement.end, rewrites) : undefined
}

export const mayDesugar = (text: string): boolean => hint.test(text)

/** It has values. */
const isNamespace = (statement: Node): boolean => {
  const node = statement.type === 'ExportNamedDeclaration' ? child(statement, 'declaration') ?? statement : statement
  return node.type === 'TSModuleDeclaration' && !vanishes(node)
}

function classIn(node: Node, source: string, settings: () => Settings, types: Types, rewrites: Rewrite[]): void {
  if (node.declare) return
  const body = child(node, 'body')!
  const members = list(body, 'body')
  members.forEach((member, index) => {
    if (member.type === 'AccessorProperty' && !member.declare) rewrites.push(...autoAccessor(member, index, source))
  })
  const assigned = fieldsOf(members).length > 0 && settings().assignsFields ? assignedFields(node, members, source, rewrites) : []
  const constructor = members.find(member => member.type === 'MethodDefinition' && member.kind === 'constructor' && child(member, 'value')?.type === 'FunctionExpression')
  inConstructor(node, constructor && child(constructor, 'value'), assigned, settings, source, rewrites)
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

/** Stands behind an assignment that a parameter property is. */
export const ofParameter = '/*:*/'

/** What the constructor does first, or behind `super(…)`: parameter properties and assigned fields. */
function inConstructor(node: Node, callee: Node | undefined, assigned: readonly string[], settings: () => Settings, source: string, rewrites: Rewrite[]): void {
  const start = child(node, 'body')!.start + 1
  const names = callee ? parameterProperties(callee, source, rewrites) : []
  if (names.length > 0 && !settings().assignsFields) rewrites.push({ at: start, end: start, text: names.map(name => `${name};`).join('') })
  const said = names.map(name => `this.${name}=${name}${ofParameter};`).join('') + assigned.join('')
  if (said === '') return
  if (!callee) {
    rewrites.push({ at: start, end: start, text: node.superClass ? `constructor(...$lcr){super(...$lcr);${said}}` : `constructor(){${said}}` })
    return
  }
  const block = child(callee, 'body')!
  const calls = superCalls(block)
  const directives = list(block, 'body').filter(each => typeof each.directive === 'string')
  const places = calls.length > 0 ? calls.map(each => each.end) : [directives.at(-1)?.end ?? block.start + 1]
  // With a semicolon in the source, and without, it is the same code.
  for (const at of places) rewrites.push({ at, end: at, text: `${/[;{]/.test(source[at - 1]!) ? '' : ';'}${said}` })
}

/** Their modifiers go. */
function parameterProperties(callee: Node, source: string, rewrites: Rewrite[]): string[] {
  return list(callee, 'params').flatMap(param => {
    if (param.type !== 'TSParameterProperty') return []
    const inner = child(param, 'parameter')!
    const start = list(param, 'decorators').at(-1)?.end ?? param.start
    rewrites.push({ at: start, end: inner.start, text: spaces(source.slice(start, inner.start)) })
    return text(inner) || text(child(inner, 'left'))
  })
}

/**
 * Fields that are assigned: the initialiser is a private method, which the constructor calls. A plain field does the same
 * where no setter, decorator or parameter property can tell.
 */
function assignedFields(node: Node, members: readonly Node[], source: string, rewrites: Rewrite[]): string[] {
  const fields = fieldsOf(members)
  const properties = members.some(member => member.kind === 'constructor' && list(child(member, 'value')!, 'params').some(param => param.type === 'TSParameterProperty'))
  const told = node.superClass || properties || fields.some(member => list(member, 'decorators').length > 0)
  return fields.flatMap(member => {
    const [key, value] = [child(member, 'key')!, child(member, 'value')]
    if (value && !told) return []
    const decorators = list(member, 'decorators')
    const name = source.slice(key.start, key.end)
    const from = decorators.at(-1)?.end ?? member.start
    const declared = decorators.length > 0 ? ` declare ${member.static ? 'static ' : ''}${name};` : ';'
    if (!value) {
      rewrites.push({ at: from, end: member.end, text: declared + spaces(source.slice(from, member.end)).replace(/ /g, '') })
      return []
    }
    const hidden = `#$lcf_${text(key) || Buffer.from(String(key.value)).toString('hex')}`
    const equals = find(source, annotated(member, key), '=', '?!') + 1
    const end = source[member.end - 1] === ';' ? member.end - 1 : member.end
    const lines = spaces(source.slice(from, equals)).replace(/ /g, '')
    rewrites.push({ at: from, end: equals, text: `${declared}${lines}${hidden}(){this${text(key) ? `.${name}` : `[${name}]`}=(` }, { at: end, end, text: ')}' })
    return [`this.${hidden}();`]
  })
}

const fieldsOf = (members: readonly Node[]): Node[] =>
  members.filter(member => member.type === 'PropertyDefinition' && (!member.static || !member.value) && !member.declare && !member.computed && child(member, 'key')?.type !== 'PrivateIdentifier')

const annotated = (member: Node, key: Node): number => child(member, 'typeAnnotation')?.end ?? key.end

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
    ...named(node, key),
    { at: end, end, text: `;${side}get ${first}(){return this.${hidden}}${side}set ${second}($lcv){this.${hidden}=$lcv}` },
  ]
}

/** A function or class without a name takes that of the `accessor`: `({["x"]:() => 1})["x"]`. */
function named(node: Node, key: Node): Rewrite[] {
  const value = child(node, 'value')
  if (node.computed || !takesName(value)) return []
  const name = JSON.stringify(key.type === 'PrivateIdentifier' ? `#${text(key)}` : text(key) || String(key.bigint ?? key.value))
  return [{ at: value!.start, end: value!.start, text: `({[${name}]:` }, { at: value!.end, end: value!.end, text: `})[${name}]` }]
}

/** Tells a private field from others of its class: `#$lca_x`, `#$lcas_x` for a static one, `#$lcap_x` for `#x`. */
function hiddenName(node: Node, key: Node, index: number): string {
  const kind = `${node.static ? 's' : ''}${key.type === 'PrivateIdentifier' ? 'p' : ''}${node.computed ? 'c' : ''}`
  const name = node.computed ? String(index) : text(key) || String(key.value)
  return `#$lca${kind}_${/^[\w$]+$/.test(name) ? name : Buffer.from(name).toString('hex')}`
}
