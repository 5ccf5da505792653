// A small world over HTTP: open the address that is printed, and edit the other files while you are in there.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { relative } from 'node:path'
import { runClock } from './clock.ts'
import { answer } from './routes.ts'

const server = createServer((request, response) => {
  const { status, text } = answer(decodeURI(request.url ?? '/'))
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
})

server.listen(Number(process.env['PORT'] ?? 0), () => {
  const { port } = server.address() as AddressInfo
  const file = (name: string): string => relative(process.env['INIT_CWD'] ?? process.cwd(), `${import.meta.dirname}/${name}`)
  console.log(`The world is open at  http://localhost:${port}/ann/look
Edit and save         ${file('rooms.ts')}  or  ${file('commands.ts')}`)
})

void runClock()
