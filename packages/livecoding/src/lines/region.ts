import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { once } from '../library.ts'

/** The engine's own files: `src`, or `dist`, where they are bundled. */
export const own = new URL('..', import.meta.url).href

/** Where the bundle's files begin, by line: it says `//#region src/runtime/module.ts` before each. */
const regions = once(() => {
  const path = fileURLToPath(import.meta.url)
  return { file: import.meta.url, starts: path.endsWith('.ts') ? [] : startsOf(readFileSync(path, 'utf8')) }
})

const startsOf = (text: string): { line: number, source: string }[] =>
  text.split('\n').flatMap((line, index) => line.startsWith('//#region ') ? { line: index + 1, source: line.slice('//#region '.length) } : [])

/** Which of the engine's files a frame is in: `runtime/module.ts`. */
export function sourceOf(site: NodeJS.CallSite): string {
  const name = site.getFileName() ?? ''
  const { file, starts } = regions()
  const line = site.getLineNumber() ?? 0
  const found = name === file ? starts.findLast(start => start.line < line)?.source : name.slice(own.length)
  return found?.replace(/^.*\bsrc\//, '') ?? ''
}
