import { relative } from 'node:path'
import type { Attributes } from '../3-analyse/walk/attributes.ts'
import { DEFAULT } from '../3-analyse/items/exported.ts'
import { itemsSaying } from '../3-analyse/edit/later-chunk.ts'
import { pointAt } from '../3-analyse/line-ends.ts'
import type { Item, Model, Placed } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { Change } from '../4-diff/diff.ts'
import { editedPlaced } from '../4-diff/statements.ts'
import type { Problem } from '../8-report/report.ts'
import { once } from '../library.ts'
import { problem } from '../messages/message.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { targetOfImport } from '../graph/targets.ts'
import { saidIn } from './said-in.ts'
import { literally, wordOf } from '../3-analyse/word.ts'

/** A class at the top level of a module. */
interface Known { module: LiveModule, model: Model, placed: Placed, name: string, title: string, heritage: string | undefined, said(): Attributes | undefined }

/** The classes before the update, or after it; statements are looked into only where their text says what is asked for. */
interface View {
  models: Model[]
  find(module: LiveModule, name: string): Known | undefined
  /** Classes that extend others and say one of these words. */
  below(words: Iterable<string>): Known[]
}

/** `this.x` in a method where nothing sets `x`: a warning of what the edits brought, in their classes and those below them. */
export function unsetAttributes(world: World, changes: readonly Change[], arrivals: readonly LiveModule[]): Problem[] {
  const moved = new Set(changes.flatMap(change => change.moved.map(({ to }) => to.placed)))
  const come = new Set(arrivals)
  const edited = [
    ...changes.filter(({ module, retired }) => !retired && !come.has(module)).flatMap(change =>
      editedPlaced(change).flatMap(placed => moved.has(placed) ? [] : classesIn(change.module, change.after, placed, change))),
    ...arrivals.filter(({ kind }) => kind !== 'json').flatMap(module => module.current.placed.flatMap(placed => moved.has(placed) ? [] : classesIn(module, module.current, placed))),
  ]
  if (edited.length === 0) return []
  const [before, now] = [once(() => viewOf(world, changes, arrivals, 'before')), once(() => viewOf(world, changes, arrivals, 'after'))]
  const problems: Problem[] = []
  const look = (each: Known, only?: ReadonlySet<string>): void => {
    for (const [key, at] of each.said()?.reads ?? []) {
      if ((only && !only.has(key)) || each.said()!.known.has(key) || key in Object.prototype || !isUnset(world, now(), each, key)) continue
      const earlier = before().find(each.module, each.name)
      if (earlier?.said()?.reads.has(key) && isUnset(world, before(), earlier, key)) continue
      problems.push({ ...problem('LC2207', { class: each.title, property: key }), file: relative(world.root, each.module.path), ...whereIn(each.placed, at) })
    }
  }
  for (const each of edited) {
    look(each)
    const lost = lostBy(each, changes)
    if (lost.size === 0) continue
    for (const below of now().below(lost)) if (!edited.some(other => other.placed === below.placed) && chainOf(world, now(), below)?.some(parent => parent.placed === each.placed && parent.name === each.name)) look(below, lost)
  }
  return problems
}

/** What an edited class set before. */
function lostBy({ module, name, said }: Known, changes: readonly Change[]): Set<string> {
  const earlier = changes.filter(each => each.module === module && each.before !== each.after)
    .flatMap(({ before }) => before.placed.filter(says(name)).flatMap(placed => classesIn(module, before, placed))).find(each => each.name === name)
  return (earlier?.said()?.known ?? new Set<string>()).difference(said()?.known ?? new Set())
}

function viewOf(world: World, changes: readonly Change[], arrivals: readonly LiveModule[], time: 'before' | 'after'): View {
  const newer = new Map<LiveModule, Model | undefined>(changes.map(change => [change.module, change[time]]))
  for (const module of arrivals) newer.set(module, time === 'after' ? module.current : undefined)
  const modules = [...new Set([...world.modules.values(), ...newer.keys()])].filter(({ kind }) => kind !== 'json')
  const models = new Map(modules.flatMap(module => {
    const model = newer.has(module) ? newer.get(module) : module.current
    return model ? [[module, model] as const] : []
  }))
  const known = new Map<Placed, Known[]>()
  const classesAt = (module: LiveModule, model: Model, placed: Placed): Known[] => {
    let found = known.get(placed)
    if (!found) known.set(placed, found = classesIn(module, model, placed))
    return found
  }
  return {
    models: [...models.values()],
    find(module, name) {
      const model = models.get(module)
      return model?.placed.values().filter(says(name)).flatMap(placed => classesAt(module, model, placed)).find(each => each.name === name)
    },
    below: words => [...models].flatMap(([module, model]) => {
      const here = [...words].filter(word => model.text.includes(word))
      return here.length === 0 ? [] : model.placed.filter(each => says('extends')(each) && here.some(word => says(word)(each))).flatMap(placed => classesAt(module, model, placed)).filter(({ heritage }) => heritage !== undefined)
    }),
  }
}

