import type { Chunk, Decoration, Member, Site } from '../3-analyse/shapes.ts'
import { splice, type TextEdit } from './edits.ts'
import type { Emitted } from './emit.ts'
import { moveParameters, opening } from './guard.ts'
import { Offered } from './offers.ts'
import { toldEdits, toldOf, type Told } from './told.ts'

/** The key of a class; the slot of its construction; the slot of whoever wants to know of its instances. */
export interface ClassSlots { slot: string, cell: string, done: string }

/** How code inside a class says the class: an anonymous one gets a name that only its inside sees. */
export const className = ({ name, shape }: Site): string => shape!.hasName ? name : '$lcC'

/**
 * What is inserted into a class. The static block gives the engine the class, and code of its inner scope when it needs
 * some. Once the slot of its construction is filled, the newest fields and constructor are the engine's:
 *
 *     class Door extends Thing { lock = key() }
 *     class Door extends Thing {static{$lcK("m1s5",this,$lcc=>eval($lcc));$lcN(this,$lcv=>{$lc0.m1s7=$lcv},false)}constructor(...$lcr){…}; lock = $lc0.m1s6!==void 0?void 0:( key()) ;static{$lcN(this)}}
 *
 * `$lcN` says how its constructor tells of new instances (`told.ts`), and in the last static block that the class is complete.
 */
export function classEdits(site: Site, chunk: Chunk, { slot, cell, done }: ClassSlots, edits: TextEdit[], emitted: Emitted[]): void {
  emitted.push({ site, slot, offered: Offered.none }, { site, slot: cell, offered: Offered.none, construction: true })
  const { shape } = site
  const named = !shape!.hasName
  if (named) edits.push({ at: site.start + 'class'.length, end: site.start + 'class'.length, text: ' $lcC' })
  const constructor = shape!.members.find(member => member.kind === 'constructor')?.site
  const known = `$lcN(this,$lcv=>{${done}=$lcv},${constructor?.returns?.some(({ value }) => value) ?? false})`
  const hook = `static{$lcK(${JSON.stringify(slot)},this,$lcc=>eval($lcc)${named ? `,${JSON.stringify(shape!.takes)}` : ''});${known}}`
  const told = toldOf(className(site), done)
  const guard = guardOf(className(site), cell, shape!.heritage !== undefined, told)
  edits.push({ at: site.entry, end: site.entry, text: hook + decorate(site, chunk, edits) + (constructor ? '' : shape!.heritage ? `constructor(...$lcr){${guard}super(...$lcr);${told('this')}}` : `constructor(){${guard}${told('this')}}`) })
  edits.push({ at: site.end - 1, end: site.end - 1, text: ';static{$lcN(this)}' })
  if (constructor) toldEdits(constructor, told, edits)
  if (constructor) edits.push({ at: constructor.entry, end: constructor.entry, text: opening(constructor) + guard + moveParameters(constructor, chunk, cell, edits) })
  for (const member of shape!.members) {
    if (member.kind !== 'field' || member.static || !member.value || member.harmless) continue
    edits.push({ at: member.value.start, end: member.value.start, text: `${cell}!==void 0?void 0:(` }, { at: member.value.end, end: member.value.end, text: ')' })
  }
}

/**
 * Decorators in the class's first static block, in the order of the source: `$lcD(this,()=>[["method",false,"look",[logged("did")]]],false)`.
 * Their own text goes. A decorated field asks what its decorators make of its value.
 */
function decorate(site: Site, chunk: Chunk, edits: TextEdit[]): string {
  const { members, decorators, legacy } = site.shape!
  const said = ({ each }: Decoration): string => `[${each.map(({ value }) => splice(chunk, value.start, value.end, edits)).join(',')}]`
  const all = members.filter(member => member.decorators.each.length > 0)
  if (all.length === 0 && decorators.each.length === 0) return ''
  const entries = all.map(member => `[${JSON.stringify(member.kind)},${member.static},${keyText(member, chunk, edits)},${said(member.decorators)}]`)
  if (decorators.each.length > 0) entries.push(`["class",true,"",${said(decorators)}]`)
  for (const { start, value } of [...all.map(member => member.decorators), decorators].flatMap(each => each.each)) edits.push({ at: start, end: value.end, text: blank(chunk, start, value.end), swallow: true })
  for (const member of all) if (member.kind === 'field' && !legacy) fieldEdits(member, className(site), edits)
  const starts = all.some(member => member.kind !== 'field' && !member.static) && !legacy ? `#$lci=$lcD.start(${className(site)},this);` : ''
  return `static{$lcD(this,()=>[${entries.join(',')}],${legacy})}${starts}`
}

const keyText = (member: Member, chunk: Chunk, edits: TextEdit[]): string => member.computed ? `(${splice(chunk, member.keySpan.start, member.keySpan.end, edits)})` : JSON.stringify(member.key)

function fieldEdits(member: Member, name: string, edits: TextEdit[]): void {
  const open = `$lcD.field(${name},${JSON.stringify(member.key)},this,`
  if (member.value) edits.push({ at: member.value.start, end: member.value.start, text: `${open}(` }, { at: member.value.end, end: member.value.end, text: '))' })
  else edits.push({ at: member.keySpan.end, end: member.keySpan.end, text: `=${open}void 0)` })
}

const blank = (chunk: Chunk, from: number, to: number): string => chunk.code.slice(from - chunk.base, to - chunk.base).replace(/[^\n\r]/g, ' ')

const guardOf = (name: string, cell: string, derived: boolean, told: Told): string => derived
  ? `if(${cell}!==void 0){const $lcx=${cell}(${name},void 0,new.target,arguments);if($lcx.over){${told('$lcx.value')}return $lcx.value}super(...$lcx.args);const $lcy=$lcx.rest(this);${told('$lcy===void 0?this:$lcy')}return $lcy}`
  : `if(${cell}!==void 0){const $lcy=${cell}(${name},this,new.target,arguments);${told('$lcy')}return $lcy}`
