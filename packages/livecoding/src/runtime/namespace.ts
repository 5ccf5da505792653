import { createRequire } from 'node:module'
import { exportNames, targetOfExport, type Target } from '../graph/targets.ts'
import { moduleOf } from '../graph/modules.ts'
import { numberOf } from '../graph/names.ts'
import type { Renewed } from '../graph/renewed.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { quickly } from './fast.ts'
import { hasReader, readerOf, readersOf, readName } from './binding.ts'
import { inspectAsModule } from './inspect.ts'
import { exportsOf } from './place.ts'

const require = createRequire(import.meta.url)

/**
 * The object that `import * as` and `import()` give for a managed module. Unlike Node's it gains and loses names;
 * each is an accessor that leads to the binding as it is now: code of the module that declares it, which V8 inlines.
 */
export function namespaceOf(world: World, module: LiveModule): object {
  const number = numberOf(world, module.url)
  const known = world.namespaces[number]
  if (known) return known
  const namespace = Object.create(null) as object
  Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' })
  inspectAsModule(namespace)
  world.namespaces[number] = namespace
  refresh(world, module, namespace)
  return namespace
}

/** What `require` gives for a module with a default export: the same with `__esModule`, as Node has it, for as long as there is one. */
export function requiredNamespaceOf(world: World, module: LiveModule): object {
  const namespace = namespaceOf(world, module)
  const known = world.required.get(module.url)
  if (known) return known
  const required = Object.create(null) as object
  Object.defineProperty(required, Symbol.toStringTag, { value: 'Module' })
  inspectAsModule(required)
  world.required.set(module.url, required)
  followRequired(world, module, namespace)
  return required
}

function followRequired(world: World, module: LiveModule, namespace: object): void {
  const required = world.required.get(module.url)
  if (!required) return
  const isMarked = Object.hasOwn(namespace, 'default') && !Object.hasOwn(namespace, '__esModule')
  const descriptors = { ...Object.getOwnPropertyDescriptors(namespace), ...isMarked && { __esModule: { value: true, enumerable: true, configurable: true } } }
  describe(required, Object.fromEntries(Object.entries(descriptors).sort(([a], [b]) => a < b ? -1 : 1)))
}

/** Gives every managed module that new code speaks of by number its namespace object. */
export function numberedNamespaces(world: World, which: (module: LiveModule) => boolean = () => true): void {
  for (const [url, number] of world.numbers) {
    const module = world.namespaces[number] ? undefined : moduleOf(world, url)
    if (module && which(module)) namespaceOf(world, module)
  }
}

/** Brings a namespace object to the names that its module exports now, or to what became of these names; gives back what undoes it. */
export function refreshNamespace(world: World, module: LiveModule, names?: Iterable<string>): () => void {
  const namespace = world.namespaces[world.numbers.get(module.url) ?? -1]
  if (!namespace) return () => {}
  const undo = names ? put(namespace, descriptorsOf(world, module, namespace, names)) : refreshWhole(world, module, namespace)
  followRequired(world, module, namespace)
  return () => {
    undo()
    followRequired(world, module, namespace)
  }
}

function refreshWhole(world: World, module: LiveModule, namespace: object): () => void {
  const before = Object.getOwnPropertyDescriptors(namespace)
  refresh(world, module, namespace)
  return () => describe(namespace, before)
}

/** The same for what an update renews. */
export const refreshNamespaces = (world: World, renewed: Renewed): (() => void)[] =>
  [...renewed].flatMap(([module, names]) => module.kind === 'esm' ? refreshNamespace(world, module, names) : [])

const refresh = (world: World, module: LiveModule, namespace: object): void =>
  describe(namespace, Object.fromEntries([...descriptorsOf(world, module, namespace, namesOf(world, module))].map(([name, each]) => [name, each!])))

/** Undefined: there is no such name. */
type Descriptors = Map<string, PropertyDescriptor | undefined>

function descriptorsOf(world: World, module: LiveModule, namespace: object, names: Iterable<string>): Descriptors {
  const targets = [...names].map(name => [name, module.kind === 'esm' ? targetOfExport(world, module, name, 'newest') : undefined] as const)
  const locals = Map.groupBy(targets.flatMap(([, target]) => target?.kind === 'binding' && target.module.runtime ? [target] : []), target => target.module)
  for (const [from, each] of locals) readersOf(from, each.map(target => target.local))
  return new Map(targets.map(([name, target]) => [name, target || module.kind !== 'esm' ? property(name, getterOf(world, { module, namespace, name, target })) : undefined]))
}