/** The text of a statement has this name. */
const says = (name: string) => ({ chunk }: Placed): boolean => chunk.source.includes(name === DEFAULT ? 'default' : name)

function classesIn(module: LiveModule, model: Model, placed: Placed, change?: Change): Known[] {
  return itemsSaying('class', placed.chunk).filter(isClassItem).map(item => ({
    module, model, placed, name: item.names[0]!, title: item.title, heritage: heritageOf(item.self),
    said: once(() => saidIn(module.path, placed.chunk, model.format, change?.pairs.find(pair => pair.after.item === item)?.before.placed.chunk).get(item.names[0]!)),
  }))
}

const isClassItem = (item: Item): item is Item & { self: Site } => item.self?.kind === 'class'

const heritageOf = ({ shape, chunk }: Site): string | undefined => shape!.heritage && chunk.code.slice(shape!.heritage.start - chunk.base, shape!.heritage.end - chunk.base).replace(/<[^]*$/, '').trim()

/** The class and its parents; undefined: one of them is not known. */
function chainOf(world: World, view: View, from: Known): Known[] | undefined {
  const chain = [from]
  for (let here = from; here.heritage !== undefined;) {
    const imported = here.model.imports.get(here.heritage)
    const target = imported ? targetOfImport(world, here.module, imported, 'newest') : { kind: 'binding' as const, module: here.module, local: here.heritage }
    const parent = target?.kind === 'binding' ? view.find(target.module, target.local) : undefined
    if (!parent || chain.includes(parent)) return undefined
    chain.push(here = parent)
  }
  return chain
}

/** Nothing that the engine can see gives instances of the class an attribute of this name. */
function isUnset(world: World, view: View, of: Known, key: string): boolean {
  const chain = chainOf(world, view, of)
  if (!chain || chain.some(each => !each.said() || each.said()!.open || each.said()!.known.has(key))) return false
  const word = literally(key)
  const sets = new RegExp(`\\.\\s*${word}\\s*(?:=(?![=>])|(?:[-+*/%&|^]|\\*\\*|<<|>>>?|&&|\\|\\||\\?\\?)=|\\+\\+|--)`)
  const named = new RegExp(`(?<!this\\.)${wordOf(key)}`)
  const merges = new RegExp(`\\binterface\\s+(?:${chain.map(({ name }) => literally(name)).join('|')})(?![\\w$])`)
  for (const { text: code } of view.models) {
    if (merges.test(code) || (code.includes(key) && (sets.test(code) || (/\b(?:Object\.(?:assign|defineProp|setPrototypeOf)|Reflect\.(?:set|defineProp))/.test(code) && named.test(code))))) return false
  }
  return !setBelow(world, view, of, key)
}

/** A subclass has the attribute, or a class of which nobody knows what it extends. */
function setBelow(world: World, view: View, of: Known, key: string): boolean {
  const below = view.below([key]).some(each => each.said()?.known.has(key) &&
    (chainOf(world, view, each)?.some(parent => parent.placed === of.placed && parent.name === of.name) ?? true))
  const inside = (site: Site, self?: Site): boolean =>
    (site !== self && site.shape?.heritage !== undefined && site.shape.members.some(member => member.key === key)) || site.children.some(each => inside(each))
  return below || view.models.some(({ text: code, placed }) => code.includes(key) && placed.some(({ chunk }) => chunk.source.includes(key) && itemsSaying('class', chunk).some(item => item.sites.some(site => inside(site, item.self)))))
}

function whereIn({ chunk, line, column }: Placed, at: number): Pick<Problem, 'line' | 'column'> {
  const inside = pointAt(chunk.source, at)
  return { line: line + inside.line - 1, column: inside.column + (inside.line === 1 ? column : 0) }
}
