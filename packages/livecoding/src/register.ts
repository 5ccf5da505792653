import { isMainThread } from 'node:worker_threads'
import { addNamespaces, engineOptions, managerOptions, namespacesOf, readConfig } from './cli/config.ts'
import { tellAll } from './cli/readers.ts'
import { tell } from './cli/tell.ts'
import { start } from './engine/engine.ts'

// `node --import livecoding/register server.ts`: what `livecoding run server.ts` does, without its options and keys.
const root = process.cwd()
const config = await readConfig(root).catch(end)
const engine = start(engineOptions(config))
tellAll(engine, { root, report: 'pretty' })
// Each worker has an engine of its own; namespaces belong to the main thread.
if (isMainThread) await addNamespaces(engine, namespacesOf(config), managerOptions(config)).catch(end)

/** Nothing of the program has run yet. */
function end(error: Error): never {
  tell(`livecoding: ${error.message}\n`)
  process.exit(2)
}
