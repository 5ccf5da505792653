import { readFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { aliasesFor } from '../3-analyse/settings.ts'
import { manifestOf } from './format.ts'

/** Folders in which a file may come that an import asks for in vain: `./rooms/hall.ts`, `#rooms/hall` of package.json, `@app/hall` of tsconfig.json. */
export function foldersFor(specifier: string, parent: string): string[] {
  return pathsFor(specifier, parent).flatMap(path => extname(path) === '' ? [dirname(path), path] : [dirname(path)])
}

function pathsFor(specifier: string, parent: string): string[] {
  if (specifier.startsWith('.')) return [join(dirname(parent), specifier)]
  return specifier.startsWith('#') ? [...inPackage(specifier, parent), ...aliasesFor(specifier, parent)] : aliasesFor(specifier, parent)
}

function inPackage(specifier: string, parent: string): string[] {
  const manifest = manifestOf(parent)
  if (manifest === undefined) return []
  const { imports = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as { imports?: Record<string, unknown> }
  return Object.entries(imports).flatMap(([pattern, to]) => {
    const [head, tail] = pattern.split('*') as [string, string?]
    const isMeant = tail === undefined ? specifier === pattern : specifier.startsWith(head) && specifier.endsWith(tail)
    const rest = tail === undefined ? '' : specifier.slice(head.length, specifier.length - tail.length)
    return isMeant ? textsIn(to).filter(text => text.startsWith('.')).map(text => join(dirname(manifest), text.replaceAll('*', () => rest))) : []
  })
}

/** What a map of conditions leads to. */
const textsIn = (to: unknown): string[] => typeof to === 'string' ? [to] : typeof to === 'object' && to !== null ? Object.values(to).flatMap(textsIn) : []
