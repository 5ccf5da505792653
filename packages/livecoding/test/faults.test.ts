// What may happen to files while a program runs: it goes on, and the report says what happened.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Story, write } from './story.ts'

const limits = { timeout: 600_000 }

const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false']

/** What git prints; undefined where it is not there, or fails. */
function git(...words: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', words, { encoding: 'utf8', env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' } })
  return status === 0 ? stdout : undefined
}

/** Counts what was asked, which shows that it is still the same program. */
const main = "import { ring } from './bell.ts'\nlet asked = 0\nexport const probe = () => `${ring()} ${++asked}`\n"
const bell = (sound: string): string => `export const ring = () => '${sound}'\n`

suite('faults', { concurrency: 2 }, () => {
  test('the folder of the program is deleted; it comes back with an edit', limits, async t => {
    const story = await Story.start(t, { 'main.ts': main, 'bell.ts': bell('ding') })
    assert.equal(await story.probe(), 'ding 1')
    rmSync(story.folder, { recursive: true })
    await story.problem('LC1103')
    assert.equal(await story.probe(), 'ding 2')
    copyFileSync(join(import.meta.dirname, 'scenario/driver.mjs'), (mkdirSync(story.folder), story.path('driver.mjs')))
    story.write({ 'package.json': '{ "type": "module" }\n', 'main.ts': main, 'bell.ts': bell('dong') })
    await story.told(update => update.status === 'applied' && update.edits.some(({ name }) => name === 'ring'))
    assert.equal(await story.probe(), 'dong 3')
  })

  test('a folder takes the place of a file, and the file comes back', limits, async t => {
    const story = await Story.start(t, { 'main.ts': main, 'bell.ts': bell('ding') })
    rmSync(story.path('bell.ts'))
    mkdirSync(story.path('bell.ts'))
    writeFileSync(story.path('bell.ts/inside.ts'), '')
    await story.problem('LC1103')
    assert.equal(await story.probe(), 'ding 1')
    rmSync(story.path('bell.ts'), { recursive: true })
    story.write({ 'bell.ts': bell('dong') })
    await story.applied()
    assert.equal(await story.probe(), 'dong 2')
  })

  test('a file leads to itself', limits, async t => {
    const story = await Story.start(t, { 'main.ts': main, 'bell.ts': bell('ding') })
    symlinkSync('snake.ts', story.path('snake.ts'))
    story.write({ 'main.ts': `import './snake.ts'\n${main}` })
    await story.problem('LC1101')
    assert.equal(await story.probe(), 'ding 1')
    rmSync(story.path('bell.ts'))
    symlinkSync('bell.ts', story.path('bell.ts'))
    await story.problem('LC1002')
    assert.equal(await story.probe(), 'ding 2')
    rmSync(story.path('bell.ts'))
    rmSync(story.path('snake.ts'))
    story.write({ 'bell.ts': bell('dong'), 'snake.ts': 'export {}\n' })
    await story.told(update => update.status === 'applied' && update.edits.some(({ name }) => name === 'ring'))
    assert.equal(await story.probe(), 'dong 3')
  })

  test('packages of a workspace are linked into node_modules, folders and single files', limits, async t => {
    const story = await Story.start(t, {
      'main.ts': "import { ring } from 'bells'\nimport { light } from './lamp.ts'\nlet asked = 0\nexport const probe = () => `${ring()} ${light()} ${++asked}`\n",
      'packages/bells/package.json': '{ "name": "bells", "type": "module", "exports": "./bell.ts" }\n', 'packages/bells/bell.ts': bell('ding'), 'shared/lamp.ts': "export const light = () => 'dim'\n",
    }, folder => {
      mkdirSync(join(folder, 'node_modules'))
      symlinkSync('../packages/bells', join(folder, 'node_modules/bells'))
      symlinkSync('shared/lamp.ts', join(folder, 'lamp.ts'))
    })
    assert.equal(await story.probe(), 'ding dim 1')
    story.write({ 'packages/bells/bell.ts': bell('dong') })
    assert.deepEqual((await story.applied()).files, ['packages/bells/bell.ts'])
    writeFileSync(story.path('lamp.ts'), "export const light = () => 'bright'\n")
    assert.deepEqual((await story.applied()).files, ['shared/lamp.ts'])
    assert.equal(await story.probe(), 'dong bright 2')
  })

  test('an editor keeps a backup: it moves the file away and writes another', limits, async t => {
    const story = await Story.start(t, { 'main.ts': main, 'bell.ts': bell('ding') })
    for (const [index, sound] of ['dong', 'bong', 'bing'].entries()) {
      writeFileSync(story.path('4913'), '')
      rmSync(story.path('4913'))
      renameSync(story.path('bell.ts'), story.path('bell.ts~'))
      writeFileSync(story.path('bell.ts'), bell(sound))
      rmSync(story.path('bell.ts~'))
      const update = await story.applied()
      assert.deepEqual([update.files, update.edits.map(({ action, name }) => `${action} ${name}`)], [['bell.ts'], ['patched ring']])
      assert.equal(await story.probe(), `${sound} ${index + 1}`)
    }
  })

  test('a slow writer empties the file, writes half of it, and the rest after a pause', limits, async t => {
    const story = await Story.start(t, { 'main.ts': main, 'bell.ts': bell('ding') })
    truncateSync(story.path('bell.ts'))
    const { status } = (await story.told(({ files }) => files.includes('bell.ts'))).at(-1)!
    assert.equal(status, 'rejected', 'an empty file exports nothing')
    assert.equal(await story.probe(), 'ding 1')
    appendFileSync(story.path('bell.ts'), "export const ring = () => 'do")
    await story.problem('LC1001')
    assert.equal(await story.probe(), 'ding 2')
    appendFileSync(story.path('bell.ts'), "ng'\n")
    await story.applied()
    assert.equal(await story.probe(), 'dong 3')
  })

  test('only the case of a name changes, with the import that says it', limits, async t => {
    const story = await Story.start(t, { 'main.ts': main, 'bell.ts': `let rung = 0\nexport const ring = () => 'ding' + ++rung\n` })
    assert.equal(await story.probe(), 'ding1 1')
    renameSync(story.path('bell.ts'), story.path('Bell.ts'))
    story.write({ 'main.ts': main.replace('./bell.ts', './Bell.ts') })
    await story.told(update => update.status === 'applied' && update.files.includes('main.ts'))
    assert.equal(await story.probe(), 'ding2 2')
    story.write({ 'Bell.ts': `let rung = 0\nexport const ring = () => 'dong' + ++rung\n` })
    await story.told(update => update.status === 'applied' && update.files.includes('Bell.ts'))
    assert.equal(await story.probe(), 'dong3 3')
  })

  test('saves during an update, of the same file and of others', limits, async t => {
    const story = await Story.start(t, { 'main.ts': "import { ring } from './bell.ts'\nimport { light } from './lamp.ts'\nexport const probe = () => `${ring()} ${light()}`\n", 'bell.ts': bell('ding'), 'lamp.ts': "export const light = () => 'dim'\n" })
    const slow = (sound: string): string => `import { setTimeout } from 'node:timers/promises'\nconst sound = await setTimeout(300, '${sound}')\nexport const ring = () => sound\n`
    story.write({ 'bell.ts': slow('dong') })
    await sleep(100)
    story.write({ 'lamp.ts': "export const light = () => 'bright'\n", 'bell.ts': slow('bong') })
    await sleep(30)
    story.write({ 'bell.ts': slow('bing') })
    await story.told(update => update.status === 'applied' && update.files.includes('lamp.ts'))
    while (await story.probe() !== 'bing bright') await sleep(5, undefined, { signal: t.signal })
  })

  test('the clock goes back: a file gets an older time than it had, and the same size', limits, async t => {
    const story = await Story.start(t, { 'main.ts': main, 'bell.ts': bell('ding') })
    writeFileSync(story.path('bell.next'), bell('dong'))
    utimesSync(story.path('bell.next'), 1, 1)
    renameSync(story.path('bell.next'), story.path('bell.ts'))
    await story.applied()
    assert.equal(await story.probe(), 'dong 1')
  })

  test('a source of five megabytes', limits, async t => {
    const source = (sound: string): string => `export const ring = () => '${sound}'\n${Array.from({ length: 20_000 }, (_, index) => `export function part${index}(a: number, b = ${index}): number {\n  const sum = a + b // ${'.'.repeat(140)}\n  return sum > ${index} ? sum : part${(index + 1) % 20_000}(a, b)\n}\n`).join('')}`
    assert.ok(source('').length > 5_000_000)
    const story = await Story.start(t, { 'main.ts': main, 'bell.ts': source('ding') })
    assert.equal(await story.probe(), 'ding 1')
    story.write({ 'bell.ts': source('dong') })
    const update = await story.applied()
    assert.deepEqual(update.edits.map(({ action, name }) => `${action} ${name}`), ['patched ring'])
    assert.equal(await story.probe(), 'dong 2')
  })

  test('ten thousand files are saved at once by a switch to another branch', { ...limits, skip: git('--version') === undefined && 'needs git' }, async t => {
    const room = (index: number, version: number): string => `export const look = () => 'room ${index} of ${version}'\n`
    const rooms = (version: number): Record<string, string> => Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`rooms/${index % 20}/room${index}.ts`, room(index, version)]))
    const loaded = Array.from({ length: 500 }, (_, index) => index)
    const house = `${loaded.map(index => `import { look as look${index} } from './rooms/${index % 20}/room${index}.ts'\n`).join('')}export const probe = () => [${loaded.map(index => `look${index}()`).join()}].map(each => each.at(-1)).join('')\n`
    const story = await Story.start(t, { ...rooms(2), 'main.ts': house }, folder => {
      git('init', '-q', folder)
      git('-C', folder, 'add', '.')
      git('-C', folder, ...author, 'commit', '-qm', 'two')
      git('-C', folder, 'checkout', '-qb', 'other')
      write(folder, rooms(1))
      git('-C', folder, ...author, 'commit', '-qam', 'one')
    })
    assert.equal(await story.probe(), '1'.repeat(500))
    assert.equal(git('-C', story.folder, 'checkout', '-q', '-'), '')
    const update = await story.applied()
    assert.equal(await story.probe(), '2'.repeat(500))
    assert.deepEqual([update.edits.length, update.problems], [500, []])
  })

  test('a file may not be read any more, and may again', { ...limits, skip: process.platform === 'win32' && 'rights are told otherwise there' }, async t => {
    // The superuser may read everything.
    const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
    const story = await Story.start(t, { 'main.ts': main, 'bell.ts': bell('ding') }, folder => {
      if (nobody.uid !== undefined) for (const each of [dirname(folder), folder]) chownSync(each, nobody.uid, nobody.gid)
    }, nobody)
    chmodSync(story.path('bell.ts'), 0)
    story.write({ 'bell.ts': bell('dong'), 'main.ts': `// saved as well\n${main}` })
    const { status, problems } = await story.problem('LC1002')
    assert.deepEqual([status, problems[0]!.file], ['rejected', 'bell.ts'])
    assert.match(problems[0]!.hint!, /chmod u\+r/)
    assert.equal(await story.probe(), 'ding 1')
    chmodSync(story.path('bell.ts'), 0o644)
    story.write({ 'bell.ts': bell('dong') })
    await story.applied()
    assert.equal(await story.probe(), 'dong 2')
  })

  test('a program is killed between saves: each line of its report is whole, and the next start follows the files', limits, async t => {
    const story = await Story.start(t, { 'main.ts': main, 'bell.ts': bell('ding') })
    for (let index = 0; index < 20; index++) {
      story.write({ 'bell.ts': bell(`dong ${index}`) })
      if (index === 10) await story.applied()
    }
    await story.kill()
    const lines = readFileSync(story.report, 'utf8').split('\n')
    assert.equal(lines.pop(), '')
    for (const line of lines) assert.equal(typeof JSON.parse(line), 'object')
    const next = await Story.start(t, { 'main.ts': main, 'bell.ts': readFileSync(story.path('bell.ts'), 'utf8') })
    assert.equal(await next.probe(), 'dong 19 1')
    next.write({ 'bell.ts': bell('ping') })
    await next.applied()
    assert.equal(await next.probe(), 'ping 2')
  })

  test('a lock that a crashed git left behind holds nothing up', limits, async t => {
    const story = await Story.start(t, { 'main.ts': main, 'bell.ts': bell('ding'), '.git/index.lock': '' }, folder => utimesSync(join(folder, '.git/index.lock'), 1, 1))
    story.write({ 'bell.ts': bell('dong') })
    await story.applied()
    assert.equal(await story.probe(), 'dong 1')
  })
})
