import assert from 'node:assert/strict'
import { test } from 'node:test'
import { library } from './library.ts'

const { root, code, save, remove, write } = library()
write('server/mail.ts', 'export class Mail {}\nexport const port = 25\nfunction inner() {}\nexport default inner')
await code.addDirectory('server', 'applib')
const names = code.namespace('applib') as { Mail: new () => object }
const leaks = () => code.leaks().map(({ name, namespace, file, version, value }) => [name, namespace, file.slice(root.length + 1), version, value])

test('a name that the source lost is a leak until it comes back, as the same object', async () => {
  const { Mail } = names
  assert.deepEqual(leaks(), [])
  await save('server/mail.ts', 'export const port = 25')
  assert.deepEqual(leaks(), [['Mail', 'applib', 'server/mail.ts', 1, Mail]])
  await save('server/mail.ts', 'export const port = 25\nexport class Mail { stamp = 1 }')
  assert.deepEqual(leaks(), [])
  assert.equal(names.Mail, Mail)
})

test('the names of a file that is gone are leaks', async () => {
  const { Mail } = names
  await remove('server/mail.ts')
  assert.deepEqual(leaks().sort(), [['Mail', 'applib', 'server/mail.ts', 3, Mail], ['port', 'applib', 'server/mail.ts', 3, 25]])
})

test('a leaked name may be taken over by another file of the namespace', async () => {
  await save('server/post.ts', 'export class Mail {}')
  assert.deepEqual(leaks(), [['port', 'applib', 'server/mail.ts', 3, 25]])
})
