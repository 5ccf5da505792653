import type { ClassShape, Member } from '../class-shapes.ts'
import type { Site } from '../site-shapes.ts'

export const isDecorated = ({ decorators, members }: ClassShape): boolean => decorators.each.length > 0 || members.some(member => member.decorators.each.length > 0)

/** Where a class begins for its decorators. */
export const firstOf = ({ shape }: Site): number => shape!.decorators.each[0]?.start ?? shape!.keyword

/** A decorated class is an expression: what declares its name. While its decorators run, code of the class may set the name. */
export const declaring = ({ name, shape }: Site): string => shape!.decorators.each.length > 0 ? `let ${name};${name}=` : `let ${name}=`

/** How a member is called among those of its class. */
export const memberId = ({ kind, key, computed, ...member }: Pick<Member, 'kind' | 'key' | 'computed' | 'static'>): string =>
  `${member.static ? 'static ' : ''}${kind} ${computed ? `[${key}]` : key}`

/** The private field behind `accessor x`, whose two accessors stand next to it. */
export const isAuto = ({ kind, key }: Pick<Member, 'kind' | 'key'>): boolean => kind === 'field' && /^#\$lcas?p?c?_/.test(key)

/** The second of its two accessors: the first one stands for both. */
export const isAutoSetter = (member: Member, members: readonly Member[]): boolean =>
  member.kind === 'setter' && members.some((each, index) => isAuto(each) && members[index + 2] === member)

/** The name of the `accessor` that a private field stands behind. */
export const withoutAuto = (key: string): string => key.replace(/^#\$lcas?(p?)_/, (_, hidden: string) => hidden === '' ? '' : '#')

/** The private method that assigns a field. */
export const isAssigner = ({ kind, key }: Pick<Member, 'kind' | 'key'>): boolean => kind === 'method' && key.startsWith('#$lcf_')

/** What people call a member: the field behind an `accessor` has the accessor's name. */
export function memberName(member: Member, members: readonly Member[]): string {
  if (isAssigner(member)) return member.key.slice('#$lcf_'.length)
  return isAuto(member) ? members[members.indexOf(member) + 1]!.key : member.key
}

/** One field, once given its value by the class and once by the constructor: the other form of it among these members. */
export const hasOtherForm = (field: Member, members: readonly Member[]): boolean =>
  members.some(each => !each.static && (isAssigner(field) ? each.kind === 'field' && each.key === memberName(field, members) : isAssigner(each) && memberName(each, members) === field.key))
