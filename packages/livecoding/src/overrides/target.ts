import type { Item, Placed } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import { recordOf } from '../5-plan/records.ts'
import { fault } from '../messages/fault.ts'
import { whereIs } from '../runtime/where.ts'
import type { LiveModule, Version } from '../live-module.ts'
import type { World } from '../world.ts'

/** A piece of code at the top level of a module, or a member of a class there. */
export interface Target {
  module: LiveModule
  item: Item
  placed: Placed
  /** The site whose slots count; the class, for a constructor. */
  site: Site
  title: string
}

export type Part = 'method' | 'getter' | 'setter' | 'constructor'

/** Where a function or class of the program stands. @throws Error LC3303 */
function itemOf(world: World, value: object): Omit<Target, 'site' | 'title'> {
  const found = whereIs(world, value)
  const placed = found && !found.lost && found.module.current.placed.find(({ chunk }) => chunk.items.some(item => item.self && item.names[0] === found.name))
  if (!placed) throw fault('LC3303', { name: (value as { name?: string }).name || 'This function' })
  return { module: found.module, placed, item: placed.chunk.items.find(item => item.names[0] === found.name)! }
}

export function functionTarget(world: World, value: object): Target {
  const found = itemOf(world, value)
  return { ...found, site: found.item.self!, title: found.item.title }
}

/** @throws Error LC3301 where the class itself has no such member, LC3303 where it is not at the top level of a managed module */
export function memberTarget(world: World, constructor: object, key: string, part: Part): Target {
  const found = itemOf(world, constructor)
  const site = found.item.self!
  const title = `${found.item.title}.${key}`
  if (site.kind !== 'class') throw fault('LC3303', { name: title })
  if (part === 'constructor') return { ...found, site, title: `${found.item.title}.constructor` }
  const members = site.shape!.members.filter(member => member.key === key && member.kind === part && member.site)
  const member = members.find(each => !each.static) ?? members[0]
  if (!member) throw fault('LC3301', { class: found.item.title, member: key, known: known(site, part) })
  return { ...found, site: member.site!, title }
}

/** Of a method itself, of an accessor its getter and setter; where there is no such member, what `memberTarget` will say. */
export function partsOf(world: World, constructor: object, key: string): ('method' | 'getter' | 'setter')[] {
  const { self } = itemOf(world, constructor).item
  const found = (['method', 'getter', 'setter'] as const).filter(part => self?.shape?.members.some(member => member.key === key && member.kind === part && member.site))
  return found.length > 0 ? found : ['method']
}

const known = ({ shape }: Site, part: Part): string => shape!.members.filter(each => each.kind === part && !each.private).map(each => each.key).join(', ') || 'none'

/** The slots of a target. @throws Error LC3302 where code is made anew for each call of a function around it */
export function slotsOf({ module, site, title }: Target, part: Part | 'function'): Version[] {
  const slots = recordOf(module, site).versions.filter(version => part !== 'constructor' || version.kind === 'constructor')
  if (slots.length === 0 || (part !== 'constructor' && slots.some(slot => slot.offered.count > 0))) throw fault('LC3302', { name: title })
  return slots
}
