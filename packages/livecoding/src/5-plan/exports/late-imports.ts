import { isLater } from '../../3-analyse/edit/later-chunk.ts'
import type { Ref } from '../../3-analyse/reference-shapes.ts'
import type { Chunk, Item } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { modelAt, moduleOf } from '../../graph/modules.ts'
import type { LiveModule } from '../../live-module.ts'
import type { World } from '../../world.ts'

/** Modules that code asks for with `import(…)`; undefined stands for one that only running it tells. */
export function askedBy(world: World, module: LiveModule, refs: readonly Ref[], { code, base }: Chunk): (LiveModule | undefined)[] {
  return refs.flatMap(({ form, at, end }): (LiveModule | undefined)[] => {
    if (form !== 'import') return []
    const specifier = /^import\s*\(\s*(["'])((?:(?!\1).)*)\1\s*[,)]/.exec(code.slice(at - base, end - base))?.[2]
    const url = specifier === undefined ? undefined : module.resolved.get(specifier) ?? (/^(?:[./]|file:)/.test(specifier) ? new URL(specifier, module.url).href : undefined)
    // What Node brings no save changes.
    return url?.startsWith('node:') ? [] : [moduleOf(world, url)]
  })
}

/** All that an item says, and what its functions say when they are called. */
export function allRefs({ refs, sites }: Pick<Item, 'refs' | 'sites'>): Ref[] {
  const inSite = ({ refs: own, children }: Site): Ref[] => [...own, ...children.flatMap(inSite)]
  return [...refs, ...sites.flatMap(inSite)]
}

/** Modules that a module waits for at its top level, `await import('./door.ts')`, as far as its statements have been looked at: the others are not evaluated. */
export const awaitedBy = (world: World, module: LiveModule): LiveModule[] =>
  modelAt(module, 'newest').placed.flatMap(({ chunk }) => isLater(chunk) ? [] : chunk.items.flatMap(({ awaits, refs }) =>
    awaits ? askedBy(world, module, refs, chunk).filter(each => each !== undefined) : []))
