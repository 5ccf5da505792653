import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { suite, test } from 'node:test'
import { parse, visit } from './forms/edited/chapter.ts'

const forms = join(import.meta.dirname, 'forms')
const bin = join(import.meta.dirname, '..', 'bin', 'livecoding.js')

const printed = (...words: string[]): string => {
  const env = { ...process.env, NO_COLOR: '1', NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined }
  const { stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', ...words], { cwd: join(forms, 'typed'), env, encoding: 'utf8' })
  return `${stdout}${stderr}`
}

/** They check by themselves what their forms evaluate to; plain Node can only erase types. */
suite('the chapters of TypeScript and JSX', () => {
  for (const file of readdirSync(join(forms, 'typed'))) {
    test(file, () => {
      if (file === 'types.mts' && process.features.typescript) assert.match(printed(file), /^\d+ forms\n$/)
      const report = join(mkdtempSync(join(tmpdir(), 'livecoding-forms-')), 'report.jsonl')
      assert.match(printed(bin, 'run', '--report', 'silent', '--report-file', report, file), /^\d+ forms\n$/)
      assert.match(readFileSync(report, 'utf8'), /"modules":1/)
    })
  }
})

/** What the parser can say, and no file that runs has. */
const elsewhere: Record<string, string> = {
  ParenthesizedExpression: 'the engine asks for trees without them',
  TSParenthesizedType: 'the engine asks for trees without them',
  V8IntrinsicExpression: 'not without a flag of V8',
  JSXSpreadChild: 'no runtime of JSX has it',
  TSIntrinsicKeyword: 'for the declarations that come with TypeScript',
  TSNamespaceExportDeclaration: 'for declaration files',
  TSJSDocNullableType: 'an error in TypeScript',
  TSJSDocNonNullableType: 'an error in TypeScript',
  TSJSDocUnknownType: 'an error in TypeScript',
}

const syntax = readFileSync(join(dirname(createRequire(createRequire(import.meta.url).resolve('oxc-parser')).resolve('@oxc-project/types/package.json')), 'types.d.ts'), 'utf8')
const wordsOf = (name: string): string[] => [...new RegExp(`export type ${name} =([^;]*);`).exec(syntax)![1]!.matchAll(/["']([^"']+)["']/g)].map(([, word]) => word!)

test('the corpus has every node that the parser can give, with every operator', () => {
  const nodes = new Set([...syntax.matchAll(/\btype: ["'](\w+)["']/g)].map(([, type]) => type!))
  for (const union of ['FunctionType', 'ClassType', 'MethodDefinitionType', 'PropertyDefinitionType', 'AccessorPropertyType']) for (const type of wordsOf(union)) nodes.add(type)
  const operators = { BinaryExpression: 'BinaryOperator', AssignmentExpression: 'AssignmentOperator', UnaryExpression: 'UnaryOperator', LogicalExpression: 'LogicalOperator', UpdateExpression: 'UpdateOperator' }
  for (const [type, union] of Object.entries(operators)) for (const operator of wordsOf(union)) nodes.add(`${type} ${operator}`)
  const seen = new Set<string>()
  for (const file of globSync('{chapters,typed}/**/*.{mjs,cjs,ts,mts,cts,tsx}', { cwd: forms })) {
    const { program, errors } = parse(file, readFileSync(join(forms, file), 'utf8'))
    assert.deepEqual(errors.map(({ message }) => `${file}: ${message}`), [])
    visit(program, ({ type, operator }) => { seen.add(type).add(`${type} ${operator as string}`) })
  }
  const missing = [...nodes].filter(each => !seen.has(each)).toSorted()
  assert.deepEqual(missing, Object.keys(elsewhere).toSorted(), 'write what is missing into a chapter of test/forms')
})
