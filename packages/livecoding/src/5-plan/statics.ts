import type { Member } from '../3-analyse/shapes.ts'
import { isAuto, memberId } from '../3-analyse/decorated.ts'
import type { Emitted } from '../instrument/emit.ts'
import type { ClassDraft } from './class.ts'
import { keyOfMember, noteKey } from './computed.ts'
import { renewedIn } from './renewed.ts'
import { tell } from './draft.ts'
import { assignment, keyText } from './initialise.ts'
import { nameOf } from './privates.ts'
import { planSites } from './sites.ts'
import { define } from '../runtime/property.ts'

/** Static fields follow the rules of variables; static blocks those of statements. */
export function planStatics(plan: ClassDraft): void {
  const { pairs, come, gone, draft, placed } = plan
  const order: { at: number, step: ClassDraft['evaluate'][number] }[] = []
  for (const { before, after } of pairs) {
    if (!after.static || (after.kind !== 'field' && after.kind !== 'static-block')) continue
    if (before.site && after.site) planSites(draft, before.site.children, after.site.children, placed, { host: plan })
    if (after.kind !== 'field') continue
    const renewed = !after.calls && renewedIn(after.site?.refs ?? [], draft.renewed) !== undefined
    if (before.own === after.own && before.decorators.own === after.decorators.own && !renewed) continue
    if (before.own !== after.own || renewed) tell(draft, { action: 'patched', kind: isAuto(after) ? 'accessor' : 'static', name: titleOf(plan, after) }, placed, after.start)
    order.push({ at: after.start, step: evaluate(plan, after) })
  }
  for (const member of come) {
    if (!member.static || (member.kind !== 'field' && member.kind !== 'static-block')) continue
    tell(draft, { action: 'added', kind: 'static', name: titleOf(plan, member) }, placed, member.start)
    order.push({ at: member.start, step: evaluate(plan, member) })
  }
  for (const member of gone) {
    if (!member.static || member.private || (member.kind !== 'field' && member.kind !== 'static-block')) continue
    tell(draft, { action: 'removed', kind: 'static', name: titleOf(plan, member, plan.before) }, placed, plan.after.start)
    if (member.kind === 'field') order.push({ at: -1, step: (constructor, journal) => {
      const key = keyOfMember(plan, constructor, member)
      if (key !== undefined) define(constructor, key, undefined, journal)
    } })
  }
  plan.evaluate.push(...order.sort((a, b) => a.at - b.at).map(({ step }) => step))
}

const titleOf = ({ after }: ClassDraft, member: Member, site = after): string => member.kind === 'static-block' ? `${site.title} static block` : `${site.title}.${nameOf(member, site)}`

/** The initialiser or block as a method of the class's static side, called with the class as `this`. */
function evaluate(plan: ClassDraft, member: Member): ClassDraft['evaluate'][number] {
  const { unit, after } = plan
  const emitted: Emitted[] = []
  if (member.private) {
    const id = unit.add(member.start, `({__proto__:$lcs,f(){const $lcv=this.${member.key};${assignment(plan, member, emitted)};return()=>{this.${member.key}=$lcv}}}).f`, emitted)
    return (constructor, journal) => { journal.push((unit.values(constructor)[id] as (this: unknown) => () => void).call(constructor)) }
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
    const given = (unit.values(constructor)[id] as (this: unknown) => [PropertyKey, Record<PropertyKey, unknown>]).call(constructor)
    if (member.kind !== 'field') return
    noteKey(plan, constructor, member, given[0])
    define(constructor, given[0], { value: given[1][given[0]], writable: true, enumerable: true, configurable: true }, journal)
  }
}
