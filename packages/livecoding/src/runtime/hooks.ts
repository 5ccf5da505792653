import { fileURLToPath } from 'node:url'
import { moduleOf } from '../graph/modules.ts'
import { moduleAdded } from '../lifecycle/made.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Hooks } from './module.ts'
import { namespaceOf } from './namespace.ts'
import { requiredFrom } from './required.ts'

interface Told {
  /** Gets what the computed keys of classes came to. */
  keys: PropertyKey[]
  begun(module: LiveModule): void
  ended(module: LiveModule): void
}

/** What the code of a module asks of the engine on its way. */
export function createHooks(world: World, { keys, begun, ended }: Told): Hooks {
  const partOf = (constructor: object, member: string): object => {
    const owner = {}
    world.parts.set(constructor, new Map([...world.parts.get(constructor) ?? [], [member, owner]]))
    return owner
  }
  return {
    namespaces: world.namespaces,
    begun,
    key(value) {
      const key = typeof value === 'symbol' ? value : `${value as string}`
      keys.push(key)
      return key
    },
    namespace(module, specifier, native) {
      const from = moduleOf(world, module.resolved.get(specifier))
      if (native && from) world.natives.set(from.url, native)
      return from ? namespaceOf(world, from) : native!
    },
    said: ({ resolved, ledBefore }, specifier) => {
      const url = ledBefore?.has(specifier) ? resolved.get(specifier) : undefined
      return url?.startsWith('file:') ? fileURLToPath(url) : specifier
    },
    required: (module, specifier, value) => requiredFrom(world, module, specifier, value),
    owner: () => world.recorder.current(),
    ran: value => world.recorder.ran(value),
    enter: owner => owner ? world.recorder.enter(owner) : world.recorder.leave(),
    part(module, constructor, member) {
      const owner = partOf(constructor, member)
      module.owners.add(owner)
      world.recorder.enter(owner)
    },
    inner: (constructor, member) => world.recorder.current() && world.recorder.enterInside(partOf(constructor, member)),
    entry: number => world.recorder.enterPart(number),
    at: (module, index, item) => world.recorder.enter(module.owners.begin(index, item)),
    end(module) {
      module.ended = true
      module.whenEnded?.()
      world.recorder.leave()
      if (world.lifecycle.isObserved) moduleAdded(module).forEach(happening => world.lifecycle.tell(happening))
      ended(module)
    },
  }
}
