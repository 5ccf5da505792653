import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { suite, test } from 'node:test'
import type { Problem } from '../8-report/report.ts'
import { createCache, type Cache } from './cache.ts'
import { cacheFolder } from './folder.ts'
import { pack, readPack, writePack, type Entry } from './pack.ts'
import { prune } from './save.ts'

const none = { bindings: [], imports: [], requests: [], exports: [], stars: [], rerun: false, passesOn: false }
const entry = (source: string, more: Partial<Entry> = {}): Omit<Entry, 'path' | 'settings'> => ({ slots: [0], id: 0, format: 'module', source, code: `/* guarded */ ${source}`, sketch: none, spaces: {}, names: '', ...more })

/** A folder for a program and a file for its cache; `run` is one life of the program. */
function program(): { root: string, file: string, run(use: (cache: Cache) => void, engine?: string): Problem[] } {
  const root = mkdtempSync(join(tmpdir(), 'livecoding-cache-'))
  const file = join(root, 'cache', 'main.pack')
  return {
    root, file,
    run(use, engine = 'engine 1') {
      const problems: Problem[] = []
      const cache = createCache(root, file, engine, found => problems.push(found))
      use(cache)
      cache.close()
      return problems
    },
  }
}

const codeOf = (cache: Cache, path: string, text: string): string | undefined => cache.find(path, text, 'module')?.code

suite('what one start leaves for the next', () => {
  test('the code of a text is found again, in any alphabet', () => {
    const { root, run } = program()
    const texts = ['', 'tile()', 'größe = "Straße"', 'look("\u{1F40C} \ud800")']
    run(cache => { for (const [id, text] of texts.entries()) cache.add(join(root, `${id}.ts`), entry(text, { id, spaces: { './a.ts': true } }), false) })
    run(cache => {
      assert.equal(cache.highest(), 3)
      for (const [id, text] of texts.entries()) {
        const { code, spaces, source } = cache.find(join(root, `${id}.ts`), text, 'module')!
        assert.deepEqual([code, spaces, source], [`/* guarded */ ${text}`, { './a.ts': true }, text])
      }
    })
  })

  test('a file that was edited meanwhile, a little or back again, is judged by its content', () => {
    const { root, run } = program()
    const path = join(root, 'tile.ts')
    run(cache => cache.add(path, entry('tile(1)'), false))
    run(cache => {
      assert.equal(codeOf(cache, path, 'tile(2)'), undefined)
      assert.equal(codeOf(cache, path, 'tile(11)'), undefined)
      assert.equal(cache.find(path, 'tile(1)', 'commonjs'), undefined)
      assert.notEqual(codeOf(cache, path, 'tile(1)'), undefined)
      cache.add(path, entry('tile(2)'), false)
    })
    run(cache => {
      assert.notEqual(codeOf(cache, path, 'tile(2)'), undefined)
      assert.equal(codeOf(cache, path, 'tile(1)'), undefined)
    })
  })

  test('another engine finds nothing, and replaces it', () => {
    const { root, run } = program()
    const path = join(root, 'tile.ts')
    run(cache => cache.add(path, entry('tile()'), false))
    run(cache => {
      assert.equal(codeOf(cache, path, 'tile()'), undefined)
      cache.add(path, entry('tile()', { code: 'newer' }), false)
    }, 'engine 2')
    run(cache => assert.equal(codeOf(cache, path, 'tile()'), 'newer'), 'engine 2')
    run(cache => assert.equal(codeOf(cache, path, 'tile()'), undefined))
  })

  test('another tsconfig.json finds nothing where it has a say', () => {
    const { root, run } = program()
    const path = join(root, 'tile.ts')
    run(cache => {
      cache.add(path, entry('@legacy class Tile {}'), true)
      cache.add(join(root, 'door.ts'), entry('door()', { id: 1 }), false)
    })
    writeFileSync(join(root, 'tsconfig.json'), '{ "compilerOptions": { "experimentalDecorators": true } }')
    run(cache => {
      assert.equal(codeOf(cache, path, '@legacy class Tile {}'), undefined)
      assert.notEqual(codeOf(cache, join(root, 'door.ts'), 'door()'), undefined)
    })
  })
})

