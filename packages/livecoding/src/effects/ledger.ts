import type { Effect } from './effect.ts'

/** Who made which effects. Effects that are over are dropped, at the latest when the page would grow. */
export interface Ledger {
  add(owner: object, effect: Effect): void
  /** Oldest first, those of its parts too. */
  live(owner: object): Made[]
  /** The owner that stands for a part of an owner, or of the owner that a part is of. */
  part(owner: object, number: number): object
  parts(owner: object): ReadonlyMap<number, object>
  /** What belongs to one owner belongs to another one, too. */
  nest(owner: object, inside: object): void
  /** The parts have other numbers, or are others. */
  divide(owner: object, parts: ReadonlyMap<number, object>): void
  /** What it makes from now on, behind a wait, ends at once. */
  end(owner: object): void
  begin(owner: object): void
  hasEnded(owner: object): boolean
  /** It has ended, and had made something that was not over. */
  hasLost(owner: object): boolean
  /** It gave something a listener, which may be over. */
  hasListened(owner: object): boolean
  born(owner: object): WeakSet<object>
}

export interface Made { owner: object, effect: Effect }

interface Page {
  effects: Effect[]
  born: WeakSet<object>
  hasListened?: true
  /** The number of effects at which the next look for finished ones is due. */
  sweepAt: number
}

const none: ReadonlyMap<number, object> = new Map()

export function createLedger(): Ledger {
  const pages = new WeakMap<object, Page>()
  const order = new WeakMap<Effect, number>()
  const ended = new WeakSet<object>()
  const lost = new WeakSet<object>()
  const parts = new WeakMap<object, Map<number, object>>()
  const wholes = new WeakMap<object, object>()
  const nested = new WeakMap<object, object[]>()
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

  const partsOf = (owner: object): ReadonlyMap<number, object> => parts.get(owner) ?? none
  const withParts = (owner: object): object[] => [owner, ...[...partsOf(owner).values(), ...nested.get(owner) ?? []].flatMap(withParts)]

  return {
    add(owner, effect) {
      if (ended.has(owner)) return void effect.dispose()?.release?.()
      const own = page(owner)
      if (own.effects.length >= own.sweepAt) sweep(own)
      if (!order.has(effect)) order.set(effect, made++)
      own.effects.push(effect)
      if (effect.kind === 'listener') own.hasListened = true
    },
    live(owner) {
      const all = withParts(owner).flatMap(each => {
        const own = pages.get(each)
        if (own) sweep(own)
        return own?.effects.map(effect => ({ owner: each, effect })) ?? []
      })
      return all.sort((a, b) => order.get(a.effect)! - order.get(b.effect)!)
    },
    part(owner, number) {
      const whole = wholes.get(owner) ?? owner
      const known = partsOf(whole).get(number)
      if (known) return known
      const part = {}
      wholes.set(part, whole)
      parts.set(whole, (parts.get(whole) ?? new Map<number, object>()).set(number, part))
      return part
    },
    parts: partsOf,
    nest(owner, inside) {
      const known = nested.get(owner)
      if (known) known.push(inside)
      else nested.set(owner, [inside])
    },
    divide: (owner, divided) => void parts.set(owner, new Map(divided)),
    end(owner) {
      for (const each of withParts(owner)) {
        if (pages.get(each)?.effects.some(effect => !effect.isOver())) lost.add(each)
        else if (!ended.has(each)) lost.delete(each)
        pages.delete(each)
        ended.add(each)
      }
    },
    begin(owner) {
      for (const each of withParts(owner)) ended.delete(each)
    },
    hasEnded: owner => ended.has(owner),
    hasLost: owner => ended.has(owner) && lost.has(owner),
    hasListened: owner => pages.get(owner)?.hasListened === true,
    born: owner => page(owner).born
  }
}
