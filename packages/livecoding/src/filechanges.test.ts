import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { suite, test } from 'node:test'
import { FileChanges, type FileChange, type FileChangesOptions } from './filechanges.ts'

function folder(): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'filechanges-')))
  writeFileSync(join(root, 'a.txt'), 'one')
  mkdirSync(join(root, 'deep/deeper'), { recursive: true })
  writeFileSync(join(root, 'deep/deeper/b.txt'), 'one')
  return root
}

const said = (root: string, changes: FileChange[]): string[] => changes.map(({ path, what }) => `${what} ${relative(root, path)}`).sort()

const ways: [string, FileChangesOptions][] = [['native', { inline: true }], ['polling', { inline: true, poll: 20 }]]
for (const [name, options] of ways) {
  suite(`inline, ${name}`, () => {
    test('files and folders that come, change, go and are renamed are told when the program asks', async () => {
      const root = folder()
      const changes = new FileChanges({ ...options, accepts: path => path.endsWith('.txt') })
      changes.add(root)
      assert.deepEqual(await changes.process(), [])
      writeFileSync(join(root, 'a.txt'), 'two')
      writeFileSync(join(root, 'c.txt'), 'one')
      writeFileSync(join(root, 'no.md'), 'one')
      assert.deepEqual(said(root, await changes.process()), ['added c.txt', 'changed a.txt'])
      writeFileSync(join(root, 'a.txt'), 'two')
      assert.deepEqual(await changes.process(), [])
      mkdirSync(join(root, 'new/newer'), { recursive: true })
      writeFileSync(join(root, 'new/newer/d.txt'), 'one')
      assert.deepEqual(said(root, await changes.process()), ['added new/newer/d.txt'])
      writeFileSync(join(root, 'new/newer/d.txt'), 'two')
      rmSync(join(root, 'c.txt'))
      assert.deepEqual(said(root, await changes.process()), ['changed new/newer/d.txt', 'deleted c.txt'])
      renameSync(join(root, 'deep'), join(root, 'far'))
      assert.deepEqual(said(root, await changes.process()), ['added far/deeper/b.txt', 'deleted deep/deeper/b.txt'])
      mkdirSync(join(root, 'node_modules'))
      writeFileSync(join(root, 'node_modules/e.txt'), 'one')
      assert.deepEqual(await changes.process(), [])
      changes.close()
    })
  })
}

for (const [name, options] of [['native', {}], ['polling', { poll: 10 }]] as [string, FileChangesOptions][]) {
  test(`automatic, ${name}: changes are told as they happen`, async () => {
    const root = folder()
    const told = Promise.withResolvers<FileChange[]>()
    const changes = new FileChanges({ ...options, onChange: told.resolve })
    changes.add(root)
    writeFileSync(join(root, 'deep/deeper/b.txt'), 'two')
    // Watchers do not keep the process awake.
    const awake = setInterval(() => {}, 1000)
    assert.deepEqual(said(root, await told.promise), ['changed deep/deeper/b.txt'])
    clearInterval(awake)
    changes.close()
  })
}

test('by hand: what the file holds decides', async () => {
  const root = folder()
  const changes = new FileChanges({ inline: true, poll: 1 })
  changes.add(root)
  assert.deepEqual(await changes.changed(join(root, 'a.txt'), 'changed'), [])
  rmSync(join(root, 'a.txt'))
  assert.deepEqual(said(root, await changes.changed(join(root, 'a.txt'), 'changed')), ['deleted a.txt'])
  changes.close()
})

test('a folder that does not exist is an error', () => {
  const changes = new FileChanges()
  assert.throws(() => { changes.add(join(folder(), 'nowhere')) }, /^Error: LC3205 .*ENOENT/)
  changes.close()
})
