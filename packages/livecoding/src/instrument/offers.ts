import type { Layer, Local, Ref } from '../3-analyse/reference-shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import type { TextEdit } from './edits.ts'
import type { Scope } from './emit.ts'
import { saysSpecial } from './says.ts'

/** A variable or special value that a guard hands to new code, and how it is said there. */
export interface Offer { key: string, said: string, constant: boolean, beside?: string, last?: boolean }

/**
 * How a guard's function says a variable: `1:0:n`; `1:0:n=` where it cannot be written; `1:0:n~` where a loop's round has a copy, `1:0:n^` where
 * nothing but the loop says it from then on; `1:0:n!` where new values stand beside it.
 */
const offeredKey = ({ key, constant, beside }: Offer): string => `${key}${constant ? '=' : beside === undefined ? '' : '!'}`

/** What a guard hands over, in order: what the function of the scope around hands over, then its own. */
export class Offered {
  static readonly none = new Offered([])
  readonly keys: readonly string[]
  readonly outer: Offered | undefined
  /** How many of the last ones are copies. */
  readonly copies: number
  readonly count: number
  #index: Map<string, number> | undefined
  constructor(keys: readonly string[], outer?: Offered, copies = 0) {
    this.keys = keys
    this.outer = outer
    this.copies = copies
    this.count = keys.length + (outer?.count ?? 0)
  }

  /** Which one it is, and how it is said; nearest first. */
  find(key: string): { index: number, offered: string } | undefined {
    this.#index ??= new Map(this.keys.map((each, index) => [each.replace(/[=~!^]$/, ''), index]))
    const index = this.#index.get(key)
    return index === undefined ? this.outer?.find(key) : { index: index + (this.outer?.count ?? 0), offered: this.keys[index]! }
  }

  /** Equal for guards that hand over the same. */
  get signature(): string { return `${this.outer?.signature ?? ''}(${this.keys.join()})${this.copies}` }
}

/** What stands in a guard: a function that reads and writes variables, and for a loop's round the values of some more. */
export interface HandOver { offered: Offered, reach?: string, copies: readonly Offer[] }

/** Functions that all closures of a scope hand over, declared where the scope begins. */
export interface Shared {
  of(layer: Layer): { name: string, offered: Offered }
  /** The variable of a function that holds new values of its settled ones. */
  beside(place: number): string
}

/** A scope's function is shared where saying its variables in each guard would be long. */
const isLong = ({ users, locals }: Layer): boolean => users * locals.length > 200

export function newShared(scope: Scope, edits: TextEdit[]): Shared {
  const known = new Map<Layer, { name: string, offered: Offered }>()
  const holders = new Set<number>()
  const shared: Shared = {
    of(layer) {
      const made = known.get(layer)
      if (made) return made
      const name = `$lcv${layer.place!}`
      const { offered, reach } = gather(layer, [], { scope, shared, from: layer.place!, whole: true })
      edits.push({ at: layer.place!, end: layer.place!, text: `;function ${name}($lck,$lcw,$lcv)${reach!.slice('($lck,$lcw,$lcv)=>'.length)}` })
      known.set(layer, { name, offered })
      return { name, offered }
    },
    beside(place) {
      if (!holders.has(place)) edits.push({ at: place, end: place, text: `var $lcq${place};` })
      holders.add(place)
      return `$lcq${place}`
    },
  }
  return shared
}

interface Gathering {
  scope: Scope
  shared: Shared
  /** Who asks stands here: parameters do not see what the body declares. */
  from: number
  /** It is the function of the layer itself that is made. */
  whole?: boolean
}

/** One function that reads and writes all captured variables from `layer` on outwards, and `own`: cheap to make, and only made in patched code. */
function gather(layer: Layer | undefined, hidden: readonly string[], { scope, shared, from, whole }: Gathering, own: readonly Offer[] = []): { offered: Offered, reach?: string } {
  const offers = [...own]
  const seen = new Set(hidden)
  let outer: { name: string, offered: Offered } | undefined
  for (let each = layer; each; each = each.outer) {
    if (scope.isOutside(each.at)) break
    if (!(whole && each === layer) && each.place !== undefined && each.place <= from && isLong(each) && scope.holds(each.place)) {
      outer = shared.of(each)
      break
    }
    for (const local of each.locals) {
      const { name, key, constant, settled } = local
      if (!seen.has(name)) offers.push({ key, said: scope.outer(local) ?? name, constant, ...settled && scope.holds(each.place!) && { beside: shared.beside(each.place!) } })
    }
    for (const { name } of each.locals) seen.add(name)
    for (const name of each.hides) seen.add(name)
  }
  outer ??= scope.handed
  const offered = new Offered(offers.map(offeredKey), outer?.offered)
  if (offered.count === 0) return { offered }
  return { offered, reach: offers.length === 0 && !whole ? outer!.name : accessor(offers, outer) }
}

