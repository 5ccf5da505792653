import type { ItemPair } from '../4-diff/items.ts'
import type { BlockMember } from '../3-analyse/shapes.ts'
import { matchSites } from '../4-diff/sites.ts'
import type { Patch } from './literal.ts'
import { adapted, fill } from '../runtime/slot.ts'
import { peekName } from '../runtime/binding.ts'
import { reorder } from '../runtime/order.ts'
import { BlockClasses } from './block-classes.ts'
import { tell, type Draft, type Journal } from './draft.ts'
import { recordOf } from './records.ts'
import { makeText, whereIs } from './unit.ts'
import { nextName } from './unit-scope.ts'

type Members = Record<PropertyKey, unknown>

/** An enum is evaluated anew, and the object that everyone holds gets the members that came out. */
export function planEnum(draft: Draft, { before, after }: ItemPair): void {
  const { item, placed } = after
  const { code, emitted } = makeText(draft.world, draft.module, draft.unit, placed, { refs: item.refs, sites: item.sites, from: item.init!.start, to: item.init!.end })
  const name = item.names[0]!
  draft.renewed.add(name)
  patchMembers(draft, { before, after, name, piece: `()=>(${onNewObject(code)})`, emitted }, object => object)
  tell(draft, { action: 'patched', kind: 'enum', name }, placed, item.start)
}

/** `(function(Color) {…})(Color || {})` with another object at its end: what had the name before may have members that are gone. */
export const onNewObject = (code: string): string => code.replace(/\([\w$.[\]]+ \|\| \{\}\)$/, '({})')

/**
 * A namespace block is run anew on an object of its own. Functions that the old run made stay the objects they are and
 * run what the new run made, variables included: a namespace exists once, so its old variables are nobody's.
 */
export function planNamespace(draft: Draft, { before, after }: ItemPair): void {
  const { item, placed } = after
  const classes = new BlockClasses(draft.world)
  const { pairs } = matchSites(before.item.sites, item.sites)
  const kept = new Set(pairs.filter(pair => classes.keep(draft, pair, placed)))
  const { code, emitted } = makeText(draft.world, draft.module, draft.unit, placed, { refs: item.refs, sites: item.sites, from: item.start, to: item.end, extra: classes.edits() })
  // `(function(_Dice) {…})(Dice || (Dice = {}));` with another object at its end; the name may be said as `$lc.t.Dice`.
  const call = code.search(/\([\w$.[\]]+ \|\| \([\w$.[\]]+ = \{\}\)\);?\s*$/)
  const sites = pairs.filter(pair => !kept.has(pair)).map(pair => ({ ...pair, record: recordOf(draft.module, pair.before) }))
  const stays = new Set([...kept].map(pair => pair.after.name))
  for (const { name } of [...before.item.members ?? [], ...item.members ?? [], { name: '*' }]) if (!stays.has(name)) draft.renewed.add(`${item.title}.${name}`)
  const piece = `()=>{const $lct={},$lcn=[];${code.slice(0, call)}($lct);return{made:$lct,runs:$lcn}}`
  patchMembers(draft, { before, after, name: item.title, piece, emitted }, (result, held, journal) => {
    const { made, runs } = result as { made: Members, runs: Parameters<BlockClasses['settle']>[0] }
    classes.settle(runs, made, item.members ?? [], journal)
    for (const { before: old, after: now, record } of sites) {
      const [was, is] = [held[old.name], made[now.name]]
      if (typeof was !== 'function' || typeof is !== 'function' || old.kind === 'class') continue
      for (const version of record.versions) fill(version, adapted(version.offered.count > 0 ? () => is : is, version, now), journal)
      made[now.name] = was
    }
    return made
  })
  tell(draft, { action: 'patched', kind: 'variable', name: item.title }, placed, item.start)
}

interface Evaluation extends ItemPair { name: string, piece: string, emitted: ReturnType<typeof makeText>['emitted'] }

function patchMembers(draft: Draft, { before, after, name, piece, emitted }: Evaluation, settle: (made: Members, held: Members, journal: Journal) => Members): void {
  const { item, placed } = after
  const id = nextName(draft.world, 'p')
  const { line } = whereIs(item.start, placed)
  draft.pieces.push({ id, ...whereIs(item.start, placed), code: piece, emitted })
  const patch: Patch = function* take(_, value, journal) {
    const held = peekName(draft.module, name) as Members
    const made = settle((yield* value({ id, awaits: false })) as Members, held, journal)
    merge(held, made, before.item.members ?? [], item.members ?? [], journal)
  }
  draft.evaluate.push({ at: placed.start + item.start - placed.chunk.base, step: { do: 'patch-literal', module: draft.module, item: { ...item, names: [name] }, patch, line } })
}

/**
 * An object gets the members that a new run made. What the old text gave goes; the rest is of other blocks, or of a class or
 * function with the same name. Nested namespaces and enums stay the objects they are, too.
 */
function merge(held: Members, made: Members, old: readonly BlockMember[], now: readonly BlockMember[], journal: Journal): void {
  const saved = Object.getOwnPropertyDescriptors(held)
  const own = new Set<PropertyKey>(old.flatMap(({ name }) => keysOf(name, held)))
  const keys = Reflect.ownKeys(held)
  // The members of another block, say.
  const front = keys.slice(0, Math.max(keys.findIndex(key => own.has(key)), 0))
  journal.push(() => {
    for (const key of Object.keys(held)) if (Object.getOwnPropertyDescriptor(held, key)!.configurable) Reflect.deleteProperty(held, key)
    Object.defineProperties(held, saved)
  })
  for (const { name, inner, variable } of now) {
    const before = old.find(member => member.name === name)
    // A variable that the edit did not touch keeps its value.
    if (variable !== undefined && before?.variable === variable && Object.hasOwn(held, name)) made[name] = held[name]
    if (!inner || !before?.inner || !isObject(held[name]) || !isObject(made[name])) continue
    merge(held[name], made[name], before.inner, inner, journal)
    made[name] = held[name]
  }
  for (const key of own) if (!Object.hasOwn(made, key)) Reflect.deleteProperty(held, key)
  Object.defineProperties(held, Object.getOwnPropertyDescriptors(made))
  reorder(held, [...front, ...Reflect.ownKeys(made)])
}

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null

/** A member, and the number that leads back to the name of an enum's. */
const keysOf = (name: string, held: Members): string[] =>
  typeof held[name] === 'number' && held[String(held[name])] === name ? [name, String(held[name])] : [name]
