import { readBy } from '../3-analyse/items/at-once.ts'
import { leavesOf, type Literal } from '../3-analyse/literal-shapes.ts'
import { isPattern } from '../3-analyse/pattern.ts'
import { bareName } from '../3-analyse/scope/block.ts'
import type { Item } from '../3-analyse/shapes.ts'
import { literalOf } from '../3-analyse/walk/literal.ts'
import { isKept, type ItemPair, type Spot } from '../4-diff/items.ts'
import { problem } from '../messages/message.ts'
import { once } from '../library.ts'
import { beginDeadZone, peekName } from '../runtime/binding.ts'
import { disposeOf, kindOfItem, tell, warn, type Draft } from './draft.ts'
import { isShifted, mayShift } from './literals/shifted.ts'
import { fits, inVariable, isOfAnotherKind, isRenewed, keptNumbers, patchLiteral, patchStep, SitesIn, tellStale } from './literals/literal.ts'
import { plainName } from './literals/object.ts'
import { keptOf } from './kept.ts'
import { renewAlias } from './alias.ts'
import { renewPatched } from './literals/renewed-entries.ts'
import { renewedIn, renewsRequired } from './renewed.ts'
import { isSameRequired } from './exports/same-required.ts'
import { planReturned } from './classes/returned.ts'
import { planSites } from './sites/sites.ts'
import { onNewObject } from './enum.ts'
import { makeText, orderOf } from './unit/unit.ts'
import { whereIs } from '../3-analyse/where.ts'
import { nextName } from './unit/scope.ts'
import type { Held } from '../live-module.ts'
import { literally } from '../3-analyse/word.ts'

/** A variable that both texts have: kept, patched as a literal, or evaluated again. */
export function planVariable(draft: Draft, pair: ItemPair): void {
  const { before, after, unedited } = pair
  const { item, placed } = after
  if (item.returned && followsReturned(draft, pair) && planReturned(draft, pair)) return
  const shifted = once(() => !isKept(after) && hasShifted(draft, before, after))
  const follows = planSites(draft, before.item, item, placed, {}, shifted)
  const held = draft.module.held.get(before.item)
  const made: Spot = held ?? before
  const changed = (made.item.shell !== item.shell && !unedited) || (before.item.deep !== item.deep && shifted()) || (!follows && !isKept(after) && hasOthers(draft, made, after))
  if (!changed && !isKept(after) && renewsRequired(item, draft.renewed)) {
    for (const name of item.names) draft.anew.add(name)
    return evaluate(draft, after)
  }
  const source = renewedIn(readBy(item), draft.renewed) ?? held?.source
  hold(draft, pair, isKept(after) && (changed || source !== undefined) ? { ...made, source } : undefined)
  if (!changed && !isKept(after) && renewAlias(draft, after)) return
  if (!changed && source === undefined) return
  if (isKept(after)) {
    if (before.item.shell !== item.shell && !unedited) tell(draft, { action: 'kept', kind: 'variable', name: item.title, note: 'livecoding: keep' }, placed, item.start)
    return
  }
  if (changed || !keepsValue(draft, after, source!)) renewValue(draft, pair, made)
}

/** What it was computed from is new, and it keeps its value all the same: other code may give it one, or a call made it. */
function keepsValue(draft: Draft, after: Spot, source: string): boolean {
  const { item, placed } = after
  if (item.declares !== 'const' && !source.startsWith('require(') && !isFixed(after)) return true
  if (!item.calls) return false
  if (source === item.names[0]) warn(draft, problem('LC2302', { name: source, how: 'made anew', count: 1 }), placed, item.start)
  else keepStale(draft, after, source)
  return true
}

