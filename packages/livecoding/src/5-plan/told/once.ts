import { relative } from 'node:path'
import { isBlockName } from '../../3-analyse/scope/block.ts'
import { saysOne } from '../../3-analyse/says.ts'
import type { Item } from '../../3-analyse/shapes.ts'
import type { Member } from '../../3-analyse/class-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import type { ItemPair } from '../../4-diff/items.ts'
import { modelAt } from '../../graph/modules.ts'
import { sourcePlace } from '../../lines/place.ts'
import { listed } from '../../messages/listed.ts'
import { problem } from '../../messages/message.ts'
import type { LiveModule } from '../../live-module.ts'
import type { World } from '../../world.ts'
import { callersOf, keyOf, type Called, type Caller, type Callers } from './callers.ts'
import { warn, type Draft } from '../draft.ts'
import { renamedIn } from '../unit/renamed.ts'
import { renewedIn, type Renewed } from '../renewed.ts'

/**
 * A function that only the top level calls, as `const app = createApp()` does, is not called again: what is edited in it, beside the
 * functions in it, shows with the next start. That is told, unless this save has it called.
 */
export function tellOnce(world: World, drafts: readonly Draft[], reading: ReadonlyMap<LiveModule, Renewed>): void {
  const again = new Set(drafts.flatMap(({ evaluate, ran }) => [...ran, ...evaluate.flatMap(({ step }) => 'item' in step ? step.item : [])]))
  const told = new Set<Item>()
  const known: Callers = new Map()
  if (drafts.some(({ evaluate, change: { come, gone, renamed, moved } }) => evaluate.length + come.length + gone.length + renamed.length + moved.length > 0)) world.calledAgain.clear()
  const onlyCall = (called: Called): Call | undefined => {
    const key = keyOf(called)
    if (world.calledAgain.has(key)) return undefined
    const callers = callersOf(world, called, known)
    if (!callers) world.calledAgain.add(key)
    return callOf(world, callers, again)
  }
  for (const draft of drafts) {
    if (draft.change.retired || draft.module.kind === 'json') continue
    for (const pair of draft.change.pairs) {
      const { item, placed } = pair.after
      if (!again.has(item)) tellEndedLoops(draft, pair)
      for (const { site, inLoops } of editedIn(pair)) {
        const call = onlyCall({ module: draft.module, item, site })
        if (!call || (inLoops && !('ended' in call && call.ended))) continue
        told.add(item)
        warn(draft, problem('LC2304', { name: site === item.self ? item.title : site.title, ...call, others: hasLeft(draft, site) ? 1 : 0 }), placed, site === item.self ? item.start : site.head)
      }
    }
  }
  for (const { module, item, placed, source } of readersIn(reading)) {
    const call = told.has(item) ? undefined : onlyCall({ module, item, site: item.self! })
    if (!call || !('callers' in call)) continue
    const { problems, reasons } = drafts.at(-1)!
    const problemAt = { ...problem('LC2304', { name: item.title, source, ...call }), file: module.path, ...sourcePlace(item.start, placed) }
    problems.push(problemAt)
    reasons.note(problemAt, module, source)
  }
}

/** The body of a loop that a statement of the top level has awaited is no part of the statement, which does not run again. */
function tellEndedLoops(draft: Draft, { before, after: { item, placed } }: ItemPair): void {
  if (item.kind !== 'statement' || !item.awaits || before.item === item || stateOf({ ...before, module: draft.module }) !== 'over') return
  const [olds, news] = [before.item, item].map(({ sites }) => sites.filter(site => site.loop?.top)) as [Site[], Site[]]
  const loop = news.find((each, at) => olds[at] && (isEdited(olds[at], each) || loopsEdited(olds[at], each)))
  if (loop) warn(draft, problem('LC2304', { loop: loop.title, others: hasLeft(draft, loop) ? 1 : 0 }), placed, loop.loop!.start)
}

/** Of a function in it is told that it keeps its old code. */
const hasLeft = ({ left }: Draft, { chunk, start, end }: Site): boolean => left.some(({ site }) => site.chunk === chunk && start <= site.start && site.end <= end)

/** `ended`: they awaited it, so nothing of it runs any more. */
type Call = { callers: string, count: number, ended: boolean } | { place: string, running: string }

/** The items at the top level that have called the function, once and for all, or the one that is about to as it waits, and where they stand. */
function callOf({ root }: World, callers: readonly Caller[] | undefined, again: ReadonlySet<Item>): Call | undefined {
  if (!callers || callers.some(caller => again.has(caller.item))) return undefined
  const states = callers.map(stateOf)
  if (states.includes('ahead')) return undefined
  const running = states.indexOf('running')
  const placeOf = ({ module: { path }, item, placed }: Caller): string => `${relative(root, path)}:${sourcePlace(item.start, placed).line}`
  if (running >= 0) return { running: callers[running]!.item.title, place: placeOf(callers[running]!) }
  const said = [...new Map(callers.map(each => [each.item, each])).values()].map(each => `"${each.item.title}" (${placeOf(each)})`)
  return { callers: listed(shortened(said)), count: said.length, ended: callers.every(({ item }) => item.awaits) }
}

/** So many callers are said; of others only how many they are. */
const mostSaid = 3

const shortened = (all: readonly string[]): string[] => [...all.slice(0, mostSaid), ...all.length > mostSaid ? [`${all.length - mostSaid} more`] : []]

