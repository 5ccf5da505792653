import type { Placed, Site } from '../3-analyse/shapes.ts'
import { newAssignments } from '../5-plan/assignments.ts'
import { classesOf, ClassUnit, type Constructor } from '../5-plan/class-unit.ts'
import { pieceOf } from '../5-plan/fields.ts'
import { chainOf } from '../5-plan/heritage.ts'
import { recordOf } from '../5-plan/records.ts'
import type { LiveModule, Native, World } from '../world.ts'
import { additions, type Piece } from './additions.ts'
import type { Addition } from './migrate.ts'

/** What instances get from parents that their class has newly. */
export interface Inheritance {
  added: Addition[]
  /** A parent whose private names only its own constructor puts on. */
  hidden?: string
  /** The nearest parent that is not managed: what its constructor does is not known. */
  unmanaged?: string
}

/** The field code of the new parents, the outermost first; none of them is constructed for it. */
export function inherit(world: World, constructor: Constructor, before: ReadonlySet<object>): Inheritance {
  const inheritance: Inheritance = { added: [] }
  const found: { parent: Constructor, home: ClassHome }[] = []
  for (const parent of chainOf(constructor)) {
    if (before.has(parent)) break
    const home = homeOf(world, parent)
    if (!home) {
      inheritance.unmanaged = parent.name
      break
    }
    found.push({ parent, home })
    if (home.native.branded) inheritance.hidden ??= parent.name
  }
  for (const { parent, home } of found.toReversed()) inheritance.added.push(...fieldsOf(world, parent, home))
  return inheritance
}

interface ClassHome { module: LiveModule, site: Site, placed: Placed, native: Native }

function fieldsOf(world: World, parent: Constructor, { module, site: after, placed, native }: ClassHome): Addition[] {
  const unit = new ClassUnit(world, module, placed)
  const code = { unit, after, placed }
  const members = after.shape!.members.filter(member => member.kind === 'field' && !member.static && (!member.private || (!native.branded && member.value)))
  const pieces: Piece[] = members.map(member => pieceOf(code, member))
  pieces.push(...newAssignments(code, new Set(members.map(member => member.value ? member.key : ''))).map(({ key, piece }): Piece => ({ form: 'assignment', key, ...(piece !== undefined && { id: piece }) })))
  const installers = native.branded ? [] : world.installers.get(parent) ?? []
  return [...installers.map((install): Addition => ({ form: 'private', key: '#private', install })), ...additions(unit.values(parent), pieces)]
}

/** Where the source of a class is, if the engine loaded it. */
function homeOf(world: World, constructor: Constructor): ClassHome | undefined {
  const search = (module: LiveModule, placed: Placed, sites: readonly Site[]): ClassHome | undefined => {
    for (const site of sites) {
      const version = site.kind === 'class' ? recordOf(module, site).versions.find(each => each.kind === 'class' && classesOf(world, each.field).includes(constructor)) : undefined
      const home = version ? { module, site, placed, native: version.native! } : search(module, placed, site.children)
      if (home) return home
    }
    return undefined
  }
  for (const module of world.modules.values()) {
    if (!module.runtime) continue
    for (const placed of module.current.placed) {
      const home = search(module, placed, placed.chunk.items.flatMap(item => item.sites))
      if (home) return home
    }
  }
  return undefined
}
