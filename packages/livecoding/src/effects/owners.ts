import { isLater } from '../3-analyse/edit/later-chunk.ts'
import type { Item, Model } from '../3-analyse/shapes.ts'

/** The statement of this number has begun, or one of its items. */
interface Begun { index: number, place: number | undefined, owner: object }

/**
 * Who made the effects of each item's last run. While a module begins, only the number of the statement is known; which
 * items that statement has is looked up when an update asks.
 */
export class Owners {
  readonly #loaded: Model
  readonly #of: Map<Item, object>
  #begun: Begun[]
  #inside: object[] = []
  /** The number of the last statement that has begun, as far as it makes something. */
  reached = -1
  constructor(loaded: Model, of: ReadonlyMap<Item, object> = new Map(), begun: readonly Begun[] = []) {
    this.#loaded = loaded
    this.#of = new Map(of)
    this.#begun = [...begun]
  }

  /** The statement of this number begins; one owner for all its items but those that begin by themselves. */
  begin(index: number, place?: number): object {
    const owner = {}
    this.reached = index
    this.#begun.push({ index, place, owner })
    return owner
  }

  /** One who made effects inside a statement. */
  add(owner: object): void { this.#inside.push(owner) }

  get(item: Item): object | undefined { return this.#known().get(item) }
  has(item: Item): boolean { return this.#known().has(item) }
  set(item: Item, owner: object): void { this.#known().set(item, owner) }
  delete(item: Item): void { this.#known().delete(item) }

  all(): Set<object> { return new Set([...this.#begun.map(({ owner }) => owner), ...this.#of.values(), ...this.#inside]) }

  copy(): Owners {
    const copy = Object.assign(new Owners(this.#loaded, this.#known(), this.#begun), { reached: this.reached })
    copy.#inside = [...this.#inside]
    return copy
  }

  /** Nobody has an item of a statement that is not analysed yet. */
  #known(): Map<Item, object> {
    this.#begun = this.#begun.filter(({ index, place, owner }) => {
      const { chunk } = this.#loaded.placed[index]!
      if (isLater(chunk)) return true
      for (const item of place === undefined ? chunk.items : [chunk.items[place]!]) this.#of.set(item, owner)
      return false
    })
    return this.#of
  }
}
