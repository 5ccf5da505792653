import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { InProcess } from './in-process.ts'

const program = new InProcess()
after(() => { program.end() })

test('a warning in code that is run as other code has the place that a person sees', async () => {
  const before = 'const h = (...all: unknown[]) => all\n/** @jsxRuntime classic @jsx h */\nexport const Page = (n: number) => <main><h1 class="large">{n}</h1></main>\n'
  program.write('tsconfig.json', '{ "compilerOptions": { "jsx": "react", "jsxFactory": "h" } }')
  await program.load('page.tsx', before)
  const { status, problems } = await program.save({ 'page.tsx': before.replace('<h1 class="large">{n}', '<h1 class="large">{n}{lokc}') })
  assert.equal(status, 'applied')
  assert.deepEqual(problems.map(({ code, line, column }) => [code, line, column]), [['LC1201', 3, 64]])
})

test('so has one in a namespace and in a class with parameter properties', async () => {
  const [hall, door] = ['export namespace Hall {\n  export const size = 2\n  export const wide = () => size\n}\n', 'export class Door {\n  constructor(private readonly lock: string) {}\n  open() { return this.lock }\n}\n']
  await program.load('hall.ts', hall)
  await program.load('door.ts', door)
  const { problems } = await program.save({ 'hall.ts': hall.replace('() => size', '() => size + lokc'), 'door.ts': door.replace('return this.lock', 'return this.lock + kye') })
  assert.deepEqual(problems.map(({ code, file, line, column }) => [code, file, line, column]), [['LC1201', 'hall.ts', 3, 36], ['LC1201', 'door.ts', 3, 31]])
})

test('an error of a statement that a save adds has no frame of what ran it', async () => {
  const { stacks } = await program.load<{ stacks: string[] }>('stacks.ts', 'export const stacks: string[] = []\nexport const ring = () => stacks.push(new Error("ring").stack!)\n')
  await program.save({ 'stacks.ts': 'export const stacks: string[] = []\nexport const ring = () => stacks.push(new Error("ring").stack!)\nring()\n[1].map(ring)\n' })
  const frames = stacks.map(stack => stack.split('\n').slice(1).map(line => line.trim().replace(/\(?file:.*\//, '').replace(')', '')))
  assert.deepEqual(frames[0]!.slice(0, 2), ['at ring stacks.ts:2:39', 'at stacks.ts:3:1'])
  assert.deepEqual(stacks.flatMap(stack => stack.match(/.*\.next .*/g) ?? []), [])
})

test('of a name that is nearly one that the module exports, the hint names that one', async () => {
  program.write('dice.ts', 'export const roll = () => 6, r = 1\n')
  await program.load('game.ts', 'import { roll } from "./dice.ts"\nexport const play = () => roll()\n')
  const { problems } = await program.save({ 'game.ts': 'import { rol, x } from "./dice.ts"\nimport { readFileSyn } from "node:fs"\nexport const play = () => [rol, x, readFileSyn]\n' })
  assert.deepEqual(problems.map(({ code, line, column, hint }) => [code, line, column, hint]), [
    ['LC1102', 1, 10, 'Did you mean "roll"?'],
    ['LC1102', 1, 15, 'Export it there, or import another name; until then the program runs on as it was.'],
    ['LC1102', 2, 10, 'Did you mean "readFileSync"?'],
  ])
})

test('what is thrown and is no error has the place where its line begins', async () => {
  await program.load('till.ts', 'export const till = 1\n')
  const { status, problems } = await program.save({ 'till.ts': 'export const till = 1\n\n  throw undefined\n' })
  assert.equal(status, 'failed')
  assert.deepEqual(problems.map(({ code, file, line, column }) => [code, file, line, column]), [['LC1401', 'till.ts', 3, 3]])
})
