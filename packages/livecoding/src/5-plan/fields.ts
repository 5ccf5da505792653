import type { Member, Site } from '../3-analyse/shapes.ts'
import { memberName, isAuto } from '../3-analyse/decorated.ts'
import { initEdits } from '../instrument/decorate.ts'
import type { TextEdit } from '../instrument/edits.ts'
import type { Emitted } from '../instrument/emit.ts'
import { bringUpToDate, type FieldChange } from '../instances/migrate.ts'
import type { ClassDraft } from './class.ts'
import type { Constructor } from './class-unit.ts'
import { planConstruction } from './construction.ts'
import { newAssignments } from './assignments.ts'
import { decoratesInstances, withoutDecorators } from './decorators.ts'
import type { World } from '../world.ts'
import { tell } from './draft.ts'
import { planSites } from './sites.ts'

/** Fields of instances: new instances get them as the source says, existing ones are brought up to date. */
export function planFields(plan: ClassDraft): void {
  const { pairs, draft, placed, unit } = plan
  const old = fieldsOf(plan.before)
  const now = fieldsOf(plan.after)
  const { added, removed, renamed } = compare(plan, old, now)
  let changed = added.length + removed.length + renamed.length > 0 || old.map(keyOf).join() !== now.map(keyOf).join()
  for (const { before, after } of pairs) {
    if (after.kind !== 'field' || after.static) continue
    if (before.site && after.site) planSites(draft, before.site.children, after.site.children, placed, { host: plan })
    if (before.own === after.own) continue
    changed = true
    tell(draft, { action: 'patched', kind: isAuto(after) ? 'accessor' : 'field', name: `${plan.after.title}.${memberName(after, plan.after.shape!.members)}`, verdict: 'new-only' }, placed, after.start)
  }
  const assigned = newAssignments(plan)
  const privates = plan.come.some(member => member.private && !member.static)
  planConstruction(plan, now, changed || privates || decoratesInstances(plan))
  const gone = removed.filter(member => !plan.after.shape!.assigns.some(each => each.key === member.key))
  const grows = plan.before.shape!.heritageOwn !== plan.after.shape!.heritageOwn && plan.after.shape!.heritage !== undefined
  if (added.length + gone.length + renamed.length + assigned.length === 0 && !privates && !grows) return
  const made = added.map(member => ({ key: member.key, line: member.start, piece: fieldClass(plan, [member]) }))
  plan.evaluate.push((constructor, journal) => {
    const values = unit.values(constructor)
    const installers = privates ? draft.world.installers.get(constructor)!.slice(-1) : []
    const change: FieldChange = {
      title: plan.after.title, module: draft.module, placed, at: plan.after.start,
      added: made.map(({ key, piece }) => ({ key, install: put(values[piece] as new (object: object) => object, constructor, draft.world) })),
      removed: gone.map(member => member.key), renamed: renamed.map(([from, to]) => [from.key, to.key]),
      assigned: assigned.map(each => ({ ...each, ...(each.piece !== undefined && { value: values[each.piece] as (this: object) => unknown }) })), installers,
      ...(grows && { parent: Object.getPrototypeOf(constructor) as Constructor }),
    }
    bringUpToDate(draft, constructor, change, journal)
  })
}

const keyOf = (member: Member): string => member.key
export const fieldsOf = ({ shape }: Site): Member[] => shape!.members.filter(member => member.kind === 'field' && !member.static)

/** A class whose one use is to put fields on objects that exist: `class extends $lcB{ symbol = this.kind[0]; }`. */
export function fieldClass(plan: ClassDraft, members: readonly Member[]): string {
  const emitted: Emitted[] = []
  const text = members.map(member => plan.unit.text(member.start, member.end, member.site?.children ?? [], [...member.site?.refs ?? [], ...(member.computed ? plan.after.refs.filter(ref => ref.at >= member.keySpan.start && ref.at < member.keySpan.end) : [])], emitted, undefined, decoratedField(plan, member)))
  return plan.unit.add(members[0]!.start, `class extends $lcB{constructor($lco){super($lco)}${text.join(';')};}`, emitted)
}

/** A decorated field, in new code: its value goes through what its decorators made. */
export function decoratedField({ after }: ClassDraft, member: Member): TextEdit[] {
  const edits = withoutDecorators(member.decorators)
  if (edits.length > 0 && member.kind === 'field' && !after.shape!.legacy) initEdits(member, '$lcD.of($lcC)', '', edits)
  return edits
}

export function put(fields: new (object: object) => object, constructor: Constructor, world: World): (object: object) => void {
  Object.setPrototypeOf(fields.prototype, world.homes.get(constructor)!.proto)
  return object => { Reflect.construct(fields, [object]) }
}

interface Comparison { added: Member[], removed: Member[], renamed: [Member, Member][] }

/** One gone and one new with the same type and initialiser is a rename; several are matched in order where they are clear. */
function compare(plan: ClassDraft, old: readonly Member[], now: readonly Member[]): Comparison {
  const { draft, placed } = plan
  const isPublic = (member: Member): boolean => !member.private && !member.computed
  const removed = old.filter(member => isPublic(member) && !now.some(each => each.key === member.key))
  const added = now.filter(member => isPublic(member) && !old.some(each => each.key === member.key))
  const renamed: [Member, Member][] = []
  for (const rest of new Set(removed.map(member => member.rest))) {
    const from = removed.filter(member => member.rest === rest)
    const to = added.filter(member => member.rest === rest)
    if (from.length === to.length) from.forEach((member, index) => renamed.push([member, to[index]!]))
  }
  for (const [from, to] of renamed) {
    removed.splice(removed.indexOf(from), 1)
    added.splice(added.indexOf(to), 1)
    tell(draft, { action: 'renamed', kind: 'field', name: `${plan.after.title}.${to.key}`, note: `was ${from.key}` }, placed, to.start)
  }
  for (const member of removed) tell(draft, { action: 'removed', kind: 'field', name: `${plan.after.title}.${member.key}` }, placed, plan.after.start)
  for (const member of added) tell(draft, { action: 'added', kind: 'field', name: `${plan.after.title}.${member.key}` }, placed, member.start)
  return { added, removed, renamed }
}
