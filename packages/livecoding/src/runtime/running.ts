import type { Registry } from './registry.ts'

export const key = Symbol.for('livecoding.modules')
const waiting = Symbol.for('livecoding.waiting')

const all = globalThis as unknown as Record<symbol, unknown>

/** The engine of this process, if one runs. It is asked by libraries that also work without one, and do not load it. */
export const registry = (): Registry | undefined => all[key] as Registry | undefined

/** Calls a library now where an engine runs, and whenever one starts. */
export function whenRunning(listener: () => void): void {
  const listeners = all[waiting] as (() => void)[] | undefined
  if (listeners) listeners.push(listener)
  else Object.defineProperty(globalThis, waiting, { value: [listener] })
  if (registry()) listener()
}

/** An engine runs from now on. */
export function announce(): void {
  for (const listener of all[waiting] as (() => void)[] | undefined ?? []) listener()
}
