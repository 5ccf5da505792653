import type { Member } from './class-shapes.ts'

/** What tells a member from the others of its class. */
export const keyOf = (member: Member): string => `${member.static ? 'static ' : ''}${member.kind} ${member.computed ? '[' : ''}${member.kind === 'static-block' ? member.own : member.key}`
