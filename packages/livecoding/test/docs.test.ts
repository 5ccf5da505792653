import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

// The examples of docs/library.md run, one after the other, in one program.
const page = readFileSync(join(import.meta.dirname, '../../../docs/library.md'), 'utf8')
const examples = [...page.matchAll(/^```ts\n([^]*?)^```/gm)].map(([, text = '']) => text)

const files: Record<string, string> = {
  'package.json': '{ "type": "module" }',
  'docs/read.md': 'read me',
  'server/services/networking.ts': 'export class NetworkService {}',
  'server/services/mail.ts': 'export class Mail {}',
  'about.ts': `import { CodeManager } from 'livecoding'
export { CodeManager, live } from 'livecoding'
export const code = new CodeManager()
export class Player { get title() { return 'player' } say(text: string) { return text } }
export class Mail {}
export const price = (count: number) => count * 10
`,
}

/** What an example uses without saying where it is from. */
function whole(text: string): string {
  const names = ['CodeManager', 'code', 'live', 'Player', 'Mail', 'price'].filter(name => new RegExp(`\\b${name}\\b`).test(text) && !new RegExp(`(?:const|import \\{[^}]*)\\s*\\b${name}\\b`).test(text))
  return `${names.length > 0 ? `import { ${names.join(', ')} } from './about.ts'\n` : ''}${text}`
}

test(`the ${examples.length} examples of docs/library.md run`, () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'docs-')))
  for (const [index, text] of examples.entries()) files[`example${index}.ts`] = whole(text)
  files['main.ts'] = `${examples.map((_, index) => `await import('./example${index}.ts')`).join('\n')}\nconsole.log('all')\nprocess.exit()`
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(join(import.meta.dirname, '..'), join(folder, 'node_modules/livecoding'))
  const { stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '../bin/livecoding.js'), 'run', 'main.ts'], { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', NODE_OPTIONS: undefined, NODE_TEST_CONTEXT: undefined } })
  assert.match(stdout, /^all$/m, stderr)
})
