import type { Member } from '../../3-analyse/class-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { pairLike } from '../../4-diff/similar.ts'
import { wordsOf } from '../../4-diff/sites.ts'
import { specialKey } from '../../instrument/offers.ts'
import type { ClassDraft } from '../classes/class.ts'
import type { Draft } from '../draft.ts'
import { recordFor } from '../records.ts'
import { inClass } from './sites.ts'

/** An arrow function in a class whose code is that of a new method now: `on('open', () => {…})` and then `on('open', this.#open.bind(this))`. Who holds it calls the method. */
export function planBecameMethods(draft: Draft, gone: readonly Site[]): void {
  const arrows = gone.filter(({ kind, within }) => kind === 'arrow' && within !== undefined)
  if (arrows.length === 0) return
  const methods = [...draft.hosts.values()].flatMap(host => host.come.filter(({ kind, static: isStatic, computed }) => kind === 'method' && !isStatic && !computed).map(member => ({ host, member, site: member.site! })))
  pairLike<{ site: Site, host?: ClassDraft, member?: Member }>(methods, () => arrows.map(site => ({ site })), ({ site }) => wordsOf(site), (from, to) => { callMethod(draft, from.site, to.host!, to.member!) }, (from, to) => from.site.within === to.host!.before && mayBe(from.site, to.site))
}

/** What it took from around itself nobody gives to the method. */
const mayBe = (arrow: Site, method: Site): boolean => arrow.flavour === method.flavour && !takesCaptured(arrow, method)

/** A parameter of the new code has the name of what the old one took from around itself. */
export const takesCaptured = (old: Site, now: Site): boolean => now.params.some(({ name }) => old.captures.values().some(local => local.name === name))

function callMethod(draft: Draft, arrow: Site, host: ClassDraft, member: Member): void {
  const access = member.private ? `.${member.key}` : `[${JSON.stringify(member.key)}]`
  draft.declare = draft.declare.filter(step => step.do !== 'patch' || step.site !== arrow)
  for (const version of recordFor(draft, arrow).versions) {
    const found = version.offered.find(specialKey('this', arrow))
    if (!found || version.holder.deref() === undefined || host.keeps(version)) continue
    const id = host.unit.add(member.start, `($lca,$lcx,...$lcv)=>$lca(${found.index})${access}(...$lcv)`, [])
    draft.declare.push({ do: 'call', module: draft.module, line: 1, call: inClass(host, version, id, arrow) })
  }
}
