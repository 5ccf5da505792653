import { types } from 'node:util'
import { fileURLToPath } from 'node:url'
import type { Effect } from '../effects/effect.ts'
import { placeOf } from '../7-apply/failure.ts'
import { problem } from '../messages/message.ts'
import type { Code, Values } from '../messages/messages.ts'
import { moduleOf } from '../graph/modules.ts'
import { instancesOf } from '../instances/instances.ts'
import type { Host } from '../engine/host.ts'
import { declareGlobals } from './globals.ts'
import { declareSlots } from '../instrument/slots.ts'
import { awake } from '../saves/awake.ts'
import { keyOf } from '../loader/abandon.ts'
import { importFailed } from '../loader/thrown.ts'
import { showImport } from '../lines/linking.ts'
import { invalidate } from '../saves/invalidate.ts'
import type { Class } from '../lifecycle/happenings.ts'
import type { Known } from '../lifecycle/instances.ts'
import type { Lifecycle } from '../lifecycle/lifecycle.ts'
import { classDefined, moduleAdded } from '../lifecycle/made.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { isOffered } from '../namespaces/space.ts'
import type { Decorators } from './decorators.ts'
import { createHot } from './hot.ts'
import { announce, key } from './running.ts'
import { ModuleRuntime, type Evaluate, type Hooks } from './module.ts'
import { uncached } from './uncached.ts'
import { namespaceOf, requiredNamespaceOf } from './namespace.ts'

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
  const partOf = (constructor: object, member: string): object => {
    const owner = {}
    world.parts.set(constructor, new Map([...world.parts.get(constructor) ?? [], [member, owner]]))
    return owner
  }
  const hooks: Hooks = {
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
  const made: Registry = {
    enter(id, evaluate, meta) {
      declareSlots(world.undeclared)
      const module = world.byId.get(id)!
      module.runtime = new ModuleRuntime(module, evaluate, meta, hooks)
      if (module.kind === 'esm') Object.assign(meta, { hot: createHot(world, module, message => invalidate(made.host!, module, message)) })
      return module.runtime
    },
    defined(name, constructor, evaluate, taken, keep, count) {
      if (taken !== undefined && Reflect.get(constructor, 'name') === '$lcC') Object.defineProperty(constructor, 'name', { value: typeof taken === 'symbol' ? taken.description === undefined ? '' : `[${taken.description}]` : taken, configurable: true })
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
    required(url) {
      const module = moduleOf(world, url)!
      const namespace = namespaceOf(world, module)
      return 'module.exports' in namespace ? namespace['module.exports'] : requiredOf(world, module)
    },
    importing: (id, load) => async (specifier, options) => {
      if (isOffered(world, String(specifier))) return namespaceOf(world, world.spaces.get(String(specifier))!.module)
      const by = world.byId.get(id)!
      const target = (): string | undefined => by.resolved.get(String(specifier))
      // Node remembers where a specifier led, and an error for ever: what could not be loaded is asked for by its new url.
      const url = target()
      const said = url === undefined || keyOf(world, url) === url ? specifier : keyOf(world, url)
      const native = await (options === undefined ? load(said) : load(said, options)).catch((error: unknown) => {
        // What threw did not come to its end, where it says that nothing more is made at its top level.
        world.recorder.leave()
        showImport(world, error)
        importFailed(world, moduleOf(world, target()), error)
        throw error
      })
      const module = moduleOf(world, target())
      if (!module || (module.kind === 'json' && !module.replaced)) return native
      if (module.dormant && made.host) await awake(made.host, module, by)
      if (module.kind === 'cjs') world.natives.set(module.url, native)
      return namespaceOf(world, module)
    },
  }
  declareGlobals()
  Object.defineProperty(globalThis, key, { value: made, configurable: true })
  announce()
  return made
}

export const uninstallRegistry = (): void => { Reflect.deleteProperty(globalThis, key) }

/** What `require` gives: a live namespace object. */
function requiredFrom(world: World, by: LiveModule, specifier: string, value: unknown): unknown {
  const module = types.isModuleNamespaceObject(value) ? moduleOf(world, by.resolved.get(specifier)) : undefined
  if (module?.kind !== 'esm') return value
  world.natives.set(module.url, value as object)
  return requiredOf(world, module)
}

function requiredOf(world: World, module: LiveModule): object {
  const { exports } = module.current
  return exports.has('default') && !exports.has('__esModule') ? requiredNamespaceOf(world, module) : namespaceOf(world, module)
}
