import { isSameOutline } from '../3-analyse/same-outline.ts'
import type { Chunk, Export, ImportBinding, Model } from '../3-analyse/shapes.ts'
import { tell, type Draft } from './draft.ts'

/** Says which imports and exports came, went or lead elsewhere; an item that came or went with its `export` is said already. */
export function tellLinks(draft: Draft): void {
  const { before, after, come, gone, renamed } = draft.change
  if (isSameOutline(before, after)) return
  const said = new Set([...come, ...gone, ...renamed.flatMap(pair => [pair.before, pair.after])].flatMap(({ item }) => item.names))
  compare(draft, 'import', before.imports, after.imports, each => `${each.specifier} ${each.imported}`, chunk => chunk.imports.map(({ local }) => local), () => false)
  compare(draft, 'export', before.exports, after.exports, sayExport, chunk => chunk.exports.map(({ name }) => name), each => each.local !== undefined && said.has(each.local))
  tellStars(draft, 'added', after, new Set(before.stars))
  tellStars(draft, 'removed', before, new Set(after.stars))
}

/** `export * from './door.ts'` */
function tellStars(draft: Draft, action: 'added' | 'removed', model: Model, known: ReadonlySet<string>): void {
  for (const specifier of new Set(model.stars).difference(known)) {
    const placed = model.placed.find(({ chunk }) => chunk.stars.includes(specifier))
    if (placed) tell(draft, { action, kind: 'export', name: `* from ${specifier}` }, placed, placed.chunk.base)
  }
}

const sayExport = ({ local, from, imported }: Export): string => `${local ?? ''} ${from ?? ''} ${imported ?? ''}`

function compare<T extends Export | ImportBinding>(
  draft: Draft, kind: 'import' | 'export', before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>,
  say: (each: T) => string, namesIn: (chunk: Chunk) => readonly string[], isSaid: (each: T) => boolean,
): void {
  for (const [name, each] of after) {
    const was = before.get(name)
    if (was ? say(was) !== say(each) && !(isSaid(was) && isSaid(each)) : !isSaid(each)) tellLink(draft, was ? 'patched' : 'added', kind, name, draft.change.after, each, namesIn)
  }
  for (const [name, each] of before) if (!after.has(name) && !isSaid(each)) tellLink(draft, 'removed', kind, name, draft.change.before, each, namesIn)
}

function tellLink(draft: Draft, action: 'patched' | 'added' | 'removed', kind: 'import' | 'export', name: string, model: Model, each: Export | ImportBinding, namesIn: (chunk: Chunk) => readonly string[]): void {
  const placed = model.placed.findLast(({ chunk }) => namesIn(chunk).includes(name))
  if (placed) tell(draft, { action, kind, name }, placed, each.at)
}
