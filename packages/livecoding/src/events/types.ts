/** The arguments of an event. */
export type Arguments<E, K extends keyof E> = E[K] extends (...args: infer A) => unknown ? A : never

type Names<E> = keyof E & string
type Method<E, K extends keyof E> = (...args: Arguments<E, K>) => unknown

/** The methods that a class may have for these events. */
type Methods<E> =
  & { [K in Names<E> as `event_${K}`]?: Method<E, K> }
  & { [K in Names<E> as `event_${K}_pre`]?: Method<E, K> }
  & { [K in Names<E> as `event_${K}_post`]?: Method<E, K> }

/** Methods of `Self` that are named for events which there are not. */
type Unknown<E, Self> = { [M in keyof Self as M extends `event_${string}` ? M extends keyof Methods<E> ? never : M : never]?: never }

/**
 * What a class promises that listens to these events: with `implements Subscriber<GameEvents>` a method of a wrong signature
 * is an error; with the class as second argument, a method for an event that there is not is one too.
 *
 * @example
 * class Greeter implements Subscriber<GameEvents, Greeter> { event_PlayerLogin(user: User) { user.tell('welcome') } }
 */
export type Subscriber<E, Self = never> = [Self] extends [never] ? Methods<E> : Methods<E> & Unknown<E, Self>

/** A registration: it can be ended by hand, by a signal, or by leaving the block: `using listening = …`. */
export interface Registration extends Disposable {
  unregister(): void
}

export interface RegisterOptions {
  /** Higher ones are called first; 0 unless told. */
  priority?: number
  /** Ends the registration. */
  signal?: AbortSignal
}

export interface CallbackOptions extends RegisterOptions {
  /** Before or after the event itself. */
  stage?: 'pre' | 'main' | 'post'
  /** The callback is called with it as `this`, and goes with it: it is held weakly. */
  owner?: object
}

export interface WaitOptions { signal?: AbortSignal, /** In milliseconds. */ timeout?: number }

/** One event of a handler. */
export interface Event<A extends readonly unknown[]> extends AsyncIterable<A> {
  /** Delivers now: first to all `_pre` methods, then to all others, then to all `_post` methods. What they throw is reported. */
  (...args: A): void
  register(callback: (...args: A) => unknown, options?: CallbackOptions): Registration
  unregister(callback: (...args: A) => unknown): boolean
  /**
   * The arguments of the next broadcast.
   *
   * @throws Error LC3404 when the time is over; the reason of the signal when it aborts
   */
  wait(options?: WaitOptions): Promise<A>
}

/** `events.send.Tick(1)`: each stage waits for what its subscribers wait for. */
export type Send<E> = { readonly [K in Names<E>]: (...args: Arguments<E, K>) => Promise<void> }
/** `events.noblock.Tick(1)`: returns at once. */
export type NoBlock<E> = { readonly [K in Names<E>]: (...args: Arguments<E, K>) => void }

export interface HandlerOptions {
  /** Whether classes that do not say where they belong belong here; else the first handler that the program makes. */
  default?: boolean
  /** Is called with what subscribers throw, instead of a report. */
  onError?: (error: unknown, trouble: { event: string, method: string, subscriber: object }) => void
}
