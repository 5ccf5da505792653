import type { Effect } from './effect.ts'
import { placeAmong } from './place.ts'
import type { Call, Tap } from './tap.ts'

/** How Node's EventTarget keeps the listeners of a type: a linked list behind a head. */
interface Node {
  next?: Node
  previous?: Node
  listener?: unknown
  same(callback: unknown, capture: boolean): boolean
}

const { addEventListener, removeEventListener } = EventTarget.prototype

function recordListener({ self, args, proceed, record }: Call): unknown {
  const target = self as EventTarget
  const type = String(args[0])
  const before = listenersOf(target, type).length
  const result = proceed()
  const now = listenersOf(target, type)
  if (now.length > before) record(targetListener(target, type, now.at(-1)!, args, 'owner'))
  else {
    const there = sameListener(now, args)
    if (there) record(targetListener(target, type, there, args, 'heir'))
  }
  return result
}

/** Who adds what a statement has added already has it as well, unless the signal is aborted. */
function sameListener(nodes: Node[], [, callback, options]: unknown[]): Node | undefined {
  const isAborted = typeof options === 'object' && (options as AddEventListenerOptions | null)?.signal?.aborted === true
  return isAborted ? undefined : nodes.find(node => heirs.has(node) && node.same(callback, isCapture(options)))
}

const isCapture = (options: unknown): boolean => typeof options === 'object' ? (options as AddEventListenerOptions | null)?.capture === true : options === true

/** Who else has asked for a listener: once it ends with its statement, the first of them adds it. */
interface Heir {
  take(): Node | undefined
  waitFor(node: Node): void
}

const heirs = new WeakMap<Node, Heir[]>()

function handOver(to: Node, waiting: Heir[]): void {
  heirs.set(to, waiting)
  for (const each of waiting) each.waitFor(to)
}

function targetListener(target: EventTarget, type: string, made: Node, [, callback, options]: unknown[], role: 'owner' | 'heir'): Effect {
  const heldTarget = new WeakRef(target)
  let heldNode = new WeakRef(made)
  const heldCallback = new WeakRef(callback as EventListener)
  const given = typeof options === 'object' ? { ...options } : options as boolean | undefined
  const capture = isCapture(given)

  let before: unknown[] = []
  let isOwner = role === 'owner'
  const heir: Heir = {
    take() {
      const [target, callback] = [heldTarget.deref(), heldCallback.deref()]
      if (!target || !callback) return undefined
      addEventListener.call(target, type, callback, given)
      const node = listenersOf(target, type).at(-1)!
      heldNode = new WeakRef(node)
      isOwner = true
      return node
    },
    waitFor(node) {
      heldNode = new WeakRef(node)
      isOwner = false
    }
  }
  if (isOwner) heirs.set(made, [])
  else heirs.get(made)!.push(heir)

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
      const made = heldNode.deref()
      const waiting = (made && heirs.get(made)) ?? []
      if (!isOwner) {
        if (made) heirs.set(made, waiting.filter(each => each !== heir))
        return {
          restore() {
            const there = listenersOf(target, type).find(node => node.same(callback, capture))
            if (there) handOver(there, [...heirs.get(there) ?? [], heir])
          }
        }
      }
      const remove = (): void => removeEventListener.call(target, type, callback, { capture })
      remove()
      const [next, ...others] = waiting
      const nextNode = next?.take()
      if (nextNode) handOver(nextNode, others)
      return {
        restore() {
          if (nextNode) remove()
          const there = listenersOf(target, type)
          addEventListener.call(target, type, callback, given)
          const node = listenersOf(target, type).at(-1)
          if (!node || there.includes(node)) return
          heldNode = new WeakRef(node)
          handOver(node, waiting)
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
