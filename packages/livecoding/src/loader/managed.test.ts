import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { createBeside, createManaged } from './managed.ts'

const home = realpathSync(mkdtempSync(join(tmpdir(), 'managed-')))
after(() => { rmSync(home, { recursive: true }) })
const root = join(home, 'packages/app')
const files = ['main.ts', 'gates/door.ts', 'node_modules/hinges/main.js', '../lib/index.ts', '../lib/node_modules/rust/main.js', '../util/text.ts', 'notes.md'] as const
for (const file of files) {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), '')
}
mkdirSync(join(home, 'node_modules/@world'), { recursive: true })
symlinkSync('../../packages/lib', join(home, 'node_modules/@world/lib'))

const followed = (include: string[], exclude: string[] = []): string[] => {
  const isManaged = createManaged(root, { include, exclude }, join(root, 'main.ts'))
  return files.filter(file => isManaged(join(root, file)))
}
const own = ['main.ts', 'gates/door.ts']

test('the folder is followed, but for its packages', () => {
  assert.deepEqual(followed([]), own)
})

for (const glob of ['../lib/**', '../lib', '../lib/', join(home, 'packages/lib/**'), join(home, 'packages/lib'), '../../node_modules/@world/lib/**', '../../node_modules/@world/lib', '../lib/index.ts', '../l*/index.ts']) {
  test(`${glob.replace(home, '')} takes another package of the workspace in, without the packages in it`, () => {
    assert.deepEqual(followed([glob]), [...own, '../lib/index.ts'])
  })
}

test('packages are taken in by a glob that says node_modules', () => {
  assert.deepEqual(followed(['node_modules/hinges/**']), [...own, 'node_modules/hinges/main.js'])
  assert.deepEqual(followed(['../**']), [...own, '../lib/index.ts', '../util/text.ts'])
  assert.deepEqual(followed(['../**/node_modules/**']), [...own, '../lib/node_modules/rust/main.js'])
})

test('folders are left out as they are taken in', () => {
  assert.deepEqual(followed([], ['gates']), ['main.ts'])
  assert.deepEqual(followed([], [join(root, 'gates')]), ['main.ts'])
  assert.deepEqual(followed([], ['*.ts']), ['gates/door.ts'])
})

test('what lies beside the folder is source of the program that is not followed', () => {
  assert.deepEqual(files.filter(file => createBeside(root, {})(join(root, file))), ['../lib/index.ts', '../util/text.ts'])
  assert.deepEqual(files.filter(file => createBeside(root, { exclude: ['../lib'] })(join(root, file))), ['../util/text.ts'])
})
