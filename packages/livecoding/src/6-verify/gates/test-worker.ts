import { registerHooks } from 'node:module'
import { run } from 'node:test'
import { parentPort, workerData } from 'node:worker_threads'
import { start } from '../../engine/engine.ts'
import { enter } from '../../namespaces/join.ts'
import { offer } from '../../namespaces/directory.ts'
import { createDirectory, type DirectoryOptions } from '../../namespaces/members.ts'
import { registry } from '../../runtime/registry.ts'
import { declaredIn } from './vitest-tests.ts'

/** What a thread is to test: the new texts stand for the files. */
export interface Job {
  root: string
  tests: string[]
  texts: [string, string][]
  directories: { path: string, namespace: string, options: DirectoryOptions }[]
}

export interface Failure { test: string, name: string, message: string, line?: number, column?: number }

// This thread has an engine of its own, which loads files as the program's does, and runs nothing but the tests.
const { root, tests, texts, directories } = workerData as Job
start({ root, watch: false })
const { world, resolver } = registry()!.host!
for (const [path, text] of texts) enter(world, path, text)
for (const { path, namespace, options } of directories) await offer(world, resolver, createDirectory(path, namespace, options), new Map(texts))

const isSource = import.meta.url.endsWith('.ts')
const vitest = new URL(isSource ? './vitest.ts' : './vitest.js', import.meta.url).href
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'vitest') return next(specifier, context)
    return { url: `${vitest}#${encodeURIComponent(context.parentURL ?? '')}`, shortCircuit: true, format: isSource ? 'module-typescript' : 'module' }
  },
})

const failures: Failure[] = []
const stream = run({ files: tests, isolation: 'none', cwd: root })
stream.on('test:fail', ({ name, file, line, column, details: { error } }) => {
  const { failureType, cause } = error as Error & { failureType?: string }
  // A suite fails with its tests.
  if (failureType === 'subtestsFailed') return
  const reason = cause instanceof Error ? cause : error
  const test = tests.find(each => each === file) ?? declaredIn.get(name) ?? tests.find(each => placeIn(reason, each)) ?? tests[0]!
  const place = placeIn(reason, test) ?? (test === file ? { ...line !== undefined && { line }, ...column !== undefined && { column } } : {})
  failures.push({ test, name, message: reason.message.trim(), ...place })
})
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- the port of a thread, not of a window
stream.on('end', () => { parentPort!.postMessage(failures) })
stream.resume()

/** Where in the test file it went wrong. */
function placeIn({ stack = '' }: Error, file: string): { line: number, column: number } | undefined {
  for (const [, path, line, column] of stack.matchAll(/\(?(?:file:\/\/)?(\/[^\s()]+?):(\d+):(\d+)/g)) if (path === file) return { line: Number(line), column: Number(column) }
  return undefined
}