function accessor(offers: readonly Offer[], outer?: { name: string, offered: Offered }): string {
  const first = outer?.offered.count ?? 0
  const cases = offers.map((offer, index) => `case ${first + index}:return ${turn(offer)}`)
  return `($lck,$lcw,$lcv)=>{switch($lck){${[...cases, ...outer ? [`default:return ${outer.name}($lck,$lcw,$lcv)`] : []].join(';')}}}`
}

function turn({ said, constant, beside }: Offer): string {
  if (constant) return said
  return beside === undefined ? `$lcw?${said}=$lcv:${said}` : `$lcw?(${beside}??={__proto__:null}).${said}=$lcv:${beside}!==void 0&&"${said}"in ${beside}?${beside}.${said}:${said}`
}

/** `super` is no value: an object in its place reads and writes what it leads to. */
const sayParent = '$lc.parent($lck=>super[$lck],($lck,$lcv)=>super[$lck]=$lcv)'

/** Who says `super.look()` calls with its `this`. */
const used = ({ lexical }: Site): Set<Ref['form']> => lexical.used.has('super') ? new Set([...lexical.used, 'this']) : lexical.used

/** A method or accessor of an object literal: what `super` means there, only the old code knows. */
export const isObjectMethod = ({ kind, member }: Site): boolean => member === undefined && (kind === 'method' || kind === 'getter' || kind === 'setter')

/** `this`, `arguments` … of which function: closures inside others have their own. */
export const specialKey = (form: Ref['form'], { lexical }: Site): string => `${lexical.depth}:${form}`

/** What a closure hands on: what it or its neighbours captured, and the `this` of the function around an arrow. */
export function handOver(site: Site, scope: Scope, shared: Shared): HandOver {
  const own: Offer[] = []
  const copies: Offer[] = []
  const around = site.owner ?? site.within
  if (around && scope.isMany(around) && !scope.isOutside(around.start)) own.push({ key: 'class', said: scope.classNamed(around), constant: true })
  if (isObjectMethod(site) && saysSpecial(site, 'super')) own.push({ key: specialKey('super', site), said: sayParent, constant: true })
  if ((site.kind === 'arrow' || site.kind === 'loop') && !site.lexical.top && !scope.isRootLexical(site)) {
    const forms = used(site)
    if (site.loop?.ownThis) copies.push({ key: specialKey('this', site), said: 'this', constant: true })
    for (const form of forms) if (form !== 'this' || !site.loop?.ownThis) own.push({ key: specialKey(form, site), said: form === 'super' ? sayParent : form, constant: true })
  }
  for (const local of site.loop ? ownOf(site, scope) : []) {
    const { name: said, key, constant, last } = local
    ;(isCopied(local, site) ? copies : own).push({ key, said, constant, last: !site.loop!.inner && last < site.loop!.end })
  }
  const { offered, reach } = gather(site.layer, site.hidden, { scope, shared, from: site.start }, own)
  // What stands apart is not the function that others hold.
  if (site.self && !scope.isOutside(site.self.at)) return withSelf(site.self, offered, reach)
  if (!site.loop) return { offered, copies, ...(reach !== undefined && { reach }) }
  copies.sort((a, b) => Number(a.constant) - Number(b.constant))
  const heads = new Set(site.loop.heads.map(({ key }) => key))
  const keys = copies.map(offer => offer.constant || heads.has(offer.key) ? offeredKey(offer) : `${offer.key}${offer.last ? '^' : '~'}`)
  return { offered: keys.length > 0 ? new Offered([...offered.keys, ...keys], offered.outer, keys.length) : offered, copies, ...(reach !== undefined && { reach }) }
}

/** A function that captured its own name in its guard would make V8 keep a scope on the heap for each call: it is handed over as a value. */
function withSelf({ name, key }: Local, offered: Offered, reach: string | undefined): HandOver {
  const own = new Offered([...offered.keys, `${key}=`], offered.outer)
  return { offered: own, reach: `$lc.given(${offered.count},[${name}]${reach === undefined ? '' : `,${reach}`})`, copies: [] }
}

/** Variables that only the function of a loop uses: its own head's, and those that it used. */
const ownOf = ({ loop, captures }: Site, scope: Scope): Set<Local> =>
  new Set([...loop!.heads, ...captures].filter(local => !local.captured && !scope.isOutside(local.at)))

/**
 * Variables that no closure captured, and that have one value for all of a round, are handed over as values, and what a
 * round makes of them comes back: a function that captured them would make V8 keep them on the heap for all rounds.
 */
const isCopied = (local: Local, { loop }: Site): boolean => loop!.heads.includes(local) || (!local.written && !local.skippable && local.at < loop!.start)

/** What the guard hands to code that runs in an old closure, and where that stands: below so many functions, in a loop or not. */
export interface Within {
  offered: Offered
  depth: number
  isLoop: boolean
}
