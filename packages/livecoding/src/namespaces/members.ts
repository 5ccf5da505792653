import { dirname, extname, join, relative, sep } from 'node:path'
import { readdirSync } from 'node:fs'
import type Picomatch from 'picomatch'
import { library } from '../library.ts'
import type { Directory, World } from '../world.ts'

const picomatch = library<typeof Picomatch>('picomatch')

/** Which files of a directory are part of its namespaces. */
export interface DirectoryOptions {
  /** Endings that count; those of TypeScript and JavaScript modules, unless told. */
  extensions?: string[]
  /** Globs, below the directory, of files that are left out besides those that always are. */
  exclude?: string[]
  /**
   * What a save does: `update`, the default, brings all that runs to the new code in place; `overwrite` gives the names new
   * functions and classes, and who holds an old one keeps it.
   */
  mode?: 'update' | 'overwrite'
}

const usual = ['.ts', '.mts', '.tsx', '.js', '.mjs', '.jsx']
/** Declarations, tests, dependencies and hidden files are no part of a program's names. */
const never = ['**/*.d.{ts,mts,cts}', '**/*.{test,spec}.*', '**/node_modules/**', '**/.*', '**/.*/**']

export function createDirectory(path: string, namespace: string, options: DirectoryOptions): Directory {
  const { extensions = usual, exclude = [] } = options
  const left = picomatch()([...never, ...exclude], { dot: true })
  return { path, namespace, options, leaving: false, accepts: name => extensions.includes(extname(name)) && !left(name), enters: name => !left(name) && !left(`${name}/x`) }
}

const below = (folder: string, path: string): string | undefined =>
  path.startsWith(folder + sep) ? relative(folder, path).split(sep).join('/') : undefined

/** The namespaces that a file is in: one of each directory that it stands in. */
export function namespacesAt(directories: readonly Directory[], path: string): string[] {
  const found = new Set<string>()
  for (const directory of directories) {
    const name = below(directory.path, path)
    if (name === undefined || !directory.accepts(name)) continue
    const folder = dirname(name)
    found.add(folder === '.' ? directory.namespace : `${directory.namespace}/${folder}`)
  }
  return [...found]
}

export const isInDirectory = (world: World, path: string): boolean => world.directories.some(directory => namespacesAt([directory], path).length > 0)

/** It may be a folder, or become one, whose files count. */
export function mayBeFolder(directories: readonly Directory[], path: string): boolean {
  return directories.some(directory => {
    const name = below(directory.path, path)
    return name !== undefined && directory.enters(name) && !directory.accepts(name)
  })
}

/** The folders of a directory and the files in them that count; what leads elsewhere by a link is not followed. */
export function scan(directory: Directory, from = directory.path): { folders: string[], files: string[] } {
  const found = { folders: [from], files: [] as string[] }
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const path = join(from, entry.name)
    const name = below(directory.path, path)!
    if (entry.isFile() && directory.accepts(name)) found.files.push(path)
    if (!entry.isDirectory() || !directory.enters(name)) continue
    const inner = scan(directory, path)
    found.folders.push(...inner.folders)
    found.files.push(...inner.files)
  }
  found.files.sort()
  return found
}
