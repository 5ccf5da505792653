import { exportedAt } from '../3-analyse/items/commonjs.ts'
import { isPattern } from '../3-analyse/pattern.ts'
import { isBlockName, saidName } from '../3-analyse/scope/block.ts'
import type { Ref } from '../3-analyse/reference-shapes.ts'
import type { Item } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { Change } from '../4-diff/diff.ts'
import { isMoved } from '../4-diff/same-thing.ts'
import { importedBy, requiredBy, ledElsewhere, type Leads } from '../graph/leads.ts'
import { exportNames, sameTarget, targetOfExport, targetOfImport, type Target } from '../graph/targets.ts'
import { moduleOf } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { backFor, isAsBefore } from './back.ts'
import type { Draft } from './draft.ts'

/**
 * Names of a module whose value is new. Of a namespace only a member may be: `import * as sizes` brings `sizes.hall`,
 * and `sizes.*` for whoever reads more than one member. Of a class a static field may be: `Door.count`.
 */
export class Renewed extends Set<string> {
  /** Whoever is outside says a member of a namespace block through the names around it: `Door.width`, or `Door.*` for more than one. */
  override add(name: string): this {
    if (isBlockName(name) && !name.includes('#')) {
      const path = saidName(name).split('.')
      for (let length = 1; length < path.length; length++) super.add(`${path.slice(0, length).join('.')}.*`)
      super.add(path.join('.'))
    }
    return super.add(name)
  }

  /** A static field of the class that a CommonJS module exports is none of its exports: who says the class does not read it. */
  addStatic(name: string, key: string): this {
    return this.add(name === 'module.exports' ? `${STATIC}${key}` : `${name}.${key}`)
  }
}

const STATIC = 'static '

/** The first of these references that reads something new, as a person would say it. */
export function renewedIn(refs: Iterable<Ref>, renewed: ReadonlySet<string>): string | undefined {
  if (renewed.size === 0) return undefined
  for (const { name, form, made, local, part, path = part === undefined ? [] : [part], taken, spread } of refs) {
    if (local) continue
    const found = taken
      ? taken.map(each => renewedOf(name, [each], renewed)).find(each => each !== undefined)
      : renewedOf(name, path, renewed, form !== 'call' && !made) ?? (spread && renewed.has(`${name}${SPREAD}`) ? name : undefined)
    if (found !== undefined) return saidName(found)
  }
  return undefined
}

/** What is new of a name of which this path is read; `open`: who has it may read any member. */
function renewedOf(name: string, path: readonly string[], renewed: ReadonlySet<string>, open = true): string | undefined {
  let said = name
  if (renewed.has(said)) return said
  for (const each of path) {
    said += `.${each}`
    if (renewed.has(said)) return said
  }
  return open && renewed.has(`${said}.*`) ? said : undefined
}

/** What `require` gave has another value, or what was taken out of it, as by `const { size, ...rest } = require('./sizes')`, may have. */
export const renewsRequired = ({ requires, target, names }: Item, renewed: ReadonlySet<string>): boolean =>
  requires !== undefined && [...requires.keys.keys()].some(name => renewed.has(name) || renewed.has(`${name}.${REPLACED}`) || (isPattern({ target, names }) && renewed.has(`${name}.*`)))

/** The code says a name that is new, or of which something is. */
export const saysRenewed = ({ free }: Pick<Site, 'free'>, renewed: ReadonlySet<string>): boolean =>
  renewed.size > 0 && [...renewed].some(name => free.has(name.includes('.') ? name.slice(0, name.indexOf('.')) : name))

/** What other modules renewed, by the names that this one has for it. */
export function renewImports(world: World, module: LiveModule, own: Renewed, renewed: ReadonlyMap<LiveModule, Renewed>): void {
  for (const [local, specifier, imported] of importedBy(module)) {
    const target = targetOfImport(world, module, { specifier, imported }, 'newest')
    for (const name of target ? [...namesOf(world, target, local, renewed, wholesFor(module)), ...staticsOf(target, local, renewed)] : []) own.add(name)
  }
  renewRequired(world, module, own, renewed)
}

/** What `require('./look')` gives is another thing: all that the other module exports, or the one part that is read. */
function renewRequired(world: World, module: LiveModule, own: Renewed, renewed: ReadonlyMap<LiveModule, Renewed>): void {
  if (module.kind !== 'cjs') return
  for (const { name, part, spread, specifier } of requiredBy(module)) {
    if (part !== undefined) {
      const target = targetOfImport(world, module, { specifier, imported: part }, 'newest')
      if (target && namesOf(world, target, part, renewed, wholesFor(module)).length > 0) own.add(`${name}.${part}`)
    } else {
      const from = moduleOf(world, module.resolved.get(specifier))
      if (from && from.kind !== 'esm' && renewed.get(from)?.has('module.exports')) own.add(name)
      else if (spread && from && namesOf(world, { kind: 'namespace', module: from }, name, renewed, wholesFor(module)).length > 0) own.add(`${name}${SPREAD}`)
    }
  }
}

