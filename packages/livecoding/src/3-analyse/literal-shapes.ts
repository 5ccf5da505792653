import type { Ref } from './reference-shapes.ts'
import type { Span } from './shapes.ts'

export interface Literal {
  type: 'object' | 'array' | 'map' | 'set'
  /** It has a spread or a hole: cannot be patched when its shell changes. */
  opaque: boolean
  entries: Entry[]
  /** Offset behind the opening bracket of the entries. */
  span: Span
}

/** Entries whose values are no literals, of this one and of those in it. */
export const leavesOf = ({ entries }: Literal): Entry[] => entries.flatMap(entry => entry.literal ? leavesOf(entry.literal) : [entry])

export interface Entry {
  /** Identity: name of the key, or the shell of key or element. */
  key: string
  /** Source of the entry as it stands in the literal. */
  span: Span
  /** Of a key that is an expression. */
  keySpan?: Span
  keyRefs?: Ref[]
  value: Span
  shell: string
  literal?: Literal
  refs: Ref[]
  calls: boolean
  /** In its key or in its value. */
  awaits: boolean
  /** The key, or the element of an array or a set, is a string, number, boolean or name: evaluating it again gives the same thing. */
  plainKey: boolean
}
