import type { Placed, Site } from '../3-analyse/shapes.ts'
import type { SiteRecord, Version, World } from '../world.ts'
import { classesOf, type Constructor } from './class-unit.ts'
import { lackedBy } from './outer.ts'

/** Classes that keep their old code, for they cannot say this name, private or of a variable; and whether a guard is in code that made such a class. */
export interface Unreachable { name: string, classes: ReadonlySet<Constructor>, keeps(version: Version): boolean }

/**
 * A class that a call has made keeps the scope of that call: it cannot say a private name that a class around it gained
 * later. All classes that one version of the code made are in the same position.
 */
export function unreachable(world: World, site: Site, placed: Placed, { versions }: SiteRecord): Unreachable | undefined {
  if (!site.shape!.nested) return undefined
  const classes = versions.filter(({ kind }) => kind === 'class')
  const variable = classes.filter(({ field }) => classesOf(world, field).length > 0).map(version => lackedBy(site, version)).find(name => name !== undefined)
  for (const name of [...namesAround(site, placed), ...variable === undefined ? [] : [variable]]) {
    const lacking = classes.filter(version => name.startsWith('#') ? classesOf(world, version.field).some(constructor => !canSay(world, constructor, name)) : lackedBy(site, version) !== undefined)
    if (lacking.length === 0) continue
    const guards = versions.filter(({ of }) => lacking.some(({ field }) => field === of))
    const isLoaded = ({ field }: Version): boolean => /^m\d/.test(field)
    return {
      name, classes: new Set(lacking.flatMap(({ field }) => classesOf(world, field))),
      keeps: version => guards.some(each => each.holder === version.holder || (isLoaded(each) && isLoaded(version))),
    }
  }
  return undefined
}

/** Private names of the classes around that the class says. */
function namesAround(site: Site, { chunk }: Placed): string[] {
  const code = chunk.code.slice(site.start - chunk.base, site.end - chunk.base)
  const says = (name: string): boolean => !site.shape!.privates.includes(name) && new RegExp(`${name.replaceAll('$', '\\$')}(?![\\w$])`).test(code)
  const around = classesAround(site, chunk.items.flatMap(item => item.sites)) ?? []
  return around.flatMap(({ shape }) => shape!.privates).filter(says)
}

function canSay(world: World, constructor: Constructor, name: string): boolean {
  try {
    world.scopes.get(constructor)!(`$lco=>${name} in $lco`)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

function classesAround(site: Site, sites: readonly Site[]): Site[] | undefined {
  for (const each of sites) {
    if (each === site) return []
    const found = classesAround(site, each.children)
    if (found) return each.kind === 'class' ? [each, ...found] : found
  }
  return undefined
}
