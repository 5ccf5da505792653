import type { Chunk, Item, Local, Ref, Site } from '../3-analyse/shapes.ts'
import type { TextEdit } from './edits.ts'
import { guardEdits, type Offer } from './guard.ts'
import { loopEdits } from './loop.ts'
import { className, classEdits } from './class.ts'
import { referenceEdits, type View } from './references.ts'

/** A site as it stands in code that was made: where it can be patched, and what it hands to new code. */
export interface Emitted {
  site: Site
  slot: string
  offers: Offer[]
  /** The slot of a class that its constructor and fields look at. */
  construction?: boolean
}

/** How variables from outside are said, for offers: undefined where they cannot be reached. */
export interface Scope extends View {
  local(local: Local): Pick<Offer, 'said' | 'constant'> | undefined
  special(form: Ref['form'], site: Site): string | undefined
  /** The code around is the body of a loop that became a function: what leaves it is returned. */
  isInLoop(site: Site): boolean
}

/** All edits for a stretch of a chunk: erased types, references, and a guard for each site. */
export function emit(chunk: Chunk, refs: readonly Ref[], sites: readonly Site[], scope: Scope, emitted: Emitted[]): TextEdit[] {
  const edits: TextEdit[] = [...chunk.marks]
  referenceEdits(refs, scope, undefined, edits)
  for (const site of sites) emitSite(site, chunk, scope, edits, emitted)
  return edits
}

export const emitItem = (item: Item, chunk: Chunk, scope: Scope, emitted: Emitted[]): TextEdit[] => emit(chunk, item.refs, item.sites, scope, emitted)

/** Inside first: a guard may move the text of its parameters. */
export function emitSite(site: Site, chunk: Chunk, scope: Scope, edits: TextEdit[], emitted: Emitted[]): void {
  referenceEdits(site.refs, scope, site, edits)
  for (const inner of site.children) emitSite(inner, chunk, scope, edits, emitted)
  const slot = scope.slot(site)
  if (slot === undefined) return
  if (site.kind === 'class') return classEdits(site, chunk, { slot, done: scope.cell()!, cell: scope.cell()! }, edits, emitted)
  if (site.kind === 'field' || site.kind === 'constructor') return
  const offers = offersOf(site, scope)
  emitted.push({ site, slot, offers })
  if (site.kind === 'loop') return loopEdits(site, slot, offers, scope.isInLoop(site), edits)
  guardEdits(site, chunk, slot, offers, edits)
}

/** `super` is no value: an object in its place reads and writes what it leads to. */
const sayParent = '$lc.parent($lck=>super[$lck],($lck,$lcv)=>super[$lck]=$lcv)'

/** Who says `super.look()` calls with its `this`. */
const used = ({ lexical }: Site): Set<Ref['form']> => lexical.used.has('super') ? new Set([...lexical.used, 'this']) : lexical.used

/** A method or accessor of an object literal: what `super` means there, only the old code knows. */
export const isObjectMethod = ({ kind, member }: Site): boolean => member === undefined && (kind === 'method' || kind === 'getter' || kind === 'setter')

const most = 32

/** What a closure can hand on: what it or its neighbours captured, and the `this` of the function around an arrow. */
function offersOf(site: Site, scope: Scope): Offer[] {
  const locals = site.offers.length > most ? [...site.captures] : site.offers
  const offers: Offer[] = []
  for (const local of locals) {
    const found = scope.local(local)
    if (found) offers.push({ key: local.key, name: local.name, ...found })
  }
  const around = site.owner ?? site.within
  if (around?.shape?.nested) offers.push({ key: 'class', name: 'class', said: className(around), constant: true })
  if (isObjectMethod(site) && (site.lexical.used.has('super') || site.refs.some(({ form }) => form === 'super'))) offers.push({ key: 'super', name: 'super', said: sayParent, constant: true })
  if ((site.kind === 'arrow' || site.kind === 'loop') && !site.lexical.top) {
    for (const form of used(site)) {
      const said = scope.special(form, site)
      if (said !== undefined) offers.push({ key: form, name: form, said: said === 'super' ? sayParent : said, constant: true })
    }
  }
  return offers
}
