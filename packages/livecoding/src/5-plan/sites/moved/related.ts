import type { Site } from '../../../3-analyse/site-shapes.ts'
import { wordOf } from '../../../3-analyse/word.ts'
import type { ClassDraft } from '../../classes/class-draft.ts'
import { liveClasses } from '../../classes/class-unit.ts'
import { isAbove } from '../../classes/fields/inherited-setup.ts'
import type { Draft } from '../../draft.ts'
import { recordFor } from '../../records.ts'
import type { Standing } from './standing.ts'

/** What a class said, one above it says now. */
export function isOfParent({ site: { within: old }, draft: source }: Standing, { site: { within: now }, draft }: Standing): boolean {
  if (!old || !now || old.title === now.title || hostedBy(source, old)?.after === now) return false
  if (saysParent(hostedBy(source, old)?.after ?? old, now)) return true
  const host = draft.hosts.get(now)
  const above = host ? [...liveClasses(draft.world, recordFor(draft, host.before)).keys()] : []
  return liveClasses(source.world, recordFor(source, old)).keys().some(one => above.some(other => isAbove(other, one)))
}

/** Another class may say the same to objects of its own, unless one is the parent of the other. */
export function isRelated({ site: { within: old }, draft: source }: Standing, { site: { within: now }, draft }: Standing): boolean {
  if (!old || !now || old.title === now.title || hostedBy(source, old)?.after === now) return true
  if (saysParent(hostedBy(source, old)?.after ?? old, now) || saysParent(now, old)) return true
  const host = draft.hosts.get(now)
  if (!host) return false
  const theirs = [...liveClasses(draft.world, recordFor(draft, host.before)).keys()]
  return liveClasses(source.world, recordFor(source, old)).keys().some(one => theirs.some(other => isAbove(one, other) || isAbove(other, one)))
}

const hostedBy = ({ hosts }: Draft, before: Site): ClassDraft | undefined => hosts.values().find(host => host.before === before)

const saysParent = ({ chunk, shape }: Site, parent: Site): boolean =>
  shape!.heritage !== undefined && parent.name !== '' && new RegExp(wordOf(parent.name)).test(chunk.code.slice(shape!.heritage.start - chunk.base, shape!.heritage.end - chunk.base))
