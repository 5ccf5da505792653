import type { Emitted } from '../../instrument/emit.ts'
import type { ClassDraft } from './class-draft.ts'
import { homesOf, type Constructor, type Homes } from './class-unit.ts'
import { disposeParts, tell, touches } from '../draft.ts'
import type { Journal } from '../../journal.ts'
import { renewedIn, saysRenewed } from '../renewed.ts'
import { owned } from './statics.ts'
import { whereIs } from '../../3-analyse/where.ts'

/** Constructs for classes that gave up their parent and have private names: their native constructor still calls `super()`. */
const Nothing = function (): void {}

/** `extends` changed, added or removed, or its name renewed: class and prototype get the parent that the source names. */
export function planHeritage(plan: ClassDraft): void {
  const { before, after, draft, unit } = plan
  const heritage = after.shape!.heritage
  const changed = before.shape!.heritageOwn !== after.shape!.heritageOwn
  if (!changed && draft.change.overwritten) return
  const inside = (at: number): boolean => heritage !== undefined && at >= heritage.start && at < heritage.end
  const sites = after.children.filter(child => inside(child.start))
  const refs = after.refs.filter(ref => inside(ref.at))
  const names = new Set(refs.filter(ref => !ref.local).map(ref => ref.name))
  const said = [names, ...sites.map(({ free }) => free)]
  const { isOther } = draft
  const touched = said.some(each => isOther ? [...each].some(isOther) : touches(each, draft))
  const renewed = renewedIn(refs, draft.renewed)
  if (!changed && !touched && renewed === undefined && !sites.some(site => saysRenewed(site, draft.renewed))) return
  const emitted: Emitted[] = []
  const id = heritage && unit.add(heritage.start, `()=>{const $lcp=(${unit.text(heritage.start, heritage.end, sites, after.refs, emitted)});class $lcX extends $lcp{}return $lcp}`, emitted)
  if (changed || renewed !== undefined) tell(draft, { action: 'patched', kind: 'class', name: after.title, note: heritage ? `extends ${plan.placed.chunk.code.slice(heritage.start - plan.placed.chunk.base, heritage.end - plan.placed.chunk.base)}` : 'extends nothing' }, plan.placed, after.start, changed ? undefined : renewed)
  plan.evaluatesHeritage = true
  for (const constructor of plan.classes.keys()) draft.heap.unsettle(constructor)
  endHeritage(plan)
  plan.evaluate.push(owned(plan, 'extends', (constructor, journal) => {
    const parent = id ? (unit.values(constructor)[id] as () => Constructor | null)() : undefined
    const before = chainOf(constructor)
    if (link(plan, constructor, parent, journal)) plan.moved.set(constructor, new Set(before))
    draft.heap.settle(constructor)
  }))
}

/** What the expression behind `extends` has started ends: a part of the class, once it was evaluated again, else all that the statement made beside static parts. */
function endHeritage({ draft, before, classes, placed, after: { start } }: ClassDraft): void {
  const { line } = whereIs(start, placed)
  const again = [...classes.keys()].filter(constructor => draft.world.parts.get(constructor)?.has('extends'))
  for (const constructor of again) disposeParts(draft, constructor, line, 'extends')
  const item = before.chunk.items.find(({ self }) => self === before)
  const owner = item && draft.module.owners.get(item)
  const { decorators, members } = before.shape!
  // Keys and decorators have not been edited.
  const isAlone = decorators.each.length === 0 && members.every(member => !member.computed && member.decorators.each.length === 0)
  if (owner && isAlone && again.length === 0) draft.retire.push({ do: 'dispose', module: draft.module, owner, line })
}

/** The classes above a class, nearest first. */
export function chainOf(constructor: Constructor): Constructor[] {
  const chain: Constructor[] = []
  for (let link = Object.getPrototypeOf(constructor) as Constructor | null; typeof link === 'function' && link !== Function.prototype && link !== Nothing as unknown; link = Object.getPrototypeOf(link) as Constructor | null) chain.push(link)
  return chain
}

function link({ draft, classes }: ClassDraft, constructor: Constructor, parent: Constructor | null | undefined, journal: Journal): boolean {
  const homes = homesOf(draft.world, constructor)
  const { derived, branded } = classes.get(constructor)!
  const [side, proto] = parent === undefined ? [derived && branded ? Nothing : Function.prototype, Object.prototype] : parent === null ? [Function.prototype, null] : [parent, parent.prototype as object]
  const links: [object, object | null][] = [[constructor, side], [constructor.prototype, proto], [homes.statics, side], [homes.proto, proto]]
  const differing = links.filter(([object, to]) => Object.getPrototypeOf(object) !== to)
  if (differing.length === 0) return false
  journal.push(() => { linkMaker(constructor, homes) })
  for (const [object, to] of differing) {
    const was = Object.getPrototypeOf(object) as object | null
    journal.push(() => { Object.setPrototypeOf(object, was) })
    Object.setPrototypeOf(object, to)
  }
  linkMaker(constructor, homes)
  return true
}

/** The class that makes the instances has the parent that the class has. */
export function linkMaker(constructor: Constructor, { maker }: Homes): void {
  if (!maker) return
  Object.setPrototypeOf(maker.made, maker.throughOwn ? constructor : Object.getPrototypeOf(constructor) as object)
  Object.setPrototypeOf(maker.made.prototype, Object.getPrototypeOf(constructor.prototype) as object | null)
}
