import { Agent, createServer, request } from 'node:http'
import { Hono } from './hono/index.js'

const app = new Hono()
const notes = new Map(Array.from({ length: 50 }, (_, id) => [String(id), { id, text: `note ${id}` }]))
app.use('*', async (c, next) => {
  await next()
  c.header('x-served', 'yes')
})
app.get('/', c => c.text('hello'))
app.get('/notes', c => c.json([...notes.values()]))
app.get('/notes/:id', c => notes.has(c.req.param('id')) ? c.json(notes.get(c.req.param('id'))) : c.notFound())
app.get('/search/:word/:page{[0-9]+}', c => c.json({ word: c.req.param('word'), page: Number(c.req.param('page')), sort: c.req.query('sort') }))

const server = createServer(async (incoming, outgoing) => {
  const answer = await app.fetch(new Request(`http://localhost${incoming.url}`, { method: incoming.method }))
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
})
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
server.unref()
const { port } = server.address()
const agent = new Agent({ keepAlive: true, maxSockets: 8 })
const paths = ['/', '/notes', '/notes/7', '/notes/99', '/search/door/2?sort=new']

const get = path => new Promise((resolve, reject) => {
  request({ port, path, agent, host: '127.0.0.1' }, answer => { answer.resume().on('end', resolve) }).on('error', reject).end()
})

/** hono answers requests that come through Node's HTTP client. */
export async function work() {
  await Promise.all(Array.from({ length: 8 }, async (_, client) => {
    for (let count = 0; count < 40; count++) await get(paths[(client + count) % paths.length])
  }))
}