/** A module that waits at its top level has run the statements in front of that one. */
function stateOf({ module: { ended, loaded, owners }, placed: { chunk } }: Pick<Caller, 'module' | 'placed'>): 'over' | 'running' | 'ahead' {
  if (ended) return 'over'
  const at = loaded.placed.findLastIndex(each => each.chunk.source === chunk.source)
  return at < 0 || at > owners.reached ? 'ahead' : at < owners.reached ? 'over' : 'running'
}

const isFunction = /^\s*(?:export\s+)?(?:default\s+)?(?:(?:async\s+)?function\b|(?:const|let|var)\s[^=]*=\s*(?:async\b\s*)?(?:function\b|\(|[\w$]+\s*=>))/

/** What so many functions read is read again by one of them. */
const mostReaders = 20

/** Functions that read what has another value now. */
function* readersIn(modules: ReadonlyMap<LiveModule, Renewed>): Generator<Caller & { source: string }> {
  let looked = 0
  for (const [module, names] of modules) {
    if (module.kind !== 'esm') continue
    for (const placed of modelAt(module, 'newest').placed) {
      if (!isFunction.test(placed.chunk.source) || !saysOne(placed.chunk.source, names)) continue
      if (++looked > mostReaders) return
      for (const item of placed.chunk.items) {
        const source = item.names.length === 1 && item.self && item.self.kind !== 'class' ? renewedIn(item.self.refs.filter(({ part }) => !givers.has(part ?? '')), names) : undefined
        if (source !== undefined) yield { module, item, placed, source }
      }
    }
  }
}

/** What is given to a literal that is patched stays in it. */
const givers = new Set(['add', 'push', 'set', 'unshift'])

/** `inLoops`: its awaiting loops alone, which take the edit with their next round. */
interface Edited { site: Site, inLoops: boolean }

/** Functions of which the code itself is edited, not only that of functions in them, nor only what their variables are called. */
function editedIn({ before: { item: { self: was } }, after: { item: { self, names } } }: ItemPair): Edited[] {
  if (!was || !self || was === self || names.length !== 1 || isBlockName(names[0]!)) return []
  if (was.kind === 'class' && self.kind === 'class') return membersEdited(was, self)
  return was.kind !== 'class' && self.kind !== 'class' ? edited(was, self) : []
}

/** Not where the class assigns other things: instances may get them. */
function membersEdited(was: Site, now: Site): Edited[] {
  if (givenBy(was) !== givenBy(now)) return []
  const before = new Map(was.shape!.members.map(member => [idOf(member), member.site]))
  return now.shape!.members.flatMap(member => {
    const old = before.get(idOf(member))
    return member.site && old && (member.kind === 'method' || member.kind === 'constructor') ? edited(old, member.site) : []
  })
}

function edited(was: Site, now: Site): Edited[] {
  if (was.deep === now.deep) return []
  const inLoops = !isEdited(was, now)
  return !inLoops || loopsEdited(was, now) ? [{ site: now, inLoops }] : []
}

function loopsEdited(was: Site, now: Site): boolean {
  const [olds, news] = [was, now].map(({ children }) => children.filter(({ kind }) => kind === 'loop')) as [Site[], Site[]]
  return olds.length !== news.length || olds.some((old, index) => isEdited(old, news[index]!) || loopsEdited(old, news[index]!))
}

const idOf = ({ kind, static: isStatic, key }: Member): string => `${kind} ${isStatic} ${key}`

const givenBy = ({ shape, chunk: { code, base } }: Site): string =>
  JSON.stringify(shape!.assigns.map(({ key, inConstructor, value }) => [key, inConstructor, code.slice(value.start - base, value.end - base)]))

const isEdited = (was: Site, now: Site): boolean => was.own !== now.own && !isRenaming(was, now) && !(givesFunction(was) && givesFunction(now) && isCalledAlike(was, now))

/** All that it does is to give a function, which takes the edit wherever it is held: `function allow(role) { return user => user.is(role) }`, `role => user => …`. */
function givesFunction({ chunk: { code, base }, body, children: [given, other], flavour }: Site): boolean {
  if (!given || other || flavour !== 'plain' || (given.kind !== 'arrow' && given.kind !== 'function')) return false
  return /^\{?\s*(?:return\b)?[\s(]*$/.test(code.slice(body.start - base, given.start - base)) && /^[\s);]*\}?$/.test(code.slice(given.end - base, body.end - base))
}

const isCalledAlike = ({ params: old }: Site, { params: now }: Site): boolean =>
  old.length === now.length && old.every(({ form, name }, at) => form === 'name' && form === now[at]!.form && name === now[at]!.name)

function isRenaming(before: Site, after: Site): boolean {
  const said = (site: Site, at: number): string => /^[\w$]+/.exec(site.chunk.code.slice(at - site.chunk.base))?.[0] ?? ''
  const now = new Map([...renamedIn(before, after)].map(([at, was]) => [said(before, was), said(after, at)]))
  return now.size > 0 && wordsOf(before).map(word => now.get(word) ?? word).join() === wordsOf(after).join()
}

/** Words of its own code: letters of escapes are no names. */
function wordsOf({ chunk: { code, base }, start, end, children }: Site): string[] {
  let [text, at] = ['', start - base]
  for (const child of children.toSorted((a, b) => a.start - b.start)) {
    text += `${code.slice(at, child.start - base)} `
    at = child.end - base
  }
  return (text + code.slice(at, end - base)).match(/\\.|[\w$]+|[^\w$\s]/g) ?? []
}
