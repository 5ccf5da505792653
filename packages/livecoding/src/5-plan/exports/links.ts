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
  compare(draft, { kind: 'import', before: before.imports, after: after.imports, say: sayImport, namesIn: importedNames, led: () => false, there: () => false })
  compare(draft, { kind: 'export', before: before.exports, after: after.exports, say: sayExport, namesIn: exportedNames, ...said })
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

/** The imports, or exports, of two texts; `say`: where one leads, `namesIn`: those that stand in a statement. */
interface Links<T> extends Said<T> {
  kind: 'import' | 'export'
  before: ReadonlyMap<string, T>
  after: ReadonlyMap<string, T>
  say(each: T): string
  namesIn(chunk: Chunk): readonly string[]
}

const sayImport = ({ specifier, imported }: ImportBinding): string => `${specifier} ${imported}`
const sayExport = ({ local, from, imported }: Export): string => `${local ?? ''} ${from ?? ''} ${imported ?? ''}`
const exportedNames = ({ exports }: Chunk): string[] => exports.map(({ name }) => name)

function compare<T extends Export | ImportBinding>(draft: Draft, { kind, before, after, say, namesIn, led, there }: Links<T>): void {
  const told = (action: 'patched' | 'added' | 'removed', name: string, { at }: T, model: Model): void => {
    const placed = model.placed.findLast(({ chunk }) => namesIn(chunk).includes(name))
    if (placed) tell(draft, { action, kind, name }, placed, at)
  }
  for (const [name, each] of after) {
    const was = before.get(name)
    if (was ? say(was) !== say(each) && !(led(was) && led(each)) : !there(each)) told(was ? 'patched' : 'added', name, each, draft.change.after)
  }
  for (const [name, each] of before) if (!after.has(name) && !there(each)) told('removed', name, each, draft.change.before)
}
