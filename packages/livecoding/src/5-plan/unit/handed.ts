import type { Chunk } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import type { TextEdit } from '../../instrument/edits.ts'
import { hasDirectives } from '../../instrument/parameters.ts'

/**
 * Two parameters in front of a function's own: what its guard hands over, and an object through which it says these variables. V8 inlines such a
 * function into its guard, and makes no object.
 *
 *     (n) => { return n + k }
 *     ($lca,$lcc=new $lcE($lca),n) => { return n + $lcc.k }
 */
export function handVariables({ list }: Site, chunk: Chunk, first: string, edits: TextEdit[]): void {
  const open = chunk.code[list.start - chunk.base] === '('
  const at = open ? list.start + 1 : list.start
  edits.unshift({ at, end: at, text: open ? first : `(${first}` })
  if (!open) edits.push({ at: list.end, end: list.end, text: ')' })
}

/** Two parameters more, one with a default value, change nothing else of it. */
export const canBeHanded = (site: Site): boolean =>
  !hasDirectives(site) && !site.free.has('eval') && (site.kind === 'arrow' || !saysArguments(site)) && !hasTwice(site)

/** Only a plain list of code that is not strict may have a name twice. */
const hasTwice = ({ params }: Site): boolean => params.every(({ form }) => form === 'name') && new Set(params.map(({ name }) => name)).size < params.length

const saysArguments = ({ refs, lexical }: Site): boolean => refs.some(({ form }) => form === 'arguments') || lexical.used.has('arguments')
