import type { Flavour, Site } from '../3-analyse/site-shapes.ts'
import type { Journal } from '../journal.ts'
import { callSites } from '../effects/caller.ts'
import { saysTarget, saysThis } from '../instrument/says.ts'
import type { Holder, Version } from '../live-module.ts'
import { layerIn } from './layer.ts'
import type { Reach } from './module.ts'

/** Where a guard looks for the newest code. */
export interface Slot { holder: { deref(): Holder | undefined }, field: string }

/** What a slot gets. */
export interface Filling { slot: Slot, code: unknown }

/** Fills a guard's slot; `undefined` empties it, and the old code runs again. */
export const fill = (slot: Slot, code: unknown, journal: Journal): undefined => fillAll([{ slot, code }], journal)

/** The same for many slots, in the time that one of them takes for each object that has some. */
export function fillAll(fillings: readonly Filling[], journal: Journal): undefined {
  const all = new Map<Holder, Map<string, unknown>>()
  for (const { slot: { holder, field }, code } of fillings) {
    const cells = holder.deref()
    if (!cells) continue
    const layer = layerIn(cells[field])
    if (layer) {
      const { base } = layer
      journal.push(() => { layer.base = base })
      layer.base = code
      continue
    }
    const codes = all.get(cells) ?? new Map<string, unknown>()
    all.set(cells, codes.set(field, code))
  }
  for (const [cells, codes] of all) {
    const before = new Map(codes.keys().map(field => [field, cells[field]]))
    journal.push(() => { writeAll(cells, before) })
    writeAll(cells, codes)
  }
}

export const write = (cells: Holder, field: string, code: unknown): void => { writeAll(cells, new Map([[field, code]])) }

/**
 * V8 takes a field that was written twice for a variable, and calls what it finds there without inlining it. Slots are in a
 * prototype, and a new prototype has fields that were never written: code is inlined after any number of edits.
 */
export function writeAll(cells: Holder, codes: ReadonlyMap<string, unknown>): void {
  const made: Holder = { __proto__: null }
  let own = 0
  for (const [field, code] of codes) {
    if (!Object.hasOwn(cells, field)) continue
    cells[field] = code
    own++
  }
  if (own === codes.size) return
  const before = Object.getPrototypeOf(cells) as Holder
  for (const field in before) if (!codes.has(field)) made[field] = before[field]
  for (const [field, code] of codes) if (!Object.hasOwn(cells, field)) made[field] = code
  Object.setPrototypeOf(cells, made)
}

export type Code = (this: unknown, ...args: unknown[]) => unknown

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

type Now = Parameters<typeof saysTarget>[0] & Parameters<typeof saysThis>[0] & Pick<Site, 'flavour'>

/** What a guard calls, as it expects it. */
export function adapted(code: unknown, { flavour, givesTarget, kind }: Pick<Version, 'flavour' | 'givesTarget' | 'kind'>, now: Now): unknown {
  const made = code as Code
  if (givesTarget) return called(adapt(made, flavour, now.flavour))
  if (kind === 'function' && saysTarget(now)) return asking(made)
  // The guard of an arrow function has no `this` to give: it would be what the slot is in.
  return adapt(kind === 'arrow' && saysThis(now) ? alone(made) : made, flavour, now.flavour)
}

const { apply, construct } = Reflect

type Target = Code | (new () => object)

/** A call as the one that came: by `new`, where that has a target. */
export const callAs = (code: Code, self: unknown, args: ArrayLike<unknown>, target: Target | undefined): unknown =>
  target === undefined ? apply(code, self, args) : construct(code, args, target)

/** Code whose own parameters are all that it has, for a guard that hands over variables; `make` gives it from these. */
export const handed = (make: (reach: Reach) => Code): Code => function (this: unknown, reach, _, ...args) {
  return callAs(make(reach as Reach), this, args, new.target)
}

/** The same for code that wants nothing of them. */
export const fitting = (code: unknown, { offered }: Pick<Version, 'offered'>): unknown => offered.count > 0 ? handed(() => code as Code) : code

const alone = (code: Code): Code => (...args) => apply(code, undefined, args)

/** Code that says `new.target`, for a guard that does not: the stack tells whether that was constructed. */
const asking = (code: Code): Code => function asked(...args) {
  return callAs(code, this, args, callSites(asked, 1)[0]?.isConstructor() === true ? (this as object).constructor as Target : undefined)
}

/** Where the guard hands `new.target` over, this makes the difference, so that the guard is short: V8 inlines short functions. */
const called = (code: Code) => (self: unknown, args: ArrayLike<unknown>, target: Target | undefined): unknown => callAs(code, self, args, target)
