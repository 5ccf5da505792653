import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { library } from './library.ts'

const { root, code, save, remove, write } = library({ declarations: true })
const modules = join(import.meta.dirname, '../../../node_modules')
mkdirSync(join(root, 'node_modules'))
symlinkSync(join(modules, 'typescript'), join(root, 'node_modules/typescript'))
write('package.json', '{ "type": "module" }')
write('tsconfig.json', JSON.stringify({ compilerOptions: { strict: true, target: 'esnext', module: 'nodenext', noEmit: true, types: [], skipLibCheck: false }, include: ['main.ts'] }))
write('server/services/mail.ts', 'export interface Letter<T> { to: T }\nexport class Mail<T = string> { constructor(public to: T) {} send(letter: Letter<T>) { return letter.to } }\nexport type Many = Mail[]')
write('server/services/post.mts', 'export const Same = 1')
write('server/services/same.ts', 'export const Same = "two"')
write('server/my-tools/hammer.ts', 'export const hammer = 1')
write('server/other.ts', 'export const other = () => 1')

/** What TypeScript says of a main.ts. */
function check(text: string): string {
  writeFileSync(join(root, 'main.ts'), text)
  return spawnSync(process.execPath, [join(modules, 'typescript/bin/tsc'), '--project', root, '--pretty', 'false'], { encoding: 'utf8', cwd: root }).stdout.trim()
}

suite('declarations of namespaces', () => {
  test('let imports of values and of types check, generic ones too', async () => {
    await code.addDirectory('server', 'applib')
    assert.equal(check(`import { Mail, type Letter, type Many, Same } from 'applib/services'
import * as applib from 'applib'
const letter: Letter<number> = { to: 1 }
export const to: number = new Mail(2).send(letter)
export const many: Many = [new applib.services.Mail('ann')]
export const same: 1 = Same
export const all: number = applib.other() + applib['my-tools'].hammer`), '')
    assert.match(check("import { Nobody } from 'applib/services'\nexport { Nobody }"), /^main\.ts\(1,10\): error TS2305: .*has no exported member 'Nobody'/)
  })

  test('follow files that come and go', async () => {
    await save('server/far/away.ts', 'export const away = 1')
    assert.equal(check("export { away } from 'applib/far'"), '')
    await remove('server/far/away.ts')
    assert.ok(!existsSync(join(root, 'node_modules/applib/far.d.ts')))
    assert.match(check("export { away } from 'applib/far'"), /error TS2307: Cannot find module 'applib\/far'/)
  })

  test('are written by `livecoding types` too, without running anything', () => {
    rmSync(join(root, 'node_modules/applib'), { recursive: true })
    write('livecoding.config.ts', "export default { namespaces: { applib: './server' } }")
    write('server/throws.ts', 'console.log("never"); throw new Error()\nexport const thrown = 1')
    const run = (...words: string[]) => spawnSync(process.execPath, [join(import.meta.dirname, '../bin/livecoding.js'), 'types', ...words], { encoding: 'utf8', cwd: root, env: { ...process.env, NODE_OPTIONS: undefined } })
    assert.deepEqual(run().stdout.trim().split('\n').sort(), ['index.d.ts', 'my-tools.d.ts', 'package.json', 'services.d.ts'].map(name => `node_modules/applib/${name}`))
    assert.equal(run().stdout, 'nothing to write: all is as it was\n')
    assert.equal(check("export { thrown } from 'applib'"), '')
    run('--out', 'types')
    assert.match(readFileSync(join(root, 'types/applib/services.d.ts'), 'utf8'), /export \* from '\.\.\/\.\.\/server\/services\/mail\.js'/)
  })
})
