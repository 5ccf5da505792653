import assert from 'node:assert/strict'
import { getEventListeners, type EventEmitter } from 'node:events'
import type { Held, Modules } from './held.ts'
import { fileOf, itemsOf, type Module, type Program } from './program.ts'
import { minus, type Recorded } from './records.ts'

type Listener = (x: number) => unknown
const events = ['ask', 'tell']

/** What the programs of this process have started: a number of timers of their own, which never go off, and listeners. */
export const timers = (): number => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length

/** As many listeners and timers as a fresh start has, and each does what one of a fresh start does. */
export function checkEffects(held: Held, program: Program, fresh: Modules, before: number): void {
  const wanted = itemsOf(program).filter(({ item }) => item.kind === 'effect' && (item.form === 'interval' || item.form === 'timeout')).length
  assert.equal(timers() - before, wanted, 'timers')
  const [ours, theirs] = [numbers(held.modules(), program), numbers(fresh, program)]
  const [mine, wished] = [listenersOf(held.modules(), 'random'), listenersOf(fresh, 'fresh')]
  for (const event of events) process.removeAllListeners(`fresh-${event}`)
  const say = (listener: Listener, restore: () => void): string => {
    try { return String(listener(2)) } catch (error) { return String(error) } finally { restore() }
  }
  for (const [where, listeners] of mine) {
    // The order in which listeners come is no matter of a fresh start, and what one writes another may read.
    assert.deepEqual(listeners.map(each => say(each, ours)).toSorted(), wished.get(where)!.map(each => say(each, theirs)).toSorted(), where)
  }
  const { recorded } = fresh['bus']!.$get('bus') as { recorded: Recorded[] }
  held.records.check(recorded, ({ go }, isOurs) => say(go, isOurs ? ours : theirs))
}

/** Values of statements that went, or were changed, as what they gave to `import.meta.hot.dispose` has told since it was asked last. */
export function gone({ modules }: Held): number[] {
  return (modules()['bus']!.$get('bus') as { gone: number[] }).gone.splice(0)
}

/** What the statements of a file give to `import.meta.hot.dispose` is called once, when they go; one that moves to another file may stay. */
export function checkGone(told: readonly number[], before: Program, after: Program): void {
  const hotIn = ({ items }: Module): number[] => items.flatMap(item => item.kind === 'effect' && item.form === 'hot' ? item.value : [])
  const files = (program: Program): Map<string, number[]> => new Map(program.modules.flatMap(module => module.format === 'module' ? [[fileOf(module), hotIn(module)]] : []))
  const now = files(after)
  const left = [...files(before)].flatMap(([file, values]) => minus(values, now.get(file) ?? []))
  const missing = minus(minus(left, [...now.values()].flat()), told)
  assert.deepEqual([missing, minus(told, left)], [[], []], 'what was not called though its statement went, and what was called though it is there')
}

/** Puts the numbers of a program back to what they are now. */
function numbers(modules: Modules, program: Program): () => void {
  const values = itemsOf(program).flatMap(({ item, module }) => item.kind === 'variable' && item.type === 'number' && item.declares !== 'const' ? [{ module: modules[module.name]!, name: item.name, value: modules[module.name]!.$get(item.name) }] : [])
  return () => { for (const { module, name, value } of values) module.$set(name, value) }
}

function listenersOf(modules: Modules, onProcess: string): Map<string, Listener[]> {
  const { emitter, target } = modules['bus']!.$get('bus') as { emitter: EventEmitter, target: EventTarget }
  return new Map(events.flatMap(event => [
    [`emitter ${event}`, emitter.listeners(`random-${event}`) as Listener[]],
    [`target ${event}`, getEventListeners(target, `random-${event}`) as unknown as Listener[]],
    [`process ${event}`, (process as EventEmitter).listeners(`${onProcess}-${event}`) as Listener[]],
  ] as [string, Listener[]][]))
}
