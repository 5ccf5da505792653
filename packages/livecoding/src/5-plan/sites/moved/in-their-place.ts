import { givenIn, placeFor, type Given } from '../../../3-analyse/items/given-there.ts'
import { keyOf } from '../../../3-analyse/member-key.ts'
import type { Chunk, Span } from '../../../3-analyse/shapes.ts'
import type { Site } from '../../../3-analyse/site-shapes.ts'
import type { Draft } from '../../draft.ts'
import { classAround, nameOf } from './keys.ts'
import { withInner, type Standing } from './standing.ts'

/** What is given now where a function stood that went: `on('open', door => …)` became `on('open', this.#onOpen)`. */
export function inTheirPlace(): (standing: Standing) => Given | undefined {
  const known = new Map<Span, ReadonlyMap<string, Given>>()
  return standing => {
    const { site, draft: { change: { after } } } = standing
    const around = mayBeGiven(site) ? codeAround(standing) : undefined
    if (!around) return undefined
    const given = known.get(around.span) ?? givenIn(after.path, around.chunk, around.span, after.format)
    known.set(around.span, given)
    return given.get(placeFor(site))
  }
}

const mayBeGiven = ({ kind, context }: Site): boolean => (kind === 'arrow' || kind === 'function') && /^(?:call:|property:init|assignment$|return$)/.test(context)

/** The new code of the function, or of the statement, in which it stood. */
function codeAround({ site, item, draft }: Standing): { chunk: Chunk, span: Span } | undefined {
  const around = withInner(item.sites).find(({ children }) => children.includes(site))
  if (around) {
    const after = nowOf(draft, around)
    return after && { chunk: after.chunk, span: after.body }
  }
  const pair = draft.change.pairs.find(each => each.before.item === item)
  return pair && { chunk: pair.after.placed.chunk, span: pair.after.item }
}

function nowOf({ was, hosts }: Draft, before: Site): Site | undefined {
  const { member, owner } = before
  if (!member) return was.entries().find(([, old]) => old === before)?.[0]
  return hosts.values().find(host => host.before === owner)?.after.shape!.members.find(each => keyOf(each) === keyOf(member))?.site
}

/** It is what is given by that name in place of the old one. */
export const isGiven = ({ name, ofThis }: Given, old: Standing, now: Standing): boolean => old.draft === now.draft && nameOf(now.site) === name &&
  (ofThis ? isMember.test(now.site.context) && classAround(old) === classAround(now) : isVariable.test(now.site.context))

const isMember = /^(?:PropertyDefinition\.value|assignment)$/
const isVariable = /^(?:variable|declaration|assignment)$/
