import assert from 'node:assert/strict'
import { chmodSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { library } from './library.ts'

const { root, code, write, save } = library()
/** Code that is not managed imports a namespace. */
const load = async <T>(name: string): Promise<T> => import(name) as Promise<T>
interface Service { new (): { port(): number } }
const fails = (work: Promise<unknown>, pattern: RegExp): Promise<void> => assert.rejects(work, error => {
  assert.match(String((error as { code?: string }).code), /^LC32\d\d$/)
  assert.match((error as Error).message, pattern)
  return true
})

suite('directories of a CodeManager', () => {
  test('code that is not managed imports from a namespace, before and after an edit', async () => {
    write('server/services/networking.ts', 'export class NetworkService { port() { return 1 } }')
    const { files, problems } = await code.addDirectory('server', 'applib')
    assert.deepEqual([files, problems], [[join(root, 'server/services/networking.ts')], []])
    const { NetworkService } = await load<{ NetworkService: Service }>('applib/services')
    const service = new NetworkService()
    const report = await save('server/services/networking.ts', 'export class NetworkService { port() { return 2 } }\nexport const late = 3')
    assert.equal(report.status, 'applied')
    assert.equal(service.port(), 2)
    assert.equal((await load<{ late: number }>('applib/services')).late, 3)
    assert.equal((await load<{ services: { NetworkService: Service } }>('applib')).services.NetworkService, NetworkService)
    assert.equal(code.namespace('applib/services').NetworkService, NetworkService)
  })

  test('a file that is added and deleted by hand', async () => {
    const services = code.namespace('applib/services')
    await save('server/services/mail.ts', "import { NetworkService } from 'applib/services'\nexport class Mail extends NetworkService {}")
    assert.deepEqual(Object.keys(services), ['Mail', 'NetworkService', 'late'])
    const { Mail } = services
    rmSync(join(root, 'server/services/mail.ts'))
    await code.processChangedFile('server/services/mail.ts', 'deleted')
    assert.deepEqual(Object.keys(services), ['NetworkService', 'late'])
    await save('server/services/mail.ts', "import { NetworkService } from 'applib/services'\nexport class Mail extends NetworkService { stamp = 1 }")
    assert.equal(services['Mail'], Mail)
  })

  test('a directory is removed when nobody outside needs it, and can be added again', async () => {
    write('extra/port.ts', 'export const port = 7\nexport class Port {}')
    await code.addDirectory('extra', 'extra')
    const { Port } = code.namespace('extra')
    await save('server/uses.ts', "import { port } from 'extra'\nexport const twice = () => port * 2")
    await fails(code.removeDirectory('extra'), /LC3209 .*"port".*server\/uses\.ts/)
    assert.equal((code.namespace('applib') as { twice(): number }).twice(), 14)
    await save('server/uses.ts', 'export const twice = () => 2')
    await code.removeDirectory('extra')
    assert.throws(() => code.namespace('extra'), /LC3210 There is no namespace extra\. These are: applib/)
    assert.throws(() => code.namespace('aplib'), /LC3210 There is no namespace aplib\. Did you mean "applib"\?/)
    await assert.rejects(load('extra'), /Cannot find package 'extra'/)
    await code.addDirectory('extra', 'extra')
    assert.equal(code.namespace('extra')['Port'], Port)
    assert.deepEqual(code.directories().map(each => [each.namespace, each.files.length]), [['applib', 3], ['extra', 1]])
  })

  test('options say which files count', async () => {
    write('other/a.ts', 'export const a = 1')
    write('other/b.mts', 'export const b = 1')
    write('other/drafts/c.ts', 'throw new Error()')
    const { files } = await code.addDirectory('other', 'other', { extensions: ['.ts'], exclude: ['drafts/**'] })
    assert.deepEqual(files, [join(root, 'other/a.ts')])
  })
})

suite('directories that cannot be added', () => {
  test('a name that is a package', async () => {
    write('node_modules/mailer/package.json', '{ "name": "mailer", "main": "main.js" }')
    write('node_modules/mailer/main.js', '')
    await fails(code.addDirectory('server', 'mailer'), /^LC3201 "mailer" is a package already: .*node_modules\/mailer\/main\.js\. Add/)
    await fails(code.addDirectory('server', 'fs'), /^LC3201 "fs" is a package already: node:fs/)
  })
  test('a name that is no identifier', () => fails(code.addDirectory('server', 'app lib'), /^LC3204 "app lib"/))
  test('a folder that does not exist', () => fails(code.addDirectory('nowhere', 'nowhere'), /^LC3205 .*nowhere cannot be added: there is no such folder/))
  test('a file', () => fails(code.addDirectory('server/uses.ts', 'nowhere'), /^LC3205 .*it is a file/))
  test('the same folder twice', () => fails(code.addDirectory('./server', 'applib'), /^LC3206 server is in the namespace applib already/))
  test('arguments of another kind', async () => {
    const wrong = code as unknown as Record<string, (...args: unknown[]) => unknown>
    await fails(wrong['addDirectory']!('server') as Promise<unknown>, /addDirectory cannot use undefined as namespace.*a name/)
    await fails(wrong['addDirectory']!(undefined, 'x') as Promise<unknown>, /undefined as folder/)
    await fails(wrong['addDirectory']!('server', 'x', { mode: 'replace' }) as Promise<unknown>, /'replace' as mode.*'update' or 'overwrite'/)
    await fails(wrong['addDirectory']!('server', 'x', { exclude: 'drafts' }) as Promise<unknown>, /'drafts' as exclude/)
    assert.throws(() => wrong['on']!('classMade', () => {}), /LC3215 on cannot use 'classMade' as event.*classCreated/)
    assert.throws(() => wrong['on']!('update'), /LC3215 on cannot use undefined as listener/)
    assert.throws(() => wrong['addGates']!({ validate: 'x' }), /LC3215 addGates cannot use 'x' as validate/)
  })

  test('removing what was not added', () => fails(code.removeDirectory('nowhere'), /^LC3207 nowhere is no directory of a namespace\. These are: server, /))
  test('a folder that cannot be read', { skip: process.getuid?.() === 0 && 'root reads everything' }, async () => {
    write('locked/a.ts', 'export const a = 1')
    chmodSync(join(root, 'locked'), 0)
    await fails(code.addDirectory('locked', 'locked'), /^LC3205 .*locked cannot be added: .*EACCES/)
    chmodSync(join(root, 'locked'), 0o755)
  })
})

test('three hundred files with chains of thirty classes load, and one more', async () => {
  for (let chain = 0; chain < 10; chain++) {
    for (let link = 0; link < 30; link++) {
      // The names of files are in the wrong order on purpose.
      const parent = link === 0 ? '' : `import { C${chain}x${link - 1} } from 'many'\n`
      write(`many/${99 - link}-${chain}.ts`, `${parent}export class C${chain}x${link}${link === 0 ? '' : ` extends C${chain}x${link - 1}`} { depth() { return ${link === 0 ? '1' : '1 + super.depth()'} } }`)
    }
  }
  const { problems } = await code.addDirectory('many', 'many')
  assert.deepEqual(problems, [])
  const many = code.namespace('many') as Record<string, new () => { depth(): number }>
  assert.equal(Object.keys(many).length, 300)
  assert.equal(new many['C9x29']!().depth(), 30)
  await save('many/One.ts', "import { C0x29 } from 'many'\nexport class One extends C0x29 {}")
  assert.equal(new many['One']!().depth(), 30)
})

test('a file that is created empty, or with a comment, gives the names that are typed into it later', async () => {
  write('drafts/first.ts', 'export const first = 1')
  await code.addDirectory('drafts', 'drafts')
  const drafts = code.namespace('drafts')
  assert.equal((await save('drafts/new.ts', '')).status, 'applied')
  await save('drafts/new.ts', '// soon')
  assert.equal((await save('drafts/new.ts', 'export class Draft {}')).status, 'applied')
  assert.deepEqual(Object.keys(drafts), ['Draft', 'first'])
  assert.equal((drafts['Draft'] as { name: string }).name, 'Draft')
})

test('`export *` in a file of a namespace gives what the other file has, as it gains and loses names', async () => {
  write('stars/a.ts', "export * from '../star.ts'")
  write('star.ts', 'export const one = 1')
  await code.addDirectory('stars', 'stars')
  const stars = code.namespace('stars')
  await save('star.ts', 'export const one = 1, two = 2')
  assert.deepEqual(Object.keys(stars), ['one', 'two'])
  write('twinkle.ts', 'export const three = 3')
  await save('stars/b.ts', "export * from '../twinkle.ts'")
  assert.deepEqual({ ...stars }, { one: 1, three: 3, two: 2 })
  assert.equal((await save('stars/c.ts', "import { three } from 'stars'\nexport const four = three + 1")).status, 'applied')
  assert.equal(stars['four'], 4)
})
