import type { Flavour } from '../3-analyse/shapes.ts'
import type { Journal } from '../5-plan/draft.ts'
import type { Holder } from '../world.ts'
import { layerIn } from './layer.ts'

/** Where a guard looks for the newest code. */
export interface Slot { holder: { deref(): Holder | undefined }, field: string }

/** Fills a guard's slot; `undefined` empties it, and the old code runs again. */
export function fill({ holder, field }: Slot, code: unknown, journal: Journal): undefined {
  const cells = holder.deref()
  if (!cells) return
  const before = cells[field]
  const layer = layerIn(before)
  if (layer) {
    const { base } = layer
    journal.push(() => { layer.base = base })
    layer.base = code
    return
  }
  journal.push(() => { write(cells, field, before) })
  write(cells, field, code)
}

/**
 * V8 takes an own field that was written twice for a variable, and calls what it finds there without inlining it. A slot of a construction
 * is in a prototype, and a new prototype has fields that were never written: constructors are inlined after any number of edits.
 */
export function write(cells: Holder, field: string, code: unknown): void {
  if (Object.hasOwn(cells, field)) cells[field] = code
  else Object.setPrototypeOf(cells, { __proto__: null, ...without(Object.getPrototypeOf(cells) as Holder, field), [field]: code })
}

function without(cells: Holder, field: string): Holder {
  const { [field]: _, ...others } = cells
  return others
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

/** What a guard calls: as it expects it, and made by a maker where it hands over variables. */
export function adapted(code: unknown, version: { flavour: Flavour, offered: { count: number }, constructible: boolean }, now: Flavour): unknown {
  const fit = (made: Code): unknown => version.constructible ? called(adapt(made, version.flavour, now)) : adapt(made, version.flavour, now)
  if (version.offered.count === 0) return fit(code as Code)
  return version.constructible || version.flavour !== now ? (reach: unknown) => fit((code as (reach: unknown) => Code)(reach)) : code
}

const { apply, construct } = Reflect

/** What can be called and constructed leaves the difference to this, so that its guard is short: V8 inlines short functions. */
const called = (code: Code) => (self: unknown, args: ArrayLike<unknown>, target: (new () => object) | undefined): unknown =>
  target === undefined ? apply(code, self, args) : construct(code, args, target)
