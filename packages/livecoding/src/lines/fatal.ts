import { writeSync } from 'node:fs'
import { types } from 'node:util'
import { isMainThread } from 'node:worker_threads'
import { fileOf, type Trace } from './frames.ts'
import type { Sources } from './lines.ts'
import { showImport } from './linking.ts'
import { thrownAt } from './thrown.ts'
import { lineOfText } from './tokens.ts'

/**
 * Above the stack of an error that ends the process Node prints the line that threw it, as V8 has it: with guards, and
 * under its old number. Where that is so, Node is kept from it, and the line of the file is printed in its place.
 */
export function installFatal(sources: Sources, traceOf: (error: object) => Trace | undefined): { uninstall(): void } {
  const monitor = (error: unknown, origin: string): void => {
    showImport(sources, error)
    // The thread that made this one gets the error.
    if (!isMainThread) return
    if (process.listenerCount('uncaughtException') > 0 || process.hasUncaughtExceptionCaptureCallback()) return
    if (!types.isNativeError(error) || typeof error.stack !== 'string' || (isUnhandledEvent(error) && origin !== 'unhandledRejection')) return
    const text = snippet(sources, error, traceOf(error), origin === 'unhandledRejection')
    if (text === undefined) return
    markAsDecorated(error)
    const print = (): void => { writeSync(2, `${text}\n`) }
    // Node prints after the last listener of this event.
    process.once('exit', print)
    setImmediate(() => process.removeListener('exit', print)).unref()
  }
  const careful = (error: unknown, origin: string): void => {
    // Whatever goes wrong here, the program ends as it would without us.
    try { monitor(error, origin) } catch { /* Node prints the line that it knows */ }
  }
  process.on('uncaughtExceptionMonitor', careful)
  return { uninstall: () => { process.removeListener('uncaughtExceptionMonitor', careful) } }
}

/** `emit('error', error)` without a listener: it was thrown by Node, and Node shows where; at the top level, where it was made. */
const isUnhandledEvent = (error: Error): boolean => Object.getOwnPropertySymbols(error).some(symbol => symbol.description === 'kEnhanceStackBeforeInspector')

/** `file:///clock.ts:3`, the line, and a mark below it; undefined where what Node prints is right, or nobody can know. */
function snippet(sources: Sources, error: Error, trace: Trace | undefined, rejected: boolean): string | undefined {
  const top = trace?.frames[0]
  if (!top || trace.plain) return undefined
  const frames = trace.frames.map(frame => ({ module: frame.module, origin: frame.found.origin }))
  const thrown = rejected ? frames[0] : thrownAt(frames, classesOf(error))
  if (!thrown) return undefined
  const { module, line, column } = sources.lines.place(thrown.module, thrown.origin)
  const code = lineOfText(module.current.text, line)
  const indent = code.slice(0, column - 1).replace(/[^\t]/g, ' ')
  return `${fileOf(module)}:${line}\n${code}\n${indent}^\n`
}

/** The names of an error's class and of those above. */
function classesOf(error: Error): Set<string> {
  const names = new Set<string>()
  for (let prototype: unknown = Object.getPrototypeOf(error); prototype instanceof Object; prototype = Object.getPrototypeOf(prototype)) {
    if (typeof prototype.constructor === 'function') names.add(prototype.constructor.name)
  }
  return names
}

/**
 * Node leaves the line out for errors that have it in their stack already. It believes so of an error that a script of
 * `node:vm` has thrown, and the stack itself is put back.
 */
function markAsDecorated(error: Error): void {
  const { stack } = error
  const key = Symbol.for('livecoding.fatal')
  const { Script } = process.getBuiltinModule('node:vm')
  try {
    Object.defineProperty(globalThis, key, { value: error, configurable: true })
    new Script('throw globalThis[Symbol.for("livecoding.fatal")]').runInThisContext({ displayErrors: true })
  } catch {
    // It is the error itself that comes back; it may be frozen.
    Reflect.set(error, 'stack', stack)
  } finally {
    Reflect.deleteProperty(globalThis, key)
  }
}
