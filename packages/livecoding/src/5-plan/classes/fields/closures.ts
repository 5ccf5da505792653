import type { Member } from '../../../3-analyse/class-shapes.ts'
import type { Site } from '../../../3-analyse/site-shapes.ts'
import { lose, takeLost } from '../../sites/lost.ts'
import { planSites } from '../../sites/sites.ts'
import type { ClassDraft } from '../class-draft.ts'

/**
 * Closures that initialisers have made follow the field to its other name, and to a field that the class had before. Tells whether what
 * old code makes is what new code would make.
 */
export function followClosures(plan: ClassDraft): boolean {
  const { draft, after, placed, renamed, renames, pairs } = plan
  const given = pairs.filter(pair => !pair.before.site).map(pair => pair.after)
  const taken = pairs.filter(pair => !pair.after.site).map(pair => pair.before)
  const come = [...plan.come, ...given].filter(member => isEvaluated(member) && !renames.some(([, to]) => to === member))
  const gone = [...plan.gone, ...taken].filter(member => isEvaluated(member) && !renames.some(([from]) => from === member))
  const follow = (before: Site | undefined, now: Site | undefined, again: boolean): boolean =>
    !before || !now || planSites(draft, before, now, placed, { host: plan, renamed, again, quiet: again })
  const follows = [...renames.map(([from, to]) => follow(from.site, to.site, false)), ...come.map(member => follow(takeLost(plan, member), member.site, true))]
  draft.lost.set(after, [...draft.lost.get(after) ?? [], ...gone.filter(({ site }) => site!.children.length > 0).map(({ site }) => lose(draft, site!, plan))])
  return follows.every(each => each)
}

const isEvaluated = ({ kind, site }: Member): boolean => site !== undefined && (kind === 'field' || kind === 'static-block')
