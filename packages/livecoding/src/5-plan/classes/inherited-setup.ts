import type { LiveModule } from '../../live-module.ts'
import type { World } from '../../world.ts'
import { recordOf } from '../records.ts'
import { mostModules } from '../told/mentions.ts'
import type { NewAssignment } from './assignments.ts'
import { liveClasses, type Constructor } from './class-unit.ts'
import type { ClassDraft } from './class.ts'

/**
 * What a method newly assigns that the constructor of another class calls, of a parent or of a subclass:
 *
 *     class Door { constructor() { this.setup() } setup() {} }      class Gate extends Door { setup() { this.barred = true } }
 *
 * Instances that exist lack it, as those of a class whose own constructor gives more.
 */
export function assignedForOthers({ before, after, classes, draft: { world } }: ClassDraft, known: ReadonlySet<string>): NewAssignment[] {
  const had = new Set(before.shape!.assigns.map(({ key }) => key))
  const come = after.shape!.assigns.filter(({ key, keySpan, by, inConstructor }) => !inConstructor && by !== undefined && !keySpan && !had.has(key) && !known.has(key))
  const methods = new Set(come.map(({ by }) => by!))
  const entering = new Map([...methods].map(method => [method, related([...classes.keys()], enteringBy(world, method))]))
  const first = new Map(come.filter(({ by }) => entering.get(by!)!.length > 0).toReversed().map(each => [each.key, each]))
  return [...first.values()].map(({ key, at, by }) => ({ key, at, through: [by!], entering: entering.get(by!)! }))
}

export const isAbove = (one: Constructor, other: Constructor): boolean => one === other || Object.prototype.isPrototypeOf.call(one, other)

const related = (classes: readonly Constructor[], entering: readonly Constructor[]): Constructor[] =>
  entering.filter(one => classes.some(other => isAbove(one, other) || isAbove(other, one)))

/** Classes whose constructor calls the method. */
function enteringBy(world: World, method: string): Constructor[] {
  if (world.modules.size > mostModules) return []
  const calls = (source: string): boolean => source.includes(`.${method}`)
  const classesIn = (module: LiveModule): Constructor[] => calls(module.current.text) ? module.current.placed.flatMap(({ chunk }) => calls(chunk.source) && chunk.source.includes('class') ? chunk.items.flatMap(({ self }) =>
    self?.kind === 'class' && self.shape!.enters.has(method) ? [...liveClasses(world, recordOf(module, self)).keys()] : []) : []) : []
  return [...world.modules.values()].flatMap(module => module.kind === 'json' || !module.runtime ? [] : classesIn(module))
}
