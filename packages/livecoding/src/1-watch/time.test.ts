import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { text } from 'node:stream/consumers'

// Nothing wakes this process: it has a server that nobody calls.
const sleeper = `
import { createServer } from 'node:net'
import { after, soon } from ${JSON.stringify(new URL('time.ts', import.meta.url).href)}
createServer().listen(0, '127.0.0.1', () => after(1, () => soon(() => {
  process.stdout.write('called')
  process.exit()
})))`

test('a process that sleeps is woken by what is to be called soon', { timeout: 60_000 }, async t => {
  const child = spawn(process.execPath, [...process.execArgv.filter(flag => !flag.startsWith('--test')), '--input-type=module', '--eval', sleeper], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_TEST_CONTEXT: undefined } })
  t.after(() => child.kill())
  const [printed] = await Promise.all([text(child.stdout), once(child, 'exit', { signal: t.signal })])
  assert.equal(printed, 'called')
})
