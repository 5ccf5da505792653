import { isAssigner } from '../3-analyse/walk/decorated.ts'
import type { Item, Placed } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { Change } from '../4-diff/diff.ts'
import type { Spot } from '../4-diff/items.ts'
import type { Heap } from '../instances/heap.ts'
import type { Class, Happening } from '../lifecycle/happenings.ts'
import { sourcePlace } from '../lines/place.ts'
import type { EditReport, Kind, Problem } from '../8-report/report.ts'
import type { LiveModule, Lost, SiteRecord, Version } from '../live-module.ts'
import type { World } from '../world.ts'
import type { ClassDraft } from './classes/class-draft.ts'
import type { Patch } from './literals/literal.ts'
import { liveClasses } from './classes/class-unit.ts'
import { recordOf } from './records.ts'
import type { Reasons } from './told/reasons.ts'
import { Renewed } from './renewed.ts'
import type { Journal } from '../journal.ts'
import type { Piece } from './unit/unit.ts'
import { whereIs } from '../3-analyse/where.ts'

/** One step that can be undone. The letters of `piece` name what the module's unit gives. */
export type Step =
  /** Old code of a site dispatches to new code; `home`: that of an object's method is made with what `super` leads to. */
  | { do: 'patch', module: LiveModule, version: Version, piece: string, site: Site, home?: object | undefined }
  /** A new function or class gets its name; `kept` is told of an export that stays what it is. */
  | { do: 'declare', module: LiveModule, item: Item, name: string, piece: string, line: number, kept(name: string): void }
  /** A function or class that was lost, renamed or moved has a name again. */
  | { do: 'adopt', module: LiveModule, name: string, value: () => unknown, rename?: { from: string, to: string } }
  | { do: 'lose', module: LiveModule, spot: Spot }
  | { do: 'evaluate', module: LiveModule, item: Item, piece: string, awaits: boolean, line: number, kept(name: string): void }
  /**
   * `kept`: by their old numbers, the entries whose values stay. `held`: pieces that each give the object, where it is not the value of a name; where
   * they give no such object, another step is taken.
   */
  | { do: 'patch-literal', module: LiveModule, item: Item, patch: Patch, line: number, kept?: ReadonlyMap<number, number>, held?: { pieces: readonly string[], otherwise: Step } }
  /** `kept` is told of properties that the statement defines, and that stay what they are. */
  | { do: 'run', module: LiveModule, item: Item, piece: string, awaits: boolean, line: number, kept(name: string, isAccessor: boolean): void }
  /** What `using` holds is disposed, once the module has been evaluated. */
  | { do: 'end', module: LiveModule, item: Item, line: number }
  /** What an item's last run made ends. `asleep`: until the module, which goes, comes back. */
  | { do: 'dispose', module: LiveModule, owner: object, line: number, asleep?: Item }
  | { do: 'length', module: LiveModule, value: () => unknown, length: number }
  /**
   * Instances get what they lack, once something that the save evaluates may look at them, or all else is done; `says`: names of the module that
   * their class, and what it uses, says.
   */
  | { do: 'bring', module: LiveModule, line: number, says(): ReadonlySet<string>, call(journal: Journal): void }
  /** Something that one function does by itself; it fills the journal. */
  | { do: 'call', module: LiveModule, line: number, call(journal: Journal): void }

/** What is being planned for one module. */
export interface Draft {
  world: World
  change: Change
  module: LiveModule
  /** Name of the holder of guards in the unit. */
  unit: string
  pieces: Piece[]
  declare: Step[]
  retire: Step[]
  evaluate: { at: number, step: Step }[]
  edits: EditReport[]
  problems: Problem[]
  /** Closures that keep their old code, and what was told of each. */
  left: { site: Site, message: string }[]
  /** Problems that only show while the update is applied. */
  late: Problem[]
  reasons: Reasons
  /** The instances that the update is about. */
  heap: Heap
  /** Module-level names that are said in another way than before the save. */
  changedNames: Set<string>
  /** Of code that moved here from another module: whether a name is another thing than it was there. */
  isOther?: ((name: string) => boolean) | undefined
  /** Names whose value is new: what is computed from them follows. */
  renewed: Renewed
  /** Those of this module that an evaluation gives a value, and no patch. */
  anew: Set<string>
  /** Those that statements alone give a value, and where the first of these stands. */
  assigned: Map<string, number>
  /** Classes of this module that are decorated anew. */
  redecorated: Set<string>
  /** Variables whose literal is patched, and properties (`rules.limit`) that get their value anew. */
  patched: Set<string>
  /** All of the module is evaluated again. */
  rerun: boolean
  /** Statements that run. */
  ran: Set<Item>
  /** What observers are told when the update is in place; made only where somebody observes. */
  happenings: (() => Happening)[]
  classes: Classes
  /** Records of the sites of the new model that are not those of the old. */
  records: Map<Site, SiteRecord>
  /** By sites of the new model, those that they were. */
  was: Map<Site, Site>
  /** Records of sites that another module had before the save, or that the source lost before. */
  borrowed: Map<Site, SiteRecord>
  /** Private names that the update declares, by the new text of their class. */
  declared: Map<Site, ReadonlySet<string>>
  /** What items and sites of the new model have lost. */
  lost: Map<Item | Site, Lost[]>
  /** Where the new code of sites stands. */
  stands: Map<SiteRecord, string>
  /** Who had ended with a class that the source has again, and goes on. */
  reviving: Set<object>
  /** Guards in old code that is made anew. */
  remade: Map<SiteRecord, Version[]>
  /** What is planned for classes, by their new text: in the scope of each, code with its `#names` is made. */
  hosts: Map<Site, ClassDraft>
}

