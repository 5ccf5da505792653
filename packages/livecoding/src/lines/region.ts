import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The engine's own files: `src`, or `dist`, where they are bundled. */
export const own = new URL('..', import.meta.url).href

/** Where the files of a bundle begin, by line: it says `//#region src/runtime/module.ts` before each. */
type Regions = { line: number, source: string }[]

const known = new Map<string, Regions>()

function regionsOf(url: string): Regions {
  let regions = known.get(url)
  if (!regions) {
    const lines = readFileSync(fileURLToPath(url), 'utf8').split('\n')
    regions = lines.flatMap((line, index) => line.startsWith('//#region ') ? { line: index + 1, source: line.slice('//#region '.length) } : [])
    known.set(url, regions)
  }
  return regions
}

/** Which of the engine's files a frame is in: `runtime/module.ts`. */
export function sourceOf(site: NodeJS.CallSite): string {
  const url = site.getFileName() ?? ''
  if (!url.startsWith(own) || url.endsWith('.ts')) return url.slice(own.length)
  const line = site.getLineNumber() ?? 0
  return regionsOf(url).findLast(region => region.line < line)?.source.replace(/^.*\bsrc\//, '') ?? ''
}
