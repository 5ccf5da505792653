import { relative } from 'node:path'
import { isBlockName, spaceOf } from '../3-analyse/scope/block.ts'
import type { Item } from '../3-analyse/shapes.ts'
import { modelAt } from '../graph/modules.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { Move } from '../4-diff/diff.ts'
import type { Spot } from '../4-diff/items.ts'
import type { LiveModule } from '../live-module.ts'
import { problem } from '../messages/message.ts'
import { canLose, loseName, peekName } from '../runtime/binding.ts'
import { shedMembers } from '../runtime/space.ts'
import { beginSpace } from '../runtime/begin-space.ts'
import { kindOfItem, tell, warn, type Draft } from './draft.ts'
import { planEnumMoved } from './enum.ts'
import { tellItem } from './told/happenings.ts'
import { followLength, nameOf } from './items.ts'
import { keepLost } from './sites/lost.ts'
import { recordOf } from './records.ts'
import { followOwnName } from './sites/signature.ts'
import { patchVersions, planSite, planSites } from './sites/sites.ts'
import { whereIs } from '../3-analyse/where.ts'

/** An item that stood in another module before this save. */
export function planMoved(draft: Draft, move: Move): void {
  const { from, source, to, made } = move
  const was = from.item.title === to.item.title ? '' : `, was ${from.item.title}`
  tell(draft, { action: 'moved', kind: kindOfItem(to.item), name: to.item.title, note: `from ${relative(draft.world.root, source.path)}${was}` }, to.placed, to.item.start)
  if (made !== undefined) warn(draft, problem('LC2301', { name: to.item.title, source: made }), to.placed, to.item.start)
  if (to.item.self) tellItem(draft, to.item, 'moved', peekName(source, from.item.names[0]!))
  if (source.runtime?.spaces.has(from.item.names[0]!)) draft.declare.push({ do: 'call', module: draft.module, line: 1, call: shed(draft, source, from.item.names[0]!) })
  for (const [index, old] of from.item.names.entries()) {
    if (staysWithout(source, old)) draft.retire.push({ do: 'call', module: draft.module, line: 1, call: journal => canLose(source, old) && loseName(source, old, journal) })
    const [name, value] = [to.item.names[index]!, peekName(source, old)]
    draft.declare.push({ do: 'adopt', module: draft.module, name, value: () => value, ...name !== old && { rename: { from: nameOf(from.item), to: nameOf(to.item) } } })
  }
  if (to.item.kind === 'namespace') draft.declare.push({ do: 'call', module: draft.module, line: whereIs(to.item.start, to.placed).line, call: journal => beginSpace(draft.module, to.item.space!, journal) })
  if (move.anew) planEnumMoved(draft, move)
  else if (from.item.self?.kind === 'class' || from.item.deep === to.item.deep) moveSites(draft, move, from.item)
  else moveEdited(draft, source, from, to)
}

/** The block that declared the name stays where it was, and has it no more. */
function staysWithout(source: LiveModule, name: string): boolean {
  const { bindings } = modelAt(source, 'newest')
  return isBlockName(name) && source.runtime !== undefined && bindings.has(spaceOf(name) ?? '') && !bindings.has(name)
}

/** By then the old module may have its next model: what its block gave is looked at now. */
function shed({ change }: Draft, source: LiveModule, space: string): (journal: (() => unknown)[]) => void {
  const given = [...source.current.bindings.keys()]
  const kept = new Set(change.after.bindings.keys())
  return journal => shedMembers(source, space, given.filter(name => !kept.has(name)), journal)
}

/** An item that moved and was edited in one save. */
function moveEdited(draft: Draft, source: LiveModule, { item: before }: Spot, { item: after, placed }: Spot): void {
  for (const site of before.sites) borrow(draft, source, site)
  const here = { ...draft, changedNames: new Set([...draft.changedNames, ...after.free]) }
  if (!before.self || !after.self) return void planSites(here, before, after, placed)
  planSite(here, before.self, after.self, placed)
  followLength(draft, after.names[0]!, before.self, after.self)
  followOwnName(draft, after.names[0]!, before.self, after.self)
}

/** Who holds code of these sites is known in their old module. A class goes on in its scope there. */
function borrow(draft: Draft, source: LiveModule, site: Site): void {
  const record = recordOf(source, site)
  draft.borrowed.set(site, site.kind === 'class' ? { versions: record.versions, foreign: true } : record)
  for (const child of site.children) borrow(draft, source, child)
}

/** The code is the same, but what its names mean is the new module's affair. */
function moveSites(draft: Draft, move: Move, before: Item | Site, after: Item | Site = move.to.item): void {
  keepLost(draft, before, after)
  partsOf(before).forEach((old, index) => {
    const now = partsOf(after)[index]!
    if (old.aliases) now.aliases = old.aliases
    const record = recordOf(move.source, old)
    draft.records.set(now, record)
    if (now.kind === 'class') return moveClass(draft, move, old, now)
    if (now.kind !== 'field') patchVersions(draft, record, now, move.to.placed)
    moveSites(draft, move, old, now)
  })
}

const partsOf = (parent: Item | Site): readonly Site[] => 'sites' in parent ? parent.sites : parent.children

/** A class goes on in the scope of its old module: all its code is made anew, with the names of the new one. */
function moveClass(draft: Draft, { source, to, isOther }: Move, before: Site, after: Site): void {
  borrow(draft, source, before)
  planSite({ ...draft, changedNames: new Set([...draft.changedNames, ...after.free]), isOther }, before, after, to.placed)
}