const property = (name: string, get: () => unknown): PropertyDescriptor => ({ enumerable: true, configurable: true, get, set: readOnly(name) })

function namesOf(world: World, module: LiveModule): string[] {
  if (module.kind === 'esm') return [...exportNames(world, module, 'newest')].filter(name => targetOfExport(world, module, name, 'newest')).sort()
  return [...exportNames(world, module, 'newest')].sort()
}

/** Gives the object exactly these names, in this order. */
function describe(namespace: object, descriptors: PropertyDescriptorMap): void {
  const [now, then] = [Object.keys(namespace), Object.keys(descriptors)]
  if (now.join() !== then.join()) for (const name of now) Reflect.deleteProperty(namespace, name)
  for (const name of then) Object.defineProperty(namespace, name, descriptors[name]!)
  quickly(namespace)
}

/** Gives the object these names and takes others from it; what stands behind a new name is put on again, for the order. */
function put(namespace: object, descriptors: Descriptors): () => void {
  const before: Descriptors = new Map([...descriptors.keys()].map(name => [name, Object.getOwnPropertyDescriptor(namespace, name)]))
  const [first] = [...descriptors].flatMap(([name, each]) => each && !before.get(name) ? name : []).sort()
  const all: Descriptors = new Map(Object.keys(namespace).filter(name => first !== undefined && name > first).map(name => [name, Object.getOwnPropertyDescriptor(namespace, name)]))
  for (const name of all.keys()) Reflect.deleteProperty(namespace, name)
  for (const [name, each] of descriptors) all.set(name, each)
  for (const [name, each] of [...all].sort(([a], [b]) => a < b ? -1 : 1)) {
    if (each) Object.defineProperty(namespace, name, each)
    else Reflect.deleteProperty(namespace, name)
  }
  quickly(namespace)
  return () => put(namespace, before)
}

interface Named { module: LiveModule, namespace: object, name: string, target: Target | undefined }

function getterOf(world: World, named: Named): () => unknown {
  const { module, name, target } = named
  if (module.kind !== 'esm') {
    const whole = (): unknown => module.kind === 'json' ? require(module.path) : exportsOf(module)
    return name === 'default' || name === 'module.exports' ? whole : () => ownOf(world, module, whole(), name)
  }
  if (!target) return () => undefined
  if (target.kind === 'namespace') return () => namespaceOf(world, target.module)
  if (target.kind === 'foreign') {
    const number = numberOf(world, target.url)
    const from = moduleOf(world, target.url)
    if (from) return () => Reflect.get(namespaceOf(world, from), target.name)
    return () => target.name === '*' ? world.namespaces[number] : (world.namespaces[number] as Record<string, unknown>)[target.name]
  }
  return target.module.runtime && hasReader(target.local) ? readerOf(target.module, target.local) : early(world, named, target)
}

/** Node gives importers what a CommonJS module exported when it had run; once that is edited, they get what it exports. */
function ownOf(world: World, module: LiveModule, exports: unknown, name: string): unknown {
  const native = module.version === 1 && !module.pending ? world.natives.get(module.url) : undefined
  if (native && name in native) return Reflect.get(native, name)
  return exports !== undefined && exports !== null && Object.hasOwn(exports, name) ? Reflect.get(Object(exports) as object, name, exports) : undefined
}

/** For a module that has not begun: once it has, its own code takes the place. */
function early(world: World, { module, namespace, name }: Named, target: Extract<Target, { kind: 'binding' }>): () => unknown {
  return function get() {
    if (!target.module.runtime) {
      const native = world.natives.get(module.url)
      return native ? (native as Record<string, unknown>)[name] : readName(target.module, target.local)
    }
    if (hasReader(target.local) && Object.getOwnPropertyDescriptor(namespace, name)?.get === get) Object.defineProperty(namespace, name, property(name, readerOf(target.module, target.local)))
    return readName(target.module, target.local)
  }
}

const readOnly = (name: string) => (_value: unknown): never => {
  throw new TypeError(`Cannot assign to read only property '${name}' of object '[object Module]'`)
}
