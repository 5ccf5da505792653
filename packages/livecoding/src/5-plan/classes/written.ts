import type { Site } from '../../3-analyse/site-shapes.ts'

const calls = String.raw`(?:this\.#\$lcf_[^(]+\(\);)+`
const given = new RegExp(String.raw`(\{?);?${calls}`, 'g')
const made = new RegExp(String.raw`^\((?:\.{3}\$lcr\)\{super\(\.{3}\$lcr\);|\)\{)${calls}\}$`)

/**
 * A constructor as a person has written it; undefined where nobody has. Assigned fields get their values in it (`3-analyse/lower/desugar.ts`),
 * which the class body says. A semicolon at the end of a line or a block makes no difference.
 */
export function writtenOf(constructor: Site | undefined): string | undefined {
  if (!constructor) return undefined
  const { chunk, start, end } = constructor
  const text = chunk.code.slice(start - chunk.base, end - chunk.base)
  return made.test(text) ? undefined : text.replace(given, (_, brace: string) => brace || ';').replace(/;(?=\s*(?:\}|$))/gm, '')
}
