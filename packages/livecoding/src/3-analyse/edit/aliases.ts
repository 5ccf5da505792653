import { mayAliasTypes } from '../lower/type-alias.ts'
import { wordOf } from '../word.ts'
import type { Placed } from '../shapes.ts'

const alias = /^[ \t]*(?:export\s+)?import\s+([\w$]+)\s*=\s*(?!require\s*\()([\w$]+)/gm

/**
 * An edit may have it that `import Round = Shapes.Round`, which stands elsewhere in the text, is code or a type: it brings or takes the one use of the name, or
 * edits what the name leads through. `was`, `now`: the statements that were edited.
 */
export function mayMeanOther(text: string, placed: readonly Placed[], was: readonly Placed[], now: readonly Placed[]): boolean {
  if (!mayAliasTypes(text) && !was.some(({ chunk }) => mayAliasTypes(chunk.source))) return false
  const edited = [...was, ...now]
  if (edited.some(({ chunk }) => mayAliasTypes(chunk.source))) return true
  return [...text.matchAll(alias)].some(({ 0: said, 1: name, 2: from, index }) => {
    const declares = new RegExp(`\\b(?:namespace|module|interface|type|enum|class|function|import)\\b[\\s*]*${wordOf(from!)}`)
    if (edited.some(({ chunk }) => declares.test(chunk.source))) return true
    const at = index + said.search(/\S/)
    const own = placed.find(({ start, chunk }) => start <= at && at < start + chunk.source.length)
    const isUsed = (all: readonly Placed[]): boolean => all.some(({ chunk }) => chunk.free.has(name!))
    return own?.start === at && isUsed(was) !== isUsed(now)
  })
}
