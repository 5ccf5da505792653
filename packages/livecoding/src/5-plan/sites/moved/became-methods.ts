import type { Given } from '../../../3-analyse/items/given-there.ts'
import type { Member } from '../../../3-analyse/class-shapes.ts'
import type { Site } from '../../../3-analyse/site-shapes.ts'
import { pairLike } from '../../../4-diff/similar.ts'
import { wordsOf } from '../../../4-diff/sites.ts'
import { specialKey } from '../../../instrument/offers.ts'
import { saysThis } from '../../../instrument/says.ts'
import { problem } from '../../../messages/message.ts'
import type { ClassDraft } from '../../classes/class-draft.ts'
import { warn, type Draft } from '../../draft.ts'
import { recordFor } from '../../records.ts'
import { inClass } from '../sites.ts'
import type { Standing } from './standing.ts'

interface Method { site: Site, host: ClassDraft, member: Member }

/**
 * An arrow function in a class whose code is that of a new method now: `on('open', () => {…})` and then `on('open', this.#open.bind(this))`, or a
 * field `open = () => {…}` that is a method of its name now. Who holds it calls the method.
 */
export function planBecameMethods(draft: Draft, gone: readonly Standing[], givenFor: (standing: Standing) => Given | undefined): void {
  const standing = gone.filter(({ site: { kind, within } }) => kind === 'arrow' && within !== undefined)
  if (standing.length === 0) return
  const arrows = standing.map(({ site }) => site)
  const methods = [...draft.hosts.values()].flatMap(host => host.come.filter(({ kind, static: isStatic, computed }) => kind === 'method' && !isStatic && !computed).map((member): Method => ({ host, member, site: member.site! })))
  const given = new Map(methods.length === 0 ? [] : standing.map(each => [each.site, givenFor(each)]))
  const isGiven = (arrow: Site, { member }: Method): boolean => given.get(arrow)?.ofThis === true && given.get(arrow)!.name === member.key.replace('#', '')
  const paired = new Set<Site>()
  for (const method of methods) {
    const arrow = arrows.find(each => each.within === method.host.before && (isGiven(each, method) || (isField(each, method) && !takesCaptured(each, method.site))))
    if (!arrow || (arrow.flavour !== 'plain' && arrow.flavour !== method.site.flavour)) continue
    paired.add(arrow).add(method.site)
    callMethod(draft, arrow, method)
  }
  const isLeft = ({ site }: { site: Site }): boolean => !paired.has(site)
  pairLike<{ site: Site } & Partial<Method>>(methods.filter(isLeft), () => arrows.map(site => ({ site })).filter(isLeft), ({ site }) => wordsOf(site), (from, to) => { callMethod(draft, from.site, to as Method) }, (from, to) => from.site.within === to.host!.before && mayBe(from.site, to.site))
}

/** The arrow function is the value of a field that goes as the method comes. */
const isField = (arrow: Site, { host, member }: Method): boolean => arrow.context === 'PropertyDefinition.value' &&
  host.gone.some(({ kind, static: onClass, computed, key, site }) => kind === 'field' && !onClass && !computed && key.replace('#', '') === member.key.replace('#', '') && site?.children.includes(arrow) === true && site.start === arrow.start)

/** What it took from around itself nobody gives to the method. */
const mayBe = (arrow: Site, method: Site): boolean => arrow.flavour === method.flavour && !takesCaptured(arrow, method)

/** A parameter of the new code has the name of what the old one took from around itself. */
export const takesCaptured = (old: Site, now: Site): boolean => now.params.some(({ name }) => old.captures.values().some(local => local.name === name))

/** An arrow function that says no `this` has none to call the method on. */
function callMethod(draft: Draft, arrow: Site, { host, member }: Method): void {
  const access = member.private ? `.${member.key}` : `[${JSON.stringify(member.key)}]`
  draft.declare = draft.declare.filter(step => step.do !== 'patch' || step.site !== arrow)
  const of = (object: string): string => host.unit.add(member.start, `($lca,$lcx,...$lcv)=>${object}${access}(...$lcv)`, [])
  let isLeft = false
  for (const version of recordFor(draft, arrow).versions) {
    if (version.holder.deref() === undefined || host.keeps(version)) continue
    const found = version.offered.find(specialKey('this', arrow))
    const alone = !found && !member.private && !saysThis(member.site!)
    if (found || alone) draft.declare.push({ do: 'call', module: draft.module, line: 1, call: inClass(host, version, of(found ? `$lca(${found.index})` : '$lcC.prototype'), arrow) })
    else isLeft = true
  }
  if (isLeft) warn(draft, problem('LC2101', { name: arrow.title, variable: 'this' }), host.placed, member.start)
}
