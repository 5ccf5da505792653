import { createRequire } from 'node:module'
import type { JsonChange } from '../4-diff/json.ts'
import type { Journal } from '../5-plan/draft.ts'
import { jsonValue } from '../loader/json-value.ts'

const require = createRequire(import.meta.url)

/** Patches the object that importers and `require` share. */
export function patchJson({ module, patch, text, ...change }: JsonChange, journal: Journal): void {
  const { current, version, pending, replaced } = module
  journal.push(() => Object.assign(module, { current, version, pending, replaced }))
  module.current = { ...current, text }
  module.version++
  delete module.pending
  if (!('value' in change)) return patch(jsonValue(module), journal)
  const before = jsonValue(module)
  const cached = require.cache[module.path]!
  journal.push(() => { cached.exports = before })
  cached.exports = change.value
  module.replaced = true
}
