import { once } from 'node:events'

/** A server that echoes, over compressed connections, and a client that leaves. */
async function work({ WebSocket, WebSocketServer }) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: true })
  await once(server, 'listening')
  server.on('connection', socket => { socket.on('message', (data, isBinary) => { socket.send(data, { binary: isBinary }) }) })
  const client = new WebSocket(`ws://127.0.0.1:${server.address().port}`)
  await once(client, 'open')
  const seen = []
  for (const data of ['hello', Buffer.from('bytes'), 'long '.repeat(2000)]) {
    client.send(data)
    const [answer, isBinary] = await once(client, 'message')
    seen.push([String(answer).slice(0, 20), answer.length, isBinary])
  }
  client.close(4001, 'enough')
  const [code, reason] = await once(client, 'close')
  server.close()
  return [seen, code, String(reason)]
}

export const sockets = { work }
