import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Journal } from '../journal.ts'
import type { LiveModule } from '../live-module.ts'

const require = createRequire(import.meta.url)

/** `require` of a file that is gone finds none, as on a fresh start; once the file is back, it gives what it gave before. */
export function followFile(module: LiveModule, journal: Journal): void {
  const { path, uncached, dormant } = module
  const cached = require.cache[path]
  if (dormant && cached && module.kind !== 'json' && !existsSync(path)) {
    module.uncached = cached
    Reflect.deleteProperty(require.cache, path)
  } else if (!dormant && uncached) {
    require.cache[path] ??= uncached
    delete module.uncached
  } else return
  journal.push(() => {
    if (cached) require.cache[path] = cached
    else Reflect.deleteProperty(require.cache, path)
    if (uncached) module.uncached = uncached
    else delete module.uncached
  })
}
