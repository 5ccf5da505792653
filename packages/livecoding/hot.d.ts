// Types of `import.meta.hot`, as users of Vite know it. Add `"types": ["livecoding/hot"]` to your tsconfig.json, or
// `/// <reference types="livecoding/hot" />` to a file.
import type { UpdateReport } from './dist/8-report/report.js'

/**
 * What a program can say about its own updates. It is there while livecoding follows the module, so ask first:
 *
 * @example
 * const bell = openBell()
 * import.meta.hot?.dispose(() => bell.close())
 */
export interface HotContext {
  /** An object that outlives every update of the module: put into it what the next version should find. */
  // oxlint-disable-next-line typescript/no-explicit-any -- as in Vite: each program knows what it put there
  readonly data: { [key: string]: any }

  /**
   * Taken as said: a module is updated in place, so it needs to accept nothing. The callback gets the module after an update of it; of a list,
   * an array in which those stand that the update edited.
   */
  accept(): void
  accept(callback: (module: ModuleNamespace | undefined) => void): void
  accept(dependency: string, callback: (module: ModuleNamespace | undefined) => void): void
  accept(dependencies: readonly string[], callback: (modules: (ModuleNamespace | undefined)[]) => void): void
  acceptExports(names: string | readonly string[], callback?: (module: ModuleNamespace | undefined) => void): void

  /**
   * Called before the code that gave the callback is replaced or removed: give back what it holds. Timers, event
   * listeners and listening servers that statements made are given back without it. What `using` could hold is disposed.
   */
  dispose(callback: ((data: HotContext['data']) => unknown) | Disposable | AsyncDisposable): void

  /** Called when nobody imports the module any more, or its file is gone. */
  prune(callback: (data: HotContext['data']) => void): void

  /**
   * Evaluates the whole module again, with its classes and functions keeping their identity, once the updates under way are
   * done; the message is told in the report. Asked at the top level while that happens, it does nothing.
   */
  invalidate(message?: string): void

  /** Does nothing: every module follows. */
  decline(): void

  /** Does nothing: there is no server that would hear it. */
  send(event: string, payload?: unknown): void

  on<Name extends keyof HotEvents>(event: Name, listener: (payload: HotEvents[Name]) => void): void
  off<Name extends keyof HotEvents>(event: Name, listener: (payload: HotEvents[Name]) => void): void
}

export interface HotEvents {
  /** After each update, whatever became of it, with its report. */
  'livecoding:update': UpdateReport
}

// oxlint-disable-next-line typescript/no-explicit-any -- as in Vite: what a module exports
export type ModuleNamespace = Record<string, any> & { [Symbol.toStringTag]: 'Module' }

declare global {
  interface ImportMeta {
    readonly hot?: HotContext
  }
}
