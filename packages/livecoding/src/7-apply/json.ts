import { createRequire } from 'node:module'
import type { JsonChange } from '../4-diff/json.ts'
import type { Journal } from '../journal.ts'
import { jsonValue } from '../runtime/json-value.ts'
import { patchObject } from './json-object.ts'

const require = createRequire(import.meta.url)

/** Patches the object that importers and `require` share. */
export function patchJson({ module, before, after, text, ...change }: JsonChange, journal: Journal, patched: WeakSet<object>): void {
  const { current, version, pending, replaced } = module
  journal.push(() => Object.assign(module, { current, version, pending, replaced }))
  module.current = { ...current, text }
  module.version++
  delete module.pending
  if (!('value' in change)) return patchObject(jsonValue(module), before, after, journal, patched)
  const old = jsonValue(module)
  const cached = require.cache[module.path]!
  journal.push(() => { cached.exports = old })
  cached.exports = change.value
  module.replaced = true
}
