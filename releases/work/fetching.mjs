import { createServer } from 'node:http'
import { once } from 'node:events'
import { result } from './thrown.mjs'

/** Requests to a server of its own, by every way that the library has. */
async function work({ request, fetch, Pool, Agent, Headers, Response, setGlobalDispatcher, getGlobalDispatcher }) {
  const server = createServer(async (message, response) => {
    if (message.url === '/away') return response.writeHead(302, { location: '/there' }).end()
    let body = ''
    for await (const part of message) body += part
    response.end(`${message.method} ${message.url} ${body}`)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${server.address().port}`
  const pool = new Pool(origin, { connections: 1 })
  try {
    const posted = await request(`${origin}/post`, { method: 'POST', body: 'hello' })
    const moved = await fetch(`${origin}/away`)
    const pooled = await pool.request({ path: '/pool', method: 'GET' })
    return [
      posted.statusCode, await posted.body.text(), moved.redirected, await moved.text(), await pooled.body.text(),
      [...new Headers({ b: '1', A: '2' })], result(() => new Response('', { status: 99 })), await (await fetch('data:text/plain,here')).text(),
    ]
  } finally {
    await pool.close()
    await getGlobalDispatcher().close()
    setGlobalDispatcher(new Agent())
    server.closeAllConnections()
    server.close()
  }
}

const hold = ({ Headers, FormData }) => ({ headers: new Headers({ a: 'b' }), form: new FormData() })

function use({ headers, form }) {
  headers.set('c', 'd')
  form.set('name', 'value')
  return [[...headers], [...form]]
}

export const fetching = { work, hold, use }
