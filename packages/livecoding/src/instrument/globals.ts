import { runInThisContext } from 'node:vm'
import { registry } from '../runtime/running.ts'

/** What instrumented code needs of the globals, for a module may have a `Symbol`, a `Reflect` or an `Object` of its own. */
interface Globals {
  /** What the engine of the process offers. */
  readonly registry: ReturnType<typeof registry>
  construct: typeof Reflect.construct
  /** An object of the same prototype. */
  like(object: object): object
  /** A default export without a name gets the one that it has. */
  named(anonymous: object): object
  /** Gives `undefined`; a debugger does not step into it. */
  nothing: () => unknown
}

/** How code says them; it stands in the scope that all scripts share, as slots do. */
export const GLOBALS = '$lcG'

const declared = Symbol.for('livecoding.globals')

/** Declares them, once for all engines of the process. */
export function declareGlobals(): void {
  if (declared in globalThis) return
  const globals: Globals = {
    get registry() { return registry() },
    construct: Reflect.construct,
    like: object => Object.create(Object.getPrototypeOf(object) as object | null) as object,
    named: anonymous => Object.defineProperty(anonymous, 'name', { value: 'default', configurable: true }),
    nothing: Function.prototype as Globals['nothing'],
  }
  Object.defineProperty(globalThis, declared, { value: globals })
  runInThisContext(`const ${GLOBALS}=globalThis[Symbol.for('livecoding.globals')]`, 'livecoding:globals')
}
