import type { Ref, Site } from '../3-analyse/shapes.ts'
import { splice, type TextEdit } from '../instrument/edits.ts'
import { emitSite, type Emitted } from '../instrument/emit.ts'
import type { ClassDraft } from './class.ts'

/**
 * The body of a constructor as new code. A base class's is a method of its instance. A derived one's must leave the
 * allocation to the real constructor, so it is a generator that hands out the arguments of `super(…)` and gets `this`:
 *
 *     constructor(n) { log(n); super(n + 1); this.n = n }
 *     *["constructor"](n) { let $lct; log(n); ($lct=yield[n + 1],$lct); $lct.n = n }
 */
export function constructorCode(plan: ClassDraft, site: Site, derived: boolean): string {
  const { placed, unit } = plan
  const { chunk } = placed
  const emitted: Emitted[] = []
  const scope = unit.scope(site, site)
  const edits: TextEdit[] = [...chunk.marks]
  emitSite(site, chunk, scope, edits, emitted)
  special(site, site, derived, edits)
  if (derived) edits.push({ at: site.entry, end: site.entry, text: 'let $lct;' })
  const rest = splice(chunk, site.list.start, site.end, edits)
  return unit.add(site.start, `$lcn=>({__proto__:$lch,${derived ? '*' : ''}["constructor"]${rest}})["constructor"]`, emitted)
}

/** Why the body of a derived constructor cannot be split at `super(…)`; undefined where it can. */
export function cannotSplit(site: Site): string | undefined {
  if (site.refs.some(ref => ref.form === 'super' && !ref.call)) return 'it uses super beside calling it'
  const inArrow = (inner: Site): boolean => inner.lexical === site.lexical && (inner.refs.some(ref => ref.form === 'super') || inner.children.some(inArrow))
  return site.children.some(inArrow) ? 'it calls super in an arrow function' : undefined
}

/** `this`, `super` and `new.target` in the constructor and in arrows inside it. */
function special(site: Site, root: Site, derived: boolean, edits: TextEdit[]): void {
  if (site !== root && site.lexical !== root.lexical) return
  for (const ref of site.refs) if (!ref.own) edits.push(...say(ref, derived))
  for (const child of site.children) special(child, root, derived, edits)
}

function say(ref: Ref, derived: boolean): TextEdit[] {
  const whole = { at: ref.at, end: ref.end }
  if (ref.form === 'new.target') return [{ ...whole, text: '$lcn' }]
  if (!derived) return []
  if (ref.form === 'this') return [{ ...whole, text: '$lct' }]
  if (ref.form !== 'super' || !ref.call) return []
  return [{ at: ref.at, end: ref.call.start, text: '($lct=yield[' }, { at: ref.call.end, end: ref.call.end + 1, text: '],$lct)' }]
}
