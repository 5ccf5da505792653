import type { Item } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { Change } from '../4-diff/diff.ts'
import type { Spot } from '../4-diff/items.ts'
import type { Journal } from '../journal.ts'
import type { Part } from '../5-plan/plan.ts'
import { moduleOf } from '../graph/modules.ts'
import { addVersion, forgetVersions } from '../5-plan/records.ts'
import { ghostsBut, type Holder, type LiveModule, type SiteRecord } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Made } from './steps.ts'
import { followFile } from './uncached.ts'

/** The new model becomes the one that runs; what is alive of its sites is carried over. */
export function commitModel(world: World, part: Part, made: Made, journal: Journal): void {
  const { module, change } = part
  const { current, previous, version, owners, dormant, ghosts, pending, changed, left, asleep, replaced } = module
  journal.push(() => Object.assign(module, { current, previous, version, owners, dormant, ghosts, pending, changed, left, asleep, replaced }))
  module.ghosts = ghostsAfter(ghosts, change)
  handOn(module, part)
  for (const { from, source, to } of change.moved) handOver(from, source, to, module, journal)
  module.previous = current.text
  module.current = change.after
  if (module.kind === 'cjs' && pending) module.replaced = true
  delete module.pending
  // A file that goes was last in this version, and one that comes is in its first.
  if (!change.retired && !change.arrives) module.version++
  module.dormant = change.retired
  followFile(module, journal)
  if (!change.retired) {
    module.left = new Set()
    delete module.asleep
  }
  for (const { from, source } of change.moved) leave(source, from.item, journal)
  module.changed = new Map([...changed, ...changedNames(change).map((name): [string, number] => [name, module.version])])
  carryRecords(module, part, journal)
  for (const [parent, lost] of part.lost) {
    world.lost.set(parent, lost)
    journal.push(() => world.lost.delete(parent))
  }
  addVersions(world, part, made, journal)
  for (const [record, stand] of part.stands) {
    const { stand: before } = record
    journal.push(() => { record.stand = before })
    record.stand = stand
  }
}

/** What has its name again is no ghost any more; behind one that moves in under its name it stays, as that may move out again. */
function ghostsAfter(before: LiveModule['ghosts'], change: Change): LiveModule['ghosts'] {
  const ghosts = new Map(before)
  for (const [name, kind] of namesCome(change)) {
    const others = ghostsBut(ghosts.get(name), kind)
    if (others) ghosts.set(name, others)
    else ghosts.delete(name)
  }
  return ghosts
}

/** What the last run of an item made belongs to its new text, unless it ends. */
function handOn(module: LiveModule, { change, retire }: Part): void {
  const before = module.owners
  module.owners = before.copy()
  const ending = new Set(retire.flatMap(step => step.do === 'dispose' ? [step.owner] : []))
  for (const { before: { item: old }, after: { item: now } } of [...change.pairs, ...change.renamed]) {
    const owner = before.get(old)
    if (!owner || old === now) continue
    module.owners.delete(old)
    if (!ending.has(owner) && !module.owners.has(now)) module.owners.set(now, owner)
  }
  for (const { item } of change.gone) if (ending.has(before.get(item)!)) module.owners.delete(item)
}

const namesCome = ({ come, pairs }: Change): [string, Item['kind']][] => [
  ...come.flatMap(({ item }) => item.names.map((name): [string, Item['kind']] => [name, item.kind])),
  ...pairs.flatMap(({ before, after: { item } }) => item.names.filter(name => !before.item.names.includes(name)).map((name): [string, Item['kind']] => [name, item.kind])),
]

/** What the last run of an item made belongs to it in its new module. */
function handOver({ item: before }: Spot, source: LiveModule, { item: after }: Spot, module: LiveModule, journal: Journal): void {
  const { owners } = source
  const owner = owners.get(before)
  if (!owner) return
  journal.push(() => { source.owners = owners })
  source.owners = owners.copy()
  source.owners.delete(before)
  module.owners.set(after, owner)
}

/** What moved goes on in another module, and so does what is known of its code: the same text here is another thing. */
function leave(source: LiveModule, item: Item, journal: Journal): void {
  const { left } = source
  journal.push(() => { source.left = left })
  source.left = new Set([...left, item])
  item.sites.forEach(site => dropRecords(source.records, site, journal))
}

function dropRecords(records: LiveModule['records'], site: Site, journal: Journal): void {
  const record = records.get(site)
  if (record) {
    records.delete(site)
    journal.push(() => records.set(site, record))
  }
  for (const child of site.children) dropRecords(records, child, journal)
}

/** Names whose code is another now. */
function changedNames({ pairs, renamed, come, moved }: Change): string[] {
  const edited = pairs.filter(({ before, after }) => before.item !== after.item && before.item.deep !== after.item.deep)
  return [...[...edited, ...renamed].map(({ after }) => after), ...come, ...moved.map(({ to }) => to)].flatMap(({ item }) => item.names)
}

/** A namespace has nothing but its model. */
export function commitSpace(world: World, module: LiveModule, journal: Journal): void {
  const { current, version, pending } = module
  // Work that this update waited for has given it these names, and more.
  if (!pending) return
  // Or gives it more once this is done: then `attempt` takes out what is this update's.
  journal.push(() => { if (module.current === pending) Object.assign(module, { current, version, pending }) })
  module.current = pending
  module.version++
  delete module.pending
  for (const url of module.current.space?.step.came ?? []) world.unjoined.delete(moduleOf(world, url)!)
}

function carryRecords(module: LiveModule, part: Part, journal: Journal): void {
  const before: [Site, SiteRecord | undefined][] = []
  journal.push(() => {
    for (const [site, record] of before.toReversed()) {
      if (record) module.records.set(site, record)
      else module.records.delete(site)
    }
  })
  for (const [site, record] of part.records) {
    before.push([site, module.records.get(site)])
    module.records.set(site, record)
  }
  // Records of sites that are no more go with them; ghosts keep theirs, and so does what became another kind of thing.
  const gone = part.change.pairs.filter(({ before, after }) => before.item !== after.item && before.item.kind === after.item.kind).flatMap(pair => pair.before.item.sites)
  const drop = (site: Site): void => {
    const record = module.records.get(site)
    if (record && !part.records.has(site)) {
      before.push([site, record])
      module.records.delete(site)
    }
    site.children.forEach(drop)
  }
  gone.forEach(drop)
}

/** Guards in the unit's own code: what the next save of a site must reach. */
function addVersions(world: World, part: Part, made: Made, journal: Journal): void {
  const holder = made.values['$'] as Holder | undefined
  if (!holder) return
  const weak = new WeakRef(holder)
  const added = part.pieces.flatMap(({ emitted, inside, placed }) => emitted.map(each => {
    const known = inside?.get(each)
    if (!known) return addVersion(part.module, each, weak, { placed })
    known.version.holder = weak
    known.record.versions.push(known.version)
    return known
  }))
  journal.push(() => forgetVersions(added))
  const ending = added.filter(({ version }) => version.holder === weak && version.construction === undefined)
  if (ending.length > 0) world.holders.register(holder, ending)
}
