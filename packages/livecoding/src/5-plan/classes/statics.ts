import type { Member } from '../../3-analyse/class-shapes.ts'
import { isAuto, memberId } from '../../3-analyse/walk/decorated.ts'
import { literalOf } from '../../3-analyse/walk/literal.ts'
import { leavesOf, type Literal } from '../../3-analyse/literal-shapes.ts'
import type { Emitted } from '../../instrument/emit.ts'
import { problem } from '../../messages/message.ts'
import type { ClassDraft } from './class-draft.ts'
import type { Constructor } from './class-unit.ts'
import { keyOfMember, noteKey } from './computed.ts'
import { sayIn } from './enclosed.ts'
import { disposeEntries, disposeParts, tell, warn } from '../draft.ts'
import type { Journal } from '../../journal.ts'
import { isShifted, mayShift } from '../literals/shifted.ts'
import { fits, inside, isOfAnotherKind, keptNumbers, patchLiteral, SitesIn, spanOf, tellStale, valuesOf, type Patching } from '../literals/literal.ts'
import { once } from '../../library.ts'
import { run } from '../../waits.ts'
import { renewedIn } from '../renewed.ts'
import { assignment, keyText } from './initialise.ts'
import { nameOf } from './privates.ts'
import { needsAnotherNow, planSites } from '../sites/sites.ts'
import { whereIs } from '../../3-analyse/where.ts'
import { isKept } from '../../4-diff/items.ts'
import { keyOf } from '../../3-analyse/member-key.ts'
import { define, keepProperties } from '../../runtime/property.ts'

/** Static fields follow the rules of variables; static blocks those of statements. */
export function planStatics(plan: ClassDraft): void {
  const { gone, after, draft, placed } = plan
  const old = new Map(plan.pairs.map(pair => [pair.after, pair.before]))
  const renewed = new RenewedStatics(plan)
  const steps: ClassDraft['evaluate'] = []
  const unrun = new Map<string, Member[]>()
  const reruns = draft.rerun && placed.chunk.items.some(item => item.self === after && !isKept({ item, placed }))
  for (const member of gone) {
    if (!member.static || (member.kind !== 'field' && member.kind !== 'static-block')) continue
    end(plan, member)
    if (member.private) continue
    tell(draft, { action: 'removed', kind: 'static', name: titleOf(plan, member, plan.before) }, placed, after.start)
    // Before what has its name now is defined.
    if (member.kind === 'field') plan.declare.unshift((constructor, journal) => {
      const key = keyOfMember(plan, constructor, member)
      if (key !== undefined) define(constructor, key, undefined, journal)
    })
  }
  for (const member of after.shape!.members) {
    if (!member.static || (member.kind !== 'field' && member.kind !== 'static-block')) continue
    const before = old.get(member)
    const isLost = before !== undefined && hasLost(plan, before)
    const shifted = once(() => before?.own === member.own && hasShifted(plan, before, member))
    const follows = !before?.site || !member.site || planSites(draft, before.site, member.site, placed, { host: plan, renamed: plan.renamed }, shifted)
    const source = renewed.source(member)
    if (before && member.kind === 'static-block' && !reruns && !isLost) {
      if (source !== undefined) unrun.set(source, [...unrun.get(source) ?? [], member])
      continue
    }
    const changed = reruns || isLost || !before || before.own !== member.own || before.decorators.own !== member.decorators.own || (before.site?.deep !== member.site?.deep && shifted()) || (!follows && hasAnother(plan, before, member))
    if (!changed && source === undefined) continue
    if (!changed && member.calls) {
      warn(draft, problem('LC2301', { name: titleOf(plan, member), source: source! }), placed, member.start, source)
      tell(draft, { action: 'kept', kind: 'static', name: titleOf(plan, member), verdict: 'stale', note: `made with ${source!}` }, placed, member.start, source)
      continue
    }
    if (isLost && before.own === member.own) tell(draft, { action: 'rerun', kind: 'static', name: titleOf(plan, member) }, placed, member.start)
    else if (before ? before.own !== member.own || !changed || reruns : !isAuto(member)) tell(draft, { action: before ? 'patched' : 'added', kind: isAuto(member) ? 'accessor' : 'static', name: titleOf(plan, member) }, placed, member.start)
    const patch = reruns || isLost ? undefined : patchOf(plan, member, before, renewed.names)
    if (before) end(plan, before, patch)
    steps.push(owned(plan, keyOf(member), evaluate(plan, member, patch), patch))
    renewed.add(member)
  }
  for (const [name, blocks] of unrun) warn(draft, problem('LC2303', { name, count: blocks.length }), placed, blocks[0]!.start)
  plan.evaluate.push(...steps)
}

