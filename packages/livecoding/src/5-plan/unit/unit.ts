import type { Ref } from '../../3-analyse/reference-shapes.ts'
import type { Chunk, Placed, Span } from '../../3-analyse/shapes.ts'
import type { Jump, Site } from '../../3-analyse/site-shapes.ts'
import { lineEnds } from '../../3-analyse/line-ends.ts'
import { whereIs, type Where } from '../../3-analyse/where.ts'
import { layersOf, layOut } from '../../lines/layout.ts'
import { splice, type TextEdit } from '../../instrument/edits.ts'
import { emitSite, type Emitted } from '../../instrument/emit.ts'
import type { Offered } from '../../instrument/offers.ts'
import { referenceEdits } from '../../instrument/references.ts'
import { opening } from '../../instrument/parameters.ts'
import { takesMore } from '../../instrument/arguments.ts'
import { handedText, handVariables, madeText } from './handed.ts'
import type { LiveModule } from '../../live-module.ts'
import type { World } from '../../world.ts'
import type { Added } from '../records.ts'
import { ownName } from './renamed.ts'
import { nextName, UnitScope } from './scope.ts'

/** A stretch of new code: an expression, standing on the line where its source is. Where it stands is where its source begins. */
export interface Piece extends Where {
  id: string
  code: string
  /** So many lines of the code stand in front of its source. */
  lead?: number
  emitted: Emitted[]
  /** Of old code that was made anew: what its guards are versions of. */
  inside?: ReadonlyMap<Emitted, Added>
}

/** What code made for a site needs from the closure that will run it, and could not have. */
export interface Made extends Piece {
  missing: string[]
  /** Copies of a loop's round that closures keep. */
  kept?: ReadonlySet<string>
  /** It is to be given what `super` leads to. */
  usesHome?: boolean
}

interface How { old?: boolean, kept?: ReadonlySet<string> | undefined, givesHome?: boolean }

/**
 * The new code of a site as an expression that gives a function, which is handed variables where its guard hands some over;
 * `old`: it is no code of the new text; `kept`: copies of a loop's round that closures have already; `givesHome`: what `super` leads to is
 * given to what comes out, as the old closure does not hand it over.
 */
export function makeSite(world: World, module: LiveModule, unit: string, site: Site, placed: Placed, offered: Offered, { old = false, kept, givesHome = false }: How = {}): Made {
  const apart = standsApart(site, offered)
  const scope = new UnitScope(world, module, unit, { root: site, offered, old, kept, apart, givesHome })
  const emitted: Emitted[] = []
  const { chunk } = placed
  const edits: TextEdit[] = [...chunk.marks]
  emitSite(site, chunk, scope, edits, emitted)
  for (const each of emitted) if (each.site.kind === 'class') each.within = { offered, depth: site.depth, isLoop: site.kind === 'loop' }
  // Code of classes that comes later reaches the same variables.
  if (emitted.some(each => each.within)) scope.passes = true
  const names = [...scope.used].map(([index, name]) => JSON.stringify(`${index}:${name}`)).join(',')
  const where = whereIs(site.start, placed)
  const made = { id: nextName(world, 'p'), ...where, emitted, missing: [...scope.missing] }
  if (site.kind === 'loop') {
    const { before, code } = loopText(site, chunk, edits, scope.inMethod)
    return { ...made, line: Math.max(1, where.line - before), lead: before, code: loopMaker(code, names, offered, [...scope.boxed]), kept: scope.kept }
  }
  if (site.kind === 'function' && site.flavour === 'plain' && saysCallee(site)) edits.push({ at: site.entry, end: site.entry, text: `${opening(site)}$lc.callee(arguments);` })
  // What gives the function its variables is no place to stop at: it stands on the line above.
  const above = (offered.count > 0 || scope.inMethod) && where.line > 1
  const laid = above ? { ...made, line: where.line - 1, lead: 1 } : made
  const isHanded = offered.count > 0 && !apart && !scope.inMethod && (scope.usesHome || !scope.hasParent) && takesMore(site)
  if (isHanded) handVariables(site, chunk, { names, behind: above ? '\n' : '' }, edits)
  const plain = apart ? `(${splice(chunk, site.start, site.end, edits)})` : functionText(site, chunk, edits, scope.usesHome ? '$lch' : scope.hasParent ? '$lcc.super' : undefined)
  const own = above && !isHanded ? `(\n${plain})` : plain
  const code = scope.inMethod ? `({__proto__:$lcc.super,f(){return ${own}}}).f.call($lcc.this)` : own
  const given = offered.count === 0 ? code : isHanded ? handedText(code, names) : madeText(code, names)
  return scope.usesHome ? { ...laid, code: `($lch=>${given})`, usesHome: true } : { ...laid, code: given }
}

