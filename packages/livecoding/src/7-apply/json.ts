import { createRequire } from 'node:module'
import type { JsonChange } from '../4-diff/json.ts'
import type { Journal } from '../5-plan/draft.ts'

const require = createRequire(import.meta.url)

/** Patches the object that importers and `require` share. */
export function patchJson({ module, patch, text }: JsonChange, journal: Journal): void {
  const { current, version } = module
  journal.push(() => Object.assign(module, { current, version }))
  module.current = { ...current, text }
  module.version++
  patch(require(module.path), journal)
}
