import type { GateOptions } from '../6-verify/gates/options.ts'
import type { Code } from '../runtime/layer.ts'

export interface CodeManagerOptions extends GateOptions {
  /**
   * Follow the files: as the system tells changes, or by looking at them every so many milliseconds. `inline`: the program
   * itself calls `processFileEvents`. Without it only `processChangedFile` brings changes in. An engine that runs already
   * goes on as it was started.
   */
  detectChanges?: boolean | { poll?: number, inline?: boolean }
  /**
   * Keep declarations of the namespaces, so that editors and type checks know what can be imported: `true` writes them to
   * `node_modules`, where TypeScript finds them without settings; a folder, there.
   */
  declarations?: boolean | string
  /** The folder to which paths are relative; the current one, unless told. */
  root?: string
}

export type AnyFunction = (this: never, ...args: never[]) => unknown
/** Code that stands in front of a function, made once from what calls the code behind it. */
export type Over<F extends AnyFunction, T = unknown> = (original: (this: T, ...args: Parameters<F>) => ReturnType<F>) => (this: T, ...args: Parameters<F>) => ReturnType<F>
export interface Accessors<T, V> {
  get?(original: (this: T) => V): (this: T) => V
  set?(original: (this: T, value: V) => void): (this: T, value: V) => void
}
export type Make = (original: Code) => Code
