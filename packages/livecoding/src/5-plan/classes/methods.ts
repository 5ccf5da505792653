import type { Member } from '../../3-analyse/class-shapes.ts'
import { lengthOf } from '../../3-analyse/length.ts'
import { hasOtherForm, isAssigner, isAutoSetter } from '../../3-analyse/walk/decorated.ts'
import type { MemberPair } from '../../4-diff/members.ts'
import type { Emitted } from '../../instrument/emit.ts'
import { define } from '../../runtime/property.ts'
import { adapted, fill, fitting, handed, type Code } from '../../runtime/slot.ts'
import { kindOfSite, tell, touches } from '../draft.ts'
import { recordFor } from '../records.ts'
import { lose, takeLost } from '../sites/lost.ts'
import { followsAs, isReformatted, isStuck, planSites, tellKind } from '../sites/sites.ts'
import { renamedIn } from '../unit/renamed.ts'
import { standOf } from '../unit/stand.ts'
import type { ClassDraft } from './class-draft.ts'
import { only, onlyOf, type Constructor } from './class-unit.ts'
import { keyOfMember, noteKey } from './computed.ts'
import { bringGifts } from './fields/handed-on.ts'
import { keyText } from './initialise.ts'

export const isMethod = (member: Member): boolean => member.kind === 'method' || member.kind === 'getter' || member.kind === 'setter'

/** Code of a method in the scope of its class: `({__proto__:$lch,["render"](){…}})["render"]`. */
export function methodCode(plan: ClassDraft, member: Member, guarded: boolean, emitted: Emitted[]): string {
  const { unit } = plan
  const site = member.site!
  const rest = guarded ? unit.text(site.list.start, site.end, [site], [], emitted) : unit.text(site.list.start, site.end, site.children, site.refs, emitted, site)
  // Code for a guard needs no key but for stack traces, and an edit of the body does not evaluate the key again.
  const key = member.computed && guarded ? `[${keyText(plan, member, emitted)}]` : `[${JSON.stringify(member.computed ? `[${member.key}]` : member.key)}]`
  const async = site.flavour === 'async' || site.flavour === 'asyncGenerator' ? 'async ' : ''
  const star = site.flavour === 'generator' || site.flavour === 'asyncGenerator' ? '*' : ''
  const accessor = guarded && !member.private ? member.kind === 'getter' ? 'get ' : member.kind === 'setter' ? 'set ' : '' : ''
  return `({__proto__:${member.static ? '$lcs' : '$lch'},${accessor}${async}${star}${key}${rest}})`
}

/** A method that both texts have: every version of it dispatches to code made in the scope of its class. */
export function planMethod(plan: ClassDraft, { before, after }: MemberPair, again = false): void {
  const { draft, placed, unit } = plan
  if (!isMethod(after) || !after.site || !before.site) return
  const record = recordFor(draft, before.site)
  if (before.site !== after.site) draft.records.set(after.site, record)
  if (before.site !== after.site && after.site.gives) bringGifts(draft, before.site, after.site, placed)
  if (again || before.site.deep !== after.site.deep || touches(after.site.free, draft) || isReformatted(before.site, after.site) || plan.saysAnew(after.site)) {
    const emitted: Emitted[] = []
    const id = unit.add(after.site.start, methodCode(plan, after, false, emitted), emitted)
    const code = (constructor: Constructor): unknown => only(unit.values(constructor)[id] as object)
    patchMethod(plan, after, code)
    draft.stands.set(record, standOf(after.site, placed))
    if (before.site.own !== after.site.own && !again) {
      tell(draft, { action: 'patched', kind: kindOfSite(after.site), name: after.site.title, verdict: isAssigner(after) ? 'new-only' : 'next-call' }, placed, after.start)
      tellKind(draft, record, before.site, after.site, placed)
    }
    // Calls through the name are as on a fresh start.
    if (isStuck(record, before.site, after.site) && !again && !after.private) {
      plan.renewedMethods.add(after)
      defineMethod(plan, after)
    }
    if (lengthOf(before.site) !== lengthOf(after.site)) followLength(plan, after)
  }
  planSites(draft, before.site, after.site, placed, { host: plan, renamed: renamedIn(before.site, after.site, plan.renamed) })
}

