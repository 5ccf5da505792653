/**
 * V8 keeps the topmost ten frames of a stack, and patched calls have frames that are not shown. Once there is patched
 * code, V8 is asked for more, and what is over ten is cut off again. A limit that the program set is left alone.
 */
export class StackLimit {
  #installed = false
  #asked: { told: number, kept: number } | undefined

  install(): void { this.#installed = true }

  /** New code runs from here on. */
  raise(): void {
    if (this.#asked || !this.#installed) return
    const { stackTraceLimit } = Error
    const writable = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit')?.writable === true
    if (stackTraceLimit !== 10 || !writable) return
    this.#asked = { told: stackTraceLimit, kept: 4 * stackTraceLimit }
    Error.stackTraceLimit = this.#asked.kept
  }

  cut<T>(frames: T[]): T[] {
    return this.#asked && Error.stackTraceLimit === this.#asked.kept ? frames.slice(0, this.#asked.told) : frames
  }

  uninstall(): void {
    this.#installed = false
    if (this.#asked && Error.stackTraceLimit === this.#asked.kept) Error.stackTraceLimit = this.#asked.told
    this.#asked = undefined
  }
}
