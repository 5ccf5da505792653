import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { World } from '../world.ts'
import { namespacesAt } from './members.ts'
import { isOffered } from './space.ts'

const made = '// Made by livecoding: what a namespace offers.'

/**
 * Declarations for editors and type checks, as packages that TypeScript finds without settings:
 *
 *     node_modules/applib/services.d.ts     export * from '../../server/services/networking.js'
 */
function declarationsOf(world: World, out: string): Map<string, string> {
  const files = new Map<string, string>()
  const names = [...world.spaces.keys()].filter(name => isOffered(world, name)).sort()
  for (const name of names) {
    const file = fileOf(out, name)
    const lines = [...sourcesOf(world, name).map(path => `export * from '${specifier(file, path)}'`), ...firstOnes(world, name, file)]
    for (const [below, { from, imported }] of world.spaces.get(name)!.module.current.exports) {
      if (imported === '*') lines.push(`export * as ${quoted(below)} from '${specifier(file, fileOf(out, from!.slice('livecoding:'.length)))}'`)
    }
    files.set(file, [made, ...lines, 'export {}', ''].join('\n'))
    const [root = name] = name.split('/')
    const exports = { '.': { types: './index.d.ts' }, './*': { types: './*.d.ts' } }
    files.set(join(out, root, 'package.json'), `${JSON.stringify({ name: root, livecoding: 'what its namespaces offer', type: 'module', exports }, undefined, 2)}\n`)
  }
  return files
}

const fileOf = (out: string, name: string): string => join(out, name.includes('/') ? `${name}.d.ts` : `${name}/index.d.ts`)
const quoted = (name: string): string => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name)

/** As a program would say it: TypeScript takes `./mail.js` for `./mail.ts`. */
function specifier(from: string, to: string): string {
  const path = relative(dirname(from), to).split(sep).join('/').replace(/\.d\.ts$/, '.js').replace(/\.tsx?$/, '.js').replace(/\.mts$/, '.mjs')
  return path.startsWith('.') ? path : `./${path}`
}

/** Files that a namespace has, those included that could not be loaded: they have types all the same. */
function sourcesOf(world: World, name: string): string[] {
  const here = (path: string): boolean => namespacesAt(world.directories, path).includes(name)
  const loaded = [...world.modules.values()].filter(module => module.kind === 'esm' && !module.isSpace && !module.dormant).map(module => module.path)
  return [...new Set([...loaded, ...[...world.waiting].flatMap(([path, { text }]) => text === undefined ? [] : path)])].filter(here).sort()
}

/** Of names that two files give, the first one's counts. */
function firstOnes(world: World, name: string, file: string): string[] {
  const givers = new Map<string, string[]>()
  for (const path of sourcesOf(world, name)) for (const each of world.modules.get(path)?.current.exports.keys() ?? []) if (each !== 'default') givers.set(each, [...givers.get(each) ?? [], path])
  return [...givers].filter(([, paths]) => paths.length > 1).map(([each, paths]) => `export { ${quoted(each)} } from '${specifier(file, paths[0]!)}'`)
}

/** Writes what differs, and takes away what is no more; gives the files that were written. */
export function writeDeclarations(world: World, out: string): string[] {
  const folder = resolve(world.root, out)
  const files = declarationsOf(world, folder)
  const written = [...files].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
  for (const [path, text] of written) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  for (const root of new Set([...files.keys()].filter(path => path.endsWith('package.json')).map(dirname))) {
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      const path = join(root, name)
      if (name.endsWith('.d.ts') && !files.has(path) && readFileSync(path, 'utf8').startsWith(made)) rmSync(path)
    }
  }
  return written.map(([path]) => path)
}
