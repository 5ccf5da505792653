import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { suite, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseSync, visitorKeys } from 'oxc-parser'
import { transformSync } from 'oxc-transform'
import { known, notErasable, sameAsNode } from './fixtures/table.ts'
import { erase, isErasable, vanishes } from './erase.ts'
import type { AnyNode } from './kinds.ts'

const root = new URL('../../../../..', import.meta.url)

suite('erasing types', () => {
  for (const [title, table] of Object.entries(sameAsNode)) {
    for (const input of lines(table)) test(`${title}: ${input}`, () => compare(withLineEnds(input)))
  }
  for (const [title, table] of Object.entries(known)) {
    for (const [input, output] of table) {
      test(`${title}: ${input}`, () => {
        const { text } = erased(withLineEnds(input))
        assert.equal(text, withLineEnds(output))
        if (!output.includes('0||')) assert.deepEqual(shape(text), shape(transformed(withLineEnds(input))))
      })
    }
  }
  for (const input of lines(notErasable)) {
    test(`another tool's work: ${input}`, () => assert.equal(erased(withLineEnds(input)).erasable, false))
  }

  test('in a .tsx file all but the JSX goes', () => {
    assert.equal(erased('let f = <T,>(a: T) => a as U', 'tsx').text, 'let f =     (a   ) => a     ')
    assert.equal(erased('let f = (a: A) => <div>{a}</div>', 'tsx').erasable, false)
  })

  test('without the text a leading assertion counts as not erasable', () => {
    const { program } = parseSync('a.ts', 'x = <T>y; <T>x', { astType: 'ts' })
    assert.deepEqual(program.body.map((statement) => isErasable(statement)), [true, false])
  })

  test('line ends of every kind stay', () => {
    const input = 'let x: {\r\n a\r b\u2028 c\u2029 d }'
    assert.equal(erased(input).text, 'let x   \r\n  \r  \u2028  \u2029    ')
  })

  // Sources that were not written for this test: ours, and what the installed packages ship, a few of each.
  const packages = globSync('node_modules/{[^@.]*,@*/*}/', { cwd: fileURLToPath(root) })
  for (const folder of ['packages/livecoding/src', ...packages]) {
    const sources = wholeFiles(folder)
    if (sources.length > 0) test(`the files in ${folder}`, () => sources.forEach(compare))
  }
})

function wholeFiles(folder: string): string[] {
  const paths = globSync('**/*.{ts,mts}', { cwd: fileURLToPath(new URL(folder, root)), exclude: ['**/node_modules'] })
  return paths.toSorted().slice(0, 25)
    .map((path) => readFileSync(new URL(`${folder}/${path}`, root), 'utf8'))
    .filter((input) => parseSync('a.ts', input, { astType: 'ts' }).errors.length === 0 && erased(input).erasable)
}

function lines(table: string): string[] {
  return table.split('\n').map((line) => line.trim()).filter(Boolean)
}

function withLineEnds(input: string): string {
  return input.replaceAll('⏎', '\n')
}

function compare(input: string): void {
  const { text, erasable } = erased(input)
  assert.ok(erasable)
  const nodes = nodesAnswer(input)
  if (nodes !== undefined && withPlainSpaces(text) === withPlainSpaces(nodes)) return
  assert.deepEqual(shape(text), shape(nodes ?? transformed(input)))
}

function nodesAnswer(input: string): string | undefined {
  try {
    return stripTypeScriptTypes(input)
  } catch {
    return undefined
  }
}

// In the place of text beyond ASCII Node leaves wider spaces: as many bytes.
function withPlainSpaces(text: string): string {
  return text.replace(/[^\S\r\n\u2028\u2029]/g, ' ')
}

function transformed(input: string): string {
  const { code, errors } = transformSync('a.ts', input, { target: 'esnext', typescript: { onlyRemoveTypeImports: true } })
  assert.deepEqual(errors, [])
  return code
}

interface Range { start: number, end: number, replacement: string }

function erased(input: string, lang: 'ts' | 'tsx' = 'ts'): { text: string, erasable: boolean } {
  const { program, errors } = parseSync('a.ts', input, { lang, astType: 'ts', range: false, sourceType: 'module', preserveParens: false })
  assert.deepEqual(errors, [])
  const ranges: Range[] = []
  let erasable = true
  const visit = (node: AnyNode, parent?: AnyNode): void => {
    if (!vanishes(node) && !isErasable(node, input)) erasable = false
    if (erase(node, parent, input, (start, end, replacement = '') => ranges.push({ start, end, replacement }))) return
    for (const child of childrenOf(node)) visit(child, node)
  }
  visit(program)
  return { text: erasable ? applied(input, ranges) : '', erasable }
}

function applied(input: string, ranges: Range[]): string {
  let text = ''
  for (const { start, end, replacement } of ranges.toSorted((a, b) => a.start - b.start)) {
    assert.ok(start >= text.length && end - start >= replacement.length, 'ranges do not overlap and have room')
    assert.doesNotMatch(input.slice(start, start + replacement.length), /[\r\n]/, 'a replacement keeps line ends')
    text += input.slice(text.length, start) + replacement
    text += input.slice(text.length, end).replace(/[^\r\n\u2028\u2029]/g, ' ')
  }
  return text + input.slice(text.length)
}

function childrenOf(node: AnyNode): AnyNode[] {
  const fields = node as unknown as Record<string, AnyNode | (AnyNode | null)[] | null | undefined>
  return (visitorKeys[node.type] ?? []).flatMap((key) => fields[key] ?? []).filter((child) => child !== null)
}

// What a program is, apart from where it stands: no positions, no parentheses, no empty statements.
function shape(code: string): unknown {
  const { program, errors } = parseSync('a.js', code, { lang: 'js', sourceType: 'module', preserveParens: false })
  assert.deepEqual(errors, [], code)
  return JSON.parse(JSON.stringify(program, (key, value) => {
    if (['start', 'end', 'raw', 'shorthand', 'hashbang'].includes(key)) return undefined
    if (typeof value === 'bigint') return String(value)
    return Array.isArray(value) ? value.filter((child) => child?.type !== 'EmptyStatement' && !isEmptyExport(child)) : value
  }))
}

// Added where the last import or export was of types only, to keep the file a module.
function isEmptyExport(node: { type?: string, specifiers?: unknown[], source?: unknown, declaration?: unknown } | null): boolean {
  return node?.type === 'ExportNamedDeclaration' && node.specifiers?.length === 0 && !node.source && !node.declaration
}
