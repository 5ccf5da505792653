import type { Chunk } from '../3-analyse/shapes.ts'
import type { Flavour, Param, Site } from '../3-analyse/site-shapes.ts'
import { lengthOf } from '../5-plan/length.ts'
import { splice, type TextEdit } from './edits.ts'
import type { HandOver } from './offers.ts'

/**
 * The characters inserted at a site: when its slot is filled, the newest code runs instead.
 *
 *     function hit(n) { return n - 1 }
 *     function hit(n) {if($lc1_0.m1s0!==void 0)return $lc1_0.m1s0.apply(this,arguments); return n - 1 }
 *     n => n - k
 *     (n,...$lcr)=>$lc1_0.m1s1!==void 0?$lc1_0.m1s1(($lck,$lcw,$lcv)=>{switch($lck){case 0:return $lcw?k=$lcv:k}})(n,...$lcr): n - k
 *
 * V8 folds the test away while the slot is a field that was never written, in the prototype of a `const` object. `new hit(2)` has made
 * its object already, and new code gets it as `this`. A function that says `new.target` hands that over, too: `$lc1_0.m1s0(this,arguments,new.target)`.
 */
export function guardEdits(site: Site, chunk: Chunk, slot: string, { reach }: HandOver, edits: TextEdit[]): void {
  const callee = calleeOf(slot, reach)
  if (site.kind === 'arrow') return arrowGuard(site, chunk, slot, callee, edits)
  const moved = moveParameters(site, chunk, slot, edits)
  const call = saysTarget(site) ? `${callee}(this,arguments,new.target)` : `${callee}.apply(this,arguments)`
  edits.push({ at: site.entry, end: site.entry, text: `${opening(site)}if(${slot}!==void 0)return ${waits[site.flavour]}${call};${moved}` })
}

/**
 * A method whose code is elsewhere: `#look($lc0){return $lcu7.u12.apply(this,arguments)}`. It is a plain one and gives the promise, or the
 * generator, that its code gives, so nothing settles later than in a class that was loaded.
 */
export function guardAlone(site: Site, slot: string, { reach }: HandOver): string {
  const { kind, member } = site
  const names = Array.from({ length: kind === 'setter' ? 1 : lengthOf(site) }, (_, index) => `$lc${index}`)
  return `${kind === 'getter' ? 'get ' : kind === 'setter' ? 'set ' : ''}${member!.key}(${names.join(',')}){return ${calleeOf(slot, reach)}.apply(this,arguments)}`
}

const calleeOf = (slot: string, reach: string | undefined): string => reach === undefined ? slot : `${slot}(${reach})`

/** Awaited: V8 follows an `await` through async stacks, not a promise that is returned. */
const waits: Record<Flavour, string> = { plain: '', async: 'await ', generator: 'yield*', asyncGenerator: 'yield*' }

/** A function, or an arrow in it, says its `new.target`. */
export const saysTarget = ({ kind, newTarget, lexical }: Pick<Site, 'kind' | 'newTarget' | 'lexical'>): boolean => kind === 'function' && (newTarget || lexical.used.has('new.target'))

const hasDirectives = ({ block, entry, body }: Site): boolean => block && entry > body.start + 1

/** A directive may stand without a semicolon. */
export const opening = (site: Site): string => hasDirectives(site) ? ';' : ''

/** An arrow has no `arguments`: what its list does not name is gathered, for new code may want it, unless `use strict` forbids it. */
function arrowGuard(site: Site, chunk: Chunk, slot: string, callee: string, edits: TextEdit[]): void {
  if (site.ownScope && site.params.some(isPattern)) return arrowAround(site, slot, callee, edits)
  const joining = parametersThatJoin(site)
  const moved = moveParameters(site, chunk, slot, edits) + joinBody(site, chunk, joining, edits)
  const names = site.params.map((param, index) => param.form === 'rest' ? `...${restName(param)}` : param.form === 'pattern' || isMoved(site, index) || joining.has(param) ? `$lcp${index}` : param.name)
  if (site.params.at(-1)?.form !== 'rest' && !hasDirectives(site)) {
    const open = chunk.code[site.list.start - chunk.base] === '('
    const end = open ? site.list.end - 1 : site.list.end
    const comma = open && endsWithComma(site, chunk)
    if (!open) edits.push({ at: site.list.start, end: site.list.start, text: '(' })
    edits.push({ at: end, end, text: `${site.params.length > 0 && !comma ? ',' : ''}...$lcr${open ? '' : ')'}` })
    names.push('...$lcr')
  }
  const call = `${site.flavour === 'async' ? 'await ' : ''}${callee}(${names.join(',')})`
  if (site.block) edits.push({ at: site.entry, end: site.entry, text: `${opening(site)}if(${slot}!==void 0)return ${call};${moved}` })
  else if (moved === '') edits.push({ at: site.entry, end: site.entry, text: `${slot}!==void 0?${call}:` })
  else edits.push({ at: site.entry, end: site.entry, text: `{if(${slot}!==void 0)return ${call};${moved}return(` }, { at: site.end, end: site.end, text: ')}' })
}

/**
 * A rest makes V8 give parameters a scope of their own, beside the body's. Where closures capture some of both, each call
 * would make two objects for them instead of one: the captured parameters of a plain list become variables of the body.
 *
 *     (sum, k) => { let n = 0; return () => sum + n }
 *     ($lcp0,k,...$lcr) => {if(…)return …;var sum=$lcp0; let n = 0; return () => sum + n }
 */
function parametersThatJoin(site: Site): Set<Param> {
  const { block, ownScope, params, children } = site
  if (!block || ownScope || hasDirectives(site) || params.length === 0 || children.length === 0 || params.some(({ form }) => form !== 'name')) return new Set()
  const captured = new Set(children.flatMap(({ captures }) => [...captures]).map(({ at, name }) => `${at}:${name}`))
  return new Set(params.filter(({ start, name }) => captured.has(`${start}:${name}`)))
}

