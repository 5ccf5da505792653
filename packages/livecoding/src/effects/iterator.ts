import fs from 'node:fs'
import timersPromises from 'node:timers/promises'
import type { Effect } from './effect.ts'
import type { Call, Tap } from './tap.ts'

type Iterator = AsyncGenerator<unknown, unknown>

/** What gives one after the other until a signal ends it. */
interface Source {
  iterator: Iterator
  abort: AbortController
}

/**
 * Who waits for the next one of an iterator that was disposed goes no further, as a callback that is not called any more: an error, or an end,
 * would run code that the source has no more. Restored, a new iterator goes on behind the one that the program has.
 */
function recordIterator(kind: Effect['kind'], at: number, nameOf: (args: readonly unknown[]) => string) {
  return ({ args, proceed, record }: Call): unknown => {
    const given = args[at]
    // Node says what is wrong with it.
    if (given !== undefined && (typeof given !== 'object' || given === null)) return proceed()
    const { signal } = (given ?? {}) as { signal?: unknown }
    const begin = (): Source => {
      const abort = new AbortController()
      args[at] = { ...given, signal: signal === undefined ? abort.signal : signal instanceof AbortSignal ? AbortSignal.any([signal, abort.signal]) : signal }
      return { iterator: proceed() as Iterator, abort }
    }
    const first = begin()
    record(iterating(kind, nameOf(args), first, begin))
    return first.iterator
  }
}

function iterating(kind: Effect['kind'], name: string, first: Source, begin: () => Source): Effect {
  const { iterator } = first
  const held = new WeakRef(iterator)
  const { next, return: end } = iterator
  let source = first
  let goesOn: PromiseWithResolvers<void> | undefined
  let isOver = false

  function step(...values: [] | [unknown]): Promise<IteratorResult<unknown>> {
    if (goesOn) return goesOn.promise.then(() => step(...values))
    const asked = source
    return next.apply(asked.iterator, values).then(result => {
      isOver ||= result.done === true
      return result
    }, (error: unknown) => {
      if (goesOn || asked !== source) return step(...values)
      isOver = true
      throw error
    })
  }

  function finish(value: unknown): Promise<IteratorResult<unknown>> {
    isOver = true
    return end.call(source.iterator, value)
  }

  for (const [key, value] of Object.entries({ next: step, return: finish })) Object.defineProperty(iterator, key, { value, writable: true, configurable: true })
  return {
    kind,
    name,
    isOver: () => isOver || held.deref() === undefined,
    dispose() {
      if (isOver) return undefined
      goesOn = Promise.withResolvers()
      source.abort.abort()
      return {
        restore() {
          source = begin()
          goesOn?.resolve()
          goesOn = undefined
        },
      }
    },
  }
}

export const iterators: Tap[] = [
  { target: timersPromises, key: 'setInterval', around: recordIterator('timer', 2, ([delay]) => `interval ${String(delay ?? 1)} ms`) },
  { target: fs.promises, key: 'watch', around: recordIterator('watcher', 1, ([path]) => `watcher ${String(path)}`) },
]