/** Fills the slots of a method; where the class exists many times, its guards say for which one. */
function patchMethod({ draft, classes, keeps }: ClassDraft, member: Member, code: (constructor: Constructor) => unknown): void {
  const site = member.site!
  const versions = [...(draft.records.get(site) ?? recordFor(draft, site)).versions].filter(version => !keeps(version))
  draft.declare.push({ do: 'call', module: draft.module, line: 1, call: journal => {
    const constructor = onlyOf(classes)
    for (const version of versions) {
      const of = version.offered.find('class')
      if (of) fill(version, adapted(handed(reach => code(reach(of.index) as Constructor) as Code), version, site), journal)
      // A class expression that exists once may offer its own name, which new code has in its scope.
      else if (constructor) fill(version, adapted(fitting(code(constructor), version), version, site), journal)
    }
  } })
}

function followLength(plan: ClassDraft, member: Member): void {
  if (member.private || member.computed || member.kind !== 'method') return
  plan.declare.push((constructor, journal) => {
    const held = Object.getOwnPropertyDescriptor(targetOf(constructor, member), member.key)?.value as { length?: number } | undefined
    if (typeof held !== 'function') return
    const before = (held as { length: number }).length
    journal.push(() => { Object.defineProperty(held, 'length', { value: before, configurable: true }) })
    Object.defineProperty(held, 'length', { value: lengthOf(member.site!), configurable: true })
  })
}

export const targetOf = (constructor: Constructor, member: Member): object => member.static ? constructor : constructor.prototype

export function addMethod(plan: ClassDraft, member: Member): void {
  if (!isMethod(member)) return
  if (!member.private && !isAutoSetter(member, plan.after.shape!.members)) tell(plan.draft, { action: 'added', kind: kindOfSite(member.site!), name: member.site!.title }, plan.placed, member.start)
  const lost = takeLost(plan, member)
  if (lost) planMethod(plan, { before: lost.member!, after: member }, true)
  if (!member.private) defineMethod(plan, member, lost !== undefined)
}

/** `again`: the class had it before. */
function defineMethod(plan: ClassDraft, member: Member, again = false): void {
  const { unit, draft } = plan
  const emitted: Emitted[] = []
  const code = methodCode(plan, member, true, emitted)
  const id = unit.add(member.site!.start, member.computed ? `()=>${code}` : code, emitted)
  // A key that is computed may say what the same save evaluates, or loads, in front of the class.
  const steps = member.computed ? plan.evaluate : plan.declare
  steps.push((constructor, journal) => {
    const given = unit.values(constructor)[id] as object | (() => object)
    const literal = typeof given === 'function' ? (given as () => object)() : given
    const key = Reflect.ownKeys(literal)[0]!
    const target = targetOf(constructor, member)
    const before = Object.getOwnPropertyDescriptor(target, key)
    const made = Object.getOwnPropertyDescriptor(literal, key)!
    const descriptor = again ? draft.world.former.again(target, key, made, held => followsAs(member.site!, draft.records.get(member.site!), held), journal) : made
    const other = descriptor.get || descriptor.set ? { get: descriptor.get ?? before?.get, set: descriptor.set ?? before?.set } : { value: descriptor.value as unknown, writable: true }
    define(target, key, { ...other, enumerable: false, configurable: true }, journal)
    noteKey(plan, constructor, member, key, journal)
  })
}

export function removeMethod(plan: ClassDraft, member: Member): void {
  if (!isMethod(member)) return
  const { draft, placed, before, after } = plan
  if (!isAutoSetter(member, before.shape!.members) && (!isAssigner(member) || !(hasOtherForm(member, after.shape!.members) || plan.renamedAssigned.some(([from]) => from.assigner === member)))) tell(draft, { action: 'removed', kind: kindOfSite(member.site!), name: member.site!.title, verdict: 'stale' }, placed, after.start)
  draft.lost.set(after, [...draft.lost.get(after) ?? [], lose(draft, member.site!, plan)])
  if (member.private) return
  plan.declare.unshift((constructor, journal) => {
    const target = targetOf(constructor, member)
    const key = keyOfMember(plan, constructor, member)
    const before = key === undefined ? undefined : Object.getOwnPropertyDescriptor(target, key)
    if (!before) return
    draft.world.former.note(target, key!)
    const half = member.kind === 'getter' ? { ...before, get: undefined } : member.kind === 'setter' ? { ...before, set: undefined } : undefined
    define(target, key!, half?.get ?? half?.set ? half : undefined, journal)
  })
}
