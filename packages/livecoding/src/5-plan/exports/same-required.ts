import { saysOne } from '../../3-analyse/says.ts'
import type { Item } from '../../3-analyse/shapes.ts'
import type { Draft } from '../draft.ts'

/**
 * `const { look, open } = require('./commands')` gains or loses a name: the others stand for the same exports as before. Whether
 * one of these is new is known by then.
 */
export function isSameRequired({ change, module, renewed }: Draft, { requires }: Item, name: string): boolean {
  const key = requires?.keys.get(name)
  if (key === undefined || renewed.has(name)) return false
  // A class that comes back with it goes on with it, as with an import.
  if (!saysOne(change.before.text, [name])) return true
  const leads = (specifier: string): string => module.resolved.get(specifier) ?? specifier
  return [...change.gone, ...change.pairs.map(({ before }) => before)].some(({ item: { requires: old } }) =>
    old?.keys.get(name) === key && leads(old.specifier) === leads(requires!.specifier))
}
