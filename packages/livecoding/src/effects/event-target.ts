import type { Effect } from './effect.ts'
import { placeAmong } from './place.ts'
import type { Call, Tap } from './tap.ts'

/** How Node's EventTarget keeps the listeners of a type: a linked list behind a head. */
interface Node {
  next?: Node
  previous?: Node
  listener?: unknown
}

const { addEventListener, removeEventListener } = EventTarget.prototype

function recordListener({ self, args, proceed, record }: Call): unknown {
  const target = self as EventTarget
  const type = String(args[0])
  const before = listenersOf(target, type).length
  const result = proceed()
  const now = listenersOf(target, type)
  // Not added: it was there already, or its signal is aborted.
  if (now.length > before) record(targetListener(target, type, now.at(-1)!, args))
  return result
}

function targetListener(target: EventTarget, type: string, made: Node, [, callback, options]: unknown[]): Effect {
  const heldTarget = new WeakRef(target)
  let heldNode = new WeakRef(made)
  const heldCallback = new WeakRef(callback as EventListener)
  const given = typeof options === 'object' ? { ...options } : options as boolean | undefined
  const capture = typeof given === 'object' ? (given as AddEventListenerOptions).capture === true : given === true

  let before: unknown[] = []

  function position(): number {
    const [target, node] = [heldTarget.deref(), heldNode.deref()]
    return target && node ? listenersOf(target, type).indexOf(node) : -1
  }

  return {
    kind: 'listener',
    name: `listener ${type}`,
    isOver: () => position() < 0,
    mark() {
      const target = heldTarget.deref()
      if (target) before = callbacks(listenersOf(target, type)).slice(0, position())
    },
    dispose() {
      const [target, callback, neighbours] = [heldTarget.deref(), heldCallback.deref(), before]
      before = []
      if (!target || !callback) return undefined
      removeEventListener.call(target, type, callback, { capture })
      return {
        restore() {
          const there = listenersOf(target, type)
          addEventListener.call(target, type, callback, given)
          const node = listenersOf(target, type).at(-1)
          if (!node || there.includes(node)) return
          heldNode = new WeakRef(node)
          moveBehind(there[placeAmong(neighbours, callbacks(there)) - 1], node)
        }
      }
    }
  }
}

/** From the end of its list to the place behind `neighbour`, or to the front. */
function moveBehind(neighbour: Node | undefined, node: Node): void {
  const end = node.previous!
  const place = neighbour ?? headOf(node)
  if (place === end) return
  end.next = undefined
  node.next = place.next
  node.previous = place
  place.next!.previous = node
  place.next = node
}

function headOf(node: Node): Node {
  return node.previous ? headOf(node.previous) : node
}

function listenersOf(target: EventTarget, type: string): Node[] {
  const key = Object.getOwnPropertySymbols(target).find(({ description }) => description === 'kEvents')
  const lists = key && (target as unknown as Record<symbol, Map<string, Node> | undefined>)[key]
  const nodes: Node[] = []
  for (let node = lists?.get(type)?.next; node; node = node.next) nodes.push(node)
  return nodes
}

function callbacks(nodes: Node[]): unknown[] {
  return nodes.map(({ listener }) => listener)
}

export const targetListeners: Tap[] =
  [{ target: EventTarget.prototype, key: 'addEventListener', around: recordListener }]
