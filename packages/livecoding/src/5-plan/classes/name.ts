import type { Site } from '../../3-analyse/site-shapes.ts'
import type { ClassDraft } from './class.ts'
import { tell } from '../draft.ts'

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

/** Its own, or what it takes from where it stands; undefined where that is computed. */
function nameOf({ chunk: { code, base }, shape }: Site): string | undefined {
  const { nameSpan, keyed, takes } = shape!
  if (nameSpan) return code.slice(nameSpan.start - base, nameSpan.end - base)
  return keyed ? undefined : takes
}