/**
 * Imported names that lead to something else than before, or that the module had itself: what is computed from them has another value. What moved, or
 * got another name, is the same thing.
 */
export function renewLinks(draft: Draft, before: Leads, after: Leads, changes: readonly Change[]): void {
  const { module, before: { bindings }, overwritten } = draft.change
  if (overwritten) return
  const isSame = (from: Target, to: Target): boolean => sameTarget(from, to) || isMoved(from, to, changes)
  const isBack = (to: Target): boolean => to.kind === 'binding' && changes.some(change => change.module === to.module &&
    change.come.some(spot => spot.item.names.includes(to.local) && isAsBefore(draft.world, change, to.local, backFor(change, spot))))
  for (const name of ledElsewhere(before, after, module, isSame, isBack)) draft.renewed.add(name)
  for (const [name, to] of after.names.get(module) ?? []) {
    if (bindings.has(name) && !draft.change.after.bindings.has(name) && !isSame({ kind: 'binding', module, local: name }, to)) draft.renewed.add(name)
  }
}

/** Names under which an ES module finds all that a CommonJS module exports; for who requires it they are exports like others. */
export const wholesFor = ({ kind }: LiveModule): readonly string[] => kind === 'cjs' ? [] : ['default', 'module.exports']

function namesOf(world: World, target: Target, local: string, renewed: ReadonlyMap<LiveModule, Renewed>, wholes: readonly string[], seen = new Set<LiveModule>()): string[] {
  if (target.kind === 'binding') return renewed.get(target.module)?.has(target.local) ? [local] : []
  if (target.kind === 'foreign') {
    const names = [...renewed].find(([module]) => module.url === target.url)?.[1]
    if (!names) return []
    return target.name === '*' || wholes.includes(target.name) ? renewsMembers(names, local) : renewsExport(names, target.name) ? [local] : renewsUnder(names, target.name, local)
  }
  if (target.module.kind !== 'esm') return [local, ...wholes.map(each => `${local}.${each}`)].flatMap(each => renewsMembers(renewed.get(target.module) ?? new Renewed(), each))
  if (seen.has(target.module)) return []
  seen.add(target.module)
  const members = [...exportNames(world, target.module, 'newest')].flatMap(name => {
    const member = targetOfExport(world, target.module, name, 'newest')
    return member ? [...namesOf(world, member, name, renewed, wholesFor(target.module), seen), ...staticsOf(member, name, renewed)] : []
  })
  return members.length > 0 ? [...members, '*'].map(name => `${local}.${name}`) : []
}

/** Of a class that is imported its static fields, of an object its entries. */
function staticsOf(target: Target, local: string, renewed: ReadonlyMap<LiveModule, Renewed>): string[] {
  const names = target.kind === 'binding' ? renewed.get(target.module) : undefined
  return target.kind === 'binding' ? [...names ?? []].filter(name => name.startsWith(`${target.local}.`) || name === `${target.local}${SPREAD}`).map(name => local + name.slice(target.local.length)) : []
}

/** What a CommonJS or JSON module gives under this name has another value. */
function renewsExport(names: Renewed, exported: string): boolean {
  return isAnother(names) || names.has(`exports.${exported}`) || names.has(`module.exports.${exported}`) || names.has(`this.${exported}`)
}

/** The same thing, of which members are new: `Gate.count` of `exports.Gate = Door`. */
const renewsUnder = (names: Renewed, exported: string, local: string): string[] =>
  [...names].flatMap(name => exportedAt(name)?.startsWith(`${exported}.`) ? `${local}${exportedAt(name)!.slice(exported.length)}` : [])

/** The same for all that it exports, which has this name: the name itself, or `cfg.size`, and `cfg.*` for whoever reads more than one member. */
function renewsMembers(names: Renewed, local: string): string[] {
  if (isAnother(names)) return [local]
  const members = [...names].flatMap(name => exportedAt(name) ?? [])
  const statics = [...names].flatMap(name => name.startsWith(STATIC) ? name.slice(STATIC.length) : [])
  return [...statics, ...members.length > 0 ? [...members, '*'] : []].map(member => `${local}.${member}`)
}

/** A property of what stays the same object is new for who reads it, and for who has copied all of the object. */
export const withCopies = (name: string): string[] => name.includes('.') ? [name, `${name.slice(0, name.lastIndexOf('.'))}${SPREAD}`] : [name]

/** Behind what is copied: a member of it is new, which says nothing to who has the object itself. */
const SPREAD = ' ...'

/** `module.exports` is the object that it was; the members that are new stand beside this. */
export const PATCHED = 'module.exports, patched'

/** Among the members: the object itself is another one, whichever of them are new. */
export const REPLACED = 'replaced by another'

const isAnother = (names: Renewed): boolean => names.has('module.exports') && !names.has(PATCHED)