/**
 * Code that calls itself by a name which the old closure does not hand over, as it had none: it is a closure beside the old one, with the same variables
 * and a guard of its own. Who compared the two could tell, so for all but calls the name is out of reach.
 */
function standsApart(site: Site, offered: Offered): boolean {
  const self = ownName(site)
  if (!self || [self.key, ...site.aliases?.get(self.key) ?? []].some(key => offered.find(key))) return false
  const refs = refsIn(site).filter(({ local }) => local?.at === self.at && local.key === self.key)
  return refs.length > 0 && refs.every(({ form }) => form === 'call')
}

const refsIn = ({ refs, children }: Site): Ref[] => [...refs, ...children.flatMap(refsIn)]

/** A function inside has an `arguments` of its own. */
const saysCallee = ({ refs, children }: Site): boolean => refs.some(isCallee) || children.some(child => sharesArguments(child) && saysCallee(child))

const sharesArguments = ({ kind }: Site): boolean => kind === 'arrow' || kind === 'class' || kind === 'loop'

const isCallee = ({ form, part, own }: Ref): boolean => form === 'arguments' && part === 'callee' && own !== true

/** A loop gets the variables anew for each round: those of the function through `$lcr`, copies of those of the round in `$lcg`. */
function loopMaker(code: string, names: string, { count, copies, keys }: Offered, boxed: readonly number[]): string {
  if (count === 0) return `(($lcnow,$lcw)=>${code})`
  const round = keys.some(key => key.endsWith('^')) ? `$lc.boxes($lcg,[${boxed.join()}])` : '$lcg'
  const reach = `const $lca=$lc.given(${count - copies},${round},$lcr);return $lcm($lcnow,$lca,new $lcE($lca),$lcw)`
  return `(($lcE,$lcm)=>($lcnow,$lcw,$lcg,$lcr)=>{${reach}})($lc.env(${names}),($lcnow,$lca,$lcc,$lcw)=>${code})`
}

/**
 * A round as a function that runs in the old loop: what is due of update (2) and condition (1), then the body; and how many lines stand before the body.
 * What ends the loop before anything is awaited is noted in `$lcw`, too: the old loop ends in the same turn.
 */
function loopText(site: Site, chunk: Chunk, edits: TextEdit[], inMethod: boolean): { code: string, before: number } {
  const { test, update, jumps } = site.loop!
  const ends = site.flavour === 'async' ? 'return $lcw[2]=' : 'return '
  // What `finally` or `using` does is still to come.
  const leaves = /\b(?:finally|using)\b/.test(chunk.code.slice(site.start - chunk.base, site.end - chunk.base)) ? 'return ' : ends
  for (const jump of jumps) edits.push(...jumpEdits(jump, leaves))
  const said = (span: Span): string => splice(chunk, span.start, span.end, edits)
  const due = (update ? `if($lcnow&2)(${said(update)});` : '') + (test ? `if($lcnow&1&&!(${said(test)}))${ends}{b:1};` : '')
  const text = `{${due}${splice(chunk, site.start, site.end, edits)}}`
  const before = lineEnds(due).length
  const kind = { async: 'async ', generator: '*', asyncGenerator: 'async*' }[site.flavour as 'async']
  if (inMethod) return { before, code: `({__proto__:$lcc.super,${kind}f()${text}}).f.call($lcc.this)` }
  return { before, code: site.flavour === 'async' ? `(async()=>${text})()` : `(${site.flavour === 'generator' ? '' : 'async '}function*()${text})()` }
}

