import type { Host } from '../engine/host.ts'
import { moduleOf } from '../graph/modules.ts'
import { showImport } from '../lines/linking.ts'
import { keyOf } from '../loader/abandon.ts'
import { importFailed } from '../loader/thrown.ts'
import { isOffered } from '../namespaces/space.ts'
import { awake } from '../saves/awake.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { namespaceOf } from './namespace.ts'

interface Asked {
  specifier: unknown
  /** Node's own `import()`, in the module that asks. */
  load(specifier: unknown): Promise<object>
  host(): Host | undefined
}

/** `import(specifier)` in the code of a module: the live namespace object of what it leads to now. */
export async function importFor(world: World, by: LiveModule, { specifier, load, host }: Asked): Promise<object> {
  const name = String(specifier)
  if (isOffered(world, name)) return namespaceOf(world, world.spaces.get(name)!.module)
  const target = (): string | undefined => by.resolved.get(name)
  // Node remembers where a specifier led, and an error for ever: what could not be loaded is asked for by its new url.
  const url = target()
  const said = url === undefined || keyOf(world, url) === url ? specifier : keyOf(world, url)
  const native = await load(said).catch((error: unknown) => {
    // What threw did not come to its end, where it says that nothing more is made at its top level.
    world.recorder.leave()
    showImport(world, error)
    importFailed(world, moduleOf(world, target()), error)
    throw error
  })
  const module = moduleOf(world, target())
  if (!module || (module.kind === 'json' && !module.replaced)) return native
  const engine = host()
  if (module.dormant && engine) await awake(engine, module, by)
  if (module.kind === 'cjs') world.natives.set(module.url, native)
  return namespaceOf(world, module)
}
