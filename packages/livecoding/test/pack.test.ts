import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const library = join(import.meta.dirname, '..')
const top = join(library, '../..')

test('the package has the README and the pages for users, and their links lead somewhere; git has them once', t => {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'pack-')))
  t.after(() => rmSync(home, { recursive: true, force: true }))
  const copy = join(home, 'packages/livecoding')
  mkdirSync(copy, { recursive: true })
  for (const name of ['README.md', 'docs']) cpSync(join(top, name), join(home, name), { recursive: true })
  for (const name of ['package.json', 'pages.mjs', 'bin', 'LICENSE', 'hot.d.ts']) cpSync(join(library, name), join(copy, name), { recursive: true })

  execFileSync('npm', ['pack', '--silent'], { cwd: copy, shell: process.platform === 'win32', env: { ...process.env, npm_config_cache: join(home, 'cache') } })
  const [packed] = readdirSync(copy).filter(name => name.endsWith('.tgz'))
  execFileSync('tar', ['-xzf', packed!], { cwd: copy })
  const unpacked = join(copy, 'package')

  assert.match(readFileSync(join(unpacked, 'README.md'), 'utf8'), /^# livecoding\n/)
  const pages = ['README.md', ...readdirSync(join(unpacked, 'docs')).map(name => `docs/${name}`)]
  assert.ok(pages.includes('docs/problems.md') && pages.includes('docs/limits.md'))
  let links = 0
  for (const page of pages) {
    const words = readFileSync(join(unpacked, page), 'utf8').replaceAll(/```[^]*?```|`[^`]*`/g, '')
    for (const [link, path = ''] of words.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (/^\w+:/.test(path)) continue
      links++
      assert.ok(existsSync(join(unpacked, dirname(page), path)), `${page}: ${link}`)
    }
  }
  assert.ok(links > 20)
  assert.deepEqual(['README.md', 'docs'].filter(name => existsSync(join(copy, name))), [], 'what was copied for the package is gone')
})
