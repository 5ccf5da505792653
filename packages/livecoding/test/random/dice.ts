/** Numbers that look thrown, the same ones for each seed (mulberry32). */
export class Dice {
  #state: number
  constructor(seed: number) { this.#state = seed }
  below(end: number): number {
    this.#state = (this.#state + 0x6D2B79F5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, end)
  }
  of<T>(values: readonly T[]): T { return values[this.below(values.length)]! }
}
