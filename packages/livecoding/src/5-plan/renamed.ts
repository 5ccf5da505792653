import type { Layer, Local } from '../3-analyse/reference-shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'

/** Offsets of declarations after a save and before it: parameters, and variables in the head of a loop, that have another name. */
export type Renamed = ReadonlyMap<number, number>

/** What these two sites declare at the same places under other names. */
export function renamedIn(before: Site, after: Site, around: Renamed = new Map()): Renamed {
  const [old, now] = [before, after].map(declared) as [Declared[], Declared[]]
  if (old.length !== now.length) return around
  const names = [old, now].map(each => new Set(each.map(({ name }) => name))) as [Set<string>, Set<string>]
  const found = now.flatMap(({ name, at }, index): [number, number][] => names[0].has(name) || names[1].has(old[index]!.name) ? [] : [[at, old[index]!.at]])
  return found.length > 0 ? new Map([...around, ...found]) : around
}

type Declared = Pick<Local, 'name' | 'at'>

const declared = ({ loop, params }: Site): Declared[] =>
  loop ? loop.heads : params.map(({ form, name, target }) => ({ name: form === 'pattern' ? '' : name, at: target.start }))

/** How an older guard calls variables: by their keys now, those that they had. */
export function aliasesOf(before: Site, after: Site, renamed: Renamed): ReadonlyMap<string, string> | undefined {
  if (renamed.size === 0 && !before.aliases) return undefined
  const old = new Map([...visible(before)].map(({ at, key }) => [at, key]))
  const aliases = new Map(before.aliases)
  for (const { at, key } of visible(after)) {
    const from = renamed.get(at)
    const was = from === undefined ? undefined : old.get(from)
    if (was !== undefined) aliases.set(key, before.aliases?.get(was) ?? was)
  }
  return aliases
}

function visible({ captures, layer, loop }: Site): Set<Local> {
  const all = new Set([...captures, ...loop?.heads ?? []])
  for (let each: Layer | undefined = layer; each; each = each.outer) for (const local of each.locals) all.add(local)
  return all
}
