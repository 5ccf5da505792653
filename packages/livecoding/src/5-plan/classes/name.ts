import type { Site } from '../../3-analyse/site-shapes.ts'
import type { ClassDraft } from './class-draft.ts'
import { tell } from '../draft.ts'
import { lengthOf } from '../../3-analyse/length.ts'
import { define } from '../../runtime/property.ts'

/** `class Lobby {}` as an expression became `class Hall {}`, or gave up its own name: that is what its `name` says, unless the class says one of its own. */
export function followClassName({ draft, before, after, placed, declare }: ClassDraft): void {
  const [was, is] = [nameOf(before), nameOf(after)]
  if (was === is || was === undefined || is === undefined) return
  // A declaration, and a variable, are told as items.
  const isTold = [before, after].every(({ shape }) => shape!.expression ? !shape!.nameSpan : true)
  if (!isTold) tell(draft, { action: 'renamed', kind: 'class', name: after.title, note: was === '' ? 'had no name' : `was ${was}` }, placed, after.start)
  declare.push((constructor, journal) => {
    const descriptor = Object.getOwnPropertyDescriptor(constructor, 'name')
    if (descriptor?.value !== was) return
    journal.push(() => { Object.defineProperty(constructor, 'name', descriptor) })
    Object.defineProperty(constructor, 'name', { value: is })
  })
}

/** `name` and `length` are the class's own again, once no static member has taken their place. */
export function giveBackNames({ before, after, declare }: ClassDraft): void {
  const made = after.shape!.members.find(member => member.kind === 'constructor')?.site
  for (const [key, value] of [['name', nameOf(after)], ['length', made ? lengthOf(made) : 0]] as const) {
    if (value === undefined || !hasStatic(before, key) || hasStatic(after, key)) continue
    declare.push((constructor, journal) => { define(constructor, key, { value, configurable: true }, journal) })
  }
}

/** A static member of the class has this name, which each class has by itself. */
export const hasStatic = ({ shape }: Site, key: 'name' | 'length'): boolean =>
  shape!.members.some(member => member.static && member.key === key && !member.private && !member.computed && member.kind !== 'declared')

/** Its own, or what it takes from where it stands; undefined where that is computed. */
function nameOf({ chunk: { code, base }, shape }: Site): string | undefined {
  const { nameSpan, keyed, takes } = shape!
  if (nameSpan) return code.slice(nameSpan.start - base, nameSpan.end - base)
  return keyed ? undefined : takes
}
