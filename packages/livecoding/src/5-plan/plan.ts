import { isRerun, type Change, type Move } from '../4-diff/diff.ts'
import { isKept, type ItemPair } from '../4-diff/items.ts'
import type { JsonChange } from '../4-diff/json.ts'
import { passable } from '../inspector/debugged.ts'
import { Heap } from '../instances/heap.ts'
import type { EditReport, Problem } from '../8-report/report.ts'
import type { LiveModule, SiteRecord } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Item } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import { disposeOf, kindOfItem, newDraft, noClasses, tell, type Classes, type Draft, type Step } from './draft.ts'
import { awaitedFirst } from './awaited.ts'
import { planEnum, planEnumGone } from './enum.ts'
import { tellModule } from './told/happenings.ts'
import { peekName } from '../runtime/binding.ts'
import { planExportOrder } from './exports/export-order.ts'
import { tellIncomplete } from './told/incomplete.ts'
import { getsAnother, mayFollow, planGone, planNew, planPair, planRenamed } from './items.ts'
import { runStatement } from './edited-statement.ts'
import { planMoved } from './moved.ts'
import { tellOtherDefault, tellOtherNamespace } from './told/other-kind.ts'
import { tellOutOfOrder } from './told/out-of-order.ts'
import { tellOnce } from './told/once.ts'
import { planLeftExports } from './exports/left-exports.ts'
import { renewExports } from './exports/renewed-exports.ts'
import { Reasons } from './told/reasons.ts'
import { renewImports, renewLinks, type Renewed } from './renewed.ts'
import { renewedByJson } from './renewed-json.ts'
import { namesOf, saidAnew, type Names } from './sayings.ts'
import { rebound } from './rebound.ts'
import { givesNothing, isRedeclared, redeclaredIn } from './redeclared.ts'
import { planMovedClosures } from './sites/moved/moved.ts'
import { planSite, planSites } from './sites/sites.ts'
import { evaluate } from './variables.ts'
import { cannotWake, wake } from './wake.ts'
import { unitTexts, type Piece } from './unit/unit.ts'
import { readingModules, tellUnrun } from './told/unrun.ts'
import { tellLinks } from './exports/links.ts'
import { inOrder } from './order.ts'

/** All that happens if the update commits. */
export interface Plan {
  changes: Change[]
  parts: Part[]
  edits: EditReport[]
  problems: Problem[]
  /** Filled while the update is applied. */
  late: Problem[]
  reasons: Reasons
  heap: Heap
  happenings: Draft['happenings']
  classes: Classes
}

/** What one module gets: its unit is evaluated once, then come declarations, endings, and evaluations in source order. */
export interface Part {
  module: LiveModule
  change: Change
  unit: string
  texts: string[]
  pieces: Piece[]
  records: Map<Site, SiteRecord>
  lost: Draft['lost']
  stands: Draft['stands']
  declare: Step[]
  retire: Step[]
  evaluate: Step[]
  /** Of these, initialisers that are awaited before anything changes. */
  first: Step[]
}

/** `data`: JSON modules that this save patches, whose importers may compute from them. */
export function plan(world: World, changes: readonly Change[], before: Names, data: readonly JsonChange[]): Plan {
  const after = namesOf(world, changes.map(change => change.module))
  const result: Plan = {
    changes: inOrder(world, changes), parts: [], edits: [], problems: [], late: [],
    reasons: new Reasons(world), heap: new Heap(world), happenings: [], classes: noClasses(),
  }
  const drafts: Draft[] = []
  const renewed = new Map<LiveModule, Renewed>(data.map(change => [change.module, renewedByJson(change)]))
  for (const change of result.changes) {
    const draft = newDraft(world, change, `$lcu${world.names++}`, change.follows ? new Set() : saidAnew(before, after, change.module), result)
    result.reasons.asked.set(change.module, [draft.anew, draft.assigned, draft.redecorated])
    planModule(draft, renewed, () => renewLinks(draft, before.leads, after.leads, changes))
    drafts.push(draft)
  }
  planMovedClosures(drafts)
  const ran = new Set(drafts.flatMap(draft => [...draft.ran]))
  const first = awaitedFirst(world, drafts)
  const reading = readingModules(world, drafts, renewed)
  tellUnrun(world, drafts, reading, ran)
  tellOnce(world, drafts, reading)
  for (const draft of drafts) {
    tellIncomplete(draft, ran)
    result.parts.push(partOf(draft, first))
    result.edits.push(...draft.edits)
    result.problems.push(...draft.problems)
    result.happenings.push(...draft.happenings)
    for (const kind of ['reshaped', 'lost', 'back'] as const) draft.classes[kind].forEach(each => result.classes[kind].add(each))
  }
  return result
}

