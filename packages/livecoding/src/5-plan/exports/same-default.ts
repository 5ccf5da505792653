import { DEFAULT } from '../../3-analyse/items/exported.ts'
import type { Item } from '../../3-analyse/shapes.ts'
import { isMoved } from '../../4-diff/same-thing.ts'
import type { Draft } from '../draft.ts'
import { renewedIn } from '../renewed.ts'

/** `export default Door` comes, and this is what the module exported by default before, as `export default class Door {}`, say. */
export function isSameDefault({ module, change, renewed }: Draft, { refs }: Item, name: string): boolean {
  const local = name === DEFAULT ? change.before.exports.get('default')?.local : undefined
  return local !== undefined && renewedIn(refs, renewed) === undefined && isMoved({ kind: 'binding', module, local }, { kind: 'binding', module, local: name }, [change])
}
