import { exportedAt, isPlace, WHOLE } from '../../3-analyse/items/commonjs.ts'
import type { Change } from '../../4-diff/diff.ts'
import { spotsOf } from '../../4-diff/items.ts'
import { exportsIn, type Given } from '../../4-diff/named-export.ts'
import type { Draft } from '../draft.ts'
import { PATCHED, REPLACED } from '../renewed.ts'

/**
 * `exports.open = open` became `module.exports = { open }`, or the other way round: of what a CommonJS module exports only that is new which is another thing now, beside the
 * object with all of it.
 */
export function renewExports({ change, renewed }: Draft): void {
  const { before, after, come, gone } = change
  const places = after.format === 'commonjs' ? [...come, ...gone].flatMap(({ item: { names: [name] } }) => name !== undefined && isPlace(name) ? name : []) : []
  if (places.length === 0) return
  const [was, is] = [before, after].map(model => exportsIn(spotsOf(model)))
  if (!was || !is) return
  if (was.has(WHOLE) || is.has(WHOLE)) return void (isSameThing(change, renewed, was.get(WHOLE), is.get(WHOLE)) && renewed.delete(WHOLE))
  const isWhole = places.includes(WHOLE)
  for (const key of isWhole ? new Set([...was.keys(), ...is.keys()]) : places.map(place => exportedAt(place)!)) {
    const isSame = isSameThing(change, renewed, was.get(key), is.get(key))
    if (isSame || isWhole) for (const place of ['exports', WHOLE, 'this']) renewed.delete(`${place}.${key}`)
    if (isWhole && !isSame) renewed.add(`exports.${key}`)
  }
  if (isWhole) renewed.add(WHOLE).add(PATCHED).add(`${WHOLE}.${REPLACED}`)
}

/** One name of the module, another name of it after a rename, or a plain value. */
function isSameThing({ before, after, renamed }: Change, renewed: ReadonlySet<string>, was: Given | undefined, is: Given | undefined): boolean {
  if (!was || !is) return false
  if (renamed.some(pair => pair.before.item.names[0] === was.said && pair.after.item.names[0] === is.said)) return true
  return was.said === is.said && !renewed.has(is.said) && (plain.test(is.said) || (before.bindings.has(was.said) && after.bindings.has(is.said)))
}

const plain = /^(?:-?[\d.]+|'[^'\\]*'|"[^"\\]*"|true|false|null)$/
