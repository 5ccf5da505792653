/** What can be edited in the program, each part in a file of its own: versions of bodies, and how many effects there are. */
export interface Parts {
  handler: number
  routes: number[]
  loop: number
  listeners: number[]
  intervals: number[]
  /** One more statement, which starts something and throws. */
  trouble?: 'syntax' | 'import' | 'name' | 'throws'
}

const troubles = {
  syntax: 'const unfinished = (',
  import: `import './nowhere.mts'`,
  name: `import { nothing } from './bus.mts'\nnothing()`,
  throws: `bus.on('tick', () => {})\nsetInterval(() => {}, 3)\nthrow new Error('no')`,
}

const lines = (all: (string | undefined)[]): string => `${all.filter(each => each !== undefined).join('\n')}\n`

export const files: Record<string, (parts: Parts) => string> = {
  'main.mts': ({ handler }) => lines([
    `import { createServer } from 'node:http'`,
    `import { routes } from './routes.mts'`,
    `import { rounds } from './loop.mts'`,
    `import { bus } from './bus.mts'`,
    `import './effects.mts'`,
    `const server = createServer((request, response) => {`,
    `  const route = routes[request.url ?? ''] ?? routes['/0']!`,
    `  response.end(JSON.stringify({ handler: ${handler}, route: route() }))`,
    `})`,
    `server.listen(0, '127.0.0.1')`,
    `export const counts = () => ({ port: (server.address() as { port: number }).port, listeners: bus.listenerCount('tick'), ...rounds })`,
  ]),
  'bus.mts': () => lines([`import { EventEmitter } from 'node:events'`, `export const bus = new EventEmitter()`]),
  'routes.mts': ({ routes }) => lines([
    `export const routes: Record<string, () => unknown> = {`,
    ...routes.map((version, index) => `  '/${index}': () => ${version},`),
    `}`,
  ]),
  'loop.mts': ({ loop }) => lines([
    `export const rounds = { loop: 0, rounds: 0 }`,
    `const pause = () => new Promise<void>(resolve => setTimeout(resolve, 2))`,
    `async function run() {`,
    `  for (let n = 0; ; n++) {`,
    `    await pause()`,
    `    rounds.rounds = n`,
    `    rounds.loop = ${loop}`,
    `  }`,
    `}`,
    `void run()`,
  ]),
  'effects.mts': ({ listeners, intervals, trouble }) => lines([
    `import { bus } from './bus.mts'`,
    `export const heard = { ticks: 0 }`,
    ...listeners.map(id => `bus.on('tick', () => { heard.ticks += ${id} })`),
    ...intervals.map(id => `setInterval(() => { bus.emit('tick') }, ${5 + id % 7})`),
    trouble && troubles[trouble],
  ]),
}
