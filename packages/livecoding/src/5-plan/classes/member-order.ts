import type { Member } from '../../3-analyse/class-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { keyOf } from '../../3-analyse/member-key.ts'
import { reorder } from '../../runtime/order.ts'
import type { ClassDraft } from './class-draft.ts'
import { keyOfMember } from './computed.ts'
import { renewsKey } from './moved-keys.ts'

/** A prototype has its names in the order of the source, as on a fresh start; those that the program added stand behind them. */
export function planOrder(plan: ClassDraft): void {
  const { before, after } = plan
  const now = methodsOf(after)
  if (now.map(keyOf).join() === methodsOf(before).map(keyOf).join() && !now.some(member => renewsKey(plan, member))) return
  plan.prepare.push(({ prototype }, journal) => {
    const names = Reflect.ownKeys(prototype as object)
    journal.push(() => { reorder(prototype as object, names) })
  })
  plan.evaluate.push(constructor => {
    const prototype = constructor.prototype as object
    if (Object.isExtensible(prototype)) reorder(prototype, ['constructor', ...now.flatMap(member => keyOfMember(plan, constructor, member) ?? [])])
  })
}

const methodsOf = ({ shape }: Site): Member[] => shape!.members.filter(({ kind, static: onClass, private: hidden }) => !onClass && !hidden && (kind === 'method' || kind === 'getter' || kind === 'setter'))
