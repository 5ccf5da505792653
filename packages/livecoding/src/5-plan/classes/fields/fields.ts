import { fieldsOf } from '../../../4-diff/fields.ts'
import { additions, type Piece } from '../../../instances/additions.ts'
import { bringUpToDate, type Addition, type FieldChange } from '../../../instances/migrate.ts'
import { inherit } from '../../../instances/parents.ts'
import type { Install } from '../../../live-module.ts'
import type { ClassDraft } from '../class-draft.ts'
import type { Constructor } from '../class-unit.ts'
import { keyOfMember } from '../computed.ts'
import { planConstruction } from '../construction.ts'
import { decoratesInstances, startsWith } from '../decorators.ts'
import { movedKeys } from '../moved-keys.ts'
import { carried, nameOf } from '../privates.ts'
import { assignedFields, tellAssigned } from './assigned.ts'
import { changesOfFields } from './changes.ts'
import { carriers, forBranded, hiddenFields, takenOver, type HiddenFields } from './hidden.ts'
import { noteKeys, piecesFor } from './pieces.ts'

/** Fields of instances: new instances get them as the source says, existing ones are brought up to date. */
export function planFields(plan: ClassDraft): void {
  const { draft, after, before, unit } = plan
  const changes = changesOfFields(plan)
  const assigned = assignedFields(plan)
  const isLayered = plan.rebrands || (unit.privates !== undefined && unit.privates.ofInstances.code !== '')
  planConstruction(plan, fieldsOf(after), changes.areOthers || isLayered || decoratesInstances(plan))
  const hidden = hiddenFields(plan)
  const pieces = piecesFor(plan, changes, hidden, assigned)
  tellAssigned(plan, assigned, [...hidden.come, ...changes.added])
  noteKeys(plan, changes.added, pieces)
  const renames = carriers(plan)
  const starts = startsWith(plan)
  const gone = changes.removed.filter(member => !after.shape!.assigns.some(each => each.key === member.key))
  const additionsFor = addingTo(plan, pieces, hidden, isLayered)
  if (pieces.length + gone.length + hidden.gone.length + plan.renames.length + assigned.renamed.length + changes.moved.length + starts.length === 0 && !isLayered && !plan.evaluatesHeritage) return
  draft.heap.expect(plan.classes.keys())
  plan.bring.push((constructor, journal) => {
    const was = plan.moved.get(constructor)
    const inheritance = was && inherit(draft, constructor, was, journal)
    const { installers, added } = additionsFor(constructor, inheritance?.added ?? [])
    const change: FieldChange = {
      title: after.title, module: draft.module, placed: plan.placed, at: after.start,
      installers: [...installers, ...starts.length > 0 ? [(object: object) => { draft.world.decorated.get(constructor)?.startWith(starts, object) }] : []],
      ...(plan.owns && { concerns: object => plan.owns!(object, constructor) }),
      renamed: [...renames(constructor), ...assigned.renamed, ...movedKeys(plan, changes.moved, constructor, journal)],
      removed: gone.flatMap(member => keyOfMember(plan, constructor, member) ?? []),
      hidden: { added: hidden.come.map(member => nameOf(member, after)), removed: hidden.readersOf(constructor).map((read, index) => ({ name: nameOf(hidden.gone[index]!, before), read })) },
      added,
      ...(inheritance && { inheritance }),
    }
    if (isAny(change)) bringUpToDate(draft, constructor, change, journal)
  })
}

/** What new code gives to the instances of a class: first its private names, then, behind what new parents give, all else. */
interface Adding { installers: Install[], added: Addition[] }

function addingTo(plan: ClassDraft, pieces: readonly Piece[], hidden: HiddenFields, isLayered: boolean): (constructor: Constructor, inherited: readonly Addition[]) => Adding {
  const { unit, classes } = plan
  const carry = carried(plan)
  const takeOver = takenOver(plan, hidden)
  const branded = isLayered && classes.size > 0 ? forBranded(plan) : (_: Constructor, install: Install) => install
  return (constructor, inherited) => {
    const layer = unit.layers.get(constructor)
    const own = takeOver(constructor, additions(unit.values(constructor), pieces, constructor))
    return {
      installers: layer ? [branded(constructor, layer.put)] : [],
      added: [...carry?.(constructor) ?? [], ...inherited, ...own.map(each => each.form === 'private' && each.install ? { ...each, install: branded(constructor, each.install) } : each)],
    }
  }
}

const isAny = ({ added, removed, renamed, installers, hidden, inheritance }: FieldChange): boolean =>
  added.length + removed.length + renamed.length + installers.length + hidden.removed.length > 0 || inheritance?.unmanaged !== undefined
