// A chapter of the language as a function that can be edited before and while it runs.
import { parseSync, type Node } from 'oxc-parser'

type Tree = Node & { start: number, end: number } & Record<string, unknown>

/**
 * The text of a chapter with its statements in one function, on the lines where they stood:
 *
 *     import { check } from './lib/check.cjs'             import { check } from './lib/check.cjs';export async function chapter() { await waits();
 *     check('arrow', (() => 1)(), 1)                      check('arrow', (() => 1)(), 1)
 *
 * Statements that can stand at the top of a file alone, as `export *`, are left out.
 */
export function asFunction(text: string, file: string, waiting: boolean): string {
  const script = file.endsWith('.cjs')
  const { program } = parse(file, text)
  const out = [...text]
  const blank = (from: number, to: number): void => { for (let at = from; at < to; at++) if (out[at] !== '\n') out[at] = ' ' }
  const imports: string[] = []
  const offset = codePoints(text)
  for (const statement of program.body as unknown as Tree[]) {
    const [start, end] = [offset(statement.start), offset(statement.end)]
    if (statement.type === 'ImportDeclaration') imports.push(text.slice(statement.start, statement.end))
    if (statement.type === 'ExportNamedDeclaration' && statement.declaration) blank(start, offset((statement.declaration as unknown as Tree).start))
    else if (/^(?:Import|Export)/.test(statement.type)) blank(start, end)
    // `await` is a name in scripts, and none in an async function.
    else if (script && waiting && namesWords(statement)) blank(start, end)
  }
  if (text.startsWith('#!')) blank(0, text.indexOf('\n'))
  const strict = /^'use strict'/.test(text) ? "'use strict';" : ''
  const head = script
    ? `${strict}exports.chapter = () => body.apply(exports, [exports, require, module, __filename, __dirname]);${waiting ? 'async ' : ''}function body() {${strict}${waiting ? 'await globalThis.waits();' : ''}`
    : `${imports.join(';')};export async function chapter() {${waiting ? 'await globalThis.waits();' : ''}`
  return `${head}${out.join('')}\n}\n`
}

function namesWords(statement: Tree): boolean {
  let found = false
  visit(statement, node => { found ||= (node.type === 'Identifier' || node.type === 'LabeledStatement') && ['await', 'yield', 'let'].includes(String(node.name ?? (node.label as unknown as Tree).name)) })
  return found
}

/** The text with a statement that does nothing in each of its functions. */
export function withEachEdited(text: string, file: string): string {
  const inserts: [number, string][] = []
  visit(parse(file, text).program as unknown as Tree, node => {
    if (!['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type) || !node.body) return
    const body = node.body as unknown as Tree
    if (body.type !== 'BlockStatement') return void inserts.push([body.start, '(void 0,'], [body.end, ')'])
    const directive = (body.body as unknown as Tree[]).findLast(each => typeof each.directive === 'string')
    inserts.push(directive ? [directive.end, ';void 0;'] : [body.start + 1, 'void 0;'])
  })
  // At one place, what ends comes before what begins.
  return inserts.map(([at, insert], index) => ({ at, insert, index })).toSorted((a, b) => b.at - a.at || b.index - a.index)
    .reduce((edited, { at, insert }) => edited.slice(0, at) + insert + edited.slice(at), text)
}

export function parse(file: string, text: string): ReturnType<typeof parseSync> {
  return parseSync(file, text, { astType: 'ts', preserveParens: false, sourceType: file.endsWith('.cjs') ? 'commonjs' : 'module' })
}

export function visit(value: unknown, see: (node: Tree) => void): void {
  if (Array.isArray(value)) return value.forEach(each => visit(each, see))
  if (typeof value !== 'object' || value === null) return
  if (typeof (value as Tree).type === 'string') see(value as Tree)
  for (const each of Object.values(value)) visit(each, see)
}

/** Offsets count UTF-16 units; an array of a text's characters counts code points. */
function codePoints(text: string): (at: number) => number {
  return at => [...text.slice(0, at)].length
}
