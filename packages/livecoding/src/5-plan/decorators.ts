import type { Member } from '../3-analyse/shapes.ts'
import type { Emitted } from '../instrument/emit.ts'
import { applyDecorators, undecorate, type Decorated, type DecoratedClass } from '../runtime/decorators.ts'
import type { ClassDraft } from './class.ts'
import { targetOf } from './class.ts'
import { tell } from './draft.ts'

/** A decorator added, removed or with other arguments: the member is decorated anew, from what the class itself says. */
export function planDecorators(plan: ClassDraft): void {
  const { pairs, come, draft, placed, after } = plan
  for (const { before: old, after: member } of pairs) {
    if (old.decorators.own === member.decorators.own) continue
    tell(draft, { action: 'patched', kind: member.kind === 'field' ? 'field' : member.kind === 'method' ? 'method' : 'accessor', name: `${after.title}.${member.key}`, note: 'decorated anew' }, placed, member.start)
    decorate(plan, member)
  }
  for (const member of come) if (member.decorators.each.length > 0) decorate(plan, member)
}

function decorate(plan: ClassDraft, member: Member): void {
  const { unit, after, draft } = plan
  const emitted: Emitted[] = []
  const said = member.decorators.each.map(({ value }) => {
    const inside = <T extends { at?: number, start?: number }>(all: readonly T[]): T[] => all.filter(each => (each.at ?? each.start!) >= value.start && (each.at ?? each.start!) < value.end)
    return unit.text(value.start, value.end, inside(after.children), inside(after.refs), emitted)
  })
  const id = unit.add(member.start, `()=>[${said.join(',')}]`, emitted)
  plan.evaluate.push((constructor, journal) => {
    const decorators = (unit.values(constructor)[id] as () => Decorated[3])()
    const entry: Decorated = [member.kind as Decorated[0], member.static, member.key, decorators]
    const info: DecoratedClass = draft.world.decorated.get(constructor) ?? { legacy: after.shape!.legacy, originals: new Map(), fields: new Map(), starts: new Map() }
    draft.world.decorated.set(constructor, info)
    const target = targetOf(constructor, member)
    const before = Object.getOwnPropertyDescriptor(target, member.key)
    const [fields, starts] = [new Map(info.fields), new Map(info.starts)]
    journal.push(() => {
      if (before) Object.defineProperty(target, member.key, before)
      Object.assign(info, { fields, starts })
    })
    undecorate(constructor, info, entry)
    if (decorators.length > 0) applyDecorators(constructor, info, entry)
  })
}
