import { isDecorated } from '../3-analyse/decorated.ts'
import type { Chunk, Site } from '../3-analyse/shapes.ts'
import { decorateClass } from './decorate.ts'
import type { TextEdit } from './edits.ts'
import type { Emitted } from './emit.ts'
import { moveParameters, opening } from './guard.ts'
import { Offered } from './offers.ts'
import { toldEdits, toldOf, type Told } from './told.ts'

/**
 * How code inside a class says the class. An anonymous one gets a name that only its inside sees: the one that it takes from
 * where it stands, if it says no such name itself. One whose name its decorators may give to another class has a name of ours.
 */
export function className({ name, shape, free, captures }: Site): string {
  const { hasName, decorators, takes } = shape!
  if (decorators.each.length > 0) return '$lcC'
  if (hasName) return name
  const isSaid = free.has(takes) || free.has('eval') || [...captures].some(local => local.name === takes)
  return isSaid || !/^[A-Za-z_$][\w$]*$/.test(takes) || reserved.has(takes) ? '$lcC' : takes
}

/** No class can be called by these. */
const reserved = new Set('arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(' '))

/** The key of a class; the slot of its construction; the slot of whoever wants to know of its instances; how its name is said where it is written. */
export interface ClassWords { slot: string, cell: string, done: string, bind?: string | undefined }

/**
 * What is inserted into a class. The static block gives the engine the class, and code of its inner scope when it needs
 * some. Once the slot of its construction is filled, the newest fields and constructor are the engine's:
 *
 *     class Door extends Thing { lock = key() }
 *     class Door extends Thing {static{$lcK("m1s5",this,$lcc=>eval($lcc));$lcN(this,$lcv=>{$lc0.m1s7=$lcv},false)}constructor(...$lcr){…}; lock = $lc0.m1s6!==void 0?void 0:( key()) ;static{$lcN(this)}}
 *
 * `$lcN` says how its constructor tells of new instances (`told.ts`), and in the last static block that the class is complete.
 */
export function classEdits(site: Site, chunk: Chunk, { slot, cell, done, bind }: ClassWords, edits: TextEdit[], emitted: Emitted[]): void {
  emitted.push({ site, slot, offered: Offered.none }, { site, slot: cell, offered: Offered.none, construction: true })
  const { shape } = site
  const named = className(site) === '$lcC'
  const behind = shape!.keyword + 'class'.length
  if (!shape!.hasName) edits.push({ at: behind, end: behind, text: ` ${className(site)}` })
  const { keyed } = shape!
  if (keyed) edits.push({ at: keyed.start, end: keyed.start, text: '$lcD.keep(' }, { at: keyed.end, end: keyed.end, text: ')' })
  const taken = keyed ? '$lcD.kept()' : JSON.stringify(shape!.hasName ? site.name : shape!.takes)
  const constructor = shape!.members.find(member => member.kind === 'constructor')?.site
  const known = `$lcN(this,$lcv=>{${done}=$lcv},${constructor?.returns?.some(({ value }) => value) ?? false})`
  const hook = `static{$lcK(${JSON.stringify(slot)},this,$lcc=>eval($lcc)${named ? `,${taken}` : ''});${known}}`
  const told = toldOf(className(site), done)
  const guard = guardOf(className(site), cell, shape!.heritage !== undefined, told)
  edits.push({ at: site.entry, end: site.entry, text: hook + (isDecorated(shape!) ? decorateClass(site, chunk, cell, bind, edits) : '') + (constructor ? '' : shape!.heritage ? `constructor(...$lcr){${guard}super(...$lcr);${told('this')}}` : `constructor(){${guard}${told('this')}}`) })
  edits.push({ at: site.end - 1, end: site.end - 1, text: ';static{$lcN(this)}' })
  if (constructor) toldEdits(constructor, told, edits)
  if (constructor) edits.push({ at: constructor.entry, end: constructor.entry, text: opening(constructor) + guard + moveParameters(constructor, chunk, cell, edits) })
  for (const member of shape!.members) {
    if (member.kind !== 'field' || member.static || !member.value || member.harmless || (member.decorators.each.length > 0 && !shape!.legacy)) continue
    edits.push({ at: member.value.start, end: member.value.start, text: `${cell}!==void 0?void 0:(` }, { at: member.value.end, end: member.value.end, text: ')' })
  }
}

const guardOf = (name: string, cell: string, derived: boolean, told: Told): string => derived
  ? `if(${cell}!==void 0){const $lcx=${cell}(${name},void 0,new.target,arguments);if($lcx.over){${told('$lcx.value')}return $lcx.value}super(...$lcx.args);const $lcy=$lcx.rest(this);${told('$lcy===void 0?this:$lcy')}return $lcy}`
  : `if(${cell}!==void 0){const $lcy=${cell}(${name},this,new.target,arguments);${told('$lcy')}return $lcy}`
