import { WHOLE } from '../../3-analyse/items/commonjs.ts'
import { peekName } from '../../runtime/binding.ts'
import type { EditReport, Problem } from '../../8-report/report.ts'
import type { LiveModule } from '../../live-module.ts'
import type { World } from '../../world.ts'
import { placeOf, type Place } from './place.ts'

type Told = EditReport | Problem

/**
 * What is told because a name has another value, or one that was patched. What is evaluated again may give the same one, and a class may be what
 * it was behind its new decorators: that shows once the update is in place.
 */
export class Reasons {
  /** By modules, names that an evaluation, a statement or a decorator gives a value. */
  readonly asked = new Map<LiveModule, readonly Pick<ReadonlySet<string>, 'has'>[]>()
  readonly #because = new Map<Told, Place & { before: unknown, perhaps?: true }>()
  readonly #unless = new Map<Told, () => boolean>()
  readonly #world: World
  constructor(world: World) { this.#world = world }

  /** `source`: how the module says the name. */
  note(told: Told, module: LiveModule, source: string): void {
    const place = placeOf(this.#world, module, source)
    if (place) this.#because.set(told, { ...place, before: peekName(place.module, place.local) })
  }

  /** What has this place may get a value, or be patched. */
  notePlace(told: Told, place: Place): void {
    this.#because.set(told, { ...place, before: peekName(place.module, place.local), perhaps: true })
  }

  /** It is told unless this is so once the update is in place. */
  noteUnless(told: Told, isOver: () => boolean): void {
    this.#unless.set(told, isOver)
  }

  hold(told: Told): boolean {
    if (this.#unless.get(told)?.() === true) return false
    const because = this.#because.get(told)
    if (!because || !(because.perhaps || this.asked.get(because.module)?.some(names => names.has(because.local) || names.has(wholeOf(because.local))))) return true
    const now = peekName(because.module, because.local)
    return !Object.is(now, because.before) || (!because.perhaps && this.#world.patched.has(now as object))
  }
}

/** The object that has the place: `module.exports` of `module.exports.Door`. */
const wholeOf = (local: string): string => local.startsWith(`${WHOLE}.`) ? WHOLE : local
