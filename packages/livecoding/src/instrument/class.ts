import { isDecorated } from '../3-analyse/walk/decorated.ts'
import type { Member } from '../3-analyse/class-shapes.ts'
import type { Chunk } from '../3-analyse/shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import { keyOf } from '../3-analyse/member-key.ts'
import { decorateClass } from './decorate.ts'
import type { TextEdit } from './edits.ts'
import type { Emitted } from './emit.ts'
import type { Native } from '../live-module.ts'
import { hasNotedKey, nativeOf } from './native.ts'
import { moveParameters, opening } from './parameters.ts'
import { Offered } from './offers.ts'
import { argumentsOf } from './arguments.ts'
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
const reserved = new Set(`arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for
  function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try
  typeof var void while with yield`.split(/\s+/))

/** The key of a class; the slot of its construction; the slot of whoever wants to know of its instances; how its name is said where it is written. */
export interface ClassWords { slot: string, cell: string, done: string, bind?: string | undefined }

/**
 * What is inserted into a class. The static block gives the engine the class, and code of its inner scope when it needs
 * some. Once the slot of its construction is filled, the newest fields and constructor are the engine's:
 *
 *     class Door extends Thing { lock = key() }
 *     class Door extends Thing {static{$lcK("m1s5",this,$lcc=>eval($lcc));$lcN(this,$lcv=>{$lc1_0.m1s7=$lcv},false)}constructor(...$lcr){if($lc1_0.m1s6!==void 0)…}; lock = $lc1_0.m1s6!==void 0?void 0:( key()) ;static{$lcN(this)}}
 *
 * `$lcN` says how its constructor tells of new instances (`told.ts`), and in the last static block that the class is complete.
 */
export function classEdits(site: Site, chunk: Chunk, { slot, cell, done, bind }: ClassWords, edits: TextEdit[], emitted: Emitted[]): void {
  emitted.push({ site, slot, offered: Offered.none }, { site, slot: cell, offered: Offered.none, construction: { of: slot, done } })
  const { shape } = site
  const named = className(site) === '$lcC'
  const behind = shape!.keyword + 'class'.length
  if (!shape!.hasName) edits.push({ at: behind, end: behind, text: ` ${className(site)}` })
  const { keyed } = shape!
  if (keyed) edits.push({ at: keyed.start, end: keyed.start, text: '$lcD.keep((' }, { at: keyed.end, end: keyed.end, text: '))' })
  const taken = keyed ? '$lcD.kept()' : JSON.stringify(shape!.hasName ? site.name : shape!.takes)
  const constructor = shape!.members.find(member => member.kind === 'constructor')?.site
  const native = nativeOf(site)
  const more = [named ? taken : '', native.nested ? '$lcv=>{this.#$lcn=$lcv}' : '', native.computed.length > 0 ? String(native.computed.length) : '']
  while (more.at(-1) === '') more.pop()
  const known = `$lcN(this,$lcv=>{${done}=$lcv},${constructor?.returns?.some(({ value }) => value) ?? false})`
  const hook = `static{$lcK(${JSON.stringify(slot)},this,$lcc=>eval($lcc)${more.map(each => `,${each || 'void 0'}`).join('')});${known}}${native.nested ? 'static #$lcn;' : ''}`
  const told = toldOf(className(site), done)
  const maker = native.nested ? `(${className(site)}.#$lcn??${cell}(${className(site)}))` : cell
  const decorated = isDecorated(shape!) ? decorateClass(site, chunk, cell, bind, edits) : ''
  const implied = native.derived ? `constructor(...$lcr){${constructs(cell, maker, native, '...$lcr', told)}super(...$lcr);${told('this')}}` : `constructor(){${constructs(cell, maker, native, '...arguments', told)}${told('this')}}`
  edits.push({ at: site.entry, end: site.entry, text: hook + decorated + (constructor ? '' : implied) })
  edits.push({ at: site.end - 1, end: site.end - 1, text: ';static{$lcN(this)}', late: true })
  if (constructor) toldEdits(constructor, told, edits)
  if (constructor) edits.push({ at: constructor.entry, end: constructor.entry, text: opening(constructor) + constructs(cell, maker, native, argumentsOf(constructor, chunk, edits), told) + moveParameters(constructor, chunk, cell, edits) })
  for (const { computed, keySpan: { start, end } } of shape!.members.filter(hasNotedKey)) if (computed) edits.push({ at: start, end: start, text: '$lc.key((' }, { at: end, end, text: '))' })
  if (!isDecorated(shape!)) edits.push(...shape!.members.flatMap(member => ownerEdits(member, chunk, shape!.nested)))
  for (const member of shape!.members) {
    if (member.kind !== 'field' || member.static || !member.value || member.harmless || (member.decorators.each.length > 0 && !shape!.legacy)) continue
    edits.push({ at: member.value.start, end: member.value.start, text: `${cell}!==void 0?void 0:(` }, { at: member.value.end, end: member.value.end, text: ')' })
  }
}

/**
 * What a static field or block makes as it is evaluated is its own: `static timer = ($lc.part(this,"…"),setInterval(tick, 5))`. Behind that of a nested class
 * the code around it goes on: `static timer = $lc.whole($lc.inner(this,"…"),(setInterval(tick, 5)))`.
 */
function ownerEdits(member: Member, chunk: Chunk, nested: boolean): TextEdit[] {
  if (!member.static || !(member.calls || member.makes)) return []
  const mark = `$lc.${nested ? 'inner' : 'part'}(this,${JSON.stringify(keyOf(member))})`
  const put = (at: number, text: string): TextEdit => ({ at, end: at, text })
  if (member.kind === 'static-block') {
    const { start, end } = member.site!
    const open = start + chunk.code.slice(start - chunk.base).indexOf('{') + 1
    return nested ? [put(open, `const $lcw=${mark};`), put(end - 1, ';$lc.whole($lcw)')] : [put(open, `${mark};`)]
  }
  if (member.kind !== 'field' || !member.value) return []
  return [put(member.value.start, nested ? `$lc.whole(${mark},(` : `(${mark},`), put(member.value.end, nested ? '))' : ')')]
}

/**
 * What a constructor does once new code is there, which gets `this`, `new.target` and the arguments, and gives the instance. A base class
 * has made `this` already; a derived class leaves all to a class that makes its instances. Only where that one has private names, the
 * instance must come from its own `super(…)`: then new code gives the arguments for it in `a` and the rest in `r`, or what is made already in `v`.
 *
 * V8 inlines by length, run or not: no word more than it needs.
 */
function constructs(cell: string, maker: string, { derived, branded }: Native, args: string, told: Told): string {
  const given = `${maker}(${derived ? 'void 0' : 'this'},new.target,${args})`
  if (!derived || !branded) return `if(${cell}!==void 0)return ${given};`
  return `if(${cell}!==void 0){const $lcx=${given},$lca=$lcx.a;if($lca===void 0){${told('$lcx.v')}return $lcx.v}` +
    // V8 inlines no constructor of more than 460 bytes, and each of these calls puts all private names on.
    'if($lca.length===1)super($lca[0]);else super(...$lca);' +
    `if($lcx.r===void 0)return;const $lcy=$lcx.r(this);${told('$lcD.given($lcy,this)')}return $lcy}`
}