/** What it made was given back when the source lost the class, or that around it, which it has again. A module that comes back wakes what it had. */
function hasLost({ draft, classes, declare }: ClassDraft, member: Member): boolean {
  const { world: { parts, madeBy, recorder }, reviving, change } = draft
  if (change.revived) return false
  let found = false
  for (const constructor of classes.keys()) {
    const [owner, whole] = [parts.get(constructor)?.get(keyOf(member)), madeBy.get(constructor)]
    if (!owner || !recorder.hasEnded(owner) || (whole && recorder.hasEnded(whole) && !reviving.has(whole))) continue
    if (recorder.hasLost(owner)) found = true
    else {
      reviving.add(owner)
      declare.push((each, journal) => {
        if (each !== constructor) return
        journal.push(() => { recorder.discard(owner) })
        recorder.begin(owner)
      })
    }
  }
  return found
}

/** What the last evaluation of a static field or block made is given back; of a literal that is patched, what its changed entries made. */
function end({ draft, classes, after, placed }: ClassDraft, member: Member, patch?: StaticPatch): void {
  const { line } = whereIs(after.start, placed)
  for (const constructor of classes.keys()) {
    if (patch?.fits(constructor)) disposeEntries(draft, draft.world.parts.get(constructor)?.get(keyOf(member)), patch.kept, line)
    else disposeParts(draft, constructor, line, keyOf(member))
  }
}

/** What a part of the class with this key makes now is its own. */
export const owned = ({ draft: { world, change } }: ClassDraft, key: string, step: ClassDraft['evaluate'][number], patch?: StaticPatch): ClassDraft['evaluate'][number] => (constructor, journal) => {
  const { parts, recorder } = world
  const before = parts.get(constructor) ?? new Map<string, object>()
  const goesOn = patch?.fits(constructor) ? before.get(key) : undefined
  const owner = goesOn ?? {}
  const whole = goesOn ? undefined : world.madeBy.get(constructor)
  if (whole) {
    if (change.revived) recorder.begin(whole)
    recorder.nest(whole, owner)
  }
  const old = goesOn ? undefined : before.get(key)
  if (old) journal.push(recorder.replace(old))
  parts.set(constructor, new Map([...before, [key, owner]]))
  journal.push(() => {
    if (!goesOn) recorder.discard(owner)
    parts.set(constructor, before)
  })
  if (goesOn) journal.push(recorder.renumber(owner, patch!.kept))
  recorder.enter(owner)
  try { step(constructor, journal) } finally { recorder.leave() }
  // Who made the class is gone; the class may live for a while.
  if (whole && recorder.hasEnded(whole)) recorder.discard(owner)
}

/** What static initialisers of a class read anew: `Door.count`, `this.count`, `super.count`, and names of the module. */
class RenewedStatics {
  readonly names: Set<string>
  readonly #plan: ClassDraft
  readonly #outside: readonly string[]
  constructor(plan: ClassDraft) {
    const { draft, placed, after } = plan
    this.#plan = plan
    this.names = new Set(draft.renewed)
    this.#outside = placed.chunk.items.find(({ self }) => self === after)?.names ?? []
    const { heritage, members } = after.shape!
    const parent = heritage && after.refs.find(ref => ref.at === heritage.start && ref.end === heritage.end)
    for (const name of parent ? draft.renewed : []) {
      if (!name.startsWith(`${parent!.name}.`)) continue
      const key = name.slice(parent!.name.length + 1)
      this.names.add(`super.${key}`)
      if (!members.some(member => member.static && member.key === key)) this.#addKey(key)
    }
  }

  /** The value of an `accessor` is read through the getter behind it. */
  add(member: Member): void {
    const { members } = this.#plan.after.shape!
    const { key, computed } = isAuto(member) ? members[members.indexOf(member) + 1]! : member
    if (!computed) this.#addKey(key)
  }

  #addKey(key: string): void {
    const { draft, after } = this.#plan
    for (const name of ['this', after.name]) this.names.add(`${name}.${key}`)
    for (const name of this.#outside) {
      draft.renewed.addStatic(name, key)
      draft.patched.add(`${name}.${key}`)
    }
  }

  /** What a static field is made from that is new; inside, a class may say itself by a name of its own. */
  source({ site }: Member): string | undefined {
    const { name } = this.#plan.after
    return renewedIn((site?.refs ?? []).map(ref => ref.name === name ? { ...ref, local: undefined } : ref), this.names)
  }
}

const titleOf = ({ after }: ClassDraft, member: Member, site = after): string => member.kind === 'static-block' ? member.site!.title : `${site.title}.${nameOf(member, site)}`

/** A function that is the field's value, or in its literal, is of a kind that its object cannot become. */
function hasAnother(plan: ClassDraft, before: Member, after: Member): boolean {
  if (!before.value || !after.value) return false
  const [old, sites] = sitesOf(before, after)
  const [was, now] = [old.at({ value: before.value }), sites.at({ value: after.value })]
  if (was && now) return needsAnotherNow(plan.draft, was, now)
  const literals = literalsOf(plan, before, after)
  if (!literals) return false
  const leaves = leavesOf(literals[0])
  return leavesOf(literals[1]).some((leaf, index) => isOfAnotherKind({ draft: plan.draft, sites, old: { sites: old } }, leaves[index]!, leaf))
}

