import { extname, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import picomatch from 'picomatch'

const extensions = new Set(['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx', '.json'])
const own = fileURLToPath(new URL('..', import.meta.url))

export interface Globs { include?: string[], exclude?: string[] }

/** Whether a file is the program's own source: under its folder, outside `node_modules`, as the globs say. */
export function createManaged(root: string, { include, exclude }: Globs): (path: string) => boolean {
  const included = include?.length ? picomatch(include, { dot: true }) : undefined
  const excluded = exclude?.length ? picomatch(exclude, { dot: true }) : undefined
  return path => {
    if (!extensions.has(extname(path)) || path.startsWith(own)) return false
    const name = relative(root, path).split(sep).join('/')
    if (excluded?.(name)) return false
    if (included?.(name)) return true
    return !name.startsWith('../') && !name.split('/').includes('node_modules')
  }
}
