import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { InProcess } from './in-process.ts'

const program = new InProcess()
after(() => { program.end() })
let told = 0

/** Loads the first text and saves the second; gives what the report warns of. */
async function warned(before: string, now: string, other = ''): Promise<string[]> {
  const id = told++
  const name = `door${id}.ts`
  program.write(`parent${id}.ts`, other)
  await program.load(name, before.replace('PARENT', `./parent${id}.ts`))
  const report = await program.save({ [name]: now.replace('PARENT', `./parent${id}.ts`) })
  assert.equal(report.status, 'applied', JSON.stringify(report.problems))
  return report.problems.map(({ code, line, message }) => `${code} ${line} ${message}`)
}

const typo = 'LC2207 2 "this.lokc" is read in class Door, but nothing sets it.'

test('a read that nothing sets is told once, not with each later edit of its method', async () => {
  await program.load('once.ts', 'export class Door { lock = 1\n look() { return this.lock } }')
  const first = await program.save({ 'once.ts': 'export class Door { lock = 1\n look() { return this.lokc + this.lokc } }' })
  assert.deepEqual(first.problems.map(({ code, file, line, column }) => [code, file, line, column]), [['LC2207', 'once.ts', 2, 23]])
  const second = await program.save({ 'once.ts': 'export class Door { lock = 1\n look() { return this.lokc * 2 } }' })
  assert.deepEqual(second.problems, [])
})

test('what is read is told where it stands, however many edits moved it', async () => {
  const text = (open: string, lock = ' lock = 1'): string => `export class Door {${lock}\n open() { ${open} }\n look() { return this.lock } }`
  await program.load('moved.ts', text('return 1'))
  const told = async (now: string): Promise<unknown[]> => (await program.save({ 'moved.ts': now })).problems.map(({ code, line, column }) => `${code} ${line} ${column}`)
  assert.deepEqual(await told(text('return 2')), [])
  assert.deepEqual(await told(text('\n\n return 2')), [])
  assert.deepEqual(await told(text('\n\n return 2 + this.lokc')), ['LC2207 4 18'])
  assert.deepEqual(await told(text('\n return 3')), [])
  assert.deepEqual(await told(text('\n return 3', '')), ['LC2207 4 23'])
})

test('a subclass in another file reads what its parent has lost', async () => {
  program.write('vessel.ts', 'export class Vessel { litres = 1; full = 2 }')
  await program.load('kettle.ts', "import { Vessel } from './vessel.ts'\nexport class Kettle extends Vessel {\n pour() { return this.litres + this.full } }")
  const { problems } = await program.save({ 'vessel.ts': 'export class Vessel { full = 2 }' })
  assert.deepEqual(problems.map(({ code, file, line }) => [code, file, line]), [['LC2207', 'kettle.ts', 3]])
})

test('a new file is looked at too', async () => {
  await program.load('house.ts', 'export const rooms = []')
  const { problems } = await program.save({ 'house.ts': "import { Room } from './room.ts'\nexport const rooms = [new Room()]", 'room.ts': 'export class Room {\n look() { return this.lihgt } }' })
  assert.deepEqual(problems.map(({ code, file, line }) => [code, file, line]), [['LC2207', 'room.ts', 2]])
})

for (const [what, read] of Object.entries({
  'a method': 'look() { return this.lokc }', 'a call': 'look() { return this.lokc() }', 'an arrow function': 'look() { return () => this.lokc }',
  'an initialiser': 'lock = this.lokc', 'a target of an assignment': 'look() { this.lokc.open = true }',
})) {
  test(`${what} that reads it is told of`, async () => {
    assert.deepEqual((await warned('export class Door {\n }', `export class Door {\n ${read} }`)).filter(line => line.startsWith('LC2207')), [typo])
  })
}

const read = 'look() { return this.x }'
for (const [what, code, other] of [
  ['declared', `class Door { declare x: string; ${read} }`],
  ['a field without a value', `class Door { x?: string; ${read} }`],
  ['assigned in another method', `class Door { ${read} open() { this.x = 1 } }`],
  ['assigned through a pattern', `class Door { ${read} open() { [this.x] = [1] } }`],
  ['an accessor', `class Door { ${read} get x() { return 1 } }`],
  ['a static', `class Door { static x = 1; ${read} }`],
  ['a parameter property', `class Door { constructor(readonly x = 1) {} ${read} }`],
  ['of a parent', `import { Parent } from 'PARENT'\nclass Door extends Parent { ${read} }`, 'export class Parent { x = 1 }'],
  ['assigned by a parent', `import { Parent } from 'PARENT'\nclass Door extends Parent { ${read} }`, 'export class Parent { constructor() { this.x = 1 } }'],
  ['of a subclass', `class Door { ${read} }\nexport class Hatch extends Door { x = 1 }`],
  ['of a subclass in a function', `class Door { ${read} }\nexport const make = () => class extends Door { x = 1 }`],
  ['of a parent that is not followed', `import { EventEmitter } from 'node:events'\nclass Door extends EventEmitter { ${read} }`],
  ['of a mixin', `const mix = (base: any): any => base\nclass Door extends mix(Object) { ${read} }`],
  ['set with a computed key', `class Door { constructor(key = 'a') { this[key] = 1 } ${read} }`],
  ['set by Object.assign', `class Door { constructor(data = {}) { Object.assign(this, data) } ${read} }`],
  ['set by a function that gets the instance', `const furnish = (door: any): any => door\nclass Door { constructor() { furnish(this) } ${read} }`],
  ['set from outside', `class Door { ${read} }\nexport const open = (door: any) => { door.x = 1 }`],
  ['set in another module', `import 'PARENT'\nclass Door { ${read} }`, 'export const open = (door: any) => { door.x ??= 1 }'],
  ['of an interface', `interface Door { x: string }\nclass Door { ${read} }`],
  ['asked for with ?.', 'class Door { look() { return this.x?.y } }'],
  ['asked for with typeof', "class Door { look() { return typeof this.x === 'string' && this.x } }"],
  ['asked for with in', "class Door { look() { return 'x' in this && this.x } }"],
  ['compared with undefined', 'class Door { look() { return this.x === undefined } }'],
  ["an object's", 'class Door { look() { return { look() { return this.x } } } }'],
  ["a function's", 'class Door { look() { return function () { return this.x } } }'],
  ["everybody's", 'class Door { look() { return this.constructor } }'],
] as const) {
  test(`what is ${what} is not told of`, async () => {
    const before = code.split('\n').filter(line => line.startsWith('import ')).join('\n')
    assert.deepEqual((await warned(`${before}\nexport {}`, `${code}\nexport { Door }`, other)).filter(line => line.startsWith('LC2207')), [])
  })
}

test('what a decorator may put there is not told of', async () => {
  const code = (body: string): string => `const live = (type: any, context: any): void => {}\n@live export class Door { ${body} }`
  assert.deepEqual(await warned(code(''), code(read)), [])
})
