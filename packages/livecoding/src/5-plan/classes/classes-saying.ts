import type { Site } from '../../3-analyse/site-shapes.ts'
import type { LiveModule } from '../../live-module.ts'
import type { World } from '../../world.ts'

/** Classes of the top level, as they are before the update, of loaded files and statements whose text passes the test of the file. */
export function classesSaying(world: World, testOf: (module: LiveModule) => (text: string) => boolean): { module: LiveModule, self: Site }[] {
  return world.modules.values().filter(({ kind, runtime }) => kind !== 'json' && runtime !== undefined).flatMap(module => {
    const says = testOf(module)
    const { text, placed } = module.current
    if (!says(text)) return []
    return placed.flatMap(({ chunk }) => chunk.source.includes('class') && says(chunk.source) ? chunk.items.flatMap(({ self }) => self?.kind === 'class' ? { module, self } : []) : [])
  }).toArray()
}
