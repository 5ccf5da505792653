import { syncBuiltinESMExports } from 'node:module'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import threads, { type WorkerOptions } from 'node:worker_threads'

type Arguments = [file: unknown, options?: WorkerOptions, ...rest: unknown[]]

/**
 * Workers that the program starts from its own files load `bootstrap` first, which gives them an engine. The program
 * sees the class that it knows: same prototype, same name, and in the worker the same `process.execArgv`.
 */
export function followWorkers(isManaged: (path: string) => boolean, bootstrap: URL): void {
  const { Worker } = threads
  const refused = new Set<string>()
  const construct = (target: typeof Worker, args: Arguments, newTarget: new () => object): object => {
    const [file, options, ...rest] = args
    const path = options?.eval ? undefined : pathOf(file)
    if (path === undefined || !isManaged(path)) return Reflect.construct(target, args, newTarget) as object
    const own = options?.execArgv
    const shown = own ?? process.execArgv
    const first = new URL(bootstrap)
    first.searchParams.set('execArgv', JSON.stringify(shown))
    const begin = (): object => {
      const execArgv = [...own ?? shown.filter(word => !refused.has(word)), '--import', first.href]
      return Reflect.construct(target, [file, { ...options, execArgv }, ...rest], newTarget) as object
    }
    try {
      return begin()
    } catch (error) {
      // A flag of the whole process, which a worker has anyway and may not be given.
      const words = own === undefined ? invalidWords(error) : []
      if (words.length === 0) throw error
      for (const word of words) refused.add(word)
      return begin()
    }
  }
  const followed = new Proxy(Worker, { construct: construct as ProxyHandler<typeof Worker>['construct'] & {} })
  Object.defineProperty(Worker.prototype, 'constructor', { value: followed, writable: true, enumerable: false, configurable: true })
  threads.Worker = followed
  syncBuiltinESMExports()
}

function pathOf(file: unknown): string | undefined {
  if (typeof file === 'string') return resolve(file)
  return file instanceof URL && file.protocol === 'file:' ? fileURLToPath(file) : undefined
}

function invalidWords(error: unknown): string[] {
  const { code, message } = error as NodeJS.ErrnoException
  return code === 'ERR_WORKER_INVALID_EXEC_ARGV' ? message.slice(message.lastIndexOf(': ') + 2).split(', ') : []
}