/** Elements of the literal stand in other places. */
function hasShifted(plan: ClassDraft, before: Member, after: Member): boolean {
  const literals = before.value && after.value && mayShift(plan.after.chunk, after.value, before.site!.children, after.site!.children) ? literalsOf(plan, before, after) : undefined
  return literals !== undefined && isShifted(sitesOf(before, after), ...literals)
}

const sitesOf = (...members: [Member, Member]): [SitesIn, SitesIn] => members.map(({ site }) => new SitesIn(site!.children)) as [SitesIn, SitesIn]

/** The initialiser or block as a method of the class's static side, called with the class as `this`. */
function evaluate(plan: ClassDraft, member: Member, patch: StaticPatch | undefined): ClassDraft['evaluate'][number] {
  const { unit, after, draft } = plan
  const emitted: Emitted[] = []
  if (member.private) {
    const id = unit.add(member.start, `({__proto__:$lcs,f(){const $lcv=this.${member.key};${assignment(plan, member, emitted)};return()=>{this.${member.key}=$lcv}}}).f`, emitted)
    return (constructor, journal) => {
      if (patch?.fits(constructor)) return patch.take(constructor, journal)
      journal.push((unit.values(constructor)[id] as (this: unknown) => () => void).call(constructor))
    }
  }
  const site = member.site
  const span = member.kind === 'static-block' ? { start: site!.start, end: site!.end } : member.value
  const inner = span ? unit.text(span.start, span.end, site?.children ?? [], site?.refs ?? [], emitted) : 'void 0'
  const key = member.computed ? keyText(plan, member, emitted) : JSON.stringify(member.key)
  const decorated = !after.shape!.legacy && member.decorators.each.length > 0
  const value = decorated ? `$lcD.of($lcC).init(${JSON.stringify(memberId(member))},this,(${inner}))` : inner
  const body = member.kind === 'static-block' ? inner.replace(/^static/, '') : `{const $lck=${key};return[$lck,{[$lck]:${value}}]}`
  const id = unit.add(span?.start ?? member.start, `({__proto__:$lcs,f()${body}}).f`, emitted)
  return (constructor, journal) => {
    if (patch?.fits(constructor)) return patch.take(constructor, journal)
    if (member.kind === 'static-block') keepProperties(constructor, journal)
    const given = (unit.values(constructor)[id] as (this: unknown) => [PropertyKey, Record<PropertyKey, unknown>]).call(constructor)
    if (member.kind !== 'field') return
    noteKey(plan, constructor, member, given[0], journal)
    define(constructor, given[0], { value: given[1][given[0]], writable: true, enumerable: true, configurable: true }, journal)
    if (decorated) draft.world.decorated.get(constructor)?.after(memberId(member), constructor)
  }
}

function literalsOf({ draft: { module, change }, before, after }: ClassDraft, was: Member, now: Member): [Literal, Literal] | undefined {
  const [old, made] = [[before.chunk, was.value!] as const, [after.chunk, now.value!] as const].map(([chunk, span]) => literalOf(module.path, chunk, span, change.before.format))
  return old && made && [old, made]
}

/** How a literal is patched, where the class has it still. */
interface StaticPatch {
  kept: ReadonlyMap<number, number>
  fits(constructor: Constructor): boolean
  take(constructor: Constructor, journal: Journal): void
}

function patchOf(plan: ClassDraft, member: Member, before: Member | undefined, renewed: ReadonlySet<string>): StaticPatch | undefined {
  const { unit, draft } = plan
  if (!before?.value || !member.value || member.computed || member.decorators.each.length > 0) return undefined
  const model = draft.change.before
  const [then, now] = literalsOf(plan, before, member) ?? []
  const patching: Patching = {
    draft, renewed, sites: new SitesIn(member.site!.children), kept: [], old: { chunk: plan.before.chunk, model, sites: new SitesIn(before.site!.children) },
    make(entry, part) {
      const span = spanOf(entry, part)
      const emitted: Emitted[] = []
      const code = unit.text(span.start, span.end, inside(member.site!.children, span), inside(member.site!.refs, span), emitted)
      return { id: unit.add(span.start, `({__proto__:$lcs,f(){return(${part === 'entry' ? `{${code}}` : code})}}).f`, emitted), awaits: false }
    },
  }
  const patch = then && now && patchLiteral(patching, then, now)
  if (!patch) return undefined
  tellStale(patching, titleOf(plan, member), plan.placed)
  const held = (constructor: Constructor): unknown => member.private ? sayIn<(of: Constructor) => unknown>(draft.world, constructor, `$lco=>$lco.${member.key}`)?.(constructor) : Object.getOwnPropertyDescriptor(constructor, member.key)?.value
  return {
    kept: keptNumbers(patching, then, now),
    fits: constructor => fits(held(constructor), then.type),
    take(constructor, journal) {
      const values = unit.values(constructor)
      void run(patch(held(constructor), valuesOf(id => (values[id] as (this: unknown) => unknown).call(constructor)), journal))
    },
  }
}