/** How a body that became a function says where it wants to go. */
function jumpEdits({ start, end, kind, label, value }: Jump, leaves: string): TextEdit[] {
  if (kind === 'return') {
    return value ? [{ at: start, end: value.start, text: `${leaves}{r:1,v:(` }, { at: value.end, end, text: ')};' }] : [{ at: start, end, text: `${leaves}{r:1};` }]
  }
  if (label !== undefined) return [{ at: start, end, text: `${leaves}{l:${JSON.stringify(label)}${kind === 'continue' ? ',c:1' : ''}};` }]
  return [{ at: start, end, text: kind === 'break' ? `${leaves}{b:1};` : 'return;' }]
}

/** A site as an expression. What had a name gets it from a property: a name of its own would hide the module's. `parent`: where `super` leads. */
export function functionText(site: Site, chunk: Chunk, edits: readonly TextEdit[], parent?: string): string {
  const name = JSON.stringify(site.member?.key ?? site.name)
  if (site.kind === 'arrow') return `({${name}:(${splice(chunk, site.start, site.end, edits)})})[${name}]`
  const rest = splice(chunk, site.list.start, site.end, edits)
  const async = site.flavour === 'async' || site.flavour === 'asyncGenerator' ? 'async ' : ''
  const star = site.flavour === 'generator' || site.flavour === 'asyncGenerator' ? '*' : ''
  if (site.kind === 'function') return `({${name}:${async}function${star}${rest}})[${name}]`
  return `({${parent === undefined ? '' : `__proto__:${parent},`}${async}${star}[${name}]${rest}})[${name}]`
}

/** A part of a statement, and what is in it; `itself`: the name by which a class says itself. */
interface TextPart { refs: readonly Ref[], sites: readonly Site[], from: number, to: number, itself?: string, extra?: TextEdit[] }

/** The text between two offsets in new code of the module, with the sites in it. */
export function makeText(world: World, module: LiveModule, unit: string, placed: Placed, part: TextPart): { code: string, emitted: Emitted[] } {
  const scope = new UnitScope(world, module, unit)
  scope.itself = part.itself
  const emitted: Emitted[] = []
  const edits: TextEdit[] = [...part.extra ?? [], ...placed.chunk.marks]
  referenceEdits(part.refs, scope, undefined, edits)
  for (const site of part.sites) emitSite(site, placed.chunk, scope, edits, emitted)
  return { code: splice(placed.chunk, part.from, part.to, edits), emitted }
}

/** Where code comes among all that is evaluated: what is said in other words may be longer than its source. */
export const orderOf = (offset: number, { chunk: { base, code, source, lowered }, start }: Placed): number =>
  start + (lowered ? (offset - base) / code.length * source.length : offset - base)

/**
 * One evaluation for all pieces: an object with a property for each. Empty lines and spaces put every piece on the line
 * of its source, so errors and breakpoints need no map. What cannot stand on its line beside the others comes in further
 * texts, which are functions of the first one's holder.
 */
export function unitTexts(url: string, unit: string, pieces: readonly Piece[]): string[] {
  const slots = pieces.flatMap(piece => piece.emitted).filter(({ slot }) => slot.startsWith(`${unit}.`)).map(({ slot }) => slot.slice(unit.length + 1))
  const holder = `{__proto__:{__proto__:null,${slots.map(slot => `${slot}:void 0`).join(',')}}}`
  return layersOf(pieces).map((layer, index) => `${index === 0
    ? `(()=>{const ${unit}=${holder};return{get $(){return ${unit}},${layOut(layer)}}})()`
    : `(${unit}=>({$k:()=>${unit},${layOut(layer)}}))`}\n//# sourceURL=${url}`)
}
