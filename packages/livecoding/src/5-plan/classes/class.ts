import { hasOtherForm, isAssigner, isAutoSetter } from '../../3-analyse/walk/decorated.ts'
import type { Member } from '../../3-analyse/class-shapes.ts'
import type { Placed } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { define } from '../../runtime/property.ts'
import { adapted, fill, fitting, handed, type Code } from '../../runtime/slot.ts'
import type { Emitted } from '../../instrument/emit.ts'
import { ClassUnit, liveClasses, only, onlyOf, type Constructor } from './class-unit.ts'
import { bringing } from '../bring.ts'
import { planDecorators } from './decorators.ts'
import { planFields } from './fields/fields.ts'
import { bringGifts } from './fields/handed-on.ts'
import { keyText } from './initialise.ts'
import { keyOfMember, noteKey } from './computed.ts'
import { tellClass } from '../told/happenings.ts'
import { planHeritage } from './heritage.ts'
import { planPrivates } from './privates.ts'
import { followClassName, giveBackNames } from './name.ts'
import { planStatics } from './statics.ts'
import { tell, touches, warn, type Draft } from '../draft.ts'
import type { Journal } from '../../journal.ts'
import { unreachable } from './enclosed.ts'
import { lengthOf } from '../../3-analyse/length.ts'
import { moveComputed } from './moved-keys.ts'
import { planOrder } from './member-order.ts'
import { renamedIn, type Renamed } from '../unit/renamed.ts'
import { recordFor } from '../records.ts'
import { kindOfSite } from '../draft.ts'
import { saysRenewed } from '../renewed.ts'
import { lose, takeLost } from '../sites/lost.ts'
import { isStuck, followsAs, isReformatted, planSites, tellKind } from '../sites/sites.ts'
import { standOf } from '../unit/stand.ts'
import { orderOf } from '../unit/unit.ts'
import { whereIs } from '../../3-analyse/where.ts'
import { problem } from '../../messages/message.ts'
import type { Native, Version } from '../../live-module.ts'
import { renamedAssigned, renamedFields, type AssignedPair, type FieldPair } from '../../4-diff/fields.ts'
import { matchMembers, type MemberPair } from '../../4-diff/members.ts'

/** What is planned for one class: its new code is evaluated in its own scope, and each part adds what it does there. */
export interface ClassDraft {
  draft: Draft
  before: Site
  after: Site
  placed: Placed
  unit: ClassUnit
  /** The classes that exist before the update, and what their own code gives to instances: those made from now on are new. */
  classes: Map<Constructor, Native>
  /** All its private names are declared anew: its instances will not come from its own constructor any more. */
  rebrands: boolean
  /** Code in the class says a private name that this update declares: it means another one than before. */
  saysAnew(site: Site): boolean
  /** The guard is in code of classes that keep their old code. */
  keeps(version: Version): boolean
  /** Variables around it that have another name. */
  renamed: Renamed
  /** Who has the private names that are declared anew; without: all instances. */
  owns?: (object: object, constructor: Constructor) => boolean
  /** The parent is looked at again. */
  evaluatesHeritage: boolean
  /** Classes that have another parent since their heritage was evaluated, with what was in the chain before. */
  moved: Map<Constructor, ReadonlySet<object>>
  /** Methods of another kind than before: the class has a new function under their name. */
  renewedMethods: Set<Member>
  /** Fields of instances that have another name. */
  renames: FieldPair[]
  /** The same for those that are assigned. */
  renamedAssigned: AssignedPair[]
  pairs: MemberPair[]
  gone: Member[]
  come: Member[]
  /** What happens to each live class of the site: before anything of its new code is used, with its declarations, and at its place among the evaluations. */
  prepare: ((constructor: Constructor, journal: Journal) => void)[]
  declare: ((constructor: Constructor, journal: Journal) => void)[]
  evaluate: ((constructor: Constructor, journal: Journal) => void)[]
  /** What happens to its instances. */
  bring: ((constructor: Constructor, journal: Journal) => void)[]
}

/** What is needed to make code for a class, edited or not. */
export type ClassCode = Pick<ClassDraft, 'unit' | 'after' | 'placed'>

/** Plans what a class, and its instances, get from its new text; `owns`: its private names are declared anew; `renamed`: variables around it have other names. */
export function planClass(draft: Draft, before: Site, after: Site, placed: Placed, renamed: Renamed = new Map(), owns?: ClassDraft['owns']): void {
  const renewed = saysRenewed(after, draft.renewed)
  if (before === after && !renewed && !touches(after.free, draft) && !owns && !draft.rerun) return
  const members = matchMembers(before.shape!.members, after.shape!.members)
  const classes = liveClasses(draft.world, recordFor(draft, before))
  // Where no call has made one, there is nothing to evaluate again.
  if (before === after && classes.size === 0 && !touches(after.free, draft) && !owns && !draft.rerun) return
  const old = before === after && !owns ? undefined : unreachable(draft, after, placed, recordFor(draft, before))
  if (old) {
    if (!owns) warn(draft, problem('LC2101', { name: after.title, variable: old.name }), placed, after.start)
    for (const constructor of old.classes) classes.delete(constructor)
  }
  const plan: ClassDraft = {
    draft, before, after, placed, unit: new ClassUnit(draft.world, draft.module, placed, after, recordFor(draft, before), { site: before, renewed: draft.renewed }), classes, ...members, renames: before === after ? [] : renamedFields(before, after), renamedAssigned: before === after ? [] : renamedAssigned(before, after), prepare: [], declare: [], evaluate: [], bring: [], evaluatesHeritage: false, moved: new Map(), renewedMethods: new Set(),
    rebrands: (after.shape!.heritage !== undefined || owns !== undefined) && [...classes.values()].some(native => native.branded && !native.derived),
    ...(owns && { owns }), renamed, keeps: version => old?.keeps(version) === true, saysAnew: () => false,
  }
  draft.hosts.set(after, plan)
  const first = draft.declare.length
  planPrivates(plan)
  planSites(draft, before, after, placed, { renamed })
  planHeritage(plan)
  for (const pair of plan.pairs) planMethod(plan, pair)
  if (renewed) moveComputed(plan)
  for (const member of plan.come) addMethod(plan, member)
  for (const member of plan.gone) removeMethod(plan, member)
  planDecorators(plan)
  planStatics(plan)
  planFields(plan)
  planOrder(plan)
  followClassName(plan)
  giveBackNames(plan)
  tellClass(plan)
  if (plan.declare.length + plan.evaluate.length + plan.bring.length + plan.unit.pieces.length === 0) return
  const { line } = whereIs(after.start, placed)
  const each = (steps: ClassDraft['declare']) => (journal: Journal): void => {
    for (const constructor of plan.classes.keys()) for (const step of steps) step(constructor, journal)
  }
  draft.declare.splice(first, 0, { do: 'call', module: draft.module, line, call: each(plan.prepare) })
  if (plan.declare.length > 0) draft.declare.push({ do: 'call', module: draft.module, line, call: each(plan.declare) })
  if (plan.evaluate.length > 0) draft.evaluate.push({ at: orderOf(after.start, placed), step: { do: 'call', module: draft.module, line, call: each(plan.evaluate) } })
  if (plan.bring.length > 0) draft.evaluate.push({ at: orderOf(after.start, placed), step: bringing(plan, line, each(plan.bring)) })
}

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
function planMethod(plan: ClassDraft, { before, after }: MemberPair, again = false): void {
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

function addMethod(plan: ClassDraft, member: Member): void {
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

function removeMethod(plan: ClassDraft, member: Member): void {
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
