import type { Member } from '../../../3-analyse/class-shapes.ts'
import type { Heap } from '../../../instances/heap.ts'
import type { Addition, Read, Rename } from '../../../instances/migrate.ts'
import type { Install } from '../../../live-module.ts'
import type { ClassDraft } from '../class-draft.ts'
import type { Constructor } from '../class-unit.ts'
import { sayIn } from '../enclosed.ts'
import { nameOf } from '../privates.ts'

/** Private fields that came and went; those with another name are neither. */
export interface HiddenFields {
  come: readonly Member[]
  gone: readonly Member[]
  /** What takes the values of those that went. */
  readersOf(constructor: Constructor): readonly Read[]
}

export function hiddenFields(plan: ClassDraft): HiddenFields {
  const [come, gone] = [areHidden(plan.come, plan.renames.map(([, to]) => to)), areHidden(plan.gone, plan.renames.map(([from]) => from))]
  return { come, gone, readersOf: readersFor(plan, gone) }
}

const areHidden = (members: readonly Member[], renamed: readonly Member[]): Member[] =>
  members.filter(member => member.private && member.kind === 'field' && !member.static && !renamed.includes(member))

/** Code that takes the values of private fields in the scope of the old names; a class that kept older code may have no such name. */
function readersFor(plan: ClassDraft, fields: readonly Member[]): HiddenFields['readersOf'] {
  const { world } = plan.draft
  const readers = new WeakMap<Constructor, Read[]>()
  if (fields.length > 0) plan.prepare.unshift(constructor => {
    readers.set(constructor, fields.map(({ key }) => sayIn<Read>(world, constructor, `$lco=>${key} in $lco?{value:$lco.${key}}:void 0`) ?? (() => undefined)))
  })
  return constructor => readers.get(constructor) ?? []
}

/** Code that gives a value to a private field in the scope of the new names. */
export const writerOf = ({ unit }: Pick<ClassDraft, 'unit'>, { key, start }: Member): string => unit.add(start, `($lco,$lcv)=>{$lco.${key}=$lcv}`, [])

/** What takes the values of fields that have another name, and gives them to private ones. */
export function carriers(plan: ClassDraft): (constructor: Constructor) => Rename[] {
  const hidden = plan.renames.filter(([from]) => from.private)
  const readers = readersFor(plan, hidden.map(([from]) => from))
  const writers = new Map(plan.renames.filter(([, to]) => to.private).map(([, to]) => [to, writerOf(plan, to)]))
  return constructor => plan.renames.map(([from, to]): Rename => {
    const read = from.private ? readers(constructor)[hidden.findIndex(pair => pair[1] === to)] : undefined
    const writer = writers.get(to)
    return { from: nameOf(from, plan.before), to: nameOf(to, plan.after), ...(read && { read }), ...(writer !== undefined && { write: plan.unit.values(constructor)[writer] as NonNullable<Rename['write']> }) }
  })
}

/** A private field that another class of the instance loses, of the same name, has moved: it keeps its value. */
export function takenOver(plan: ClassDraft, { come, gone, readersOf }: HiddenFields): (constructor: Constructor, added: Addition[]) => Addition[] {
  const { draft: { heap }, unit, prepare } = plan
  if (gone.length > 0) prepare.push(constructor => { heap.leaving.push(...readersOf(constructor).map((read, index) => ({ constructor, key: gone[index]!.key, read }))) })
  const writers = new Map(come.map(member => [member.key, writerOf(plan, member)]))
  return (constructor, added) => {
    const bare = come.filter(({ value, key }) => !value && lostBy(heap, constructor, key).length > 0)
    return [...added, ...bare.map(({ key, start }): Addition => ({ form: 'private', key, at: start }))].map(addition => {
      const writer = addition.form === 'private' ? writers.get(addition.key as string) : undefined
      return writer === undefined ? addition : taking(heap, constructor, addition, unit.values(constructor)[writer])
    })
  }
}

/** What takes the last values of private fields of this name that other classes lose. */
export const lostBy = ({ leaving }: Heap, constructor: Constructor, key: PropertyKey): Read[] => leaving.flatMap(each => each.key === key && each.constructor !== constructor ? each.read : [])

/** An instance gets what a class lost, if that had a value for it, else what the new code gives. */
export function taking(heap: Heap, constructor: Constructor, addition: Addition, write: unknown): Addition {
  const readers = lostBy(heap, constructor, addition.key)
  if (readers.length === 0) return addition
  return { ...addition, install: object => {
    const found = readers.values().map(read => read(object)).find(each => each !== undefined)
    if (found) (write as (object: object, value: unknown) => void)(object, found.value)
    else addition.install?.(object)
  } }
}

/** What has the class's prototype and none of its private names was not made by it, as `Object.create(Door.prototype)`: it gets none of the new ones. */
export function forBranded({ before, prepare, draft: { world } }: ClassDraft): (constructor: Constructor, install: Install) => Install {
  const names = new Set(before.shape!.members.flatMap(member => member.private && !member.static ? member.key : []))
  const known = new WeakMap<Constructor, ((object: object) => boolean)[]>()
  if (names.size > 0) prepare.unshift(constructor => {
    known.set(constructor, [...names].flatMap(name => sayIn<(object: object) => boolean>(world, constructor, `$lco=>${name} in $lco`) ?? []))
  })
  return (constructor, install) => {
    const has = known.get(constructor) ?? []
    return has.length > 0 ? object => { if (has.some(each => each(object))) install(object) } : install
  }
}
