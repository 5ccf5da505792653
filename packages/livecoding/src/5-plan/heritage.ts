import type { Emitted } from '../instrument/emit.ts'
import type { ClassDraft } from './class.ts'
import { homesOf } from './class-unit.ts'
import { touches, tell } from './draft.ts'
import { saysRenewed } from './renewed.ts'

/** Constructs for classes that gave up their parent: their native constructor still calls `super()`. */
const Nothing = function (): void {}

/** `extends` changed, added or removed, or its name renewed: class and prototype get the parent that the source names. */
export function planHeritage(plan: ClassDraft): void {
  const { before, after, draft, unit } = plan
  const heritage = after.shape!.heritage
  const changed = before.shape!.heritageOwn !== after.shape!.heritageOwn
  if (!changed && draft.change.overwritten) return
  if (!changed && !(heritage && (touches(after.free, draft) || saysRenewed(after, draft.renewed)))) return
  const emitted: Emitted[] = []
  const sites = after.children.filter(child => heritage && child.start >= heritage.start && child.end <= heritage.end)
  const id = heritage && unit.add(heritage.start, `()=>(${unit.text(heritage.start, heritage.end, sites, after.refs, emitted)})`, emitted)
  if (changed) tell(draft, { action: 'patched', kind: 'class', name: after.title, note: heritage ? `extends ${plan.placed.chunk.code.slice(heritage.start - plan.placed.chunk.base, heritage.end - plan.placed.chunk.base)}` : 'extends nothing' }, plan.placed, after.start)
  plan.evaluate.push((constructor, journal) => {
    const parent = id ? (unit.values(constructor)[id] as () => (new () => object) | null)() : undefined
    const homes = homesOf(draft.world, constructor)
    const nativelyDerived = draft.world.derived.has(constructor)
    const [side, proto] = parent === undefined ? [nativelyDerived ? Nothing : Function.prototype, Object.prototype] : parent === null ? [Function.prototype, null] : [parent, parent.prototype as object]
    const links: [object, object | null][] = [[constructor, side], [constructor.prototype, proto], [homes.statics, side], [homes.proto, proto]]
    for (const [object, to] of links) {
      const was = Object.getPrototypeOf(object) as object | null
      if (was === to) continue
      journal.push(() => { Object.setPrototypeOf(object, was) })
      Object.setPrototypeOf(object, to)
    }
  })
}
