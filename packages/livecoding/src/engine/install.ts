import { watchDebugged } from '../inspector/debugged.ts'
import { installLines } from '../lines/install.ts'
import { installHooks, type Noticed } from '../loader/hooks.ts'
import type { Loader } from '../loader/load.ts'
import { installRegistry, uninstallRegistry, type Registry } from '../runtime/registry.ts'
import { installToString } from '../runtime/to-string.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

interface Seen extends Noticed { begun(module: LiveModule): void, ended(module: LiveModule): void }

/** Puts into the process what the running program meets of the engine; `uninstall` takes it out again. */
export function install(world: World, loader: Loader, seen: Seen): { registry: Registry, uninstall(): void } {
  const unwatch = watchDebugged(world)
  const uninstallToString = installToString(world)
  const lines = installLines(world)
  const registry = installRegistry(world, seen.begun, seen.ended)
  const hooks = installHooks(world, loader, seen)
  return {
    registry,
    uninstall() {
      lines.uninstall()
      hooks.deregister()
      uninstallRegistry()
      uninstallToString()
      unwatch()
    },
  }
}
