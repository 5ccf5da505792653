import assert from 'node:assert/strict'
import dgram from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import fs from 'node:fs'
import http from 'node:http'
import http2 from 'node:http2'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import { test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import tls from 'node:tls'
import { createRecorder } from './recorder.ts'

const recorder = createRecorder()

function record<T>(work: () => T): { owner: object; made: T } {
  const owner = {}
  recorder.enter(owner)
  const made = work()
  recorder.leave()
  return { owner, made }
}

const portOf = (server: net.Server) => (server.address() as AddressInfo).port
const events = (server: net.Server) => {
  const seen: string[] = []
  for (const name of ['listening', 'close']) server.on(name, () => seen.push(name))
  return seen
}

async function ask(port: number, agent?: http.Agent): Promise<string> {
  const [response] = await once(http.get({ port, agent, host: '127.0.0.1' }), 'response') as [http.IncomingMessage]
  return String(await response.toArray())
}

test('a server with a callback is one effect, and lets its port go at once', async () => {
  const { owner, made } = record(() => net.createServer(visitor => visitor.end('hi')).listen(0, () => {}))
  await once(made, 'listening')
  const port = portOf(made)
  const seen = events(made)
  const [{ kind, name, restore, release }] = recorder.dispose(owner)
  assert.deepEqual([kind, name], ['server', `server :${port}`])
  assert.equal(made.listening, false)
  const other = net.createServer().listen(port)
  await once(other, 'listening')
  await assert.rejects(async () => restore(), /EADDRINUSE/)
  other.close()
  await once(other, 'close')
  await restore()
  assert.equal(portOf(made), port)
  assert.equal(String(await net.connect(port, '127.0.0.1').toArray()), 'hi')
  assert.deepEqual(seen, [])
  recorder.dispose(owner)
  release()
  await once(made, 'close')
  assert.deepEqual(seen, ['close'])
})

test('connections that are kept alive survive a dispose and a restore', async () => {
  const { owner, made } = record(() => http.createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1'))
  await once(made, 'listening')
  const port = portOf(made)
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  let connections = 0
  made.on('connection', () => connections++)
  const seen = events(made)
  assert.equal(await ask(port, agent), 'hello')
  const disposed = recorder.dispose(owner)
  await assert.rejects(ask(port), /ECONNREFUSED/)
  assert.equal(await ask(port, agent), 'hello')
  for (const { restore } of disposed) await restore()
  assert.equal(await ask(port, agent), 'hello')
  assert.equal(connections, 1)
  assert.equal(await ask(port), 'hello')
  assert.deepEqual(seen, [])

  const [idle] = Object.values(agent.freeSockets).flat()
  idle!.ref()
  for (const { release } of recorder.dispose(owner)) release()
  await Promise.all([once(made, 'close'), once(idle!, 'close')])
  agent.destroy()
})

test('a closed server is over; one that listened again without us is not ours', async () => {
  const { owner, made } = record(() => net.createServer().listen(0))
  assert.equal(recorder.count(owner), 1)
  made.close()
  assert.equal(recorder.count(owner), 0)
  await once(made, 'close')
  made.listen(0)
  assert.deepEqual(recorder.dispose(owner), [])
  assert.equal(made.listening, true)
  made.close()
})

test('a server that still looks for its host name will not listen', async () => {
  const { owner, made } = record(() => net.createServer().listen(0, 'localhost'))
  assert.deepEqual(recorder.names(owner), ['server'])
  assert.deepEqual(recorder.dispose(owner), [])
  // Asked later for the same name, and answered later.
  await lookup('localhost')
  await nextTurn()
  assert.equal(made.listening, false)
})

test('a server on a path, a handle, options', async t => {
  const folder = fs.mkdtempSync(`${os.tmpdir()}/effects-`)
  t.after(() => fs.rmSync(folder, { recursive: true }))
  const first = net.createServer().listen(0, '127.0.0.1')
  await once(first, 'listening')
  for (const listen of [
    () => net.createServer().listen(`${folder}/socket`),
    () => net.createServer().listen(Reflect.get(first, '_handle')),
    () => net.createServer().listen({ host: '127.0.0.1', port: 0, backlog: 5, exclusive: true }),
    () => net.createServer().listen()
  ]) {
    const { owner, made } = record(listen)
    if (!made.address()) await once(made, 'listening')
    const address = made.address()
    for (const { restore } of recorder.dispose(owner)) await restore()
    assert.deepEqual(made.address(), address)
    for (const { release } of recorder.dispose(owner)) release()
  }
})

test('what is derived from net.Server: tls, http2', async () => {
  for (const create of [() => tls.createServer({}), () => http2.createServer()]) {
    const { owner, made } = record(() => create().listen(0))
    const port = portOf(made)
    assert.deepEqual(recorder.names(owner), [`server :${port}`])
    for (const { restore } of recorder.dispose(owner)) await restore()
    assert.equal(portOf(made), port)
    for (const { release } of recorder.dispose(owner)) release()
    await once(made, 'close')
  }
})

test('a datagram socket is unbound, and bound again as the same object', async () => {
  const heard: string[] = []
  const { owner, made } = record(() =>
    dgram.createSocket('udp4', word => heard.push(String(word))).bind({ address: '127.0.0.1', port: 0 }))
  await once(made, 'listening')
  const { port } = made.address()
  const [{ name, restore }] = recorder.dispose(owner)
  assert.equal(name, `udp :${port}`)
  const other = dgram.createSocket('udp4').bind(port, '127.0.0.1')
  await once(other, 'listening')
  other.close()
  await once(other, 'close')
  await restore()
  const sender = dgram.createSocket('udp4')
  const arrived = once(made, 'message')
  sender.send('knock', port, '127.0.0.1')
  await arrived
  assert.deepEqual(heard, ['knock'])
  sender.close()
  for (const { release } of recorder.dispose(owner)) release()
  await once(made, 'close')
  assert.equal(recorder.count(owner), 0)
})
