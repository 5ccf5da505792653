import assert from 'node:assert/strict'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { Agent, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { start, type UpdateReport } from 'livecoding'

// An express application is edited, save after save, while requests run over one connection that is kept alive.

const example = join(import.meta.dirname, '..')

test('an express application follows its source under load, and keeps its store and its connections', { timeout: 300_000 }, async t => {
  const app = await open(t)
  const load = keepAsking(app, t)
  assert.deepEqual(await app.get('/'), [200, 'Hello World!'])
  assert.deepEqual(await app.post('/birds', { name: 'robin' }), [201, '1: robin'])

  // a constant
  await app.edit('app.ts', "'Hello World!'", "'Hello birds!'")
  assert.deepEqual(await app.get('/'), [200, 'Hello birds!'])

  // a route's handler, in the router's file
  await app.edit('birds.ts', 'res.json(list().map(describe))', 'res.json({ birds: list().map(describe) })')
  assert.deepEqual(await app.get('/birds'), [200, '{"birds":["1: robin"]}'])

  // a helper that two handlers use; what was stored before is still there
  await app.edit('store.ts', 'return `${id}: ${name}`', 'return `the ${name} (${id})`')
  assert.deepEqual(await app.post('/birds', { name: 'wren' }), [201, 'the wren (2)'])
  assert.deepEqual(await app.get('/birds'), [200, '{"birds":["the robin (1)","the wren (2)"]}'])

  // a middleware that express holds since the start; its counter goes on
  const before = Number((await app.ask('GET', '/')).headers['x-request-number'])
  await app.edit('request-number.ts', 'res.setHeader(header, ++requests)', "res.setHeader(header, ++requests).setHeader('X-Bird', 'wren')")
  const { headers } = await app.ask('GET', '/')
  assert.equal(headers['x-bird'], 'wren')
  assert.ok(Number(headers['x-request-number']) > before)

  // a request that is under way finishes its old code
  const slow = app.get('/slow')
  await once(app.server, 'request')
  await app.edit('app.ts', 'res.send(`${greeting} (slowly)`)', 'res.send(`${greeting} (very slowly)`)')
  assert.deepEqual(await slow, [200, 'Hello birds! (slowly)'])
  assert.deepEqual(await app.get('/slow'), [200, 'Hello birds! (very slowly)'])

  // a syntax error: refused with its place, and the old code serves on
  const bad = await app.edit('birds.ts', 'res.status(404).send(`No bird ${req.params.name}`)', 'res.status(404.send(`No such bird`)', 'rejected')
  assert.match(`${bad.problems[0]?.code} ${bad.problems[0]?.file}:${bad.problems[0]?.line}`, /^LC1001 birds\.ts:\d+$/)
  assert.deepEqual(await app.get('/birds/owl'), [404, 'No bird owl'])
  await app.edit('birds.ts', 'res.status(404.send(`No such bird`)', 'res.status(404).send(`No such bird`)')
  assert.deepEqual(await app.get('/birds/owl'), [404, 'No such bird'])

  // a route more, saved before the helper that it imports: it waits for it
  await app.save({
    'birds.ts': `${app.read('birds.ts').replace('list }', 'list, remove }')}
birds.delete('/:name', (req, res) => {
  res.send(remove(req.params.name) ? 'gone' : 'never there')
})
`,
  }, 'rejected')
  await app.save({
    'store.ts': `${app.read('store.ts')}
export function remove(name: string): boolean {
  return birds.delete(name)
}
`,
  })
  assert.deepEqual(await app.delete('/birds/wren'), [200, 'gone'])
  assert.deepEqual(await app.delete('/birds/wren'), [200, 'never there'])

  // undo goes back one update, and the program's own changes stay
  await app.edit('store.ts', 'return `the ${name} (${id})`', 'return name.toUpperCase()')
  assert.deepEqual(await app.get('/birds/robin'), [200, 'ROBIN'])
  assert.equal((await app.undo())?.status, 'applied')
  assert.deepEqual(await app.get('/birds/robin'), [200, 'the robin (1)'])

  const { answered, failures } = await load.stop()
  assert.deepEqual(failures, [])
  assert.ok(answered > 20, `${answered} requests were answered meanwhile`)
  assert.equal(app.connections, 2, 'one connection for the story, one for the load')
})

type Reply = [status: number | undefined, body: string]

/** The example in a folder of its own, served from this process with the engine in it. */
async function open(t: TestContext) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'express-')))
  cpSync(example, folder, { recursive: true, filter: path => !/node_modules|test$/.test(path) })
  symlinkSync(join(example, '../../node_modules'), join(folder, 'node_modules'))

  const engine = start({ root: folder })
  const { server } = await import(join(folder, 'server.ts')) as { server: Server }
  if (!server.listening) await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const sockets = new Set<Socket>()
  server.on('connection', socket => sockets.add(socket))
  t.after(() => {
    engine.stop()
    agent.destroy()
    server.close()
    server.closeAllConnections()
    rmSync(folder, { recursive: true, force: true })
  })

  async function ask(method: string, path: string, body?: object, by = agent): Promise<{ reply: Reply, headers: IncomingMessage['headers'] }> {
    const question = request({ port, path, method, agent: by, headers: { 'content-type': 'application/json' } })
    question.end(body && JSON.stringify(body))
    const [answer] = await once(question, 'response') as [IncomingMessage]
    return { reply: [answer.statusCode, String(Buffer.concat(await answer.toArray()))], headers: answer.headers }
  }

  const read = (file: string): string => readFileSync(join(folder, file), 'utf8')

  /** Saves the files as an editor does, and waits for what becomes of them. */
  async function save(files: Record<string, string>, status = 'applied'): Promise<UpdateReport> {
    const report = new Promise<UpdateReport>(told => {
      const off = engine.on('update', update => {
        off()
        told(update)
      })
    })
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
    const update = await report
    assert.equal(update.status, status, JSON.stringify(update))
    return update
  }

  async function edit(file: string, before: string, after: string, status = 'applied'): Promise<UpdateReport> {
    const text = read(file)
    assert.ok(text.includes(before), `${file} has ${before}`)
    return save({ [file]: text.replace(before, after) }, status)
  }

  return {
    server, ask, read, save, edit,
    undo: () => engine.undo(),
    get connections() { return sockets.size },
    get: async (path: string, by?: Agent): Promise<Reply> => (await ask('GET', path, undefined, by)).reply,
    post: async (path: string, body: object): Promise<Reply> => (await ask('POST', path, body)).reply,
    delete: async (path: string): Promise<Reply> => (await ask('DELETE', path)).reply,
  }
}

/** One request after the other, until it is stopped; tells how many were answered and which were not as they should. */
function keepAsking(app: Awaited<ReturnType<typeof open>>, t: TestContext) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const stopping = new AbortController()
  const result = { answered: 0, failures: [] as string[] }
  const done = (async () => {
    while (!stopping.signal.aborted && result.failures.length < 5) {
      for (const path of ['/', '/birds']) {
        const [status, body] = await app.get(path, agent).catch((error: Error): Reply => [undefined, error.message])
        if (status === 200) result.answered++
        else result.failures.push(`${path}: ${status} ${body}`)
      }
    }
  })()
  const stop = async () => {
    stopping.abort()
    await done
    agent.destroy()
    return result
  }
  t.after(stop)
  return { stop }
}
