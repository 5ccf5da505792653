import { child, isNode, list, text, type Node } from './ast.ts'
import { desugar } from './desugar.ts'
import type { Walk } from './frame.ts'
import { itemsOf } from './items.ts'
import { lower, needsLowering, type Lowered } from './lower.ts'
import { typesOf } from './metadata.ts'
import { withPragmas, settingsFor, type Settings } from './settings.ts'
import { boundNames } from './bound.ts'
import { blank } from './blank.ts'
import { languageOf, parse, type SyntaxProblem } from './parse.ts'
import { resolveScopes, type Scopes } from './scope.ts'
import { placing } from './placing.ts'
import type { BlockMember, Chunk, Format, Model, Placed } from './shapes.ts'

export interface Slice { placed: Placed[], errors: SyntaxProblem[] }

/** What the first and the last statement of some are, if they are what they were. */
interface Ends { above: Chunk | undefined, below: Chunk | undefined }

/** Parses a text, the whole file or some of its statements, into placed chunks; offsets are the text's own. Of the ends nothing is analysed. */
export function chunksOf(path: string, source: string, format: Format, ends?: Ends): Slice {
  const { program, errors } = parse(path, source, format)
  if (errors.length > 0) return { placed: [], errors }
  const statements = (program.body as Node[]).filter(isNode)
  // `@live export class Door {}`: the decorators are part of the statement.
  for (const statement of statements) statement.start = startOf(statement)
  const same = knownOf(statements, source, ends)
  const scopes = resolveScopes({ ...program, body: statements.filter(statement => !same.has(statement)) })
  const types = typesOf(program)
  let known: Settings | undefined
  const settings = (): Settings => known ??= settingsFor(path)
  const placed: Placed[] = []
  const declared = new Set(statements.map(declarationOf).flatMap(node => node.type === 'FunctionDeclaration' ? text(child(node, 'id')) : []))
  const placeOf = placing(source)
  for (const statement of statements) {
    const end = same.get(statement)
    const simpler = end ? undefined : desugar(statement, source, settings, types)
    const lowered = simpler !== undefined || (!end && needsLowering(statement, source))
    const chunk = end ?? (lowered ? loweredChunk(path, statement, source, simpler, format, declared) : chunkOf(path, statement, source, scopes, format))
    if (Array.isArray(chunk)) return { placed: [], errors: lowered ? chunk.map(error => ({ ...error, at: statement.start })) : chunk }
    if (declares.has(declarationOf(statement).type)) declared.add(nameOf(declarationOf(statement)))
    placed.push({ chunk, ...placeOf(statement.start, statement.end) })
  }
  return { placed, errors: [] }
}

function knownOf(statements: readonly Node[], source: string, ends: Ends | undefined): Map<Node, Chunk> {
  const known = new Map<Node, Chunk>()
  for (const [statement, chunk] of [[statements[0], ends?.above], [statements.at(-1), ends?.below]] as const) {
    if (statement && chunk && source.slice(statement.start, statement.end) === chunk.source) known.set(statement, chunk)
  }
  return known
}

export const startOf = (statement: Node): number => Math.min(statement.start, list(child(statement, 'declaration') ?? statement, 'decorators')[0]?.start ?? statement.start)

/** Syntax that cannot be erased is said in other words, statement by statement, and analysed as what came out. */
function loweredChunk(path: string, original: Node, whole: string, simpler: string | undefined, format: Format, declared: ReadonlySet<string>): Chunk | SyntaxProblem[] {
  const source = whole.slice(original.start, original.end)
  const known = simpler === undefined ? undefined : parse(path, simpler, format)
  const lowered: Lowered = known && !(known.program.body as Node[]).some(statement => needsLowering(statement, simpler!)) ? { code: simpler!, errors: known.errors } : lower(path, simpler ?? source, withPragmas(whole, settingsFor(path)))
  if (lowered.errors.length > 0) return lowered.errors
  if (declared.has(nameOf(declarationOf(original)))) lowered.code = merged(lowered.code, nameOf(declarationOf(original)))
  // The first block of an enum is the same code, exported where it stands or not: an enum that moves may be either.
  else if (declarationOf(original).type === 'TSEnumDeclaration') lowered.code = lowered.code.replace(/\([\w$]+ \|\| \{\}\)(;?\s*)$/, '({})$1')
  const { program, errors } = lowered.code === simpler ? known! : parse(path, lowered.code, format, languageOf(path).startsWith('ts') ? 'ts' : 'js')
  if (errors.length > 0) return errors
  const scopes = resolveScopes(program)
  const chunk = newChunk(source, lowered.code)
  chunk.lowered = true
  const w: Walk = { code: lowered.code, scopes, chunk, marks: chunk.marks, errors: [], hoisted: new Set(), loops: new Map(), commonjs: format === 'commonjs', legacy: () => settingsFor(path).legacyDecorators }
  for (const statement of program.body as Node[]) {
    statement.start = startOf(statement)
    itemsOf(statement, chunk, w)
    // What JSX imports comes once for the whole module.
    if (statement.type === 'ImportDeclaration') {
      const from = text(child(statement, 'source'), 'raw')
      // Each name by itself, as statements want different ones: `import {jsx as _jsx} from "react/jsx-runtime";`
      for (const { start, end } of list(statement, 'specifiers')) chunk.helpers.push(`import {${lowered.code.slice(start, end)}} from ${from};`)
      chunk.marks.push(blank(lowered.code, statement.start, statement.end))
    }
  }
  nameKind(original, chunk)
  return w.errors.length > 0 ? w.errors : chunk
}

