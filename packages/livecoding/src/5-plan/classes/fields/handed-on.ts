import { once } from '../../../library.ts'
import type { Hand } from '../../../3-analyse/class-shapes.ts'
import { itemsSaying } from '../../../3-analyse/edit/later-chunk.ts'
import { saysOne } from '../../../3-analyse/says.ts'
import type { Placed } from '../../../3-analyse/shapes.ts'
import type { Gift, Site } from '../../../3-analyse/site-shapes.ts'
import { modelAt } from '../../../graph/modules.ts'
import { targetOfImport } from '../../../graph/targets.ts'
import { bringUpToDate, type Addition, type FieldChange } from '../../../instances/migrate.ts'
import type { LiveModule } from '../../../live-module.ts'
import type { World } from '../../../world.ts'
import type { Draft } from '../../draft.ts'
import { recordOf } from '../../records.ts'
import { mostModules } from '../../told/mentions.ts'
import { orderOf } from '../../unit/unit.ts'
import { lacksCode, type NewAssignment } from './assignments.ts'
import { liveClasses, type Constructor } from '../class-unit.ts'
import { classesSaying } from '../classes-saying.ts'
import type { ClassDraft } from '../class-draft.ts'
import { sayIn } from '../enclosed.ts'

// `class Door { constructor() { init(this) } }`: what `init` assigns to a door, new doors have. Those that exist are told to lack it.

/** The class's constructor calls one function more with `this`: what that one assigns. */
export function assignedByOthers({ before, after, unit, draft: { world, module } }: ClassDraft, known: ReadonlySet<string>): NewAssignment[] {
  const come = after.shape!.hands.filter(hand => !before.shape!.hands.some(each => each.said === hand.said && covers(each, hand)))
  const found = come.flatMap(hand => giftsOf(world, module, hand)).filter(({ key }) => !known.has(key) && (!key.startsWith('#') || after.shape!.privates.includes(key)))
  return surestOf(found).map(({ key, at, unlike }) => ({ key, at, ...unlike !== undefined && { unlike }, ...key.startsWith('#') && { lacks: unit.add(at, lacksCode(key), []) } }))
}

/** A function assigns more than it did: instances that exist lack it, of each class whose constructor calls it with `this`. */
export function bringGifts(draft: Draft, before: Site, after: Site, placed: Placed): void {
  const come = after.gives!.filter(gift => !before.gives?.some(each => each.key === gift.key && covers(each, gift)))
  if (come.length === 0 || after.name === '' || draft.world.modules.size > mostModules) return
  for (const { constructor, title, params } of handing(draft.world, after)) {
    const given = come.flatMap(gift => params.has(gift.param) ? givenBy(after, gift, params.get(gift.param)!) : [])
    const added = surestOf(given).map(each => additionOf(draft.world, constructor, each))
    if (added.length === 0) continue
    const change: FieldChange = { title, module: draft.module, placed, at: after.start, installers: [], renamed: [], removed: [], hidden: { added: [], removed: [] }, added }
    draft.heap.expect([constructor])
    // The class may have a field of that name in the same save.
    draft.evaluate.push({ at: orderOf(after.start, placed), step: { do: 'call', module: draft.module, line: 1, call: journal => { draft.heap.later(() => { bringUpToDate(draft, constructor, change, journal) }) } } })
  }
}

interface Handing { param: number, perhaps?: true }

/** It comes by in all cases in which the other one would. */
const covers = (one: Handing, other: Handing): boolean => one.param === other.param && (!one.perhaps || other.perhaps === true)

/** What an instance gets; `unlike`: perhaps, and this is the text of its value. */
interface Given { key: string, at: number, unlike?: string }

function givenBy({ chunk }: Site, { key, at, value, perhaps }: Gift, isSure: boolean): Given {
  return { key, at, ...(perhaps || !isSure) && { unlike: chunk.code.slice(value.start - chunk.base, value.end - chunk.base) } }
}

/** One for each key: what is given in any case before what is under a condition. */
const surestOf = (all: readonly Given[]): Given[] =>
  [...new Map(all.toSorted((a, b) => Number(a.unlike === undefined) - Number(b.unlike === undefined)).map(each => [each.key, each])).values()]

function additionOf(world: World, constructor: Constructor, { key, at, unlike }: Given): Addition {
  const addition: Addition = { form: 'assignment', key, at, ...unlike !== undefined && { unlike } }
  if (!key.startsWith('#')) return addition
  const lacks = once(() => sayIn<(object: object) => boolean>(world, constructor, lacksCode(key)) ?? (() => false))
  return { ...addition, lacks: object => lacks()(object) }
}

/** What a call gives, at its own place. */
function giftsOf(world: World, module: LiveModule, hand: Hand): Given[] {
  const called = calledBy(world, module, hand)
  return called?.gives?.flatMap(gift => gift.param === hand.param ? { ...givenBy(called, gift, !hand.perhaps), at: hand.at } : []) ?? []
}

/** Classes whose constructor gives its instance to the function, as which of its parameters, and whether in any case. */
function handing(world: World, called: Site): { constructor: Constructor, title: string, params: ReadonlyMap<number, boolean> }[] {
  const word = called.kind === 'constructor' ? called.owner!.name : called.member?.key ?? called.name
  return classesSaying(world, module => mayCall(module, word)).flatMap(({ module, self }) => {
    const now = handsOf(world, module, codeOf(module, self.name) ?? self, called)
    const params = new Map([...handsOf(world, module, self, called)].filter(([param]) => now.has(param)).map(([param, isSure]) => [param, isSure && now.get(param)!]))
    return params.size === 0 ? [] : [...liveClasses(world, recordOf(module, self)).keys()].map(constructor => ({ constructor, title: self.title, params }))
  })
}

const handsOf = (world: World, module: LiveModule, { shape }: Site, called: Site): Map<number, boolean> =>
  new Map(shape?.hands.filter(hand => calledBy(world, module, hand) === called).toSorted((a, b) => Number(b.perhaps ?? false) - Number(a.perhaps ?? false)).map(({ param, perhaps }) => [param, !perhaps]))

/** Whether a text of the file may give `this` to a function that has this name where it is declared. */
function mayCall({ current: { imports } }: LiveModule, word: string): (text: string) => boolean {
  const names = [word, ...[...imports.values()].flatMap(({ local, imported }) => imported === word || imported === 'default' ? local : [])]
  return text => text.includes('this') && saysOne(text, names)
}

/** `init`, `Door.init`, or `doors.init` of `import * as doors`. */
function calledBy(world: World, module: LiveModule, { said }: Hand): Site | undefined {
  const [first, second, ...more] = said.split('.') as [string, ...string[]]
  if (more.length > 0) return undefined
  const model = modelAt(module, 'newest')
  const imported = model.bindings.has(first) ? undefined : model.imports.get(first)
  const target = imported && targetOfImport(world, module, imported, 'newest')
  if (target?.kind === 'namespace') return second === undefined ? undefined : calledBy(world, target.module, { said: second, param: 0, at: 0 })
  const [home, local] = target?.kind === 'binding' ? [target.module, target.local] : [imported ? undefined : module, first]
  const self = home && codeOf(home, local)
  if (self?.kind !== 'class') return second === undefined ? self : undefined
  return self.shape!.members.find(member => second === undefined ? member.kind === 'constructor' : member.static && member.kind === 'method' && member.key === second)?.site
}

/** The function or class of this name. */
const codeOf = (module: LiveModule, name: string): Site | undefined =>
  modelAt(module, 'newest').placed.flatMap(({ chunk }) => itemsSaying(name, chunk)).find(({ names }) => names.includes(name))?.self
