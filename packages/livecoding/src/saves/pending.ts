import type { World } from '../world.ts'

/**
 * What an update, or a directory that is being added, has in mind, for as long as other work is done in its middle; gives
 * what puts it back. That work may add names to a namespace that has new ones already: it adds them to those.
 */
export function keepPending(world: World): () => void {
  const kept = [...world.modules.values()].flatMap(module => module.pending ? { module, current: module.current, model: module.pending } : [])
  for (const { module, model } of kept) {
    if (!module.isSpace) continue
    module.current = model
    delete module.pending
  }
  return () => {
    for (const { module, current, model } of kept) {
      if (module.current === (module.isSpace ? model : current)) Object.assign(module, { current, pending: model })
    }
  }
}
