import net from 'node:net'
import readline, { type Interface } from 'node:readline'
import readlinePromises from 'node:readline/promises'
import workerThreads from 'node:worker_threads'
import type { Call, Tap } from './tap.ts'

/** Things that go on when their statement is gone: closing them would tell the program, or end what others still read. */
const others: [object, string, string][] = [
  [readline, 'createInterface', 'readline interface'],
  [readlinePromises, 'createInterface', 'readline interface'],
  [net, 'connect', 'connection'],
  [net, 'createConnection', 'connection'],
  [net.Socket.prototype, 'connect', 'connection'],
  [workerThreads, 'BroadcastChannel', 'BroadcastChannel'],
  [workerThreads, 'MessageChannel', 'MessageChannel']
]

const recordAs = (name: string) => ({ proceed, record }: Call): unknown => {
  const made = proceed() as object
  const held = new WeakRef(made)
  record({
    kind: 'other', name, isOver: () => (held.deref() as Interface & { closed?: boolean } | undefined)?.closed ?? held.deref() === undefined,
    // It stays, and its owner may still come back.
    dispose: () => ({ restore() {} })
  })
  return made
}

export const stays: Tap[] = others.map(([target, key, name]) => ({ target, key, around: recordAs(name) }))
