import type { Member } from '../3-analyse/class-shapes.ts'
import { keyOf } from '../3-analyse/member-key.ts'

export interface MemberPair { before: Member, after: Member }
export interface MemberMatch { pairs: MemberPair[], gone: Member[], come: Member[] }

/** Members are the same by kind, side and key; static blocks by their code, in order. */
export function matchMembers(before: readonly Member[], after: readonly Member[]): MemberMatch {
  const waiting = Map.groupBy(before, keyOf)
  const match: MemberMatch = { pairs: [], gone: [], come: [] }
  for (const member of after) {
    const found = waiting.get(keyOf(member))?.shift()
    if (found) match.pairs.push({ before: found, after: member })
    else match.come.push(member)
  }
  match.gone = [...waiting.values()].flat()
  return match
}