function planModule(draft: Draft, renewed: Map<LiveModule, Renewed>, links: () => void): void {
  const { change } = draft
  renewed.set(change.module, draft.renewed)
  renewImports(draft.world, change.module, draft.renewed, renewed)
  links()
  tellModule(draft)
  if (change.retired) return planRetired(draft)
  // A function may stand behind what is computed from it.
  for (const pair of change.pairs) if (getsAnother(draft, pair)) for (const name of pair.after.item.names) draft.renewed.add(name)
  for (const move of change.moved) {
    for (const name of replacedBy(move, change)) draft.renewed.add(name)
    planMoved(draft, move)
  }
  for (const pair of change.renamed) planRenamed(draft, pair)
  draft.rerun = isRerun(change)
  for (const name of rebound(draft)) draft.changedNames.add(name)
  planItems(draft)
  tellOtherDefault(draft)
  tellOtherNamespace(draft)
  tellOutOfOrder(draft)
  for (const spot of change.gone) planGone(draft, spot)
  planLeftExports(draft)
  renewExports(draft)
  planExportOrder(draft)
  tellLinks(draft)
}

/** Nobody imports the module any more, or its file is gone: what its last runs made ends. */
function planRetired(draft: Draft): void {
  const { module, pairs, gone } = draft.change
  for (const pair of pairs) disposeOf(draft, pair.before, pair.after)
  for (const spot of gone) {
    disposeOf(draft, spot, spot)
    if (spot.item.adds !== undefined && !gone.some(({ item }) => item.names.includes(spot.item.adds!))) planEnumGone(draft, spot)
  }
  // What it asked for beside its statements: `prune`, and a `dispose` given later.
  draft.retire.push({ do: 'dispose', module, owner: module, line: 1 })
}

/** In source order: what is computed from a renewed name stands behind it. */
function planItems(draft: Draft): void {
  const { before, after, same, revived, ...change } = draft.change
  const pairs = new Map(change.pairs.map(pair => [pair.after.item, pair]))
  const come = new Map(change.come.map(spot => [spot.item, spot]))
  const redeclared = redeclaredIn(draft.change)
  for (const name of redeclared) {
    draft.renewed.add(name)
    draft.anew.add(name)
  }
  for (const placed of after.placed) {
    const old = same.get(placed.chunk)
    if (old && !mayFollow(draft, placed.chunk)) continue
    for (const item of placed.chunk.items) {
      const pair = old ? { before: { item, placed: old, model: before }, after: { item, placed, model: after } } : pairs.get(item)
      if (!pair) {
        if (come.has(item)) planNew(draft, come.get(item)!)
        continue
      }
      if (runsAgain(draft, pair, redeclared)) rerun(draft, pair)
      else planPair(draft, pair)
      if (revived) wake(draft, pair)
    }
  }
}

/** All of the module does, or all that gives a variable its value, or the module comes back and this cannot just go on. */
function runsAgain(draft: Draft, pair: ItemPair, redeclared: ReadonlySet<string>): boolean {
  const { change, rerun } = draft
  const { after, after: { item } } = pair
  if ((rerun || isRedeclared(after, redeclared)) && !isKept(after)) return true
  return change.revived && (item.kind === 'statement' || addsToMoved(item, change) || cannotWake(draft, pair))
}

/** Names that the module had for something else, before this moved in: what is computed from them has another value. One that the save brings had none. */
const replacedBy = ({ from, source }: Move, { module, before }: Change): string[] =>
  from.item.names.filter(name => module.runtime && before.bindings.has(name) && peekName(module, name) !== peekName(source, name))

/** A part of an enum that was in another file meanwhile. */
const addsToMoved = ({ adds }: Item, { moved }: Change): boolean => adds !== undefined && moved.some(({ to }) => to.item.names.includes(adds))

function rerun(draft: Draft, pair: ItemPair): void {
  const { before, after } = pair
  if (after.item.kind === 'statement') {
    disposeOf(draft, before, after)
    runStatement(draft, after)
  } else if (after.item.kind === 'variable') {
    planSites(draft, before.item, after.item, after.placed)
    disposeOf(draft, before, after)
    for (const name of after.item.names) {
      draft.renewed.add(name)
      draft.anew.add(name)
    }
    if (givesNothing(after)) return
    evaluate(draft, after)
  } else if (before.item.self?.kind === 'class' && after.item.self?.kind === 'class' && before.item.kind === after.item.kind) planSite(draft, before.item.self, after.item.self, after.placed)
  else if (after.item.kind === 'enum' && before.item.kind === 'enum') return planEnum(draft, pair)
  else planPair(draft, pair)
  if (after.item.kind === 'namespace') return
  if (!after.item.self) tell(draft, { action: 'rerun', kind: kindOfItem(after.item), name: after.item.title }, after.placed, after.item.start)
}

function partOf(draft: Draft, awaited: ReadonlySet<Item>): Part {
  const { module, change, unit, records, lost, stands, declare, retire } = draft
  const pieces = draft.pieces.map(piece => ({ ...piece, code: passable(draft.world, piece.code, piece.placed.chunk.code) }))
  const evaluate = draft.evaluate.sort((a, b) => a.at - b.at).map(({ step }) => step)
  const first = evaluate.filter(step => step.do === 'evaluate' && awaited.has(step.item))
  return { module, change, unit, pieces, records, lost, stands, declare, retire, evaluate, first, texts: unitTexts(module.url, unit, pieces) }
}
