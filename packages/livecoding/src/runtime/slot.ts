import type { Flavour } from '../3-analyse/shapes.ts'
import type { Journal } from '../5-plan/draft.ts'
import type { Holder } from '../world.ts'

/** Where a guard looks for the newest code. */
export interface Slot { holder: { deref(): Holder | undefined }, field: string }

/** Fills a guard's slot; `undefined` empties it, and the old code runs again. */
export function fill({ holder, field }: Slot, code: unknown, journal: Journal): undefined {
  const cells = holder.deref()
  if (!cells) return
  const before = cells[field]
  journal.push(() => { cells[field] = before })
  cells[field] = code
}

type Code = (this: unknown, ...args: unknown[]) => unknown

/**
 * New code for a held function whose object is of another kind. A plain function can give whatever new code gives, an
 * async one too; a generator delegates to what its guard gets, so plain code is put into a generator.
 */
function adapt(code: Code, held: Flavour, now: Flavour): Code {
  if (held === 'generator' && now !== 'generator') return function* (...args) {
    yield* []
    return code.apply(this, args)
  }
  if (held === 'asyncGenerator' && now !== 'asyncGenerator' && now !== 'generator') return async function* (...args) {
    yield* []
    return code.apply(this, args)
  }
  return code
}

/** The same where the guard hands over variables, and the code comes from a maker. */
export function adapted(code: unknown, version: { flavour: Flavour, offered: { count: number } }, now: Flavour): unknown {
  if (version.flavour === now) return code
  if (version.offered.count === 0) return adapt(code as Code, version.flavour, now)
  return (reach: unknown) => adapt((code as (reach: unknown) => Code)(reach), version.flavour, now)
}
