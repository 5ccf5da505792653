import { createRequire } from 'node:module'
import type { JsonChange } from '../4-diff/json.ts'
import type { Journal } from '../5-plan/draft.ts'

const require = createRequire(import.meta.url)

/** Patches the object that importers and `require` share. */
export function patchJson({ module, patch, text, ...change }: JsonChange, journal: Journal): void {
  const { current, version, pending, replaced } = module
  journal.push(() => Object.assign(module, { current, version, pending, replaced }))
  module.current = { ...current, text }
  module.version++
  delete module.pending
  if (!('value' in change)) return patch(require(module.path), journal)
  const before: unknown = require(module.path)
  const cached = require.cache[module.path]!
  journal.push(() => { cached.exports = before })
  cached.exports = change.value
  module.replaced = true
}
