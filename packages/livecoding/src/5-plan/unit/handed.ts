import type { Chunk } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import type { TextEdit } from '../../instrument/edits.ts'

/**
 * Two parameters in front of a function's own: what its guard hands over, and an object through which it says these variables. V8 inlines such a
 * function into its guard, and makes no object.
 *
 *     (n) => { return n + k }
 *     ($lca,$lcc=new $lcE($lca),n) => { return n + $lcc.k }
 *
 * `names`: the variables that it says; `behind`: what stands in front of its own.
 */
export function handVariables({ list }: Site, chunk: Chunk, { names, behind }: { names: string, behind: string }, edits: TextEdit[]): void {
  const first = `${names === '' ? '$lca,$lcx,' : '$lca,$lcc=new $lcE($lca),'}${behind}`
  const open = chunk.code[list.start - chunk.base] === '('
  const at = open ? list.start + 1 : list.start
  edits.unshift({ at, end: at, text: open ? first : `(${first}` })
  if (!open) edits.push({ at: list.end, end: list.end, text: ')' })
}

/** Code with these parameters; V8 of Node 22 would call a function without a name after the property that it stands in. */
export const handedText = (code: string, names: string): string => names === '' ? `(0,()=>${code})()` : `(0,$lcE=>${code})($lc.env(${names}))`

/** Code that cannot have them is made in each call. */
export const madeText = (code: string, names: string): string =>
  names === '' ? `$lc.handed($lca=>${code})` : `($lcE=>$lc.handed($lca=>{const $lcc=new $lcE($lca);return ${code}}))($lc.env(${names}))`
