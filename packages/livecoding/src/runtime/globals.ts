import { runInThisContext } from 'node:vm'
import { GLOBALS } from '../3-analyse/globals.ts'
import { registry } from './running.ts'

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
