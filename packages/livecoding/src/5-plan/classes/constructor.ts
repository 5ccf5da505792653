import type { Ref } from '../../3-analyse/reference-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { splice, type TextEdit } from '../../instrument/edits.ts'
import { emitSite, type Emitted } from '../../instrument/emit.ts'
import type { ClassDraft } from './class-draft.ts'
import { fieldText, onLines } from './initialise.ts'
import type { Making } from './recipe.ts'

/** Where new code of a constructor is found, and whether it has to be told `new.target` first. */
export interface Body { piece: string, newTarget: boolean }

/** The constructor of a base class as a method of its instance. */
export function baseBody(plan: ClassDraft, site: Site): Body {
  const emitted: Emitted[] = []
  const rest = textOf(plan, site, emitted, ref => ref.form === 'new.target' ? [whole(ref, '$lcn')] : [])
  const newTarget = says(site, site, ref => ref.form === 'new.target')
  return { piece: plan.unit.add(site.start, `${newTarget ? '$lcn=>' : ''}({__proto__:$lch,["constructor"]${rest}})["constructor"]`, emitted), newTarget }
}

/**
 * The constructor of a derived class in two halves, where one `super(…)` stands as a statement of its own. What stands
 * before it gives the arguments, the rest is a function of the instance:
 *
 *     constructor(n) { log(n); super(n + 1); this.n = n }
 *     ["constructor"](n) { log(n); return{a:[n + 1],r:$lct=>{$lci($lct); $lct.n = n }}}
 */
export function splitBody(plan: ClassDraft, site: Site): Body | undefined {
  const call = splitsAt(site)
  if (!call) return undefined
  const emitted: Emitted[] = []
  const rest = textOf(plan, site, emitted, ref => {
    if (ref === call) return [{ at: ref.at, end: ref.call!.start, text: 'return{a:[' }, { at: ref.call!.end, end: ref.call!.end + 1, text: '],r:$lct=>{$lci($lct)' }]
    return ref.form === 'this' ? [whole(ref, '$lct')] : ref.form === 'new.target' ? [whole(ref, '$lcn')] : []
  }, [{ at: site.end - 1, end: site.end - 1, text: '}}' }])
  const newTarget = says(site, site, ref => ref.form === 'new.target')
  return { piece: plan.unit.add(site.start, `$lci=>${newTarget ? '$lcn=>' : ''}({["constructor"]${rest}})["constructor"]`, emitted), newTarget }
}

/** Where a derived constructor can be cut: at its one `super(…)`, if nothing that stands behind is seen before. */
function splitsAt(site: Site): Ref | undefined {
  const calls = site.refs.filter(ref => ref.form === 'super')
  const [call] = calls
  if (calls.length !== 1 || !call!.top || site.children.some(child => says(child, site, ref => ref.form === 'super'))) return undefined
  const { end } = call!.call!
  const isBehind = (at: number): boolean => at > end && at < site.end
  const early = (inner: Site): boolean => inner.refs.some(ref => ref.at < end && ((ref.local !== undefined && isBehind(ref.local.at)) || (ref.form === 'this'))) || inner.children.some(early)
  if (early(site)) return undefined
  return site.returns?.some(each => each.start < end) ? undefined : call
}

/**
 * The class that makes instances: fields and constructor as they are written. `wrapped`: the fields are put on by `$lci`,
 * which gets the instance from `super(…)`. `given`: the real constructor, which is the parent then, finds the arguments there.
 */
export function makerClass(plan: ClassDraft, { fields, constructor }: Making, { wrapped, given = false }: { wrapped: boolean, given?: boolean }): { piece: string } {
  const { unit, after } = plan
  const emitted: Emitted[] = []
  const parts = wrapped ? [] : fields.map(member => ({ at: member.start, code: `${fieldText(plan, member, emitted)};` }))
  if (constructor) parts.push({ at: constructor.list.start, code: `constructor${makerText(plan, constructor, emitted, wrapped, given)}` })
  else if (wrapped) parts.push({ at: after.start, code: given ? 'constructor(...a){$lcq.a=a;$lci(super())}' : 'constructor(...a){$lci(super(...a))}' })
  const start = Math.min(...parts.map(part => part.at), after.end)
  const name = JSON.stringify(after.name || after.shape!.takes || after.title)
  return { piece: unit.add(start, `($lci,$lcq)=>({[${name}]:class extends $lcB{${onLines(plan, start, parts)}}})[${name}]`, emitted) }
}

function makerText(plan: ClassDraft, site: Site, emitted: Emitted[], wrapped: boolean, given: boolean): string {
  return textOf(plan, site, emitted, ref => {
    if (ref.form !== 'super' || !ref.call || !wrapped) return []
    const { start, end } = ref.call
    if (given) return [{ at: ref.at, end: start, text: `${ref.first ? ';' : ''}($lcq.a=[` }, { at: end, end: end + 1, text: '],$lci(super()))' }]
    return [{ at: ref.at, end: ref.at, text: '$lci(' }, { at: end + 1, end: end + 1, text: ')' }]
  })
}

const whole = ({ at, end }: Ref, text: string): TextEdit => ({ at, end, text })

/** From `(` to `}`, with what `say` makes of the references to `this`, `super` and `new.target`, arrows inside included. */
function textOf({ placed, unit }: ClassDraft, site: Site, emitted: Emitted[], say: (ref: Ref) => TextEdit[], more: readonly TextEdit[] = []): string {
  const { chunk } = placed
  const edits: TextEdit[] = [...chunk.marks]
  emitSite(site, chunk, unit.scope(site, site), edits, emitted)
  const visit = (inner: Site): void => {
    if (inner.lexical !== site.lexical) return
    for (const ref of inner.refs) if (!ref.own) edits.push(...say(ref))
    inner.children.forEach(visit)
  }
  visit(site)
  return splice(chunk, site.list.start, site.end, [...edits, ...more])
}

/** Whether the constructor, or an arrow in it, has such a reference. */
function says(site: Site, root: Site, is: (ref: Ref) => boolean): boolean {
  return site.lexical === root.lexical && (site.refs.some(ref => !ref.own && is(ref)) || site.children.some(child => says(child, root, is)))
}
