import type { Effect } from './effect.ts'
import type { Planning } from './planning.ts'

export type Callable = (...args: unknown[]) => unknown

/** Who is recording; read at each call of a wrapper. */
export interface Recording {
  owner: object | undefined
  /** The owner of an async function that goes on behind a wait. */
  late(): object | undefined
  /** Callbacks that are given here are not the owner's own code. */
  outside<T>(work: () => T): T
}

/** A function of the platform that makes effects. While a top level runs, `around` stands before it. */
export interface Tap {
  target: object
  key: string
  around(call: Call): unknown
  /** Node's own calls are seen too; else they pass. */
  nodeToo?: true
  /** It plans the next call of a function, which may plan itself. */
  plans?: true
}

export interface Call {
  self: unknown
  args: unknown[]
  by: 'node' | 'library' | 'program'
  recording: Recording
  /** The emitters that the present owner made. */
  born: WeakSet<object>
  proceed(): unknown
  planning: Planning
  record(effect: Effect): void
}
