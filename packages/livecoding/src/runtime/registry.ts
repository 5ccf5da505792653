import type { Effect } from '../effects/effect.ts'
import { placeOf } from '../7-apply/failure.ts'
import { problem } from '../messages/message.ts'
import type { Code, Values } from '../messages/messages.ts'
import { moduleOf } from '../graph/modules.ts'
import { instancesOf } from '../instances/instances.ts'
import type { Host } from '../engine/host.ts'
import { functionName } from './function-name.ts'
import { declareGlobals } from './globals.ts'
import { declareSlots } from '../instrument/slots.ts'
import { invalidate } from '../saves/invalidate.ts'
import type { Class } from '../lifecycle/happenings.ts'
import type { Known } from '../lifecycle/instances.ts'
import type { Lifecycle } from '../lifecycle/lifecycle.ts'
import { classDefined } from '../lifecycle/made.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import type { Decorators } from './decorators.ts'
import { createHot } from './hot.ts'
import { announce, key } from './running.ts'
import { createHooks } from './hooks.ts'
import { importFor } from './import-for.ts'
import { ModuleRuntime, type Evaluate } from './module.ts'
import { uncached } from './uncached.ts'
import { namespaceOf } from './namespace.ts'
import { requiredOf } from './required.ts'

export { registry } from './running.ts'

/** What instrumented code calls: a module begins, a class is defined, `import()` gives a namespace. */
export interface Registry {
  enter(id: number, evaluate: Evaluate, meta: object): ModuleRuntime
  defined(key: string, constructor: object, evaluate: Evaluate, name?: PropertyKey, keep?: (maker: unknown) => void, keys?: number): void
  /** How the constructors of a class tell of instances; without: the class has been evaluated to its end. */
  complete(id: number, constructor: Class, fill?: Known['fill'], returns?: boolean): void
  decorators: Decorators
  lifecycle: Lifecycle
  /** A problem of the running program: told with the place in the source where an error was thrown. */
  report<C extends Code>(code: C, values: Values[C], error: unknown): void
  /** What a top-level statement makes belongs to it. */
  record(make: () => Effect): void
  instances(constructor: abstract new (...args: never[]) => object): object[]
  /** What the library asks of the engine. */
  host?: Host
  /** The live object of a namespace. */
  space(name: string): object
  /** What `require` gives of an ES module that was loaded anew. */
  required(url: string): unknown
  importing(id: number, load: (specifier: unknown, options?: unknown) => Promise<object>): (specifier: unknown, options?: unknown) => Promise<object>
}

export function installRegistry(world: World, begun: (module: LiveModule) => void, ended: (module: LiveModule) => void): Registry {
  // Keys are evaluated before the class is there; those of a class inside a key are taken before the key is.
  const keys: PropertyKey[] = []
  const hooks = createHooks(world, { keys, begun, ended })
  const made: Registry = {
    enter(id, evaluate, meta) {
      declareSlots(world.undeclared)
      const module = world.byId.get(id)!
      module.runtime = new ModuleRuntime(module, evaluate, meta, hooks)
      if (module.kind === 'esm') Object.assign(meta, { hot: createHot(world, module, message => invalidate(made.host!, module, message)) })
      return module.runtime
    },
    defined(name, constructor, evaluate, taken, keep, count) {
      if (taken !== undefined && Reflect.get(constructor, 'name') === '$lcC') Object.defineProperty(constructor, 'name', { value: functionName(taken), configurable: true })
      const versions = (world.classes.get(name) ?? []).filter(version => version.constructor.deref())
      versions.push({ constructor: new WeakRef(constructor) })
      world.classes.set(name, versions)
      world.scopes.set(constructor, code => uncached(evaluate, code))
      if (keep) {
        world.makers.set(constructor, keep)
        const owner = world.recorder.current()
        if (owner) world.madeBy.set(constructor, owner)
      }
      if (count !== undefined) world.keys.set(constructor, { native: keys.splice(-count) })
    },
    complete(id, constructor, fill, returns) {
      const module = world.byId.get(id)!
      if (fill) return world.lifecycle.instances.add(constructor, { module: module.path, fill, returns: returns === true })
      world.lifecycle.complete(constructor)
      if (world.lifecycle.isObserved) world.lifecycle.tell(classDefined(world, module, constructor))
    },
    decorators: world.decorators,
    lifecycle: world.lifecycle,
    report: (code, values, error) => { world.lifecycle.report({ ...problem(code, values), ...placeOf(world, error) }) },
    record(make) {
      const owner = world.recorder.current()
      if (owner) world.recorder.add(owner, make())
    },
    instances: constructor => instancesOf(world, constructor),
    space: name => namespaceOf(world, world.spaces.get(name)!.module),
    required: url => requiredOf(world, moduleOf(world, url)!),
    importing: (id, load) => (specifier, options) =>
      importFor(world, world.byId.get(id)!, { specifier, load: said => options === undefined ? load(said) : load(said, options), host: () => made.host }),
  }
  declareGlobals()
  Object.defineProperty(globalThis, key, { value: made, configurable: true })
  announce()
  return made
}

export const uninstallRegistry = (): void => { Reflect.deleteProperty(globalThis, key) }
