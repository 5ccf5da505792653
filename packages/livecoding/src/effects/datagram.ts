import dgram, { type Socket } from 'node:dgram'
import type { Effect } from './effect.ts'
import { quietly } from './quietly.ts'
import type { Call, Tap } from './tap.ts'

interface Handle {
  close(): void
  hasRef(): boolean
  unref(): void
  owner: Socket
  lookup: unknown
}

interface State {
  handle: Handle | null
  receiving: boolean
  bindState: number
}

const unconnected = 0
const unbound = 0
const bound = 2
const { bind } = dgram.Socket.prototype

function recordSocket({ self, args, proceed, record }: Call): unknown {
  const result = proceed()
  const socket = self as Socket
  if (stateOf(socket)) record(boundSocket(socket, args))
  return result
}

function boundSocket(made: Socket, [options]: unknown[]): Effect {
  const held = new WeakRef(made)
  let handle = stateOf(made)?.handle
  const exclusive = options instanceof Object && 'exclusive' in options && options.exclusive === true

  return {
    kind: 'server',
    get name() {
      const socket = held.deref()
      return socket && stateOf(socket)?.bindState === bound ? `udp :${socket.address().port}` : 'udp'
    },
    isOver() {
      const socket = held.deref()
      return !socket || stateOf(socket)?.handle !== handle
    },
    dispose() {
      const socket = held.deref()
      if (!socket) return undefined
      if (stateOf(socket)?.bindState !== bound) return void socket.close()
      const { port, address } = socket.address()
      unbind(socket)
      handle = stateOf(socket)?.handle
      return {
        restore: () => quietly(socket, () => bind.call(socket, { port, address, exclusive })),
        // It may be bound again by now.
        release: () => void (stateOf(socket)?.handle === handle && stateOf(socket)?.bindState === unbound && socket.close()),
        isFinal: true as const
      }
    }
  }
}

/** Gives the socket the handle of a new one, so that it can be bound again: a closed socket could not. */
function unbind(socket: Socket): void {
  const state = stateOf(socket)!
  const fresh = stateOf(dgram.createSocket((socket as unknown as { type: 'udp4' | 'udp6' }).type))!
  const [old, next] = [state.handle!, fresh.handle!]
  fresh.handle = null
  next.lookup = old.lookup
  next.owner = socket
  if (!old.hasRef()) next.unref()
  old.close()
  Object.assign(state, { handle: next, receiving: false, bindState: unbound, connectState: unconnected })
}

function stateOf(socket: Socket): State | undefined {
  const key = Object.getOwnPropertySymbols(socket).find(({ description }) => description === 'state symbol')
  return key && (socket as unknown as Record<symbol, State>)[key]
}

export const datagrams: Tap[] = ['bind', 'bindSync']
  .map(key => ({ target: dgram.Socket.prototype, key, around: recordSocket }))
