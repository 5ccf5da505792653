import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { library } from './library.ts'

const seen: [string, string[]][] = []
const { root, code, write, save } = library({
  tests: true, gateLimit: 20_000,
  validate: function hasVerbs(file, exports) {
    seen.push([file, Object.keys(exports)])
    for (const each of Object.values(exports)) {
      if (typeof each !== 'function') continue
      const { verbs } = new (each as new () => { verbs?: string[] | null })()
      if (verbs !== undefined && verbs!.length === 0) return `${each.name} has no verbs`
    }
    return true
  },
})
mkdirSync(join(root, 'node_modules'))
symlinkSync(join(import.meta.dirname, '../../../node_modules/typescript'), join(root, 'node_modules/typescript'))
symlinkSync(join(import.meta.dirname, '../../../node_modules/@typescript'), join(root, 'node_modules/@typescript'))
write('package.json', '{ "type": "module" }')
write('tsconfig.json', '{ "compilerOptions": { "strict": true, "target": "esnext", "module": "nodenext", "noEmit": true, "types": [] }, "include": ["server"] }')
write('server/command.ts', 'export class Command { verbs = ["look"] }\nexport const made: string[] = []')
write('server/silent.ts', 'export class Silent { verbs = [] }')
write('server/under.ts', "import { Silent } from 'applib'\nexport class Under extends Silent { override verbs = [] }")

const { problems } = await code.addDirectory('server', 'applib')
const commands = code.namespace('applib') as { Command: new () => { verbs: string[] }, made: string[] }

suite('validators', () => {
  test('see what a file exports when it is added; one that is refused takes those with it that need it', () => {
    assert.deepEqual(seen.map(([file, names]) => [file.slice(root.length + 1), names]), [
      ['server/command.ts', ['Command', 'made']], ['server/silent.ts', ['Silent']], ['server/under.ts', ['Under']],
    ])
    assert.deepEqual(problems.map(({ code, message }) => [code, message]), [['LC1301', 'hasVerbs said no: Silent has no verbs'], ['LC1301', 'hasVerbs said no: Under has no verbs']])
    assert.deepEqual(Object.keys(commands), ['Command', 'made'])
  })
  test('refuse a save, which then has changed nothing', async () => {
    const { made } = commands
    const report = await save('server/command.ts', 'export class Command { verbs = [] }\nexport const made: string[] = ["run"]')
    assert.deepEqual([report.status, report.problems.map(({ code, file, line }) => [code, file, line])], ['rejected', [['LC1301', 'server/command.ts', undefined]]])
    assert.deepEqual(new commands.Command().verbs, ['look'])
    assert.deepEqual([commands.made, made], [[], []])
  })
  test('that throw refuse it too', async () => {
    const report = await save('server/command.ts', 'export class Command { verbs = null }\nexport const made: string[] = []')
    assert.match(report.problems[0]!.message, /^The gate hasVerbs gave no answer: TypeError: Cannot read properties of null/)
  })
  test('agree when it is mended', async () => {
    const report = await save('server/command.ts', 'export class Command { verbs = ["go"] }\nexport const made: string[] = []')
    assert.equal(report.status, 'applied')
    assert.deepEqual(new commands.Command().verbs, ['go'])
  })
})

test('tests that hang are a refusal', async () => {
  write('server/slow.test.ts', "import test from 'node:test'\nimport { slow } from './slow.ts'\ntest('slow', () => { slow() })")
  code.addGates({ gateLimit: 8000 })
  const report = await save('server/slow.ts', 'export function slow() { for (;;); }')
  assert.match(report.problems[0]!.message, /^The gate tests gave no answer within 8000 ms/)
  const mended = await save('server/slow.ts', 'export function slow() {}')
  assert.deepEqual([mended.status, mended.problems], ['applied', []])
  code.addGates({ gateLimit: 30_000 })
  assert.ok(code.namespace('applib')['slow'])
})

test('types of saved files are checked with the project\'s TypeScript', async () => {
  code.addGates({ types: true })
  const report = await save('server/typed.ts', "export const port: number = 'a'")
  assert.deepEqual(report.problems.map(({ code, message, file, line, column }) => [code, message, file, line, column]), [['LC1301', "typecheck said no: TS2322: Type 'string' is not assignable to type 'number'.", 'server/typed.ts', 1, 14]])
  assert.equal((await save('server/typed.ts', 'export const port: number = 1')).status, 'applied')
})
