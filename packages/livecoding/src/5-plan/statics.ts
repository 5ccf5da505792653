import type { Member } from '../3-analyse/shapes.ts'
import { isAuto, memberId, memberName } from '../3-analyse/decorated.ts'
import type { Emitted } from '../instrument/emit.ts'
import type { ClassDraft } from './class.ts'
import { initialised } from './construction.ts'
import { tell, type Journal } from './draft.ts'
import type { Constructor } from './class-unit.ts'
import { renewedIn } from './renewed.ts'
import { planSites } from './sites.ts'

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
    if (before.own !== after.own || renewed) tell(draft, { action: 'patched', kind: isAuto(after) ? 'accessor' : 'static', name: nameOf(plan, after) }, placed, after.start)
    order.push({ at: after.start, step: evaluate(plan, after) })
  }
  for (const member of come) {
    if (!member.static || member.private || (member.kind !== 'field' && member.kind !== 'static-block')) continue
    tell(draft, { action: 'added', kind: 'static', name: nameOf(plan, member) }, placed, member.start)
    order.push({ at: member.start, step: evaluate(plan, member) })
  }
  for (const member of gone) {
    if (!member.static || member.private || (member.kind !== 'field' && member.kind !== 'static-block')) continue
    tell(draft, { action: 'removed', kind: 'static', name: nameOf(plan, member) }, placed, plan.after.start)
    if (member.kind === 'field' && !member.computed) order.push({ at: -1, step: (constructor, journal) => put(constructor, member.key, undefined, journal) })
  }
  plan.evaluate.push(...order.sort((a, b) => a.at - b.at).map(({ step }) => step))
}

const nameOf = ({ after }: ClassDraft, member: Member): string => member.kind === 'static-block' ? `${after.title} static block` : `${after.title}.${memberName(member, after.shape!.members)}`

/** The initialiser or block as a method of the class's static side, called with the class as `this`. */
function evaluate({ unit, after }: ClassDraft, member: Member): ClassDraft['evaluate'][number] {
  const emitted: Emitted[] = []
  const site = member.site
  const span = member.kind === 'static-block' ? { start: site!.start, end: site!.end } : member.value
  const inner = span ? unit.text(span.start, span.end, site?.children ?? [], site?.refs ?? [], emitted) : 'void 0'
  // A private one is set from inside the class, which gives what sets it back.
  const body = member.kind === 'static-block' ? inner.replace(/^static/, '')
    : member.private ? `{const $lcv=this.${member.key};this.${member.key}=${initialised(after, member, inner)};return()=>{this.${member.key}=$lcv}}`
    : `{${after.shape!.legacy || member.decorators.each.length === 0 ? `return {${member.computed ? 'value' : JSON.stringify(member.key)}:${inner}}` : `return {${JSON.stringify(member.key)}:$lcD.of($lcC).init(${JSON.stringify(memberId(member))},this,(${inner}))}`}}`
  const id = unit.add(span?.start ?? member.start, `({__proto__:$lcs,f()${body}}).f`, emitted)
  return (constructor, journal) => {
    const values = (unit.values(constructor)[id] as (this: unknown) => Record<string, unknown>).call(constructor)
    if (member.kind === 'field' && member.private) journal.push(values as unknown as () => void)
    if (member.kind === 'field' && !member.private && !member.computed) put(constructor, member.key, { value: values[member.key], writable: true, enumerable: true, configurable: true }, journal)
  }
}

function put(target: Constructor, key: string, descriptor: PropertyDescriptor | undefined, journal: Journal): void {
  const before = Object.getOwnPropertyDescriptor(target, key)
  journal.push(() => { if (before) Object.defineProperty(target, key, before); else Reflect.deleteProperty(target, key) })
  if (descriptor) Object.defineProperty(target, key, descriptor)
  else Reflect.deleteProperty(target, key)
}
