import { relative } from 'node:path'
import { hasOtherForm, isAuto, memberId, memberName } from '../../3-analyse/walk/decorated.ts'
import type { Decoration, Member } from '../../3-analyse/class-shapes.ts'
import type { Ref } from '../../3-analyse/reference-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { bound } from '../../instrument/decorate.ts'
import type { TextEdit } from '../../instrument/edits.ts'
import type { Emitted } from '../../instrument/emit.ts'
import type { DecoratedClass } from '../../runtime/decorated-class.ts'
import type { Decorator, PrivateAccess } from '../../runtime/decorated-member.ts'
import { writeName } from '../../runtime/binding.ts'
import { fill, fitting } from '../../runtime/slot.ts'
import { sourcePlace } from '../../lines/place.ts'
import { problem } from '../../messages/message.ts'
import type { ClassDraft } from './class-draft.ts'
import { methodCode } from './methods.ts'
import { only, type Constructor } from './class-unit.ts'
import { tell } from '../draft.ts'
import type { Journal } from '../../journal.ts'
import { recordOf } from '../records.ts'
import { renewedIn } from '../renewed.ts'

/** A decorator added, removed or with other arguments: the member, or the class, is decorated anew, from what the class itself says. */
export function planDecorators(plan: ClassDraft): void {
  const { pairs, come, gone, draft, placed, before, after } = plan
  const { members } = after.shape!
  for (const pair of pairs) {
    const { before: old, after: member } = pair
    const isRenewed = plan.renewedMethods.has(member)
    if (isRenewed) renew(plan, member)
    const named = isDecoratedAnew(plan, pair) || (isRenewed && member.decorators.each.length > 0)
    // A private method that Node's code has without decorators, or that is declared anew, is decorated where its guard leads.
    const inSlot = member.private && !isAuto(member) && member.kind !== 'field' && member.decorators.each.length > 0
    if (!named && !(inSlot && (old.site?.deep !== member.site?.deep || isDeclaredAnew(plan, member)))) continue
    if (named) tell(draft, { action: 'patched', kind: kindOf(member), name: `${after.title}.${memberName(member, members)}`, verdict: member.kind === 'field' && !isAuto(member) && !member.static && !after.shape!.legacy ? 'new-only' : 'live', note: 'decorated anew' }, placed, member.start)
    decorate(plan, member)
  }
  for (const member of come) {
    if (member.decorators.each.length === 0) continue
    decorate(plan, member)
    if (isBare(member, members)) tell(draft, { action: 'added', kind: 'field', name: `${after.title}.${member.key}` }, placed, member.start)
  }
  // One that had lost its decorators before is known to them still.
  for (const member of gone) {
    forget(plan, member)
    if (isBare(member, before.shape!.members)) tell(draft, { action: 'removed', kind: 'field', name: `${after.title}.${member.key}` }, placed, after.start)
  }
  if (isDecoratedAnew(plan, { before: before.shape!, after: after.shape! })) decorateClass(plan)
}

/** Its decorators are others, or say something that has another value. */
const isDecoratedAnew = ({ draft, after: { refs } }: ClassDraft, { before, after }: Record<'before' | 'after', { decorators: Decoration }>): boolean => before.decorators.own !== after.decorators.own ||
  renewedIn(draft.renewed.size === 0 ? [] : refs.filter(({ at }) => after.decorators.each.some(({ value }) => at >= value.start && at < value.end)), draft.renewed) !== undefined

/** A field that only its decorators know: nothing gives it a value. */
const isBare = (member: Member, members: readonly Member[]): boolean =>
  member.kind === 'declared' && member.decorators.each.length > 0 && !hasOtherForm(member, members)

function kindOf(member: Member): 'field' | 'static' | 'method' | 'accessor' {
  if (member.kind === 'method') return 'method'
  return isAuto(member) || (member.kind !== 'field' && member.kind !== 'declared') ? 'accessor' : member.static ? 'static' : 'field'
}

/** Its private name is one that this update declares. */
const isDeclaredAnew = ({ draft, after }: ClassDraft, { key }: Member): boolean => draft.declared.get(after)?.has(key) === true

/** What of an instance's making decorators have a part in. */
export const decoratesInstances = (plan: ClassDraft): boolean =>
  plan.pairs.some(pair => !pair.after.static && isDecoratedAnew(plan, pair)) || plan.come.some(member => !member.static && member.decorators.each.length > 0)

/** Members that come with decorators, or get their first ones: what these want to be run for each instance is run for those that exist. A field that comes with its value does so itself. */
export function startsWith({ pairs, come, renames, after: { shape } }: ClassDraft): string[] {
  const isCarried = (member: Member): boolean => renames.some(([, to]) => to === member)
  const first = [...come.filter(member => member.kind !== 'field' || isCarried(member)), ...pairs.flatMap(({ before, after }) => before.decorators.each.length === 0 ? after : [])]
  return shape!.legacy ? [] : first.flatMap(member => member.static || member.decorators.each.length === 0 ? [] : memberId(member))
}

