import type { Layer, Local } from '../../3-analyse/reference-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { placeOf, renamedLocals } from './renamed-locals.ts'

/** Offsets of declarations after a save and before it: parameters, variables in the head of a loop, function expressions, and variables, functions and classes, that have another name. */
export type Renamed = ReadonlyMap<number, number>

/** What these two sites declare under other names. */
export function renamedIn(before: Site, after: Site, around: Renamed = new Map()): Renamed {
  // Of a loop the code around says what its head declares.
  if (after.children.length === 0 && !after.loop && before.deep === after.deep && before.name === after.name) return around
  const found = [...ownNames(before, after), ...otherNames(declared(before), declared(after)), ...renamedLocals(before, after)]
  return found.length > 0 ? new Map([...around, ...found]) : around
}

type Declared = Pick<Local, 'name' | 'at'>

const declared = ({ loop, params }: Site): Declared[] =>
  loop ? loop.heads : params.map(({ form, name, target }) => ({ name: form === 'pattern' ? '' : name, at: target.start }))

function otherNames(old: readonly Declared[], now: readonly Declared[]): [number, number][] {
  if (old.length !== now.length || now.every(({ name }, index) => name === old[index]!.name)) return []
  const names = [old, now].map(each => new Set(each.map(({ name }) => name))) as [Set<string>, Set<string>]
  return now.flatMap(({ name, at }, index): [number, number][] => names[0].has(name) || names[1].has(old[index]!.name) ? [] : [[at, old[index]!.at]])
}

function ownNames(before: Site, after: Site): [number, number][] {
  const [old, now] = [ownName(before), ownName(after)]
  return old && now && old.name !== now.name ? [[now.at, old.at]] : []
}

/** The name by which a function expression says itself: alone in its scope. */
export const ownName = ({ kind, self, layer, start }: Site): Local | undefined =>
  kind === 'function' ? self ?? (layer?.locals.length === 1 ? layer.locals.find(({ at }) => at === start - 1) : undefined) : undefined

/** How older guards call variables: by their keys now, those that they had, the last one first. */
export function aliasesOf(before: Site, after: Site, renamed: Renamed): Site['aliases'] {
  if (renamed.size === 0 && !before.aliases) return undefined
  const old = new Map([...visible(before)].map(local => [placeOf(local), local.key]))
  const aliases = new Map(before.aliases)
  for (const local of visible(after)) {
    const { key } = local
    const from = renamed.get(placeOf(local))
    const was = from === undefined ? undefined : old.get(from)
    if (was !== undefined) aliases.set(key, [was, ...before.aliases?.get(was) ?? []])
  }
  return aliases
}

function visible({ captures, layer, loop, self }: Site): Set<Local> {
  const all = new Set([...captures, ...loop?.heads ?? [], ...self ? [self] : []])
  for (let each: Layer | undefined = layer; each; each = each.outer) for (const local of each.locals) all.add(local)
  return all
}
