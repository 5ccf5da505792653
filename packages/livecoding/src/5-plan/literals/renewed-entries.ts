import { isBlockName } from '../../3-analyse/scope/block.ts'
import type { Entry, Literal } from '../../3-analyse/literal-shapes.ts'
import type { Item } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import type { Patching } from './literal.ts'
import { plainName } from './object.ts'
import { PATCHED } from '../renewed.ts'

/**
 * Notes what the patch of a variable's literal renews. Of an object only the entries that changed are new, and the object for who says
 * all of it: with `const rules = { speed: 1, limits: { most: 3 } }` and another `most`, `rules.limits.most`, `rules.limits.*` and `rules.*`.
 */
export function renewPatched({ draft: { renewed, module }, kept }: Patching, { names, sites }: Item, before: Literal, after: Literal): void {
  const [name] = names as [string]
  const paths = after.type === 'object' ? changedIn(before, after, new Set(kept.map(([, entry]) => entry))) : undefined
  if (name === 'module.exports') {
    renewed.add(name)
    if (paths) renewed.add(PATCHED)
    for (const path of paths ?? []) if (path !== '*') renewed.add(`${name}.${path.split('.', 1)[0]!}`)
  } else if (!paths || module.kind !== 'esm' || isBlockName(name) || sites.some(saysThis)) renewed.add(name)
  else for (const path of paths) renewed.add(`${name}.${path}`)
}

/** A function of the literal may read all of it. */
const saysThis = ({ refs, children }: Site): boolean => refs.some(({ form }) => form === 'this') || children.some(saysThis)

/** Paths of entries that came, went or have another value; undefined where a name cannot be said in one. */
function changedIn(before: Literal, after: Literal, kept: ReadonlySet<Entry>): string[] | undefined {
  const old = new Map(before.entries.map(entry => [entry.key, entry]))
  const paths = ['*']
  for (const entry of after.entries) {
    const was = old.get(entry.key)
    old.delete(entry.key)
    if (kept.has(entry)) continue
    const name = nameOf(entry)
    if (name === undefined) return undefined
    const inner = was?.literal?.type === 'object' && entry.literal?.type === 'object' ? changedIn(was.literal, entry.literal, kept) : undefined
    if (inner?.length === 1 && was!.shell === entry.shell) continue
    paths.push(...inner?.map(path => `${name}.${path}`) ?? [name])
  }
  const gone = [...old.values()].map(nameOf)
  return gone.includes(undefined) ? undefined : [...paths, ...gone as string[]]
}

const nameOf = (entry: Entry): string | undefined => {
  const name = plainName(entry)
  return name !== undefined && /^[^.*:]+$/.test(name) ? name : undefined
}
