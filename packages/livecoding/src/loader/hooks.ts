import { readFileSync } from 'node:fs'
import { registerHooks, type LoadHookContext } from 'node:module'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { analyse } from '../3-analyse/model.ts'
import { languageOf } from '../3-analyse/parse.ts'
import type { Format } from '../3-analyse/shapes.ts'
import { moduleOf } from '../6-verify/targets.ts'
import type { World } from '../world.ts'
import { enterModule, loadModule } from './load.ts'
import type { Resolver } from './resolve.ts'

const loadFailures = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_UNSUPPORTED_DIR_IMPORT', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_UNSUPPORTED_RESOLVE_REQUEST'])

/** Puts the engine between Node and the program's files. Other hooks keep working: they are asked first. */
export function installHooks(world: World, resolver: Resolver, loaded: (path: string) => void): { deregister(): void } {
  return registerHooks({
    resolve(specifier, context, nextResolve) {
      const parent = moduleOf(world, context.parentURL)
      const remember = (url: string): void => { if (parent) parent.resolved.set(specifier, url) }
      try {
        const found = nextResolve(specifier, context)
        remember(found.url)
        return found
      } catch (error) {
        if (!parent || !loadFailures.has((error as { code?: string }).code ?? '')) throw error
        const found = resolver.resolve(specifier, parent.path, context.conditions.includes('require'))
        if ('error' in found) throw error
        remember(found.url)
        return { url: found.url, shortCircuit: true }
      }
    },
    load(url, context, nextLoad) {
      if (!url.startsWith('file:') || !world.isManaged(url)) return nextLoad(url, context)
      const path = fileURLToPath(url)
      const format = formatOf(path, context)
      if (format === 'json') return loadJson(world, path, url, () => nextLoad(url, context), loaded)
      if (!format) return nextLoad(url, context)
      const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
      const code = loadModule(world, resolver, path, url, text, format)
      if (code === undefined) return nextLoad(url, context)
      loaded(path)
      return { format: format, source: code, shortCircuit: true }
    },
  })
}

function loadJson<T>(world: World, path: string, url: string, next: () => T, loaded: (path: string) => void): T {
  const result = next()
  const analysis = analyse(path, '', 'module')
  if ('model' in analysis) {
    enterModule(world, path, url, 'json', { ...analysis.model, text: readFileSync(path, 'utf8') })
    loaded(path)
  }
  return result
}

function formatOf(path: string, context: LoadHookContext): Format | 'json' | undefined {
  const format = context.format?.replace('-typescript', '')
  if (format === 'module' || format === 'commonjs' || format === 'json') return format
  if (extname(path) === '.json') return 'json'
  return detect(path)
}

/** Without a word from package.json the syntax decides, as Node does it. */
function detect(path: string): Format {
  const { program } = parseSync(path, readFileSync(path, 'utf8'), { lang: languageOf(path), sourceType: 'unambiguous' })
  return program.sourceType === 'module' ? 'module' : 'commonjs'
}
