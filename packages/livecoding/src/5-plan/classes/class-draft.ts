import type { Member } from '../../3-analyse/class-shapes.ts'
import type { Placed } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { renamedAssigned, renamedFields, type AssignedPair, type FieldPair } from '../../4-diff/fields.ts'
import { matchMembers, type MemberPair } from '../../4-diff/members.ts'
import type { Journal } from '../../journal.ts'
import type { Native, Version } from '../../live-module.ts'
import type { Draft } from '../draft.ts'
import { recordFor } from '../records.ts'
import type { Renamed } from '../unit/renamed.ts'
import { ClassUnit, type Constructor } from './class-unit.ts'

/** What is planned for one class: its new code is evaluated in its own scope, and each part adds what it does there. */
export interface ClassDraft {
  draft: Draft
  before: Site
  after: Site
  placed: Placed
  unit: ClassUnit
  /** The classes that exist before the update, and what their own code gives to instances: those made from now on are new. */
  classes: Map<Constructor, Native>
  /** All its private names are declared anew: its instances will not come from its own constructor any more. */
  rebrands: boolean
  /** Code in the class says a private name that this update declares: it means another one than before. */
  saysAnew(site: Site): boolean
  /** The guard is in code of classes that keep their old code. */
  keeps(version: Version): boolean
  /** Variables around it that have another name. */
  renamed: Renamed
  /** Who has the private names that are declared anew; without: all instances. */
  owns?: (object: object, constructor: Constructor) => boolean
  /** The parent is looked at again. */
  evaluatesHeritage: boolean
  /** Classes that have another parent since their heritage was evaluated, with what was in the chain before. */
  moved: Map<Constructor, ReadonlySet<object>>
  /** Methods of another kind than before: the class has a new function under their name. */
  renewedMethods: Set<Member>
  /** Fields of instances that have another name. */
  renames: FieldPair[]
  /** The same for those that are assigned. */
  renamedAssigned: AssignedPair[]
  pairs: MemberPair[]
  gone: Member[]
  come: Member[]
  /** What happens to each live class of the site: before anything of its new code is used, with its declarations, and at its place among the evaluations. */
  prepare: ((constructor: Constructor, journal: Journal) => void)[]
  declare: ((constructor: Constructor, journal: Journal) => void)[]
  evaluate: ((constructor: Constructor, journal: Journal) => void)[]
  /** What happens to its instances. */
  bring: ((constructor: Constructor, journal: Journal) => void)[]
}

/** What is needed to make code for a class, edited or not. */
export type ClassCode = Pick<ClassDraft, 'unit' | 'after' | 'placed'>

type Given = Pick<ClassDraft, 'classes' | 'renamed' | 'keeps'> & { owns: ClassDraft['owns'] | undefined }

export function newClassDraft(draft: Draft, before: Site, after: Site, placed: Placed, { owns, ...given }: Given): ClassDraft {
  const isEdited = before !== after
  return {
    draft, before, after, placed, ...given, ...(owns && { owns }),
    unit: new ClassUnit(draft.world, draft.module, placed, after, recordFor(draft, before), { site: before, renewed: draft.renewed }),
    ...matchMembers(before.shape!.members, after.shape!.members),
    renames: isEdited ? renamedFields(before, after) : [], renamedAssigned: isEdited ? renamedAssigned(before, after) : [],
    rebrands: (after.shape!.heritage !== undefined || owns !== undefined) && [...given.classes.values()].some(native => native.branded && !native.derived),
    prepare: [], declare: [], evaluate: [], bring: [],
    evaluatesHeritage: false, moved: new Map(), renewedMethods: new Set(), saysAnew: () => false,
  }
}
