import type { Local, Ref } from '../3-analyse/reference-shapes.ts'
import type { Chunk, Item } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { TextEdit } from './edits.ts'
import { guardEdits } from './guard.ts'
import type { Construction } from '../live-module.ts'
import { loopEdits } from './loop.ts'
import { classEdits } from './class.ts'
import { handOver, newShared, type Offered, type Shared } from './offers.ts'
import { referenceEdits, type View } from './references.ts'
import type { Within } from './offers.ts'

/** A site as it stands in code that was made: where it can be patched, and what it hands to new code. */
export interface Emitted {
  site: Site
  slot: string
  offered: Offered
  /** Of the slot that the constructor and fields of a class look at. */
  construction?: Construction
  /** For a class: the closure in which the code that makes it runs. */
  within?: Within
}

/** What the code that is being made sees of the code around it. */
export interface Scope extends View {
  /** What is declared here is reached through what the old closure hands over. */
  isOutside(at: number): boolean
  /** How a variable of the code around is said, if not as it is written. */
  outer(local: Local): string | undefined
  classNamed(site: Site): string
  /** A guard in this class has to say in which of many it is. */
  isMany(site: Site): boolean
  /** A function can be declared here. */
  holds(at: number): boolean
  /** What the old closure hands over, and how it is called. */
  readonly handed: { name: string, offered: Offered } | undefined
  /** The site has the `this` of the old closure. */
  isRootLexical(site: Site): boolean
  /** The loop whose body became the function around: what leaves it is returned. */
  loopAround(site: Site): Site | undefined
}

/** All edits for a stretch of a chunk: erased types, references, and a guard for each site. */
export function emit(chunk: Chunk, refs: readonly Ref[], sites: readonly Site[], scope: Scope, emitted: Emitted[]): TextEdit[] {
  const edits: TextEdit[] = [...chunk.marks]
  referenceEdits(refs, scope, undefined, edits)
  const shared = newShared(scope, edits)
  for (const site of sites) emitSite(site, chunk, scope, edits, emitted, shared)
  return edits
}

export const emitItem = (item: Item, chunk: Chunk, scope: Scope, emitted: Emitted[]): TextEdit[] => emit(chunk, item.refs, item.sites, scope, emitted)

/** Inside first: a guard may move the text of its parameters. */
export function emitSite(site: Site, chunk: Chunk, scope: Scope, edits: TextEdit[], emitted: Emitted[], shared: Shared = newShared(scope, edits)): void {
  referenceEdits(site.refs, scope, site, edits)
  for (const inner of site.children) emitSite(inner, chunk, scope, edits, emitted, shared)
  const slot = scope.slot(site)
  if (slot === undefined) return
  if (site.kind === 'class') return classEdits(site, chunk, { slot, done: scope.cell()!, cell: scope.cell()!, bind: bindOf(site, scope) }, edits, emitted)
  if (site.kind === 'field' || site.kind === 'constructor') return
  const given = handOver(site, scope, shared)
  emitted.push({ site, slot, offered: given.offered })
  if (site.kind === 'loop') return loopEdits(site, slot, given, scope.loopAround(site), edits)
  guardEdits(site, chunk, slot, given, edits)
}

/** A class that its decorators may replace has its name from the module, the function, or the expression around it. */
const bindOf = ({ name, place = name, shape, start }: Site, scope: Scope): string | undefined =>
  shape!.nested || shape!.expression || !shape!.hasName ? undefined : scope.ref({ name: place, at: start, end: start, form: 'binding', write: true, first: false })
