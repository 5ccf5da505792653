import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

/** Loads a file that may have types. Before 22.18, Node takes them out only where a flag says so (`strips`). */
export async function importTyped(path: string, strips = Boolean(process.features.typescript)): Promise<object> {
  const { href } = pathToFileURL(path)
  if (strips || !/\.m?ts$/.test(path)) return await import(href) as object
  const { plainCode } = await import('../3-analyse/lower/lower.ts')
  const { settingsFor } = await import('../3-analyse/settings.ts')
  const hooks = registerHooks({
    load(url, context, next) {
      if (url !== href) return next(url, context)
      const text = readFileSync(path, 'utf8')
      return { format: 'module', source: plainCode(path, text, settingsFor(path)) ?? text, shortCircuit: true }
    },
  })
  try { return await import(href) as object } finally { hooks.deregister() }
}
