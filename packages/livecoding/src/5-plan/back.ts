import { types } from 'node:util'
import type { Site } from '../3-analyse/site-shapes.ts'
import { ghostFor, type Change } from '../4-diff/diff.ts'
import type { Spot } from '../4-diff/items.ts'
import type { Ghost } from '../live-module.ts'
import { evaluated, type World } from '../world.ts'
import { saysThis } from '../instrument/says.ts'
import { needsAnother } from './sites/sites.ts'

/** A function or a class that comes, and that the source had and lost: `was`, of which the same object takes the new code. */
export interface Back { site: Site, was: Site, ghost: Ghost }

export function backFor({ module }: Change, spot: Spot): Back | undefined {
  const { self: site } = spot.item
  const ghost = site && ghostFor(module, spot)
  const was = ghost?.item.self
  return site && was && (!needsAnother(was, site) || (site.kind !== 'class' && mayBe(ghost.value, site))) ? { site, was, ghost } : undefined
}

/** The name has what it had: nothing was computed while it was gone. */
export const isAsBefore = (world: World, { before }: Change, name: string, back: Back | undefined): boolean =>
  back !== undefined && !before.bindings.has(name) && back.ghost.since === evaluated(world)

/** Calls of this function, with the code of the site, are what the source says: what an edit made async, or an arrow function, is a plain function. */
export function mayBe(held: unknown, site: Site): boolean {
  const { kind, flavour } = site
  if (typeof held !== 'function') return false
  const [isAsync, isGenerator] = [types.isAsyncFunction(held), types.isGeneratorFunction(held)]
  if (!isAsync && !isGenerator) return kind === 'arrow' || Object.hasOwn(held, 'prototype') || (flavour !== 'plain' && !saysThis(site))
  return isAsync === flavour.startsWith('async') && isGenerator === /generator/i.test(flavour)
}