suite('a cache that cannot be trusted', () => {
  test('one that is cut off, or has a wrong byte anywhere, is as good as none, and is written anew', () => {
    const { root, file, run } = program()
    const path = join(root, 'tile.ts')
    const fill = (): Problem[] => run(cache => cache.add(path, entry('tile()'), false))
    fill()
    const whole = readFileSync(file)
    for (let at = 0; at < whole.length; at += 7) {
      const broken = Buffer.from(whole)
      broken[at]! ^= 1
      for (const bytes of [broken, whole.subarray(0, at)]) {
        writeFileSync(file, bytes)
        run(cache => assert.equal(codeOf(cache, path, 'tile()'), undefined, `byte ${at}`))
      }
    }
    fill()
    run(cache => assert.notEqual(codeOf(cache, path, 'tile()'), undefined))
  })

  test('one that others can write is not read', { skip: process.platform === 'win32' }, () => {
    const { root, file, run } = program()
    run(cache => cache.add(join(root, 'tile.ts'), entry('tile()'), false))
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.equal(statSync(dirname(file)).mode & 0o777, 0o700)
    chmodSync(file, 0o666)
    run(cache => assert.equal(codeOf(cache, join(root, 'tile.ts'), 'tile()'), undefined))
  })

  test('a folder that cannot be written is told, and changes nothing else', () => {
    const { root, run } = program()
    writeFileSync(join(root, 'cache'), 'a file stands there')
    const problems = run(cache => {
      cache.add(join(root, 'tile.ts'), entry('tile()'), false)
      assert.equal(codeOf(cache, join(root, 'tile.ts'), 'tile()'), undefined)
    })
    assert.deepEqual(problems.map(({ code, severity }) => [code, severity]), [['LC3104', 'warning']])
    assert.deepEqual(run(() => {}), [])
  })

  test('node_modules of somebody else is left alone', { skip: process.platform === 'win32' }, () => {
    const { root } = program()
    const inner = join(root, 'packages', 'world')
    mkdirSync(inner, { recursive: true })
    mkdirSync(join(root, 'node_modules'))
    chmodSync(join(root, 'node_modules'), 0o755)
    assert.equal(cacheFolder(inner), join(root, 'node_modules', '.cache', 'livecoding'))
    chmodSync(join(root, 'node_modules'), 0o777)
    assert.equal(cacheFolder(inner, { XDG_CACHE_HOME: '/home/ada/cache' }).endsWith('node_modules/.cache/livecoding'), false)
  })
})

suite('several programs', () => {
  test('two at once: both find their own code next time, and no number is given twice', () => {
    const { root, file, run } = program()
    for (const name of ['a', 'b', 'c']) writeFileSync(join(root, `${name}.ts`), '')
    run(cache => cache.add(join(root, 'a.ts'), entry('a()'), false))
    run(first => {
      run(second => {
        for (const [cache, name] of [[first, 'b'], [second, 'c']] as const) {
          assert.notEqual(codeOf(cache, join(root, 'a.ts'), 'a()'), undefined)
          cache.add(join(root, `${name}.ts`), entry(`${name}()`, { id: cache === first ? 1 : 2 }), false)
        }
      })
    })
    run(cache => { for (const name of ['a', 'b', 'c']) assert.notEqual(codeOf(cache, join(root, `${name}.ts`), `${name}()`), undefined, name) })
    run(first => {
      run(second => second.add(join(root, 'e.ts'), entry('e()', { id: 3 }), false))
      first.add(join(root, 'd.ts'), entry('d()', { id: 3 }), false)
    })
    const ids = [...readPack(file, 'engine 1').values()].map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
  })

  test('code of files that are gone goes with the next write; what is old or half written goes too', () => {
    const { root, file, run } = program()
    writeFileSync(join(root, 'kept.ts'), '')
    run(cache => {
      cache.add(join(root, 'kept.ts'), entry('kept()', { id: 0 }), false)
      cache.add(join(root, 'gone.ts'), entry('gone()', { id: 1 }), false)
    })
    run(cache => cache.add(join(root, 'new.ts'), entry('new()', { id: 2 }), false))
    assert.deepEqual([...readPack(file, 'engine 1').keys()].toSorted(), ['kept.ts', 'new.ts'])
    const [old, half] = [join(dirname(file), 'old.pack'), join(dirname(file), 'main.pack.1.2.tmp')]
    for (const path of [old, half]) writeFileSync(path, '')
    const day = 24 * 3600
    utimesSync(old, 0, Date.now() / 1000 - 31 * day)
    utimesSync(half, 0, Date.now() / 1000 - day)
    prune(dirname(file))
    assert.deepEqual(readdirSync(dirname(file)), ['main.pack'])
  })
})

test('the pieces of a pack lie where its index says', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'livecoding-cache-')), 'a.pack')
  const all = ['one', 'zwei – drei', 'four'].map((source, id) => pack({ path: `${id}.ts`, ...entry(source, { id }) }))
  writeFileSync(file, writePack('e', all), { mode: 0o600 })
  const again = readPack(file, 'e')
  writeFileSync(file, writePack('e', [...again.values()].toReversed()))
  assert.deepEqual([...readPack(file, 'e').values()].map(each => each.entry().source), ['four', 'zwei – drei', 'one'])
  rmSync(dirname(file), { recursive: true })
  assert.equal(existsSync(file), false)
  assert.equal(readPack(file, 'e').size, 0)
})
