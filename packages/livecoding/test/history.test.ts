import assert from 'node:assert/strict'
import { test } from 'node:test'
import { live } from '../src/index.ts'
import { library } from './library.ts'

const { code, save, remove, write } = library()
write('server/mail.ts', 'export const greet = () => 1\nexport class Mail {}\nexport const other = () => 1')
write('old/mail.ts', 'export class Mail {}')
await code.addDirectory('server', 'applib')
await code.addDirectory('old', 'old', { mode: 'overwrite' })
const names = code.namespace('applib') as { greet(): number, other(): number, Mail: new () => object }

test('updates have numbers, files have versions, and so has what is in them', async () => {
  assert.deepEqual([code.version('server/mail.ts'), code.version('server/nobody.ts'), code.history()], [1, undefined, []])
  const { id } = await save('server/mail.ts', 'export const greet = () => 2\nexport class Mail {}\nexport const other = () => 1')
  await save('server/mail.ts', 'export const greet = () => 3\nexport class Mail { stamp = 1 }\nexport const other = () => 1')
  assert.equal(code.version('server/mail.ts'), 3)
  assert.deepEqual(code.history().map(each => [each.id, each.files]), [[id, ['server/mail.ts']], [id + 1, ['server/mail.ts']]])
  assert.deepEqual([live.versionOf(names.greet), live.versionOf(names.Mail), live.versionOf(names.other), live.versionOf(Array)], [3, 3, 1, undefined])
})

test('a rejected save is no part of the history', async () => {
  await save('server/mail.ts', 'export {')
  assert.deepEqual([code.history().length, code.version('server/mail.ts')], [2, 3])
})

test('several updates are undone, the last one first', async () => {
  const reports = await code.undo(2)
  assert.deepEqual([reports.map(({ status }) => status), names.greet(), code.history().length], [['applied', 'applied'], 1, 0])
  assert.deepEqual(await code.undo(), [])
  await save('server/mail.ts', 'export const greet = () => 3\nexport class Mail { stamp = 1 }\nexport const other = () => 1')
  assert.equal(names.greet(), 3)
})

test('what was undone is brought back, until an update comes between', async () => {
  await save('server/mail.ts', 'export const greet = () => 4\nexport class Mail { stamp = 1 }\nexport const other = () => 1')
  await code.undo(2)
  assert.equal(names.greet(), 1)
  assert.deepEqual([(await code.redo()).map(({ status, by }) => [status, by]), names.greet()], [[['applied', 'redo']], 3])
  assert.deepEqual([(await code.redo(5)).length, names.greet()], [1, 4])
  await code.undo()
  await save('server/mail.ts', 'export const greet = () => 3\nexport class Mail { stamp = 2 }\nexport const other = () => 1')
  assert.deepEqual(await code.redo(), [])
})

test('a file that came to a namespace goes with the undo of its update, and comes back the same', async () => {
  await save('server/chat.ts', 'export class Chat {}\nexport const say = () => 1')
  const { Chat } = names as typeof names & { Chat: object }
  await code.undo()
  assert.deepEqual(Object.keys(names), ['Mail', 'greet', 'other'])
  await code.redo()
  assert.deepEqual(Object.keys(names), ['Chat', 'Mail', 'greet', 'other', 'say'])
  assert.equal((names as typeof names & { Chat: object }).Chat, Chat)
  await code.undo()
  const { status } = await save('server/chat.ts', 'export const say = () => 2')
  assert.deepEqual([status, (names as typeof names & { say(): number }).say()], ['applied', 2])
  await remove('server/chat.ts')
})

test('the objects of two versions can be told apart where a folder is overwritten', async () => {
  const before = (code.namespace('old') as { Mail: object }).Mail
  await save('old/mail.ts', 'export class Mail { stamp = 1 }')
  const after = (code.namespace('old') as { Mail: object }).Mail
  assert.deepEqual([before === after, live.versionOf(before), live.versionOf(after), code.version('old/mail.ts')], [false, 1, 2, 2])
})

test('what the source lost is of the version that last had it', async () => {
  const { Mail } = names
  await save('server/mail.ts', 'export const greet = () => 3')
  const lost = code.leaks().find(({ name }) => name === 'Mail')!
  assert.equal(live.versionOf(Mail), lost.version)
  await remove('server/mail.ts')
  assert.equal(code.version('server/mail.ts'), undefined)
})
