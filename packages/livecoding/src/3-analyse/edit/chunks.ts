import { child, isNode, list, text, type Node } from '../ast.ts'
import { blocksIn, declarationOf, membersOf, type Blocks } from '../scope/blocks.ts'
import { desugar } from '../lower/desugar.ts'
import type { Walk } from '../walk/frame.ts'
import { itemsOf } from '../items/items.ts'
import { calls } from '../walk/literal-form.ts'
import { saidByItsEnum } from '../lower/enum.ts'
import { lower, needsLowering, type Lowered } from '../lower/lower.ts'
import { typesOf } from '../lower/metadata.ts'
import { mergedEnum, namespaceText } from '../lower/namespace.ts'
import { isTypeAlias } from '../lower/type-alias.ts'
import { withPragmas, settingsFor, type Settings } from '../settings.ts'
import { lineEnds } from '../line-ends.ts'
import { blank } from '../blank.ts'
import { isSloppy } from '../directives.ts'
import { languageOf, parse, type SyntaxProblem } from '../parse.ts'
import { resolveScopes, type Scopes } from '../scope/scope.ts'
import { requirersIn } from '../items/requirers.ts'
import { placing } from '../items/placing.ts'
import type { Chunk, Format, Model, Placed } from '../shapes.ts'

export interface Slice { placed: Placed[], errors: SyntaxProblem[] }

/** What the first and the last statement of some are, if they are what they were. */
interface Ends { above: Chunk | undefined, below: Chunk | undefined }

