import { isObject, same, type JsonChange } from '../4-diff/json.ts'
import { PATCHED, Renewed } from './renewed.ts'

/** Of a JSON object the entries that came, went or have another value are new; of a list, and of what is replaced, all. */
export function renewedByJson({ before, after, ...change }: JsonChange): Renewed {
  const renewed = new Renewed(['module.exports'])
  if ('value' in change || !isObject(before) || !isObject(after) || Array.isArray(after)) return renewed
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(key => !same(before[key], after[key]))
  if (!keys.every(isSayable)) return renewed
  for (const name of [PATCHED, ...keys.map(key => `module.exports.${key}`)]) renewed.add(name)
  return renewed
}

/** A path of names says it. */
const isSayable = (key: string): boolean => /^[^.*:]+$/.test(key)
