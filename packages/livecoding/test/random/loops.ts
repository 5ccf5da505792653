import type { LoopItem } from './program.ts'

export type Loop = (n: number, io?: Io) => Iterable<Round> | AsyncIterable<Round> | Promise<void>
type Round = [n: number, value: unknown]
interface Io { tell(round: Round): void, turn(): Promise<void> }

/** A call that waits in its loop. `at`: how far it has come. */
export class HeldLoop {
  at: number
  readonly #rounds: AsyncIterator<Round>
  constructor(form: LoopItem['form'], make: Loop, at: number) {
    this.at = at
    this.#rounds = form === 'async' ? told(make, at) : each(make as (n: number) => AsyncIterable<Round>, at)
  }

  /** What its next round gives, or throws: then it has ended. */
  async next(): Promise<{ value?: unknown, error?: string, ended: boolean }> {
    try {
      const { value, done } = await this.#rounds.next()
      if (done === true) return { ended: true }
      this.at = value[0]
      return { value, ended: false }
    } catch (error) {
      return { error: String(error), ended: true }
    }
  }
}

async function* each(make: (n: number) => AsyncIterable<Round>, n: number): AsyncGenerator<Round> { yield* make(n) }

async function* told(make: Loop, n: number): AsyncGenerator<Round> {
  let [said, turn] = [Promise.withResolvers<Round>(), Promise.withResolvers<void>()]
  const ended = make(n, { tell: round => said.resolve(round), turn: () => (turn = Promise.withResolvers<void>()).promise }) as Promise<void>
  for (;;) {
    const round = await Promise.race([said.promise, ended])
    if (!round) return
    said = Promise.withResolvers<Round>()
    yield round
    turn.resolve()
  }
}
