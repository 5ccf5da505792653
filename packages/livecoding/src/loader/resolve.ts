import { existsSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type * as Oxc from 'oxc-resolver'
import { aliasesFor, settingsFor, unreadable } from '../3-analyse/settings.ts'
import { library } from '../library.ts'
import { packageType } from './format.ts'

const oxc = library<typeof Oxc>('oxc-resolver')

export type Resolution = { url: string } | { error: string }

/** Resolves as TypeScript's users write: `./x.js` may mean `./x.ts`, and tsconfig's `paths` count. */
export interface Resolver {
  resolve(specifier: string, parent: string, commonjs: boolean): Resolution
  /** Files came or went: look again. */
  refresh(): void
}

const extensionAlias = { '.js': ['.js', '.ts', '.tsx'], '.jsx': ['.jsx', '.tsx'], '.mjs': ['.mjs', '.mts'], '.cjs': ['.cjs', '.cts'] }

export function createResolver(): Resolver {
  const made = new Map<Tsconfig, Resolvers>()
  const resolversWith = (tsconfig: Tsconfig): Resolvers => {
    let found = made.get(tsconfig)
    if (!found) made.set(tsconfig, found = createResolvers(tsconfig))
    return found
  }
  /** By folder, whether imports in it may leave out extensions. */
  const bare = new Map<string, boolean>()
  const isBare = (parent: string): boolean => {
    const folder = dirname(parent)
    let found = bare.get(folder)
    if (found === undefined) bare.set(folder, found = leavesOutExtensions(parent))
    return found
  }
  return {
    refresh() {
      bare.clear()
      for (const each of made.values().flatMap(all => Object.values(all))) each.clearCache()
    },
    resolve(specifier, parent, commonjs) {
      if (isBuiltin(specifier)) return { url: specifier.startsWith('node:') ? specifier : `node:${specifier}` }
      if (/^(?:data|https?|livecoding):/.test(specifier)) return { url: specifier }
      if (specifier.startsWith('file:')) return existsSync(new URL(specifier)) ? { url: specifier } : { error: `${fileURLToPath(specifier)} does not exist` }
      const look = ({ esm, packages, cjs, bundler }: Resolvers): Resolution => {
        const strict = (commonjs ? cjs : /^[./#]/.test(specifier) ? esm : packages).resolveFileSync(parent, specifier)
        const { path = aliased(specifier, parent, commonjs ? cjs : esm), error } = strict.path || commonjs || !isBare(parent) ? strict : bundler.resolveFileSync(parent, specifier)
        return path ? { url: pathToFileURL(path).href } : { error: error ?? 'not found' }
      }
      const found = look(resolversWith('auto'))
      return 'url' in found || !unreadable(parent) ? found : look(resolversWith('none'))
    },
  }
}

/** TypeScript takes a file with imports for CommonJS where its package does not say "module", and resolves as `require` does. */
function leavesOutExtensions(parent: string): boolean {
  const { bareImports } = settingsFor(parent)
  return bareImports === 'always' || (bareImports === 'in commonjs' && packageType(parent) !== 'module')
}

/** oxc-resolver looks up `#door` in package.json alone, where TypeScript asks `paths` as well. */
const aliased = (specifier: string, parent: string, resolver: Oxc.ResolverFactory): string | undefined =>
  specifier.startsWith('#') ? aliasesFor(specifier, parent).map(path => resolver.resolveFileSync(parent, path).path).find(path => path !== undefined) : undefined

type Resolvers = ReturnType<typeof createResolvers>

/** `none`: where it cannot be read. */
type Tsconfig = 'auto' | 'none'

function createResolvers(tsconfig: Tsconfig) {
  const base = { extensionAlias, ...tsconfig === 'auto' && { tsconfig }, symlinks: true, builtinModules: true }
  const esm = new (oxc().ResolverFactory)({ ...base, conditionNames: ['node', 'import', 'module-sync', 'default'], extensions: [] })
  // A package without `exports` may leave out the extension of its main file; a relative import may not.
  const packages = esm.cloneWithOptions({ ...base, conditionNames: ['node', 'import', 'module-sync', 'default'], extensions: ['.js', '.json', '.node'] })
  const cjs = esm.cloneWithOptions({ ...base, conditionNames: ['node', 'require', 'module-sync', 'default'], extensions: ['.js', '.json', '.node', '.ts', '.cts', '.mts', '.tsx', '.cjs', '.mjs'] })
  const bundler = esm.cloneWithOptions({ ...base, conditionNames: ['node', 'import', 'module-sync', 'default'], extensions: ['.ts', '.tsx', '.mts', '.js', '.jsx', '.mjs', '.json'] })
  return { esm, packages, cjs, bundler }
}