/** Parses a text, the whole file or some of its statements, into placed chunks; offsets are the text's own. Of the ends nothing is analysed; `earlier`: what stood there; `whole`: the file; `isFirst`: nobody will compare it. */
export function chunksOf(path: string, source: string, format: Format, ends?: Ends, earlier: readonly Placed[] = [], whole = source, isFirst = false): Slice {
  const { program, errors } = parse(path, source, format)
  if (errors.length > 0) return { placed: [], errors }
  const statements = (program.body as Node[]).filter(isNode)
  // `@live export class Door {}`: the decorators are part of the statement.
  for (const statement of statements) statement.start = startOf(statement)
  const same = knownOf(statements, source, ends)
  const file = { path, text: source, format, requirers: requirersIn(whole), sloppy: isSloppy(whole, format), isFirst }
  const scopes = resolveScopes({ ...program, body: statements.filter(statement => !same.has(statement)) }, file.sloppy)
  const types = typesOf(program)
  let known: Settings | undefined
  const settings = (): Settings => known ??= settingsFor(path)
  const placed: Placed[] = []
  const blocks = blocksIn(statements, source, earlier.flatMap(({ chunk }) => chunk.blocks ?? []))
  const enumOf = (node: Node, adds: boolean): string => enumText(path, source.slice(node.start, node.end), settings, adds ? text(child(node, 'id')) : undefined)
  const placeOf = placing(source)
  const simplerOf = (statement: Node): string | undefined => isTypeAlias(statement, statements)
    ? source.slice(statement.start, statement.end).replace(/.+/g, '')
    : saidByItsEnum(statement, statements, source) ?? desugar(statement, source, settings, types, node => namespaceText(node, source, blocks, enumOf, statements))
  for (const statement of statements) {
    const end = same.get(statement)
    const simpler = end ? undefined : simplerOf(statement)
    const lowered = simpler !== undefined || (!end && needsLowering(statement, source))
    const chunk = end ?? (lowered ? loweredChunk(statement, file, simpler, blocks) : chunkOf(statement, file, scopes))
    if (Array.isArray(chunk)) return { placed: [], errors: lowered ? chunk.map(error => ({ ...error, at: statement.start })) : chunk }
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
function loweredChunk(original: Node, file: File, simpler: string | undefined, blocks: Blocks): Chunk | SyntaxProblem[] {
  const { path, text: whole, format, sloppy } = file
  const source = whole.slice(original.start, original.end)
  const parsed = simpler === undefined ? undefined : parse(path, simpler, format)
  const isPlain = parsed !== undefined && !(parsed.program.body as Node[]).some(statement => needsLowering(statement, simpler!))
  const lowered: Lowered = isPlain ? { code: simpler!, errors: parsed.errors } : lower(path, simpler ?? source, withPragmas(whole, settingsFor(path)))
  if (lowered.errors.length > 0) return lowered.errors
  const node = declarationOf(original)
  if (node.type === 'TSEnumDeclaration') lowered.code = blocks.adding.has(node) ? mergedEnum(lowered.code, text(child(node, 'id'))) : firstEnum(lowered.code)
  if (node.type === 'TSImportEqualsDeclaration') lowered.code = aliasText(lowered.code, child(node, 'moduleReference')!)
  const { program, errors } = lowered.code === simpler ? parsed! : parse(path, lowered.code, format, languageOf(path).startsWith('ts') ? 'ts' : 'js')
  if (errors.length > 0) return errors
  const scopes = resolveScopes(program, sloppy)
  const chunk = newChunk(source, lowered.code)
  chunk.lowered = true
  const w = newWalk(chunk, lowered.code, scopes, file)
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
  nameEnum(original, chunk)
  const known = [...blocks.known].flatMap(([node, block]) => node.start >= original.start && node.end <= original.end ? block : [])
  if (known.length > 0) chunk.blocks = known
  return w.errors.length > 0 ? w.errors : chunk
}

/** What is one is patched as what it was before it was transformed. */
function nameEnum(original: Node, chunk: Chunk): void {
  const node = declarationOf(original)
  const item = chunk.items.at(-1)
  const name = text(child(node, 'id'))
  if (item && node.type === 'TSEnumDeclaration') Object.assign(item, { kind: 'enum', title: name, members: membersOf(node), calls: calls(node), ...item.names.length === 0 && { adds: name } })
}

/** No code gives it another value. `N.Shapes.Round` of another file may be a type, in a namespace of nothing but types, which is not there. */
function aliasText(code: string, { type }: Node): string {
  const constant = code.replace(/^((?:export )?)var /, '$1const ')
  return type === 'TSQualifiedName' ? constant.replace(/(=\s*[^.]+\.)(.+)$/s, (_, first: string, more: string) => first + more.replaceAll('.', '?.')) : constant
}

/** The first block of an enum is the same code, exported where it stands or not: an enum that moves may be either. */
const firstEnum = (code: string): string => code.replace(/\([\w$]+ \|\| \{\}\)(;?\s*)$/, '({})$1')

/** An enum in a block, on its lines; `adds`: to the one of this name. */
function enumText(path: string, source: string, settings: () => Settings, adds: string | undefined): string {
  const { code } = lower(path, source, settings())
  const said = adds === undefined ? firstEnum(code) : mergedEnum(code, adds)
  return said + '\n'.repeat(Math.max(0, lineEnds(source).length - lineEnds(said).length))
}

const newChunk = (source: string, code: string, base = 0): Chunk => ({ source, code, base, lowered: false, ...newContents() })

/** Of a statement that is to be analysed. */
export const newContents = (): Omit<Chunk, 'source' | 'code' | 'base' | 'lowered' | 'ends'> =>
  ({ items: [], marks: [], imports: [], requests: [], exports: [], stars: [], free: new Set(), trailer: '', wrap: [], helpers: [] })

/** Walks a statement where it stands in the text: its offsets are the text's, so `base` is where the code begins. */
function chunkOf(statement: Node, file: File, scopes: Scopes): Chunk | SyntaxProblem[] {
  const source = file.text.slice(statement.start, statement.end)
  const chunk = newChunk(source, source, statement.start)
  const errors = analyseInto(chunk, statement, file, scopes)
  return errors.length > 0 ? errors : chunk
}

export interface File extends Pick<Model, 'path' | 'text' | 'format'> { requirers: ReadonlySet<string>, sloppy: boolean, isFirst: boolean }

export const newWalk = (chunk: Chunk, code: string, scopes: Scopes, { path, format, requirers, isFirst }: File): Walk => ({
  code, scopes, chunk, blank: (start, end, replacement) => { chunk.marks.push(blank(code, start, end, replacement)) }, errors: [], hoisted: new Set(), loops: new Map(), steps: new Map(),
  commonjs: format === 'commonjs', requirers, isFirst, legacy: () => settingsFor(path).legacyDecorators,
})

/** What is in a statement that needs no transformer; gives what only the walk finds wrong. */
export function analyseInto(chunk: Chunk, statement: Node, file: File, scopes: Scopes): SyntaxProblem[] {
  const w = newWalk(chunk, file.text, scopes, file)
  itemsOf(statement, chunk, w)
  return w.errors
}
