import { exportedAt, isPlace, WHOLE } from '../../../3-analyse/items/commonjs.ts'
import type { Item } from '../../../3-analyse/shapes.ts'
import type { Site } from '../../../3-analyse/site-shapes.ts'
import { tell, type Draft } from '../../draft.ts'
import type { Standing } from './standing.ts'

/** Functions that a CommonJS module exported one by one, and does so no more. */
export const exportedFrom = (draft: Draft): Standing[] =>
  draft.change.gone.flatMap(({ item, placed }) => item.self && item.self.kind !== 'class' && isPlace(item.names[0]!) ? { site: item.self, item, placed, draft } : [])

/** Those that have their own assignment again, and are the same functions as before. */
export const exportedAgain = (draft: Draft): Standing[] =>
  draft.change.come.flatMap(({ item, placed }) => item.self && item.self.kind !== 'class' && isPlace(item.names[0]!) && draft.was.has(item.self) ? { site: item.self, item, placed, draft } : [])

/** Under which name a module exports a function that has its own assignment, `exports.run = …`, or stands in `module.exports = { run() {} }`. */
export function exportOf({ site, item: { self, names: [place], init }, placed: { chunk }, draft }: Standing): string | undefined {
  const isEntry = place === WHOLE && site.context === 'property:init' && init !== undefined && chunk.code.slice(init.start - chunk.base).trimStart().startsWith('{')
  const name = isEntry ? site.name : site === self && place !== undefined ? exportedAt(place) : undefined
  return name && `${draft.module.id} ${name}`
}

/** In place of the lines that one went and another came. */
export function tellRenamed({ site: old, item: before }: Standing, { site, item: after, placed, draft }: Standing): void {
  const isApart = (action: string, name: string): boolean => (action === 'removed' && before.self !== undefined && name === before.title) || (action === 'added' && after.self !== undefined && name === after.title)
  draft.edits = draft.edits.filter(({ action, name }) => !isApart(action, name))
  const titleOf = (item: Item, { title }: Site): string => item.self ? item.title : title
  tell(draft, { action: 'renamed', kind: 'function', name: titleOf(after, site), note: `was ${titleOf(before, old)}` }, placed, site.start)
}
