import net, { type ListenOptions, type Server } from 'node:net'
import type { Effect } from './effect.ts'
import { quietly } from './quietly.ts'
import type { Call, Tap } from './tap.ts'

/** `close()` also ends idle connections and tells the program; to stop accepting, its handle is closed alone. */
interface Internals {
  _handle: { close(): void } | null
  /** Counts `listen` and `close`: a lookup of a host name that comes back late is not for us. */
  _listeningId: number
}

const listen: (this: Server, options: ListenOptions) => Server = net.Server.prototype.listen

function recordServer({ self, args, proceed, record }: Call): unknown {
  const result = proceed()
  record(listeningServer(self as Server, args.filter(each => typeof each !== 'function')))
  return result
}

function listeningServer(made: Server, args: unknown[]): Effect {
  const held = new WeakRef(made)
  let round = internals(made)._listeningId

  return {
    kind: 'server',
    get name() {
      const server = held.deref()
      return server ? nameOf(server) : 'server'
    },
    isOver() {
      const server = held.deref()
      return !server || internals(server)._listeningId !== round
    },
    dispose() {
      const server = held.deref()
      if (!server) return undefined
      const options = server.listening ? sameAgain(server, args) : undefined
      stopAccepting(server)
      const stopped = internals(server)._listeningId
      return options && {
        async restore() {
          const listening = quietly(server, () => listen.call(server, options))
          round = internals(server)._listeningId
          await listening
        },
        // It may listen again by now, at another port.
        release: () => void (internals(server)._listeningId === stopped && server.close()),
        // The program is told, as on a fresh start.
        again() {
          Reflect.apply(listen, server, args)
          round = internals(server)._listeningId
        }
      }
    }
  }
}

function stopAccepting(server: Server): void {
  const inside = internals(server)
  inside._listeningId++
  inside._handle?.close()
  inside._handle = null
}

/** What `listen(port, host, backlog)`, `listen(path, backlog)`, `listen(handle)` or `listen(options)` came to. */
function sameAgain(server: Server, [first, ...rest]: unknown[]): ListenOptions {
  const address = server.address()
  const given: ListenOptions = first instanceof Object ? first : {}
  const { host = rest.find(each => typeof each === 'string'), backlog = rest.find(each => Number(each) >= 0) } = given
  const { exclusive, reusePort, ipv6Only, readableAll, writableAll } = given
  const kept = { backlog: Number(backlog ?? 0), exclusive, reusePort, ipv6Only, readableAll, writableAll }
  if (typeof address === 'string') return { ...kept, path: address }
  const byHandle = first instanceof Object && !('port' in first)
  return { ...kept, port: address?.port, host: byHandle ? address?.address : host }
}

function nameOf(server: Server): string {
  const address = server.address()
  return address === null ? 'server' : `server ${typeof address === 'string' ? address : `:${address.port}`}`
}

function internals(server: Server): Internals {
  return server as unknown as Internals
}

export const servers: Tap[] = [{ target: net.Server.prototype, key: 'listen', around: recordServer }]
