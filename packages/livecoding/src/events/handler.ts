import timers from 'node:timers'
import { receive, relay, type Names, type Target } from './bridge.ts'
import { Core } from './core.ts'
import { describe, type Description } from './describe.ts'
import { describeError, home, record, tell } from './home.ts'
import { registry, whenRunning } from '../runtime/running.ts'
import { Automatic } from './automatic.ts'
import { track } from './track.ts'
import type { Arguments, Event, HandlerOptions, NoBlock, RegisterOptions, Registration, Send, Subscriber } from './types.ts'

// Not the one that is watched while a top level runs: what is queued is nobody's effect.
const { setImmediate } = timers

/** Reading a name that is not there makes what it stands for: from then on it is a property like any other. */
function names(make: (self: object, name: string) => unknown): object {
  return new Proxy(Object.prototype, {
    get(target, name, self: object) {
      // What Node and promises ask of any object is no event.
      if (typeof name === 'symbol' || name in target || name === 'then' || name === 'toJSON') return Reflect.get(target, name, self)
      const value = make(self, name)
      if (value === undefined) return undefined
      Object.defineProperty(self, name, { value })
      return value
    },
  })
}

/** Its prototype's prototype answers for all names that are not its own: they are events. */
class Handler {
  readonly #core: Core
  #queue: (() => void)[] = []

  constructor(options: HandlerOptions = {}) {
    const core = this.#core = new Core(options)
    Object.defineProperties(this, {
      send: { value: Object.create(names((_, name) => (...args: unknown[]) => core.event(name).send(args))) as object },
      noblock: { value: Object.create(names((_, name) => (...args: unknown[]) => { this.#later(() => { core.event(name).callable()(...args) }) })) as object },
    })
    becomeDefault(core)
  }

  static coreOf(value: unknown): Core | undefined { return typeof value === 'object' && value !== null && #core in value ? value.#core : undefined }

  register(instance: object, options?: RegisterOptions): Registration { return this.#core.register(instance, options) }
  unregister(instance: object): boolean { return this.#core.unregister(instance) }
  track<C extends abstract new (...args: never[]) => object>(constructor: C): C { return track(this.#core, constructor) }
  receive(source: Target, events: Names): Registration { return receive(this.#core, source, events) }
  relay(target: Target, events: Names): Registration { return relay(this.#core, target, events) }
  describe(): Description { return describe(this.#core) }

  /** In the next turn, after what was queued before. */
  #later(deliver: () => void): void {
    if (this.#queue.push(deliver) > 1) return
    setImmediate(() => {
      const queue = this.#queue
      this.#queue = []
      for (const each of queue) {
        try { each() } catch (error) { tell('LC3402', { method: 'noblock', subscriber: 'A broadcast', error: describeError(error) }, error) }
      }
    })
  }
}
Object.setPrototypeOf(Handler.prototype, names((self, name) => Handler.coreOf(self)?.event(name).callable()))

/** An engine may run already, or be started later. */
function attach(): void {
  const engine = registry()
  if (!engine || home.engine === engine) return
  home.engine = engine
  home.automatic = new Automatic(engine, constructor => Handler.coreOf((constructor as { events?: unknown }).events))
}
whenRunning(attach)

/** The first handler of the program is the default, or one that says so. It is the statement's that made it, and goes with it. */
function becomeDefault(handler: Core): void {
  if (handler.options.default === false || (home.fallback && handler.options.default !== true)) return
  const before = home.fallback
  setDefault(handler)
  record(() => ({
    kind: 'listener', name: 'default event handler', isOver: () => home.fallback !== handler,
    dispose() {
      setDefault(before)
      return { restore() { setDefault(handler) } }
    },
  }))
}

function setDefault(handler: Core | undefined): void {
  home.fallback = handler
  home.automatic?.followFallback()
}

/** What one can ask of a handler, beside its events. */
export interface HandlerMethods<E> {
  /**
   * Subscribes an object for all that its methods are named for: `event_X`, `event_X_pre`, `event_X_post`. It is held weakly;
   * registering it twice counts once. Objects whose class is in a managed module need no call.
   *
   * @throws TypeError LC3405 for what is no object
   * @example
   * const greeter = { event_PlayerLogin(user) { user.tell('welcome') } }
   * events.register(greeter)
   */
  register<T extends object>(instance: T & Subscriber<E>, options?: RegisterOptions): Registration
  /** The object gets nothing any more until it is registered again; gives whether it was subscribed. */
  unregister(instance: object): boolean
  /** Delivers, awaits what subscribers return stage by stage, and throws an AggregateError of what failed. */
  readonly send: Send<E>
  /** Returns at once; the broadcast comes in a later turn, to those who are subscribed then. */
  readonly noblock: NoBlock<E>
  /**
   * Subscribes the instances of a class, those that exist and those to come, and gives the class to use from then on: for a
   * class outside managed modules it is one that tells of its instances.
   *
   * @example
   * export const Door = events.track(class Door { event_Tick() {} })
   */
  track<C extends abstract new (...args: never[]) => object>(constructor: C): C
  /**
   * Broadcasts what an EventEmitter or EventTarget emits: `events.receive(server, ['request'])`, or with other names,
   * `events.receive(server, { request: 'PageAsked' })`.
   */
  receive(source: Target, events: readonly (keyof E & string)[] | Readonly<Record<string, keyof E & string>>): Registration
  /** The other way: what is broadcast is emitted there: `events.relay(emitter, { PlayerLogin: 'login' })`. */
  relay(target: Target, events: readonly (keyof E & string)[] | Readonly<Partial<Record<keyof E & string, string>>>): Registration
  /** Who listens to what, and why: for tools; as a string for people. */
  describe(): Description
}

export type EventHandler<E extends object> = HandlerMethods<E> & { readonly [K in keyof E & string]: Event<Arguments<E, K>> }

/**
 * Sends events to whoever has a method named for them.
 *
 * @example
 * interface GameEvents { PlayerLogin(user: User): void }
 * export const events = new EventHandler<GameEvents>()
 * class Greeter { event_PlayerLogin(user: User) { user.tell('welcome') } }
 * events.PlayerLogin(user)
 */
export const EventHandler = Handler as unknown as new <E extends object>(options?: HandlerOptions) => EventHandler<E>