/** The text of decorators as new code: `()=>[(logged("did"))]`. */
function decoratorsCode({ unit, after }: ClassDraft, { each }: Decoration): { code: string, emitted: Emitted[] } {
  const emitted: Emitted[] = []
  const said = each.map(({ value, access }) => {
    const within = <T>(all: readonly T[], at: (each: T) => number): T[] => all.filter(one => at(one) >= value.start && at(one) < value.end)
    return `(${unit.text(value.start, value.end, within<Site>(after.children, site => site.start), within<Ref>(after.refs, ref => ref.at), emitted, undefined, access && !after.shape!.legacy ? bound(access) : [])})`
  })
  return { code: `()=>[${said.join(',')}]`, emitted }
}

function decorate(plan: ClassDraft, member: Member): void {
  const { unit, after, draft } = plan
  const { members } = after.shape!
  const key = isAuto(member) ? members[members.indexOf(member) + 1]! : member
  const { code, emitted } = decoratorsCode(plan, member.decorators)
  const id = unit.add(member.start, code, emitted)
  const name = key.computed ? unit.add(key.keySpan.start, `()=>(${unit.text(key.keySpan.start, key.keySpan.end, [], after.refs, [])})`, []) : undefined
  const access = key.private ? unit.add(member.start, `[$lco=>${key.key} in $lco,$lco=>$lco.${key.key},($lco,$lcv)=>{$lco.${key.key}=$lcv}]`, []) : undefined
  const slots = key.private && member.kind !== 'field' ? [privateCode(plan, member)] : isAuto(member) && key.private ? members.slice(members.indexOf(member) + 1, members.indexOf(member) + 3).map(accessor => privateCode(plan, accessor)) : []
  plan.evaluate.push((constructor, journal) => {
    const values = unit.values(constructor)
    const store = storeOf(plan, constructor, journal)
    store.redecorate({
      id: memberId(member), decorators: (values[id] as () => Decorator[])(),
      name: () => name === undefined ? key.key : (values[name] as () => PropertyKey)(),
      ...(access !== undefined && { access: values[access] as PrivateAccess }),
      isDeclaredAnew: slots.length > 0 && !isAuto(member) && isDeclaredAnew(plan, member),
      originals: () => slots.map(slot => only(values[slot.id] as object)),
      put: made => { slots.forEach((slot, index) => { for (const version of recordOf(draft.module, slot.site).versions) fill(version, fitting(made[index], version), journal) }) },
    }, journal)
  })
}

function storeOf({ draft, after }: ClassDraft, constructor: Constructor, journal: Journal): DecoratedClass {
  const { world } = draft
  const known = world.decorated.get(constructor)
  if (!known) journal.push(() => { world.decorated.delete(constructor) })
  return world.decorators.of(constructor, after.shape!.legacy)
}

/** The newest code of a private method, which its decorators get. */
function privateCode(plan: ClassDraft, member: Member): { id: string, site: Site } {
  const emitted: Emitted[] = []
  return { id: plan.unit.add(member.site!.start, methodCode(plan, member, false, emitted), emitted), site: member.site! }
}

function forget({ evaluate, draft }: ClassDraft, member: Member): void {
  evaluate.push((constructor, journal) => { draft.world.decorated.get(constructor)?.forget(memberId(member), journal) })
}

/** Its decorators get the function that the class has now. */
function renew({ evaluate, draft }: ClassDraft, member: Member): void {
  evaluate.push((constructor, journal) => { draft.world.decorated.get(constructor)?.renew(memberId(member), journal) })
}

/** The class as it was written is decorated anew; its name leads to what comes out. */
function decorateClass(plan: ClassDraft): void {
  const { unit, after, draft, placed } = plan
  const { decorators } = after.shape!
  const item = placed.chunk.items.find(({ self }) => self === after)
  for (const name of item?.names ?? []) {
    draft.renewed.add(name)
    draft.redecorated.add(name)
  }
  tell(draft, { action: 'patched', kind: 'class', name: after.title, note: 'decorated anew' }, placed, after.start)
  const { code, emitted } = decoratorsCode(plan, decorators)
  const id = unit.add(after.start, code, emitted)
  let warned = false
  plan.evaluate.push((constructor, journal) => {
    const store = storeOf(plan, constructor, journal)
    const before = store.replacement
    store.redecorateClass((unit.values(constructor)[id] as () => Decorator[])(), journal)
    if (store.replacement === before) return
    if (!item) {
      if (!store.isBound && !warned) warnLate(plan)
      warned ||= !store.isBound
      return
    }
    const bind = (value: unknown): void => { for (const name of item.names) writeName(draft.module, name, value) }
    journal.push(() => { bind(before) })
    bind(store.replacement)
  })
}

/** The name of a class in a function belongs to a call that is over. */
function warnLate({ after, draft, placed }: ClassDraft): void {
  draft.late.push({ ...problem('LC2410', { class: after.title }), file: relative(draft.world.root, draft.module.path), ...sourcePlace(after.start, placed) })
}

/** Edits that leave a member's decorators out of its text: they are evaluated by themselves. */
export function withoutDecorators({ each }: Decoration): TextEdit[] {
  return each.length === 0 ? [] : [{ at: each[0]!.start, end: each.at(-1)!.value.end, text: '', swallow: true }]
}
