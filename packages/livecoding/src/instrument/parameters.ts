import type { Chunk } from '../3-analyse/shapes.ts'
import type { Param, Site } from '../3-analyse/site-shapes.ts'
import { splice, type TextEdit } from './edits.ts'
import { saysSpecial } from './says.ts'

export const hasDirectives = ({ block, entry, body }: Site): boolean => block && entry > body.start + 1

/** A directive may stand without a semicolon. */
export const opening = (site: Site): string => hasDirectives(site) ? ';' : ''

export const restName = (param: Param): string => param.name || '$lcp'

export const isPattern = (param: Param): boolean => param.form === 'pattern' || (param.form === 'rest' && param.name === '')

/** From the first pattern on all parameters are taken apart behind the guard, in their order. */
export function isMoved(site: Site, index: number): boolean {
  const first = site.params.findIndex(isPattern)
  return first >= 0 && index >= first && !(site.params[index]!.form === 'rest' && site.params[index]!.name !== '')
}

/** Nobody reads the parameter: a function of the body stands for its name, unless a default value says it, or `arguments` shows what became of it. */
export const isUnread = (site: Site, { form, covered }: Param): boolean => covered === true && form === 'name' && site.params.every(isPlain) &&
  !site.free.has('eval') && (site.kind === 'arrow' || !saysSpecial(site, 'arguments'))

const isPlain = ({ form, name }: Param): boolean => form === 'name' || (form === 'rest' && name !== '')

/** What a parameter of a plain list is called where a guard stands. */
export const guardedName = (site: Site, param: Param, index: number): string => isUnread(site, param) ? `$lcp${index}` : param.name

/** `function hit(n) { function n() {…} }` becomes `function hit($lcp0) {…}`: the guard hands over what was given. */
function uncover(site: Site, edits: TextEdit[]): void {
  for (const [index, param] of site.params.entries()) {
    if (isUnread(site, param)) edits.push({ at: param.start, end: param.end, text: guardedName(site, param, index), swallow: true })
  }
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
  uncover(site, edits)
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

/** V8 finds other words for nothing to take apart where a pattern is no parameter. */
function checked(target: string, name: string): string {
  const [, key] = /^\{\s*([\w$]+)/.exec(target) ?? []
  return key === undefined ? '' : `${name}??$lc.nothing(${name},${JSON.stringify(key)}),`
}

/** Behind the last parameter there are commas and comments alone: a default value may be `'https://door.example'`. */
export const endsWithComma = ({ list, params }: Site, chunk: Chunk): boolean =>
  /,\s*$/.test(splice(chunk, params.at(-1)?.end ?? list.end - 1, list.end - 1, []).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''))
