import { relative } from 'node:path'
import { isBlockName } from '../3-analyse/block.ts'
import { isPlace } from '../3-analyse/commonjs.ts'
import { reexports } from '../3-analyse/outline.ts'
import { saysOne } from '../3-analyse/says.ts'
import type { Item, Placed } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { ItemPair } from '../4-diff/items.ts'
import { importersOf } from '../graph/graph.ts'
import { importedBy } from '../graph/leads.ts'
import { targetOfImport } from '../graph/targets.ts'
import { modelAt, moduleOf } from '../graph/modules.ts'
import { sourcePlace } from '../lines/place.ts'
import { problem } from '../messages/message.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { warn, type Draft } from './draft.ts'
import { renamedIn } from './renamed.ts'
import { renewedIn, type Renewed } from './renewed.ts'

/**
 * A function that only the top level calls, as `const app = createApp()` does, is not called again: what is edited in it, beside the
 * functions in it, shows with the next start. That is told, unless this save has it called.
 */
export function tellOnce(world: World, drafts: readonly Draft[], reading: ReadonlyMap<LiveModule, Renewed>): void {
  const again = new Set(drafts.flatMap(({ evaluate, ran }) => [...ran, ...evaluate.flatMap(({ step }) => 'item' in step ? step.item : [])]))
  const told = new Set<Item>()
  const known: Callers = new Map()
  if (drafts.some(({ evaluate, change: { come, gone, renamed, moved } }) => evaluate.length + come.length + gone.length + renamed.length + moved.length > 0)) world.calledAgain.clear()
  const onlyCall = (module: LiveModule, item: Item): Call | undefined => {
    const key = keyOf(module, item.names[0]!)
    if (world.calledAgain.has(key)) return undefined
    const callers = callersOf(world, module, item.names[0]!, known)
    if (!callers) world.calledAgain.add(key)
    return callOf(world, callers, again)
  }
  for (const draft of drafts) {
    if (draft.change.retired || draft.module.kind === 'json') continue
    for (const pair of draft.change.pairs) {
      if (!isEdited(pair) || isPlace(pair.after.item.names[0]!)) continue
      const { item, placed } = pair.after
      const called = onlyCall(draft.module, item)
      if (!called) continue
      told.add(item)
      warn(draft, problem('LC2304', { name: item.title, ...called }), placed, item.start)
    }
  }
  for (const { module, item, placed, source } of readersIn(reading)) {
    const called = told.has(item) ? undefined : onlyCall(module, item)
    if (!called || !('caller' in called)) continue
    const { problems, reasons } = drafts.at(-1)!
    const problemAt = { ...problem('LC2304', { name: item.title, source, ...called }), file: module.path, ...sourcePlace(item.start, placed) }
    problems.push(problemAt)
    reasons.note(problemAt, world, module, source)
  }
}

type Call = { place: string } & ({ caller: string } | { running: string })

/** The item at the top level that has called the function, once and for all, or is about to as it waits, and where it stands. */
function callOf({ root }: World, callers: readonly Caller[] | undefined, again: ReadonlySet<Item>): Call | undefined {
  if (!callers || callers.some(caller => again.has(caller.item))) return undefined
  const states = callers.map(stateOf)
  if (states.includes('ahead')) return undefined
  const running = states.indexOf('running')
  const { module: { path }, item, placed } = callers[Math.max(running, 0)]!
  const place = `${relative(root, path)}:${sourcePlace(item.start, placed).line}`
  return running < 0 ? { caller: item.title, place } : { running: item.title, place }
}

/** A module that waits at its top level has run the statements in front of that one. */
function stateOf({ module: { ended, loaded, owners }, placed: { chunk } }: Caller): 'over' | 'running' | 'ahead' {
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

/** The code of the function itself, not only that of functions in it, nor only what its variables are called. */
const isEdited = ({ before: { item: { self: was } }, after: { item: { self, names } } }: ItemPair): boolean =>
  was !== undefined && self !== undefined && was.kind !== 'class' && self.kind !== 'class' && was.own !== self.own && names.length === 1 && !isBlockName(names[0]!) && !isRenaming(was, self)

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

interface Caller { module: LiveModule, item: Item, placed: Placed }

const keyOf = ({ id }: LiveModule, name: string): string => `${id} ${name}`

/** By module and name. */
type Callers = Map<string, Caller[] | undefined>

/** What calls the function as it is evaluated, also through functions that nothing else calls; undefined where more may call it, or nothing does. */
function callersOf(world: World, module: LiveModule, name: string, known: Callers): Caller[] | undefined {
  const key = keyOf(module, name)
  if (known.has(key)) return known.get(key)
  // As it says itself, or a function that says it does: any time.
  known.set(key, undefined)
  const callers: Caller[] = []
  for (const user of usersOf(world, module, name)) {
    const found = user && callersIn(world, ...user, known)
    if (!found) return undefined
    callers.push(...found)
  }
  if (callers.length > 0) known.set(key, callers)
  return known.get(key)
}

/** What so many modules import is called again by one of them. */
const mostUsers = 20

/** Modules that can say the function, and as what; undefined where code may that cannot be looked at. */
function* usersOf(world: World, module: LiveModule, name: string): Generator<[LiveModule, string] | undefined> {
  yield [module, name]
  if (![...modelAt(module, 'newest').exports.values()].some(({ local }) => local === name)) return
  if ((world.roots.has(module.url) && module.url !== world.entry) || (world.importers.get(module.url)?.size ?? 0) > mostUsers) yield undefined
  for (const importer of importersOf(world, module)) {
    if (importer.dormant) continue
    if (importer.kind !== 'esm' || importer.isSpace || reexports(modelAt(importer, 'newest'))) yield undefined
    for (const [local, specifier, imported] of importedBy(importer)) {
      if (moduleOf(world, importer.resolved.get(specifier)) !== module) continue
      const target = targetOfImport(world, importer, { specifier, imported }, 'newest')
      if (target?.kind === 'namespace') yield undefined
      if (target?.kind === 'binding' && target.local === name) yield [importer, local]
    }
  }
}

/** The same in one module, which calls the function by this name. */
function callersIn(world: World, module: LiveModule, name: string, known: Callers): Caller[] | undefined {
  const callers: Caller[] = []
  const through: Item[] = []
  for (const placed of modelAt(module, 'newest').placed) {
    if (!saysOne(placed.chunk.source, [name])) continue
    for (const item of placed.chunk.items) {
      const own = item.refs.filter(ref => !ref.local && ref.name === name)
      if (own.some(({ form }) => form !== 'call') || !item.sites.every(site => isOnlyCalled(name, item, site))) return undefined
      if (own.length > 0) callers.push({ module, item, placed })
      if (item.self?.free.has(name)) through.push(item)
    }
  }
  for (const { names } of through) {
    const found = callersOf(world, module, names[0]!, known)
    if (!found) return undefined
    callers.push(...found)
  }
  return callers
}

/** A closure, a class or a loop may call it any time. */
const isOnlyCalled = (name: string, { self }: Item, site: Site): boolean => !site.free.has(name) ||
  (site === self && site.kind !== 'class' && site.children.every(({ free }) => !free.has(name)) && site.refs.every(ref => ref.local || ref.name !== name || ref.form === 'call'))
