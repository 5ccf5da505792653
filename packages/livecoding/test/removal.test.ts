import assert from 'node:assert/strict'
import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { registry } from '../src/runtime/registry.ts'
import { library } from './library.ts'

const { code, root, write, save } = library()
const { engine } = registry()!.host!

test('a directory whose files import from one another is removed as a whole, and added again', async () => {
  write('server/base.ts', 'export class Base { id = 1 }')
  write('server/mail.ts', "import { Base } from 'applib'\nexport class Mail extends Base { send() { return `mail ${this.id}` } }")
  await code.addDirectory('server', 'applib')
  const { Mail } = code.namespace('applib') as { Mail: new () => { send(): string } }
  const mail = new Mail()
  await code.removeDirectory('server')
  assert.deepEqual([mail.send(), new Mail().send(), code.directories()], ['mail 1', 'mail 1', []])
  assert.deepEqual((await code.addDirectory('server', 'applib')).problems, [])
  assert.equal(code.namespace('applib')['Mail'], Mail)
  await save('server/mail.ts', "import { Base } from 'applib'\nexport class Mail extends Base { send() { return `post ${this.id}` } }")
  assert.equal(mail.send(), 'post 1')
})

test('a directory is removed also where files of it moved and came back', async () => {
  write('moved/base.ts', 'export class Base {}')
  write('moved/mail.ts', "import { Base } from 'moved'\nexport class Letter extends Base {}")
  await code.addDirectory('moved', 'moved')
  for (const [from, to] of [['moved/mail.ts', 'moved/post.ts'], ['moved/post.ts', 'moved/mail.ts']] as const) {
    renameSync(join(root, from), join(root, to))
    assert.equal((await engine.update([from, to])).status, 'applied')
  }
  const { Letter, Base } = code.namespace('moved') as Record<'Letter' | 'Base', new () => object>
  await code.removeDirectory('moved')
  assert.ok(new Letter() instanceof Base)
})

test('a cycle that two saves make is told as a cycle', async () => {
  write('round/first.ts', 'export const first = 1')
  await code.addDirectory('round', 'round')
  const one = await save('round/c.ts', "import { D } from 'round'\nexport class C extends D {}")
  const two = await save('round/d.ts', "import { C } from 'round'\nexport class D extends C {}")
  assert.deepEqual([one, two].map(({ status, problems }) => [status, problems.map(({ code }) => code)]), [['rejected', ['LC1102']], ['rejected', ['LC3203']]])
  assert.match(two.problems[0]!.message, /round\/c\.ts \(C needs D\) -> round\/d\.ts \(D needs C\) -> round\/c\.ts/)
  assert.equal((await save('round/d.ts', 'export class D {}')).status, 'applied')
  assert.deepEqual(Object.keys(code.namespace('round')), ['C', 'D', 'first'])
})

test('a class that moves to another namespace is no leak of the one it was in', async () => {
  const before = code.namespace('applib')['Mail']
  const text = "import { Base } from 'applib'\nexport class Mail extends Base { send() { return `post ${this.id}` } }"
  mkdirSync(join(root, 'server/post'))
  renameSync(join(root, 'server/mail.ts'), join(root, 'server/post/mail.ts'))
  const report = await engine.update(['server/mail.ts', 'server/post/mail.ts'])
  assert.deepEqual([report.status, code.namespace('applib/post')['Mail'] === before, code.leaks()], ['applied', true, []])
  await save('server/post/mail.ts', text.replace('Mail', 'Parcel').replace('post', 'parcel').concat('\nexport const other = 1'))
  assert.deepEqual(code.leaks().map(({ name }) => name), code.namespace('applib/post')['Parcel'] === before ? [] : ['Mail'])
})
