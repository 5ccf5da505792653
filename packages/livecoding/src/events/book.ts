/**
 * A WeakMap that gives back the room of keys that were collected. V8 makes the table smaller only when an entry is deleted,
 * so a million keys that came and went would leave 32 MB.
 */
export class Book<V extends object> {
  readonly #map = new WeakMap<object, V>()
  #lost = 0
  get(key: object): V | undefined { return this.#map.get(key) }
  set(key: object, value: V): void { this.#map.set(key, value) }
  delete(key: object): void { this.#map.delete(key) }

  /** One more key was collected. */
  lost(value: V): void {
    if (++this.#lost % 4096 !== 0) return
    // V8 leaves a table alone that has fewer than 16 entries.
    const keys = Array.from({ length: 32 }, () => ({}))
    for (const key of keys) this.#map.set(key, value)
    for (const key of keys) this.#map.delete(key)
  }
}