export function newDraft(world: World, change: Change, unit: string, changedNames: Set<string>, { heap, late, reasons }: Pick<Draft, 'heap' | 'late' | 'reasons'>): Draft {
  return {
    world, change, module: change.module, unit, late, reasons, heap, changedNames,
    pieces: [], declare: [], retire: [], evaluate: [], edits: [], problems: [], left: [], happenings: [],
    renewed: new Renewed(), anew: new Set(), assigned: new Map(), redecorated: new Set(), patched: new Set(), rerun: false, ran: new Set(), classes: noClasses(),
    records: new Map(), was: new Map(), borrowed: new Map(), declared: new Map(), lost: new Map(), stands: new Map(), remade: new Map(), hosts: new Map(), reviving: new Set(),
  }
}

/** Classes whose members or parents change; that the source has no more; that it has again. */
export interface Classes { reshaped: Set<Class>, lost: Set<Class>, back: Set<Class> }

export const noClasses = (): Classes => ({ reshaped: new Set(), lost: new Set(), back: new Set() })

export interface Told { action: EditReport['action'], kind: Kind, name: string, verdict?: EditReport['verdict'], note?: string }

/** A problem with its place; `source`: the name that has another value, where it is told for this. */
export function warn(draft: Draft, problem: Problem, placed: Placed, offset: number, source?: string): void {
  const told = { ...problem, file: draft.module.path, ...sourcePlace(offset, placed) }
  draft.problems.push(told)
  if (source !== undefined) draft.reasons.note(told, draft.module, source)
}

/** What the last run of an item made is given back; told where the item stands now, or stood. */
export function disposeOf(draft: Draft, { item }: Spot, { item: { start }, placed }: Spot): void {
  const owner = draft.module.owners.get(item)
  const { line } = whereIs(start, placed)
  const asleep = draft.change.retired && item.kind !== 'statement' ? { asleep: item } : {}
  if (owner) draft.retire.push({ do: 'dispose', module: draft.module, owner, line, ...asleep })
  if (item.self?.kind !== 'class') return
  for (const constructor of liveClasses(draft.world, recordOf(draft.module, item.self)).keys()) {
    for (const part of draft.world.parts.get(constructor)?.values() ?? []) draft.retire.push({ do: 'dispose', module: draft.module, owner: part, line, ...asleep })
  }
}

/** What the entries of a literal made that are changed or gone is given back. */
export function disposeEntries({ world, module, retire }: Draft, owner: object | undefined, kept: ReadonlyMap<number, number>, line: number): void {
  if (owner) for (const part of world.recorder.lost(owner, kept)) retire.push({ do: 'dispose', module, owner: part, line })
}

/** What static fields and blocks of a class made is given back: of one, or of all. */
export function disposeParts({ world, module, retire }: Draft, constructor: object, line: number, member?: string): void {
  for (const [key, owner] of world.parts.get(constructor) ?? []) if (member === undefined || key === member) retire.push({ do: 'dispose', module, owner, line })
}

/** Adds a line to the report. */
export function tell(draft: Draft, told: Told, placed: Placed, offset: number, source?: string): void {
  const { verdict = 'live', note, ...rest } = told
  const edit = { ...rest, module: draft.module.path, line: whereIs(offset, placed).line, verdict, ...(note !== undefined && { note }) }
  draft.edits.push(edit)
  if (source !== undefined) draft.reasons.note(edit, draft.module, source)
}

export const kindOfItem = (item: Item): Kind => item.kind === 'namespace' ? 'variable' : item.kind

/** What a report calls a site. */
export function kindOfSite(site: Site): Kind {
  switch (site.kind) {
    case 'method': return site.member && isAssigner(site.member) ? 'field' : 'method'
    case 'getter': case 'setter': return 'accessor'
    case 'constructor': return 'constructor'
    case 'field': return site.member?.static ? 'static' : 'field'
    case 'class': return 'class'
    case 'loop': return 'loop'
    default: return site.depth > 1 || site.context.startsWith('call:') ? 'closure' : 'function'
  }
}

export const touches = (names: ReadonlySet<string>, draft: Draft): boolean => {
  if (draft.change.again?.has(names)) return true
  if (draft.changedNames.size === 0) return false
  for (const name of draft.changedNames) if (names.has(name)) return true
  return false
}