/** Its literal is patched, or its initialiser evaluated again; `made`: what its value was made from. */
function renewValue(draft: Draft, pair: ItemPair, made: Spot): void {
  const { before, after } = pair
  const { item, placed } = after
  const isSimple = item.names.length === 1 && !isPattern(made.item) && !isPattern(item) && made.item.chained === item.chained
  const [old, now] = isSimple ? literalsOf(draft, made, after) : []
  const patching = inVariable(draft, made, after)
  const patch = old && now && fits(peekName(draft.module, item.names[0]!), old.type) ? patchLiteral(patching, old, now) : undefined
  const others = item.names.filter(name => !isSameRequired(draft, item, name))
  if (patch && others.length > 0) renewPatched(patching, item, old!, now!)
  else for (const name of others) draft.renewed.add(name)
  tell(draft, { action: patch ? 'patched' : 'rerun', kind: 'variable', name: item.title }, placed, item.start)
  if (patch) {
    notePatched(draft, item, old!, now!)
    tellStale(patching, item.title, placed)
    draft.evaluate.push({ at: orderOf(item.start, placed), step: patchStep(draft, pair, patch, keptNumbers(patching, old!, now!)) })
    return
  }
  for (const name of others) draft.anew.add(name)
  disposeOf(draft, before, after)
  exchangeNames(draft, before, after)
  evaluate(draft, after)
}

/** A pattern has other names than before: some go, and some have no value before they get one. */
function exchangeNames({ module, retire, declare }: Draft, before: Spot, { item, placed }: Spot): void {
  const [lost, come] = [before.item.names.filter(name => !item.names.includes(name)), item.names.filter(name => !before.item.names.includes(name))]
  if (lost.length > 0) retire.push({ do: 'lose', module, spot: { ...before, item: { ...before.item, names: lost } } })
  if (come.length > 0 && item.declares !== 'var') declare.push({ do: 'call', module, line: whereIs(item.start, placed).line, call: journal => beginDeadZone(module, come, journal) })
}

/** A call made it from something that is new. */
export function keepStale(draft: Draft, { item, placed }: Spot, source: string): void {
  warn(draft, problem('LC2301', { name: item.title, source }), placed, item.start, source)
  tell(draft, { action: 'kept', kind: kindOfItem(item), name: item.title, verdict: 'stale', note: `made with ${source}` }, placed, item.start, source)
}

function hasShifted(draft: Draft, before: Spot, after: Spot): boolean {
  const { item: { shell, init, sites }, placed } = after
  if (before.item.shell !== shell || !init || !mayShift(placed.chunk, init, before.item.sites, sites)) return false
  const [old, now] = literalsOf(draft, before, after)
  return old !== undefined && now !== undefined && fits(peekName(draft.module, after.item.names[0]!), old.type) && isShifted([new SitesIn(before.item.sites), new SitesIn(sites)], old, now)
}

const literalsOf = ({ module }: Draft, ...spots: [Spot, Spot]): (Literal | undefined)[] =>
  spots.map(({ item: { init }, placed, model }) => init && literalOf(module.path, placed.chunk, init, model.format))

/** A function in the literal is of a kind that its object cannot become: its entry gets another one. */
function hasOthers(draft: Draft, before: Spot, after: Spot): boolean {
  if (before.item.shell !== after.item.shell) return false
  const [old, now] = literalsOf(draft, before, after)
  if (!old || !now || !fits(peekName(draft.module, after.item.names[0]!), old.type)) return false
  const was = leavesOf(old)
  const p = inVariable(draft, before, after)
  return leavesOf(now).some((leaf, index) => isOfAnotherKind(p, was[index]!, leaf))
}

/** A class that a call in place returns has other statements in it, or other things to say. */
const followsReturned = (draft: Draft, { before, after, after: { item }, unedited }: ItemPair): boolean =>
  !isKept(after) && !draft.module.held.has(before.item) && ((before.item.shell !== item.shell && !unedited) || renewedIn(item.refs, draft.renewed) !== undefined)

