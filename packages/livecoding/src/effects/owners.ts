import type { Item, Model } from '../3-analyse/shapes.ts'

/**
 * Who made the effects of each item's last run. While a module begins, only the number of the statement is known; which
 * items that statement has is looked up when an update asks.
 */
export class Owners {
  readonly #loaded: Model
  readonly #of: Map<Item, object>
  #begun: { index: number, owner: object }[] = []
  constructor(loaded: Model, of: ReadonlyMap<Item, object> = new Map()) {
    this.#loaded = loaded
    this.#of = new Map(of)
  }

  /** The statement of this number begins; one owner for all its items. */
  begin(index: number): object {
    const owner = {}
    this.#begun.push({ index, owner })
    return owner
  }

  get(item: Item): object | undefined { return this.#known().get(item) }
  has(item: Item): boolean { return this.#known().has(item) }
  set(item: Item, owner: object): void { this.#known().set(item, owner) }
  delete(item: Item): void { this.#known().delete(item) }

  all(): Set<object> { return new Set([...this.#begun.map(({ owner }) => owner), ...this.#of.values()]) }

  copy(): Owners { return new Owners(this.#loaded, this.#known()) }

  #known(): Map<Item, object> {
    for (const { index, owner } of this.#begun) for (const item of this.#loaded.placed[index]!.chunk.items) this.#of.set(item, owner)
    this.#begun = []
    return this.#of
  }
}
