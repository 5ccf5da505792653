import type { Chunk } from '../3-analyse/shapes.ts'
import type { Param, Site } from '../3-analyse/site-shapes.ts'
import { splice, type TextEdit } from './edits.ts'
import { endsWithComma, guardedName, hasDirectives, isMoved, isPattern, isUnread, moveParameters, opening, restName } from './parameters.ts'

/** An arrow has no `arguments`: what its list does not name is gathered, for new code may want it, unless `use strict` forbids it. */
export function arrowGuard(site: Site, chunk: Chunk, slot: string, reach: string | undefined, edits: TextEdit[]): void {
  if (site.ownScope && site.params.some(param => isPattern(param) || (param.covered && !isUnread(site, param)))) return arrowAround(site, slot, reach, edits)
  const joining = parametersThatJoin(site)
  const moved = moveParameters(site, chunk, slot, edits) + joinBody(site, chunk, joining, edits)
  const names = site.params.map((param, index) => {
    if (param.form === 'rest') return `...${restName(param)}`
    return param.form === 'pattern' || isMoved(site, index) || joining.has(param) ? `$lcp${index}` : guardedName(site, param, index)
  })
  if (site.params.at(-1)?.form !== 'rest' && !hasDirectives(site)) {
    const open = chunk.code[site.list.start - chunk.base] === '('
    const end = open ? site.list.end - 1 : site.list.end
    const comma = open && endsWithComma(site, chunk)
    if (!open) edits.push({ at: site.list.start, end: site.list.start, text: '(', late: true })
    edits.push({ at: end, end, text: `${site.params.length > 0 && !comma ? ',' : ''}...$lcr${open ? '' : ')'}` })
    names.push('...$lcr')
  }
  const call = `${site.flavour === 'async' ? 'await ' : ''}${slot}(${[...handedOver(reach), ...names].join(',')})`
  if (site.block) edits.push({ at: site.entry, end: site.entry, text: `${opening(site)}if(${slot}!==void 0)return ${call};${moved}` })
  else if (moved === '') edits.push({ at: site.entry, end: site.entry, text: `${slot}!==void 0?${call}:` })
  else edits.push({ at: site.entry, end: site.entry, text: `{if(${slot}!==void 0)return ${call};${moved}return(` }, { at: site.end, end: site.end, text: ')}' })
}

/**
 * A rest makes V8 give parameters a scope of their own, beside the body's. Where closures capture some of both, each call
 * would make two objects for them instead of one: the captured parameters of a plain list become variables of the body. (Of `let`: a function in a
 * block may have the name of a parameter; and where `eval` could declare that name, they stay.)
 *
 *     (sum, k) => { let n = 0; return () => sum + n }
 *     ($lcp0,k,...$lcr) => {if(…)return …;let sum=$lcp0; let n = 0; return () => sum + n }
 */
function parametersThatJoin(site: Site): Set<Param> {
  const { block, ownScope, params, children, free } = site
  if (!block || ownScope || free.has('eval') || hasDirectives(site) || params.length === 0 || children.length === 0) return new Set()
  if (params.some(({ form, name }) => form !== 'name' || name === 'let')) return new Set()
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
  return `let ${taken.join(',')};`
}

/** Where the parameters cannot move, or the body has functions in their place, the old arrow stands in another: `($lcp0,...$lcr)=>$lc1_0.s!==void 0?$lc1_0.s($lcp0,...$lcr):(({a}) => { var a })($lcp0,...$lcr)`. */
function arrowAround(site: Site, slot: string, reach: string | undefined, edits: TextEdit[]): void {
  const given = site.params.filter(param => param.form !== 'rest')
  const first = given.findIndex(param => param.value !== undefined)
  const list = [...given.map((_, index) => `$lcp${index}${first >= 0 && index >= first ? '=void 0' : ''}`), '...$lcr'].join(',')
  const args = [...given.map((_, index) => `$lcp${index}`), '...$lcr']
  edits.push({ at: site.start, end: site.start, text: `(${list})=>${slot}!==void 0?${slot}(${[...handedOver(reach), ...args].join(',')}):(`, late: true })
  // Before what ends around it at the same place.
  edits.unshift({ at: site.end, end: site.end, text: `)(${args.join(',')})` })
}

const handedOver = (reach: string | undefined): string[] => reach === undefined ? [] : [reach, 'void 0']
