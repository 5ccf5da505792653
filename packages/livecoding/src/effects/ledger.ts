import type { Effect } from './effect.ts'

/** Who made which effects. Effects that are over are dropped, at the latest when the page would grow. */
export interface Ledger {
  add(owner: object, effect: Effect): void
  /** Oldest first. */
  live(owner: object): Effect[]
  /** What it makes from now on, behind a wait, ends at once. */
  end(owner: object): void
  begin(owner: object): void
  born(owner: object): WeakSet<object>
}

interface Page {
  effects: Effect[]
  born: WeakSet<object>
  /** The number of effects at which the next look for finished ones is due. */
  sweepAt: number
}

export function createLedger(): Ledger {
  const pages = new WeakMap<object, Page>()
  const order = new WeakMap<Effect, number>()
  const ended = new WeakSet<object>()
  let made = 0

  function page(owner: object): Page {
    let page = pages.get(owner)
    if (!page) pages.set(owner, page = { effects: [], born: new WeakSet(), sweepAt: 32 })
    return page
  }

  function sweep(page: Page): void {
    page.effects = page.effects.filter(effect => !effect.isOver())
    page.sweepAt = Math.max(32, page.effects.length * 2)
  }

  return {
    add(owner, effect) {
      if (ended.has(owner)) return void effect.dispose()?.release?.()
      const own = page(owner)
      if (own.effects.length >= own.sweepAt) sweep(own)
      if (!order.has(effect)) order.set(effect, made++)
      own.effects.push(effect)
    },
    live(owner) {
      const own = pages.get(owner)
      if (!own) return []
      sweep(own)
      return own.effects.toSorted((a, b) => order.get(a)! - order.get(b)!)
    },
    end(owner) {
      pages.delete(owner)
      ended.add(owner)
    },
    begin: owner => void ended.delete(owner),
    born: owner => page(owner).born
  }
}
