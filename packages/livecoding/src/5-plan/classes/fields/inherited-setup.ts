import type { ClassShape } from '../../../3-analyse/class-shapes.ts'
import type { World } from '../../../world.ts'
import { enteredOf } from '../../../3-analyse/walk/when.ts'
import { recordOf } from '../../records.ts'
import { mostModules } from '../../told/mentions.ts'
import type { NewAssignment } from './assignments.ts'
import { liveClasses, type Constructor } from '../class-unit.ts'
import { classesSaying } from '../classes-saying.ts'
import type { ClassDraft } from '../class-draft.ts'

/** A class whose constructor calls a method of another one; `bySuper`: as that of a parent. */
export interface Entering { constructor: Constructor, bySuper: boolean }

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
  const entering = new Map([...methods].map(method => [method, enteringBy(world, [...classes.keys()], method)]))
  const first = new Map(come.filter(({ by }) => entering.get(by!)!.length > 0).toReversed().map(each => [each.key, each]))
  return [...first.values()].map(({ key, at, by }) => ({ key, at, through: [by!], entering: entering.get(by!)! }))
}

export const isAbove = (one: Constructor, other: Constructor): boolean => one === other || Object.prototype.isPrototypeOf.call(one, other)

/** Of the classes above and below these: whose constructor calls the method, as `this.method()` or `super.method()`. */
function enteringBy(world: World, classes: readonly Constructor[], method: string): Entering[] {
  if (world.modules.size > mostModules) return []
  const word = `.${enteredOf(method).key}`
  const found = classesSaying(world, () => source => source.includes(word))
  const find = (isIt: (shape: ClassShape) => boolean): Constructor[] => found.flatMap(({ module, self }) => isIt(self.shape!) ? [...liveClasses(world, recordOf(module, self)).keys()] : [])
    .filter(one => classes.some(other => isAbove(one, other) || isAbove(other, one)))
  const directly = find(({ enters }) => enters.has(method))
  const over = find(({ entersAbove }) => entersAbove.has(method)).filter(one => !classes.includes(one))
  return [...over.map(constructor => ({ constructor, bySuper: true })), ...directly.map(constructor => ({ constructor, bySuper: false }))]
}
