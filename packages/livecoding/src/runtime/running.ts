import type { Registry } from './registry.ts'

export const key = Symbol.for('livecoding.modules')

/** The engine of this process, if one runs. It is asked by libraries that also work without one, and do not load it. */
export const registry = (): Registry | undefined => (globalThis as unknown as Record<symbol, Registry | undefined>)[key]
