import type { Class } from '../lifecycle/happenings.ts'
import { findByPrototype } from '../instances/find.ts'
import { registry } from '../runtime/running.ts'
import type { Core } from './core.ts'
import { fault, home } from './home.ts'

/** The classes that tell of their instances, by handler and by the class that they were made of. */
const tracked = new WeakMap<Core, WeakMap<object, object>>()

/** Subscribes the instances of a class with this handler. */
export function track<C extends abstract new (...args: never[]) => object>(core: Core, constructor: C): C {
  if (typeof constructor !== 'function' || typeof constructor.prototype !== 'object') throw fault('LC3405', { method: 'events.track', wanted: 'a class', given: String(constructor) })
  const { prototype } = constructor as unknown as Class
  if (registry()?.lifecycle.instances.isManaged(constructor)) {
    home.automatic!.belongs(constructor as unknown as Class, core)
    return constructor
  }
  for (const instance of findByPrototype(prototype)) if (isInstance(instance)) subscribe(core, instance)
  const classes = tracked.get(core) ?? new WeakMap<object, object>()
  tracked.set(core, classes)
  const known = classes.get(constructor)
  if (known) return known as C
  const statics = core.plan(constructor)
  if (statics.stages.length > 0 && !core.entry(constructor)) core.subscribe(constructor, 'automatic', statics)
  const made = new Proxy(constructor, {
    construct(target, args, newTarget) {
      const instance = Reflect.construct(target as unknown as new () => object, args, newTarget === made ? target : newTarget) as object
      subscribe(core, instance)
      return instance
    },
  })
  classes.set(constructor, made).set(made, made)
  return made
}

function subscribe(core: Core, instance: object): void {
  if (!core.entry(instance)) core.subscribe(instance, 'automatic', core.plan(Object.getPrototypeOf(instance) as object))
}

/** Prototypes of subclasses have the prototype in their chain too. */
function isInstance(object: object): boolean {
  const own = Object.getOwnPropertyDescriptor(object, 'constructor')?.value as { prototype?: unknown } | undefined
  return !(typeof own === 'function' && own.prototype === object)
}
