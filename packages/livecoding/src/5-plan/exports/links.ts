import { isSameOutline } from '../../3-analyse/edit/same-outline.ts'
import type { Chunk, Export, ImportBinding, Model } from '../../3-analyse/shapes.ts'
import { tell, type Draft } from '../draft.ts'

/** Says which imports and exports came, went or lead elsewhere; an item that came or went with `export` before it is said already, and so is a name that it took along. */
export function tellLinks(draft: Draft): void {
  const { before, after, come, gone, renamed } = draft.change
  if (isSameOutline(before, after)) return
  const spots = [...come, ...gone, ...renamed.flatMap(pair => [pair.before, pair.after])]
  const names = new Set(spots.flatMap(({ item }) => item.names))
  const taken = new Set(spots.flatMap(({ item, placed: { chunk } }) => chunk.exports.filter(({ local }) => local !== undefined && item.names.includes(local)).map(({ name }) => name)))
  const said: Said<Export> = { led: ({ local }) => local !== undefined && names.has(local), there: ({ name }) => taken.has(name) }
  compare(draft, 'import', before.imports, after.imports, each => `${each.specifier} ${each.imported}`, importedNames, { led: () => false, there: () => false })
  compare(draft, 'export', before.exports, after.exports, sayExport, chunk => chunk.exports.map(({ name }) => name), said)
  tellStars(draft, 'added', after, new Set(before.stars))
  tellStars(draft, 'removed', before, new Set(after.stars))
}

/** What JSX imports by itself nobody wrote. */
const importedNames = (chunk: Chunk): string[] => chunk.imports.flatMap(({ local }) => chunk.helpers.length > 0 ? [] : local)

/** `export * from './door.ts'` */
function tellStars(draft: Draft, action: 'added' | 'removed', model: Model, known: ReadonlySet<string>): void {
  for (const specifier of new Set(model.stars).difference(known)) {
    const placed = model.placed.find(({ chunk }) => chunk.stars.includes(specifier))
    if (placed) tell(draft, { action, kind: 'export', name: `* from ${specifier}` }, placed, placed.chunk.base)
  }
}

/** Whether an edit of an item says what a name leads to; and that the name is there, or is gone. */
interface Said<T> { led(each: T): boolean, there(each: T): boolean }

const sayExport = ({ local, from, imported }: Export): string => `${local ?? ''} ${from ?? ''} ${imported ?? ''}`

function compare<T extends Export | ImportBinding>(
  draft: Draft, kind: 'import' | 'export', before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>,
  say: (each: T) => string, namesIn: (chunk: Chunk) => readonly string[], said: Said<T>,
): void {
  for (const [name, each] of after) {
    const was = before.get(name)
    if (was ? say(was) !== say(each) && !(said.led(was) && said.led(each)) : !said.there(each)) tellLink(draft, was ? 'patched' : 'added', kind, name, draft.change.after, each, namesIn)
  }
  for (const [name, each] of before) if (!after.has(name) && !said.there(each)) tellLink(draft, 'removed', kind, name, draft.change.before, each, namesIn)
}

function tellLink(draft: Draft, action: 'patched' | 'added' | 'removed', kind: 'import' | 'export', name: string, model: Model, each: Export | ImportBinding, namesIn: (chunk: Chunk) => readonly string[]): void {
  const placed = model.placed.findLast(({ chunk }) => namesIn(chunk).includes(name))
  if (placed) tell(draft, { action, kind, name }, placed, each.at)
}