function joinBody({ params }: Site, chunk: Chunk, joining: ReadonlySet<Param>, edits: TextEdit[]): string {
  if (joining.size === 0) return ''
  const taken = params.flatMap((param, index) => {
    if (!joining.has(param)) return []
    const target = splice(chunk, param.target.start, param.target.end, edits)
    edits.push({ at: param.start, end: param.end, text: `$lcp${index}`, swallow: true })
    return `${target}=$lcp${index}`
  })
  return `var ${taken.join(',')};`
}

/** V8 finds other words for nothing to take apart where a pattern is no parameter. */
function checked(target: string, name: string): string {
  const [, key] = /^\{\s*([\w$]+)/.exec(target) ?? []
  return key === undefined ? '' : `${name}??$lc.nothing(${name},${JSON.stringify(key)}),`
}

const endsWithComma = ({ list }: Site, chunk: Chunk): boolean =>
  /,\s*$/.test(splice(chunk, list.start, list.end - 1, []).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''))

/** Where the parameters cannot move, the old arrow stands in another: `($lcp0,...$lcr)=>$lc1_0.s!==void 0?$lc1_0.s($lcp0,...$lcr):(({a}) => { var a })($lcp0,...$lcr)`. */
function arrowAround(site: Site, slot: string, callee: string, edits: TextEdit[]): void {
  const given = site.params.filter(param => param.form !== 'rest')
  const first = given.findIndex(param => param.value !== undefined)
  const list = [...given.map((_, index) => `$lcp${index}${first >= 0 && index >= first ? '=void 0' : ''}`), '...$lcr'].join(',')
  const args = [...given.map((_, index) => `$lcp${index}`), '...$lcr'].join(',')
  edits.push({ at: site.start, end: site.start, text: `(${list})=>${slot}!==void 0?${callee}(${args}):(` })
  // Before what ends around it at the same place.
  edits.unshift({ at: site.end, end: site.end, text: `)(${args})` })
}

const restName = (param: Param): string => param.name || '$lcp'

const isPattern = (param: Param): boolean => param.form === 'pattern' || (param.form === 'rest' && param.name === '')

/** From the first pattern on all parameters are taken apart behind the guard, in their order. */
function isMoved(site: Site, index: number): boolean {
  const first = site.params.findIndex(isPattern)
  return first >= 0 && index >= first && !(site.params[index]!.form === 'rest' && site.params[index]!.name !== '')
}

/**
 * Old default values and patterns must not be evaluated in patched code, and `length` must stay: a default value is
 * only taken while the slot is empty, and patterns move behind the guard. A generator evaluates its parameters when it is
 * called and its body later; and parameters whose names the body declares again are a scope of their own. There the
 * patterns move to the end of the list, into a key that is computed where nothing is left to take apart:
 *
 *     function* walk({ from = here() }) {…}
 *     function* walk($lcp0,...{$lc0:from,[$lc1_0.m1s0!==void 0?0:({ from = here() }=$lcp0,0)]:$lcx}) {…}
 */
export function moveParameters(site: Site, chunk: Chunk, slot: string, edits: TextEdit[]): string {
  if (site.params.every(param => param.form === 'name' || (param.form === 'rest' && param.name !== ''))) return ''
  const inList = site.ownScope === true || site.flavour === 'generator' || site.flavour === 'asyncGenerator'
  const taken: string[] = []
  let optional = false
  site.params.forEach((param, index) => {
    optional ||= param.value !== undefined
    if (isMoved(site, index)) {
      const target = splice(chunk, param.target.start, param.target.end, edits)
      const name = param.form === 'rest' ? '$lcp' : `$lcp${index}`
      if (param.value) taken.push(`{$lcp:${target}=${splice(chunk, param.value.start, param.value.end, edits)}}={$lcp:${name}}`)
      else taken.push(`${inList ? checked(target, name) : ''}${target}=${name}`)
      if (!(inList && param.form === 'rest')) edits.push({ at: param.start, end: param.end, text: param.form === 'rest' ? '...$lcp' : `${name}${optional ? '=void 0' : ''}`, swallow: true })
    } else if (param.value && (!param.harmless || site.kind === 'arrow')) {
      // A function without a name takes the parameter's.
      const [open, close] = param.harmless && param.form === 'default' ? [`{${param.name}:`, `}).${param.name}`] : ['', ')']
      edits.push({ at: param.value.start, end: param.value.start, text: `${slot}!==void 0?void 0:(${open}` }, { at: param.value.end, end: param.value.end, text: close })
    }
  })
  if (taken.length === 0) return ''
  if (!inList) return `let ${taken.join(',')};`
  const names = site.params.flatMap((param, index) => isMoved(site, index) ? param.names ?? [param.name] : [])
  const last = site.params.at(-1)!
  if (last.form === 'rest') {
    // There is one rest: this one is what it leaves of the arguments.
    const rest = `[].slice.call(arguments,${site.params.length - 1})`
    taken[last.name === '' ? taken.length - 1 : taken.length] = `${splice(chunk, last.target.start, last.target.end, edits)}=${rest}`
    if (last.name !== '') names.push(last.name)
  }
  const key = `...{${names.map((name, index) => `$lc${index}:${name},`).join('')}[${slot}!==void 0?0:(${taken.join(',')},0)]:$lcx}`
  if (last.form === 'rest') edits.push({ at: last.start, end: last.end, text: key, swallow: true })
  else edits.push({ at: site.list.end - 1, end: site.list.end - 1, text: `${endsWithComma(site, chunk) ? '' : ','}${key}` })
  return ''
}
