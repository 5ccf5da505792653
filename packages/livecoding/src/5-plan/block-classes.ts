import { isDecorated } from '../3-analyse/decorated.ts'
import type { BlockMember, Placed } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { SitePair } from '../4-diff/sites.ts'
import type { TextEdit } from '../instrument/edits.ts'
import { Offered } from '../instrument/offers.ts'
import type { Reach } from '../runtime/module.ts'
import type { World } from '../world.ts'
import { liveClasses, type Constructor } from './class-unit.ts'
import type { Draft, Journal } from './draft.ts'
import { recordFor } from './records.ts'
import { planSite } from './sites.ts'

/** What the new run of a block gives of one of its classes: the class that it has made, what sets the block's name for it, and what reaches the variables around it. */
interface Run { made: Constructor, become(held: Constructor): void, reach: Reach }

interface Kept { site: Site, held: Constructor }

/**
 * Classes of a namespace block that runs anew stay the classes they are: all their code is made anew, and reaches the variables
 * of the new run, in which their names lead to them.
 */
export class BlockClasses {
  readonly #kept: Kept[] = []
  readonly #world: World
  constructor(world: World) { this.#world = world }

  /** Plans what such a class gets from its new text; tells whether it can stay. */
  keep(draft: Draft, { before, after }: SitePair, placed: Placed): boolean {
    const record = recordFor(draft, before)
    const [held, ...more] = liveClasses(draft.world, record).keys()
    const { shape } = after
    if (!held || more.length > 0 || after.kind !== 'class' || before.kind !== 'class' || shape!.expression || isDecorated(shape!) || isDecorated(before.shape!)) return false
    const offered = new Offered([...after.captures].filter(local => !isInside(local.at, after)).map(({ key, constant }) => `${key}${constant ? '=' : ''}`))
    const within = { offered, depth: Infinity, isLoop: true, isBlock: true as const }
    draft.borrowed.set(before, { ...record, versions: record.versions.map(version => version.kind === 'class' ? { ...version, within } : version) })
    const again = new Set([...draft.change.again ?? [], ...codeOf(after)])
    planSite({ ...draft, change: { ...draft.change, again } }, before, after, placed)
    this.#kept.push({ site: after, held })
    return true
  }

  /** What a run notes of each class, behind it. */
  edits(): TextEdit[] {
    return this.#kept.map(({ site: { name, end, captures, ...site } }, index) => {
      const outside = [...captures].filter(local => !isInside(local.at, { ...site, end }))
      const cases = outside.map((local, at) => `case ${at}:return ${local.constant ? local.name : `$lcw?${local.name}=$lcv:${local.name}`}`)
      return { at: end, end, text: `;$lcn[${index}]={made:${name},become:$lcv=>{${name}=$lcv},reach:($lck,$lcw,$lcv)=>{switch($lck){${cases.join(';')}}}};` }
    })
  }

  /** The old classes take the places of the new ones. */
  settle(runs: readonly Run[], made: Record<string, unknown>, members: readonly BlockMember[], journal: Journal): void {
    const heldOf = new Map<unknown, Constructor>()
    for (const [index, { held }] of this.#kept.entries()) {
      const run = runs[index]!
      heldOf.set(run.made, held)
      run.become(held)
      this.#reachBy(held, run.reach, journal)
      this.#forget(run.made, journal)
    }
    substitute(made, members, heldOf)
  }

  #reachBy(held: Constructor, reach: Reach, journal: Journal): void {
    const { reaches } = this.#world
    const before = reaches.get(held)
    journal.push(() => before ? reaches.set(held, before) : reaches.delete(held))
    reaches.set(held, reach)
  }

  /** Edits are for the class that stays. */
  #forget(made: Constructor, journal: Journal): void {
    const { classes } = this.#world
    for (const [key, versions] of classes) {
      if (!versions.some(({ constructor }) => constructor.deref() === made)) continue
      journal.push(() => classes.set(key, versions))
      classes.set(key, versions.filter(({ constructor }) => constructor.deref() !== made))
    }
  }
}

const isInside = (at: number, { start, end }: Pick<Site, 'start' | 'end'>): boolean => at >= start && at < end

/** Free names of all the code in a class, and the classes. */
const codeOf = (site: Site): object[] => [site.free, ...site.kind === 'class' ? [site] : [], ...site.children.flatMap(codeOf)]

function substitute(made: Record<string, unknown>, members: readonly BlockMember[], heldOf: ReadonlyMap<unknown, Constructor>): void {
  for (const { name, inner } of members) {
    const value = made[name]
    if (heldOf.has(value)) made[name] = heldOf.get(value)
    else if (inner && typeof value === 'object' && value !== null) substitute(value as Record<string, unknown>, inner, heldOf)
  }
}
