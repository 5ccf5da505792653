import { itemsSaying } from '../3-analyse/edit/later-chunk.ts'
import type { Placed } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import { newAssignments, pieceOfAssignment } from '../5-plan/classes/fields/assignments.ts'
import { classesOf, ClassUnit, nativeNow, type Constructor } from '../5-plan/classes/class-unit.ts'
import { lostBy, taking, writerOf } from '../5-plan/classes/fields/hidden.ts'
import type { Draft } from '../5-plan/draft.ts'
import type { Journal } from '../journal.ts'
import { pieceOf } from '../5-plan/classes/fields/pieces.ts'
import { chainOf } from '../5-plan/classes/heritage.ts'
import { rebrand } from '../5-plan/classes/rebrand.ts'
import { recordOf } from '../5-plan/records.ts'
import type { LiveModule, Native, SiteRecord } from '../live-module.ts'
import type { World } from '../world.ts'
import { additions, type Piece } from './additions.ts'
import { lackedNames, lackOf, putOn, type Lacking } from './brand.ts'
import type { Addition } from './migrate.ts'

/** What instances get from parents that their class has newly. */
export interface Inheritance {
  added: Addition[]
  /** The nearest parent that is not managed: what its constructor does is not known. */
  unmanaged?: string
}

/** Where the source of a class is, and what is alive of it. */
export interface ClassHome { module: LiveModule, site: Site, placed: Placed, record: SiteRecord, native: Native }

/** The private names and the field code of the new parents, the outermost first; none of them is constructed for it. */
export function inherit(draft: Draft, constructor: Constructor, before: ReadonlySet<object>, journal: Journal): Inheritance {
  const inheritance: Inheritance = { added: [] }
  const instances = draft.heap.instancesOf(constructor)
  if (instances.length === 0) return inheritance
  const found: { parent: Constructor, home: ClassHome }[] = []
  for (const parent of chainOf(constructor)) {
    if (before.has(parent) || parent === Object as unknown) break
    const home = homeOf(draft.world, parent)
    if (!home) {
      inheritance.unmanaged = parent.name
      break
    }
    found.push({ parent, home })
  }
  for (const { parent, home } of found.toReversed()) {
    const lacking = lackedNames(lackOf(draft.world, parent, home), instances)
    const { branded, derived } = nativeNow(draft.world, parent, home.native)
    if (branded && !derived && lacking.size > 0) rebrand(draft, home, journal)
    inheritance.added.push(...putOn(draft.world, parent, home, lacking), ...fieldsOf(draft, parent, home, lacking))
  }
  return inheritance
}

/** Private fields only for those that have not had the parent before; one of a name that a class below loses keeps its value. */
function fieldsOf({ world, heap }: Draft, parent: Constructor, { module, site: after, placed, record }: ClassHome, lacking: Lacking): Addition[] {
  const unit = new ClassUnit(world, module, placed, after, record)
  const code = { unit, after, placed }
  const fields = after.shape!.members.filter(member => member.kind === 'field' && !member.static)
  const moved = new Map(fields.flatMap((member): [string, string][] => member.private && lostBy(heap, parent, member.key).length > 0 ? [[member.key, writerOf(code, member)]] : []))
  const members = fields.filter(member => !member.private || member.value || moved.has(member.key))
  const pieces: Piece[] = members.map(member => member.private && !member.value ? { form: 'private', key: member.key, at: member.start } : pieceOf(code, member))
  pieces.push(...newAssignments(code, new Set(members.map(member => member.value ? member.key : ''))).map(pieceOfAssignment))
  const values = unit.values(parent)
  return additions(values, pieces, parent).map(addition => {
    if (addition.form !== 'private') return addition
    const writer = moved.get(addition.key as string)
    const { install, ...rest } = writer === undefined ? addition : taking(heap, parent, addition, values[writer])
    return { ...rest, ...install && { install: (object: object) => { if (lacking.get(object)?.has(String(rest.key))) install(object) } } }
  })
}

/** Where the source of a class is, if the engine loaded it. */
export function homeOf(world: World, constructor: Constructor): ClassHome | undefined {
  const search = (module: LiveModule, placed: Placed, sites: readonly Site[]): ClassHome | undefined => {
    for (const site of sites) {
      const record = site.kind === 'class' ? recordOf(module, site) : undefined
      const version = record?.versions.find(each => each.kind === 'class' && classesOf(world, each.field).includes(constructor))
      const home = version ? { module, site, placed, record: record!, native: version.native! } : search(module, placed, site.children)
      if (home) return home
    }
    return undefined
  }
  if (!world.scopes.has(constructor)) return undefined
  const here = world.modules.get(world.lifecycle.instances.moduleOf(constructor) ?? '')
  // A class that was moved is found in another module than the one that made it.
  for (const module of new Set([...here ? [here] : [], ...world.modules.values()])) {
    if (!module.runtime) continue
    for (const placed of module.current.placed) {
      const home = search(module, placed, itemsSaying('class', placed.chunk).flatMap(item => item.sites))
      if (home) return home
    }
  }
  return undefined
}
