import assert from 'node:assert/strict'
import type { FunctionItem } from './program.ts'

interface Waiting { name: string, argument: number, rounds: AsyncGenerator<unknown> | Generator<unknown>, age: number }

/** Generators that wait at their first `yield` while saves come: "a running call finishes its old code", which yields its argument and ends. */
export class HeldGenerators {
  #waiting: Waiting[] = []

  take({ name, id }: Pick<FunctionItem, 'name' | 'id'>, make: (x: number) => Waiting['rounds']): void {
    const argument = 1000 + id
    this.#begin(name, argument, make(argument))
  }

  check(): void {
    for (const waiting of this.#waiting) waiting.age++
    const [over, young] = [this.#waiting.filter(({ age }) => age > 3), this.#waiting.filter(({ age }) => age <= 3)]
    this.#waiting = young
    for (const { name, argument, rounds } of over as (Waiting & { rounds: Generator<unknown> })[]) assert.deepEqual([rounds.next(), rounds.next()], [{ value: argument, done: false }, { value: undefined, done: true }], `a waiting ${name}`)
  }

  /** One that throws has ended. */
  #begin(name: string, argument: number, rounds: Waiting['rounds']): void {
    try {
      void rounds.next()
    } catch {
      return
    }
    this.#waiting.push({ name, argument, rounds, age: 0 })
  }
}
