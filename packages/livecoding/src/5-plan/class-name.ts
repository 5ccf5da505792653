import type { Site } from '../3-analyse/site-shapes.ts'
import type { ClassDraft } from './class.ts'

/** `class Lobby {}` as an expression became `class Hall {}`: that is what its `name` says, unless the class says one of its own. */
export function followClassName({ before, after, declare }: ClassDraft): void {
  const [was, is] = [ownName(before), ownName(after)]
  if (!after.shape!.expression || was === is || was === undefined || is === undefined) return
  declare.push((constructor, journal) => {
    const descriptor = Object.getOwnPropertyDescriptor(constructor, 'name')
    if (descriptor?.value !== was) return
    journal.push(() => { Object.defineProperty(constructor, 'name', descriptor) })
    Object.defineProperty(constructor, 'name', { value: is })
  })
}

/** Undefined for a class that takes its name from where it stands. */
const ownName = ({ chunk: { code, base }, shape }: Site): string | undefined => shape!.nameSpan && code.slice(shape!.nameSpan.start - base, shape!.nameSpan.end - base)
