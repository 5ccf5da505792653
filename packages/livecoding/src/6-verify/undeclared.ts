import { relative } from 'node:path'
import { isSloppy } from '../3-analyse/directives.ts'
import { isSameOutline } from '../3-analyse/edit/same-outline.ts'
import { saysOne } from '../3-analyse/says.ts'
import type { Ref } from '../3-analyse/reference-shapes.ts'
import type { Item, Model, Placed } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { Change } from '../4-diff/diff.ts'
import { editedPlaced, nothingSame } from '../4-diff/statements.ts'
import type { Problem } from '../8-report/report.ts'
import { once } from '../library.ts'
import { sourcePlace } from '../lines/place.ts'
import { problem } from '../messages/message.ts'
import type { World } from '../world.ts'

const commonjs = new Set(['require', 'module', 'exports', '__filename', '__dirname', 'arguments'])

type Edited = Pick<Change, 'module' | 'after'> & Partial<Change>

/** What is told for a reason that may be none any more once the save is in place. */
export type Unless = (told: Problem, isOver: () => boolean) => void

/** Top-level names that new code uses and nothing declares: a warning, for the code runs until it gets there. The save itself may make such a global. */
export function undeclared(world: World, change: Edited, unless: Unless): Problem[] {
  const { module, before, after, same = nothingSame } = change
  const written = once(() => writtenNames(after))
  const sloppy = isSloppy(after.text, after.format)
  const edited = editedPlaced({ after, same })
  const isNew = new Set(edited)
  const mayBeThere = (name: string, code: string): boolean => isKnown(name, after) || (sloppy && mayDeclare(name, code, after.text, written()))

  const problems: Problem[] = []
  const look = (placed: Placed, { free, refs, sites }: Item): void => {
    for (const name of free) {
      const isTaken = before !== undefined && (before.bindings.has(name) || before.imports.has(name))
      if ((!isNew.has(placed) && !isTaken) || mayBeThere(name, placed.chunk.code)) continue
      const ref = refTo(name, refs, sites)
      if (!ref || (!isTaken && asksFor(name, refs, sites))) continue
      const told = { ...problem('LC1201', { name }), file: relative(world.root, module.path), ...sourcePlace(ref.at, placed) }
      unless(told, () => name in globalThis)
      problems.push(told)
    }
  }
  // Code that nobody edited is told of only where this save took the name away.
  const taken = namesTaken(before, after)
  const looked = taken.size > 0 ? after.placed.filter(placed => isNew.has(placed) || saysOne(placed.chunk.source, taken)) : edited
  for (const placed of looked) for (const item of placed.chunk.items) look(placed, item)
  return problems
}

/** Names that the module had before the save. */
function namesTaken(before: Model | undefined, after: Model): Set<string> {
  if (!before || isSameOutline(before, after)) return new Set()
  return new Set([...before.bindings.keys(), ...before.imports.keys()].filter(name => !after.bindings.has(name) && !after.imports.has(name)))
}

const isKnown = (name: string, { bindings, imports, format }: Model): boolean =>
  bindings.has(name) || imports.has(name) || name in globalThis || (format === 'commonjs' && commonjs.has(name))

/** In sloppy code an assignment makes a global, functions in blocks are seen around them, and `with` and `eval` bring names that no analysis knows. */
function mayDeclare(name: string, code: string, text: string, written: ReadonlySet<string>): boolean {
  return written.has(name) || /\bwith\s*\(|\beval\s*\(/.test(code) || [...text.matchAll(/\bfunction\s+([\w$]+)/g)].some(([, each]) => each === name)
}

function writtenNames({ placed }: Model): Set<string> {
  const names = new Set<string>()
  const look = (refs: readonly Ref[], sites: readonly Site[]): void => {
    for (const ref of refs) if (ref.write && !ref.local) names.add(ref.name)
    for (const site of sites) look(site.refs, site.children)
  }
  for (const { chunk } of placed) for (const item of chunk.items) look(item.refs, item.sites)
  return names
}

/** `typeof define === 'function' && define.amd`: code that asks whether the name is there knows that it may not be. */
const asksFor = (name: string, refs: readonly Ref[], sites: readonly Site[]): boolean =>
  refs.some(ref => ref.name === name && !ref.local && ref.form === 'typeof') || sites.some(site => asksFor(name, site.refs, site.children))

function refTo(name: string, refs: readonly Ref[], sites: readonly Site[]): Ref | undefined {
  const here = refs.find(ref => ref.name === name && !ref.local && !ref.type && ref.form !== 'typeof')
  if (here) return here
  for (const site of sites) {
    const found = refTo(name, site.refs, site.children)
    if (found) return found
  }
  return undefined
}
