import { isAssigner, isAuto, memberName } from '../3-analyse/decorated.ts'
import type { Emitted } from '../instrument/emit.ts'
import type { ClassDraft } from './class.ts'
import { tell } from './draft.ts'
import { decoratedField } from './fields.ts'

/** `#names` that the text adds: real ones, declared in a class inside the class, on old instances and on new ones. */
export function planPrivates(plan: ClassDraft): void {
  const { come, gone, draft, placed, unit } = plan
  const added = come.filter(member => member.private && !member.static)
  const emitted: Emitted[] = []
  const code = added.map(member => `${unit.text(member.start, member.end, member.site ? [member.site] : [], [], emitted, undefined, decoratedField(plan, member))};`)
  const statics = come.filter(member => member.private && member.static)
  code.push(...statics.map(member => `${unit.text(member.start, member.end, member.site ? [member.site] : [], [], emitted, undefined, decoratedField(plan, member)).replace(/^\s*static\s+/, '')};`))
  if (code.length > 0) unit.privates = { code: code.join(''), emitted }
  for (const member of [...added, ...statics]) {
    if (isAuto(member)) continue
    tell(draft, { action: 'added', kind: isAssigner(member) ? 'field' : member.kind === 'field' ? member.static ? 'static' : 'field' : member.kind === 'method' ? 'method' : 'accessor', name: `${plan.after.title}.${memberName(member, plan.after.shape!.members)}` }, placed, member.start)
  }
  for (const member of gone) {
    if (member.private && member.kind === 'field') tell(draft, { action: 'removed', kind: member.static ? 'static' : 'field', name: `${plan.after.title}.${member.key}` }, placed, plan.after.start)
  }
  plan.declare.unshift((constructor, journal) => {
    unit.prepare(constructor, journal)
    if (statics.length > 0) draft.world.installers.get(constructor)?.at(-1)?.(constructor)
  })
}
