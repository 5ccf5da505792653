import { child, list, text, type Node } from '../ast.ts'

/** What the file says of names that are types only. */
export interface Types { aliases: ReadonlyMap<string, Node>, strictNullChecks?: boolean }

/** The type aliases at the top level of a file. */
export function typesOf(program: Node): Types {
  const aliases = new Map<string, Node>()
  for (const statement of list(program, 'body')) {
    const node = statement.type === 'ExportNamedDeclaration' ? child(statement, 'declaration') : statement
    if (node?.type === 'TSTypeAliasDeclaration') aliases.set(text(child(node, 'id')), node)
  }
  return { aliases }
}

interface Seen extends Types { source: string, parameters: ReadonlySet<string> }

/** The decorators that say the types of a member, as TypeScript says them: `@$lcD.meta("design:type",Function)`. */
export function metadataOf(member: Node, owner: Node, types: Types, source: string): string {
  const callee = child(member, 'value')
  const members = list(child(owner, 'body')!, 'body')
  const parameters = new Set([...typeParameters(owner), ...callee ? typeParameters(callee) : []])
  const seen: Seen = { ...types, source, parameters }
  const meta = (key: string, value: string): string => ` @$lcD.meta("design:${key}",${value})`
  if (member.type !== 'MethodDefinition') return meta('type', said(annotationOf(member), seen))
  if (member.kind === 'constructor') return meta('paramtypes', listOf(callee!, seen))
  if (member.kind === 'method') return meta('type', 'Function') + meta('paramtypes', listOf(callee!, seen)) + meta('returntype', returned(callee!, seen))
  const isPart = (each: Node): boolean => each.static === member.static && nameOf(each, source) === nameOf(member, source)
  const [getter, setter] = ['get', 'set'].map(kind => child(members.find(each => each.kind === kind && isPart(each)) ?? owner, 'value'))
  const given = setter && list(setter, 'params')[0]
  const type = given && annotationOf(given) ? said(annotationOf(given), seen) : said(getter && annotationOf(getter, 'returnType'), seen)
  return meta('type', type) + meta('paramtypes', setter ? listOf(setter, seen) : '[]')
}

const typeParameters = (node: Node): string[] => list(child(node, 'typeParameters') ?? node, 'params').filter(each => each.type === 'TSTypeParameter').map(each => text(child(each, 'name')))

const nameOf = (member: Node, source: string): string => source.slice(child(member, 'key')!.start, child(member, 'key')!.end)

const annotationOf = (node: Node, field = 'typeAnnotation'): Node | undefined => child(child(node, field) ?? node, 'typeAnnotation')

function returned(callee: Node, seen: Seen): string {
  const type = annotationOf(callee, 'returnType')
  return type ? said(type, seen) : callee.async ? 'Promise' : 'void 0'
}

function listOf(callee: Node, seen: Seen): string {
  const params = list(callee, 'params').filter(param => text(param) !== 'this').map(param => param.type === 'TSParameterProperty' ? child(param, 'parameter')! : param)
  const typeOf = (param: Node): Node | undefined =>
    param.type === 'RestElement' ? elementOf(annotationOf(param)) : annotationOf(param.type === 'AssignmentPattern' ? child(param, 'left')! : param)
  return `[${params.map(param => said(typeOf(param), seen)).join(',')}]`
}

function elementOf(type: Node | undefined): Node | undefined {
  if (type?.type === 'TSArrayType') return child(type, 'elementType')
  return type?.type === 'TSTypeReference' ? list(child(type, 'typeArguments') ?? type, 'params')[0] : undefined
}

/** What a type is at run time, in TypeScript's words (its `serializeTypeNode`). */
function said(type: Node | undefined, seen: Seen): string {
  switch (type?.type) {
    case 'TSVoidKeyword': case 'TSUndefinedKeyword': case 'TSNeverKeyword': case 'TSNullKeyword': return 'void 0'
    case 'TSParenthesizedType': case 'TSOptionalType': return said(child(type, 'typeAnnotation'), seen)
    case 'TSFunctionType': case 'TSConstructorType': return 'Function'
    case 'TSArrayType': case 'TSTupleType': return 'Array'
    case 'TSTypePredicate': return type.asserts ? 'void 0' : 'Boolean'
    case 'TSBooleanKeyword': return 'Boolean'
    case 'TSStringKeyword': case 'TSTemplateLiteralType': return 'String'
    case 'TSNumberKeyword': return 'Number'
    case 'TSBigIntKeyword': return 'BigInt'
    case 'TSSymbolKeyword': return 'Symbol'
    case 'TSLiteralType': return literal(child(type, 'literal')!)
    case 'TSTypeOperator': return type.operator === 'readonly' ? said(child(type, 'typeAnnotation'), seen) : type.operator === 'unique' ? 'Symbol' : 'Object'
    case 'TSUnionType': return several(list(type, 'types'), false, seen)
    case 'TSIntersectionType': return several(list(type, 'types'), true, seen)
    case 'TSConditionalType': return several([child(type, 'trueType')!, child(type, 'falseType')!], false, seen)
    case 'TSTypeReference': return reference(type, seen)
    default: return 'Object'
  }
}

function literal(node: Node): string {
  if (node.type === 'UnaryExpression') return literal(child(node, 'argument')!)
  if (node.type === 'TemplateLiteral') return 'String'
  if (node.bigint !== undefined && node.bigint !== null) return 'BigInt'
  switch (typeof node.value) {
    case 'string': return 'String'
    case 'number': return 'Number'
    case 'boolean': return 'Boolean'
    default: return 'void 0'
  }
}

/** One type where all parts agree, else `Object`. */
function several(parts: readonly Node[], intersection: boolean, seen: Seen): string {
  let agreed: string | undefined
  for (const part of parts) {
    if (part.type === 'TSNeverKeyword') {
      if (intersection) return 'void 0'
      continue
    }
    if (part.type === 'TSUnknownKeyword' && intersection) continue
    if (!seen.strictNullChecks && (part.type === 'TSNullKeyword' || part.type === 'TSUndefinedKeyword')) continue
    const one = said(part, seen)
    if (one === 'Object' || (agreed !== undefined && agreed !== one)) return 'Object'
    agreed = one
  }
  return agreed ?? 'void 0'
}

const arrays = new Set(['Array', 'ReadonlyArray'])

function reference(type: Node, seen: Seen): string {
  const name = child(type, 'typeName')!
  const written = seen.source.slice(name.start, name.end)
  const head = /^[^.\s]+/.exec(written)![0]
  if (seen.parameters.has(head)) return 'Object'
  if (arrays.has(written)) return 'Array'
  const alias = seen.aliases.get(written)
  // An alias that names itself has no end.
  if (alias) return said(child(alias, 'typeAnnotation'), { ...seen, aliases: new Map([...seen.aliases].filter(([each]) => each !== written)), parameters: new Set(typeParameters(alias)) })
  return `$lcD.type(typeof ${head}!=="undefined"&&${written})`
}
