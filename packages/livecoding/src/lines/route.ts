import { matchTokens } from './match.ts'
import { lastAtMost, lineAt, lineStarts, tokensOf } from './tokens.ts'

/** Where an offset of one text is in another; `exact` where the very token is there, else the place beside it. */
export interface Spot { at: number, exact: boolean }

/** Leads from offsets of one stretch of text to those of another. */
export type Route = (at: number) => Spot

/** The route between two short texts: a line, or a few that were edited. */
export function routeBetween(from: string, to: string): Route {
  const [a, b] = [tokensOf(from), tokensOf(to)]
  const match = matchTokens(a.text, b.text)
  return at => {
    const token = lastAtMost(a.at, at)
    if (token < 0) return { at: 0, exact: false }
    const found = match[token]!
    if (found >= 0) return { at: b.at[found]! + Math.min(at - a.at[token]!, b.text[found]!.length), exact: true }
    for (let next = token + 1; next < match.length; next++) if (match[next]! >= 0 && a.text[next]!.trim() !== '') return { at: b.at[match[next]!]!, exact: false }
    for (let last = token - 1; last >= 0; last--) if (match[last]! >= 0) return { at: b.at[match[last]!]!, exact: false }
    return { at: 0, exact: false }
  }
}

/**
 * The route between two versions of a text: lines that both have lead to each other, wherever they went; what stands
 * between such lines is compared word by word when it is first asked for.
 */
export function routeBetweenVersions(from: string, to: string): Route {
  if (from === to) return at => ({ at, exact: true })
  const [a, b] = [lineStarts(from), lineStarts(to)]
  // Empty lines are no landmarks.
  const lines = (text: string, starts: readonly number[], empty: string): string[] => starts.map((_, line) => lineAt(text, starts, line).trim() || empty)
  const match = matchTokens(lines(from, a, ' '), lines(to, b, '  '))
  const inner = new Map<number, Route>()
  const between = (line: number): Route => {
    let first = line
    while (first > 0 && match[first - 1]! < 0) first--
    const known = inner.get(first)
    if (known) return known
    let end = line + 1
    while (end < match.length && match[end]! < 0) end++
    const [start, stop] = [a[first]!, end < a.length ? a[end]! : from.length]
    const [low, high] = [first > 0 ? b[match[first - 1]! + 1] ?? to.length : 0, end < match.length ? b[match[end]!]! : to.length]
    const route = routeBetween(from.slice(start, stop), to.slice(low, high))
    const made: Route = at => {
      const spot = route(at - start)
      return { at: low + spot.at, exact: spot.exact }
    }
    inner.set(first, made)
    return made
  }
  return at => {
    const line = lastAtMost(a, at)
    const found = match[line]!
    if (found < 0) return between(line)(at)
    const indent = (text: string): number => text.length - text.trimStart().length
    const shift = indent(lineAt(to, b, found)) - indent(lineAt(from, a, line))
    return { at: b[found]! + Math.max(0, at - a[line]! + shift), exact: true }
  }
}