/** An enum, or a namespace, is patched as what it was before it was transformed. */
function nameKind(original: Node, chunk: Chunk): void {
  const node = declarationOf(original)
  const item = chunk.items.at(-1)
  if (!item || (node.type !== 'TSEnumDeclaration' && node.type !== 'TSModuleDeclaration')) return
  item.kind = item.kind === 'statement' ? 'namespace' : 'enum'
  if (item.kind === 'namespace') item.title = nameOf(node)
  item.members = membersOf(node, text => chunk.source.slice(text.start - original.start, text.end - original.start))
}

const declares = new Set(['ClassDeclaration', 'TSEnumDeclaration', 'TSModuleDeclaration'])

const declarationOf = (statement: Node): Node => statement.type === 'ExportNamedDeclaration' ? child(statement, 'declaration') ?? statement : statement

/** The first name of `namespace A.B {}`. */
function nameOf(node: Node): string {
  const id = child(node, 'id')
  return id ? pathOf(id)[0]! : ''
}

/** What the object has of this block: members of an enum, or what a namespace exports. */
function membersOf(node: Node, said: (node: Node) => string): BlockMember[] {
  if (node.type === 'TSEnumDeclaration') return list(child(node, 'body') ?? node, 'members').map(member => ({ name: text(child(member, 'id')) || text(child(member, 'id'), 'value') }))
  const path = pathOf(child(node, 'id')!).slice(1)
  const own = list(child(node, 'body') ?? node, 'body').filter(each => each.type === 'ExportNamedDeclaration').flatMap(each => {
    const inner = declarationOf(each)
    if (inner.type === 'VariableDeclaration') return list(inner, 'declarations').flatMap(declarator => boundNames(child(declarator, 'id')).map((name): BlockMember => ({ name, ...inner.kind !== 'const' && { variable: said(declarator) } })))
    return [{ name: nameOf(inner), ...(inner.type.startsWith('TS') && { inner: membersOf(inner, said) }) }]
  })
  // `namespace A.B.C {}`
  return path.reduceRight<BlockMember[]>((inner, name) => [{ name, inner }], own)
}

const pathOf = (id: Node): string[] => id.type === 'TSQualifiedName' ? [...pathOf(child(id, 'left')!), text(child(id, 'right'))] : [text(id)]

/** What another statement declares gets the members of this one, and is declared no more: `(function(Door) {…})(Door || (Door = {}));`. */
function merged(code: string, name: string): string {
  const namespace = new RegExp(`^(?:export )?(?:let|var) ${name};`)
  if (namespace.test(code)) return code.replace(namespace, match => match.replace(/./g, ' '))
  return code.replace(/^(?:export )?(?:let|var) [\w$]+ = (?:\/\*[^*]*\*\/)?\s*/, '(').replace(/\}\((?:[\w$]+ \|\| )?\{\}\);?\s*$/, `})(${name} || (${name} = {}));`)
}

const newChunk = (source: string, code: string, base = 0): Chunk => ({ source, code, base, lowered: false, ...newContents() })

/** Of a statement that is to be analysed. */
export const newContents = (): Omit<Chunk, 'source' | 'code' | 'base' | 'lowered' | 'ends'> =>
  ({ items: [], marks: [], imports: [], requests: [], exports: [], stars: [], free: new Set(), trailer: '', wrap: [], helpers: [] })

/** Walks a statement where it stands in the text: its offsets are the text's, so `base` is where the code begins. */
function chunkOf(path: string, statement: Node, whole: string, scopes: Scopes, format: Format): Chunk | SyntaxProblem[] {
  const source = whole.slice(statement.start, statement.end)
  const chunk = newChunk(source, source, statement.start)
  const errors = analyseInto(chunk, statement, { path, text: whole, format }, scopes)
  return errors.length > 0 ? errors : chunk
}

/** What is in a statement that needs no transformer; gives what only the walk finds wrong. */
export function analyseInto(chunk: Chunk, statement: Node, { path, text, format }: Pick<Model, 'path' | 'text' | 'format'>, scopes: Scopes): SyntaxProblem[] {
  const w: Walk = { code: text, scopes, chunk, marks: chunk.marks, errors: [], hoisted: new Set(), loops: new Map(), commonjs: format === 'commonjs', legacy: () => settingsFor(path).legacyDecorators }
  itemsOf(statement, chunk, w)
  return w.errors
}
