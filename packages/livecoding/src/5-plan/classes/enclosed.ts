import type { Placed } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import type { SiteRecord, Version } from '../../live-module.ts'
import type { World } from '../../world.ts'
import { classesOf, type Constructor } from './class-unit.ts'
import type { Draft } from '../draft.ts'
import type { Journal } from '../../journal.ts'
import { lackedBy } from '../unit/outer.ts'
import { literally } from '../../3-analyse/word.ts'

/** Classes that keep their old code, for they cannot say this name, private or of a variable; and whether a guard is in code that made such a class. */
export interface Unreachable { name: string, classes: ReadonlySet<Constructor>, keeps(version: Version): boolean }

/**
 * A class that a call has made keeps the scope of that call: it cannot say a private name that a class around it gained
 * later, or that is another one since: a field that became a method. All classes that one version of the code made are in the same position.
 */
export function unreachable(draft: Draft, site: Site, placed: Placed, { versions }: SiteRecord): Unreachable | undefined {
  const { world, module, declared, declare } = draft
  const classes = versions.filter(({ kind, field }) => kind === 'class' && classesOf(world, field).length > 0)
  const made = (each: readonly Version[]): Constructor[] => each.flatMap(({ field }) => classesOf(world, field))
  const names = namesAround(site, placed)
  const isAnew = ([name, around]: typeof names[number]): boolean => declared.get(around)?.has(name) === true
  for (const [name] of names.filter(isAnew)) declare.push({ do: 'call', module, line: 1, call: journal => made(classes).forEach(each => outdate(world, each, name, journal)) })
  const lacks = (each: typeof names[number], constructor: Constructor): boolean => isAnew(each) || world.outdated.get(constructor)?.has(each[0]) === true || !canSay(world, constructor, each[0])
  const hidden = names.find(each => made(classes).some(constructor => lacks(each, constructor)))
  const variable = site.shape!.nested ? classes.map(version => lackedBy(site, version)).find(name => name !== undefined) : undefined
  const name = hidden?.[0] ?? variable
  if (name === undefined) return undefined
  const lacking = classes.filter(version => hidden ? made([version]).some(constructor => lacks(hidden, constructor)) : lackedBy(site, version) !== undefined)
  const guards = versions.filter(({ construction }) => lacking.some(({ field }) => field === construction?.of))
  const isLoaded = ({ field }: Version): boolean => /^m\d/.test(field)
  return { name, classes: new Set(made(lacking)), keeps: version => guards.some(each => each.holder === version.holder || (isLoaded(each) && isLoaded(version))) }
}

/** The update declares another name of this name: what the class says by it is the one before, from now on. */
function outdate(world: World, constructor: Constructor, name: string, journal: Journal): void {
  const before = world.outdated.get(constructor)
  journal.push(() => before ? world.outdated.set(constructor, before) : world.outdated.delete(constructor))
  world.outdated.set(constructor, new Set(before).add(name))
}

/** Private names that the class says, and the classes around that have them. */
function namesAround(site: Site, { chunk }: Placed): [name: string, around: Site][] {
  const code = chunk.code.slice(site.start - chunk.base, site.end - chunk.base)
  const says = (name: string): boolean => !site.shape!.privates.includes(name) && new RegExp(`${literally(name)}(?![\\w$])`).test(code)
  const around = classesAround(site, chunk.items.flatMap(item => item.sites)) ?? []
  return around.flatMap(each => each.shape!.privates.filter(says).map((name): [string, Site] => [name, each]))
}

/** The class was made where there is such a name, or has got it since. */
const canSay = (world: World, constructor: Constructor, name: string): boolean => sayIn(world, constructor, `$lco=>${name} in $lco`) !== undefined

/** What code gives in the scope of a class; undefined where it says a private name that is not to be seen there. */
export function sayIn<T>(world: World, constructor: Constructor, code: string): T | undefined {
  try {
    return world.scopes.get(constructor)!(code) as T
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
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
