import type { Chunk, Site } from '../3-analyse/shapes.ts'
import type { TextEdit } from './edits.ts'
import type { Emitted } from './emit.ts'
import { moveParameters } from './guard.ts'

/** How code inside a class says the class: an anonymous one gets a name that only its inside sees. */
export const className = ({ name, shape }: Site): string => shape!.hasName ? name : '$lcC'

/**
 * What is inserted into a class. The static block gives the engine the class, and code of its inner scope when it needs
 * some. Once the slot of its construction is filled, the newest fields and constructor are the engine's:
 *
 *     class Door extends Thing { lock = key() }
 *     class Door extends Thing {static{$lcK("m1s5",this,$lcc=>eval($lcc))}constructor(...$lcr){…}; lock = $lc0.m1s6!==void 0?void 0:( key()) }
 */
export function classEdits(site: Site, chunk: Chunk, slot: string, cell: string, edits: TextEdit[], emitted: Emitted[]): void {
  emitted.push({ site, slot, offers: [] }, { site, slot: cell, offers: [], construction: true })
  const { shape } = site
  const named = !shape!.hasName
  if (named) edits.push({ at: site.start + 'class'.length, end: site.start + 'class'.length, text: ' $lcC' })
  const hook = `static{$lcK(${JSON.stringify(slot)},this,$lcc=>eval($lcc)${named ? `,${JSON.stringify(shape!.takes)}` : ''})}`
  const constructor = shape!.members.find(member => member.kind === 'constructor')?.site
  const guard = guardOf(className(site), cell, shape!.heritage !== undefined)
  edits.push({ at: site.entry, end: site.entry, text: hook + (constructor ? '' : shape!.heritage ? `constructor(...$lcr){${guard}super(...$lcr)}` : `constructor(){${guard}}`) })
  if (constructor) edits.push({ at: constructor.entry, end: constructor.entry, text: guard + moveParameters(constructor, chunk, cell, edits) })
  for (const member of shape!.members) {
    if (member.kind !== 'field' || member.static || !member.value || member.harmless) continue
    edits.push({ at: member.value.start, end: member.value.start, text: `${cell}!==void 0?void 0:(` }, { at: member.value.end, end: member.value.end, text: ')' })
  }
}

const guardOf = (name: string, cell: string, derived: boolean): string => derived
  ? `if(${cell}!==void 0){const $lcx=${cell}(${name},void 0,new.target,arguments);if($lcx.over)return $lcx.value;super(...$lcx.args);return $lcx.then(this)}`
  : `if(${cell}!==void 0)return ${cell}(${name},this,new.target,arguments);`
