import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { InProcess } from './in-process.ts'

const program = new InProcess()
after(() => { program.end() })

test('a syntax error is told once, also when another file is saved badly while it waits', async () => {
  await program.load('a.mjs', 'export const a = 1')
  await program.load('b.mjs', 'export const b = 1')
  const told = async (files: Record<string, string>): Promise<unknown[]> => {
    const { status, files: paths, problems } = await program.save(files)
    return [status, paths, problems.map(({ code, file }) => `${code} ${file}`)]
  }
  assert.deepEqual(await told({ 'a.mjs': 'export const a =' }), ['rejected', ['a.mjs'], ['LC1001 a.mjs']])
  assert.deepEqual(await told({ 'b.mjs': 'export const b = (' }), ['rejected', ['b.mjs'], ['LC1001 b.mjs']])
  assert.deepEqual(await told({ 'a.mjs': 'export const a = 2' }), ['applied', ['a.mjs'], []])
  assert.deepEqual(await told({ 'b.mjs': 'export const b = 2' }), ['applied', ['b.mjs'], []])
})

test('closures in each other that go by one name and lack one variable are told once', async () => {
  await program.load('c.mjs', 'export function build(a) { return b => c => b + c }\nexport const other = build(1)(2)')
  const { problems } = await program.save({ 'c.mjs': 'export function build(a) { const w = 7; return b => c => b + c + w }\nexport const other = build(1)(2)' })
  assert.deepEqual(problems.map(({ code, line, column }) => [code, line, column]), [['LC2101', 1, 48]])
})

test('the edited arrow function of a private field that becomes a method is told once', async () => {
  const text = (label: string): string => `class Door { ${label}; say() { return this.#label('door') } }\nexport const held = new Door()`
  await program.load('h.mjs', text('#label = it => it + 1'))
  await program.save({ 'h.mjs': text('#label = it => it + 2') })
  const { problems } = await program.save({ 'h.mjs': text('#label(it) { return it + 3 }') })
  assert.deepEqual(problems.map(({ code, line, column }) => [code, line, column]), [['LC2101', 1, 14]])
})

test('a field that is declared and assigned is told once', async () => {
  await program.load('f.mjs', 'class Door { width = 1 }\nexport const doors = [new Door()]')
  const { edits } = await program.save({ 'f.mjs': 'class Door { width = 1; key; constructor() { this.key = 2 } }\nexport const doors = [new Door()]' })
  assert.deepEqual(edits.filter(({ kind }) => kind === 'field').map(({ action, name }) => [action, name]), [['added', 'Door.key']])
})

test('a field that tsconfig.json wants to be assigned is told once', async () => {
  program.write('tsconfig.json', '{ "compilerOptions": { "useDefineForClassFields": false } }')
  const text = (more: string): string => `class Door { width = 1; ${more} constructor(public name: string) {} }\nexport const doors = [new Door('hall')]`
  await program.load('g.ts', text(''))
  const { edits } = await program.save({ 'g.ts': text('key = this.name;') })
  assert.deepEqual(edits.filter(({ kind }) => kind === 'field').map(({ action, name }) => [action, name]), [['added', 'Door.key']])
})

test('an assigned field that comes or goes tells of no constructor that nobody edited', async () => {
  program.write('tsconfig.json', '{ "compilerOptions": { "useDefineForClassFields": false } }')
  const text = (field: string, kind = 'wall'): string => `class Thing { kind = 'thing' }
class Door extends Thing { ${field} }
class Gate extends Thing { ${field} constructor() { super(); this.kind = 'gate' } }
class Wall extends Thing {
  ${field}
  constructor(readonly stones = 2) {
    super()
    this.kind = '${kind}'
  }
}
export const things = [new Door(), new Gate(), new Wall()]`
  await program.load('k.ts', text(''))
  const told = async (...of: [string, string?]): Promise<unknown[]> => (await program.save({ 'k.ts': text(...of) })).edits.map(({ action, kind, name }) => `${action} ${kind} ${name}`)
  assert.deepEqual(await told('width = 1;'), ['added field Door.width', 'added field Gate.width', 'added field Wall.width'])
  assert.deepEqual(await told('width = 1;', 'brick'), ['patched constructor Wall.constructor'])
  assert.deepEqual(await told('', 'brick'), ['removed field Door.width', 'removed field Gate.width', 'removed field Wall.width'])
})

test('an async generator with a loop that becomes a generator is told once', async () => {
  await program.load('d.mjs', 'export async function* count() { for (const n of [1, 2]) yield n }\nexport const held = [count]')
  const { problems } = await program.save({ 'd.mjs': 'export function* count() { for (const n of [1, 2]) yield n * 2 }\nexport const held = [count]' })
  assert.deepEqual(problems.map(({ code, line, column }) => [code, line, column]), [['LC2102', 1, 8]])
})

test('a function that goes to the export that gives it, or gets a name of its own there, is told as renamed alone', async () => {
  type Doors = { look(): number }
  const { default: doors } = await program.load('e.cjs', 'function look() { return 1 }\nexports.look = look') as { default: Doors }
  const { look } = doors
  const told = async (text: string): Promise<unknown[]> => (await program.save({ 'e.cjs': text })).edits.map(({ action, kind, name, note }) => [action, kind, name, note])
  assert.deepEqual(await told('exports.look = () => 2'), [['renamed', 'function', 'exports.look', 'was look']])
  assert.deepEqual([doors.look === look, look()], [true, 2])
  assert.deepEqual(await told('const look = () => 3\nmodule.exports.look = look'), [['renamed', 'function', 'look', 'was exports.look']])
  assert.deepEqual([doors.look === look, look()], [true, 3])
})
