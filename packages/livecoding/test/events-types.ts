import type { EventHandler, Subscriber } from '../src/events/index.ts'

/** Compiled, never run: each line behind `@ts-expect-error` must be an error, and all others must be none. */
interface User { name: string }
interface GameEvents {
  PlayerLogin(user: User): void
  Tick(n: number, late?: boolean): void
}
declare const events: EventHandler<GameEvents>
declare const user: User

export class Greeter implements Subscriber<GameEvents> {
  event_PlayerLogin(someone: User) { return someone.name }
  async event_PlayerLogin_pre() {}
  event_Tick_post(n: number, late?: boolean) { return late ? n : 0 }
  other = 1
}

export class WrongSignature implements Subscriber<GameEvents> {
  // @ts-expect-error: Tick has a number
  event_Tick(n: string) { return n }
}

// @ts-expect-error: no event is called so
export class OnlyWrongName implements Subscriber<GameEvents> {
  event_PlayerLogn() {}
}

export class Strict implements Subscriber<GameEvents, Strict> {
  event_PlayerLogin(someone: User) { return someone.name }
  helper() {}
}

export class WrongName implements Subscriber<GameEvents, WrongName> {
  event_Tick(n: number) { return n }
  // @ts-expect-error: no event is called so
  event_PlayerLogn() {}
}

export class WrongStage implements Subscriber<GameEvents, WrongStage> {
  // @ts-expect-error: the stages are _pre and _post
  event_Tick_before() {}
}

events.PlayerLogin(user)
events.Tick(1)
events.Tick(1, true)
// @ts-expect-error: it is given a user
events.PlayerLogin('ann')
// @ts-expect-error: it is given a user
events.PlayerLogin()
// @ts-expect-error: no event is called so
events.PlayerLogn(user)

export const sent: Promise<void> = events.send.Tick(1)
// @ts-expect-error: Tick has a number
events.send.Tick('1')
events.noblock.PlayerLogin(user)
// @ts-expect-error: no event is called so
events.noblock.Nothing()

export const registration = events.PlayerLogin.register(someone => { console.log(someone.name) }, { priority: 1, stage: 'pre' })
// @ts-expect-error: Tick has a number
events.Tick.register((text: string) => text)
// @ts-expect-error: there are three stages
events.Tick.register(() => {}, { stage: 'before' })

events.register(new Greeter())
events.register({ event_Tick(n: number) { return n } })
events.register({ event_Tick(n: number) { return n }, other: 1 })
events.register({ nothing: true })
export const tock = { event_Tock() {} } satisfies object
// @ts-expect-error: no event is called so
export const strict: Subscriber<GameEvents, typeof tock> = tock
// @ts-expect-error: Tick has a number
events.register({ event_Tick(n: string) { return n } })

export async function wait(): Promise<string> {
  const [someone] = await events.PlayerLogin.wait({ timeout: 5 })
  for await (const [n, late] of events.Tick) if (late) return String(n.toFixed())
  return someone.name
}

export const Door = events.track(class Door { width: number; constructor(width: number) { this.width = width } })
export const width: number = new Door(3).width
events.receive(new EventTarget(), ['Tick'])
// @ts-expect-error: no event is called so
events.receive(new EventTarget(), ['Tock'])
events.relay(new EventTarget(), { Tick: 'tick' })
// @ts-expect-error: no event is called so
events.relay(new EventTarget(), { Tock: 'tick' })

export class RegistersItself {
  constructor() { events.register(this) }
  event_Tick(n: number) { return n }
}
export function generic<T extends object>(some: T) { events.register(some as object) }
export abstract class Base { name = ''; constructor() { events.register(this) } }