/** A call made it, and it is a `const` that a compiler has written as `var`: no other code gives it a value. */
function isFixed({ item: { declares, calls, names }, model: { text } }: Spot): boolean {
  if (declares !== 'var' || !calls) return false
  const name = literally(bareName(names[0]!))
  return [...text.matchAll(new RegExp(`(?<![\\w$.])${name}\\s*(?:[-+*/%&|^?<>]{0,3}=(?![=>])|\\+\\+|--)|(?:\\+\\+|--)\\s*${name}(?![\\w$])`, 'g'))].length < 2
}

/** What of it a statement may have computed something from. */
function notePatched({ patched, renewed }: Draft, { names: [name] }: Item, before: Literal, after: Literal): void {
  const old = new Map(before.entries.map(entry => [entry.key, entry.shell]))
  patched.add(name!)
  for (const entry of after.entries) {
    const key = plainName(entry)
    if (key !== undefined && old.has(entry.key) && (old.get(entry.key) !== entry.shell || isRenewed(entry, renewed))) patched.add(`${name!}.${key}`)
  }
}

/** Notes what a variable that is kept was made from, or a statement was when it ran, so that it takes all that it missed once it is kept no more. */
export function hold({ module, declare }: Draft, { before, after: { item, placed } }: ItemPair, held: Held | undefined): void {
  const was = module.held.get(item)
  if (held ? was?.item === held.item && was.source === held.source : !was && !module.held.has(before.item)) return
  declare.push({
    do: 'call', module, line: whereIs(item.start, placed).line,
    call(journal) {
      journal.push(() => {
        if (was) module.held.set(item, was)
        else module.held.delete(item)
      })
      if (held) module.held.set(item, held)
      else module.held.delete(item)
    },
  })
}

/** Plans that a variable's initialiser runs, and its names get what it gives. */
export function evaluate(draft: Draft, { item, placed }: Spot): void {
  const { code, emitted } = initialiser(draft, { item, placed })
  const id = nextName(draft.world, 'p')
  const line = whereIs(item.start, placed).line
  draft.pieces.push({ id, ...whereIs(item.init?.start ?? item.start, placed), code: `${item.awaits ? 'async' : ''}()=>${code}`, emitted })
  const at = orderOf(item.start, placed)
  draft.evaluate.push({ at, step: { do: 'evaluate', module: draft.module, item, piece: id, awaits: item.awaits, line, kept: keptOf(draft, { item, placed }) } })
  // The last one first, behind all that is evaluated.
  if (item.uses) draft.evaluate.push({ at: Number.MAX_SAFE_INTEGER - at, step: { do: 'end', module: draft.module, item, line } })
}

/** `({n:init})`, which names an anonymous function like its variable, or a block that takes a pattern apart. */
function initialiser(draft: Draft, { item, placed }: Pick<Spot, 'item' | 'placed'>): { code: string, emitted: ReturnType<typeof makeText>['emitted'] } {
  const part = { refs: item.refs, sites: item.sites }
  if (!item.init) return { code: `({${item.names.map(name => `${bareName(name)}:void 0`).join(',')}})`, emitted: [] }
  const { code, emitted } = makeText(draft.world, draft.module, draft.unit, placed, { ...part, from: item.init.start, to: item.init.end })
  const name = item.title === 'default' ? 'default' : bareName(item.names[0]!)
  if (!isPattern(item)) return { code: `({${JSON.stringify(name)}:${item.kind === 'enum' ? onNewObject(code) : code}})`, emitted }
  const pattern = makeText(draft.world, draft.module, draft.unit, placed, { ...part, from: item.target!.start, to: item.target!.end })
  const inPattern = item.sites.filter(site => site.start < item.target!.end)
  const own = [...pattern.emitted.filter(each => inPattern.includes(each.site)), ...emitted.filter(each => !inPattern.includes(each.site))]
  return { code: `{let ${pattern.code}=${code};return{${item.names.map(bareName).join(',')}}}`, emitted: own }
}
