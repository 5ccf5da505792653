import { exportKey, isPlace, WHOLE } from '../../3-analyse/items/commonjs.ts'
import { saysOne } from '../../3-analyse/says.ts'
import type { Item, Placed } from '../../3-analyse/shapes.ts'
import { modelAt } from '../../graph/modules.ts'
import type { LiveModule } from '../../live-module.ts'
import { wordOf } from '../../3-analyse/word.ts'

/** Under which names a CommonJS module exports a function: `exports.create = create`, `module.exports = { create }`; undefined where it is given in another way. */
export function commonExports(module: LiveModule, name: string): ReadonlySet<string> | undefined {
  const { placed, text } = modelAt(module, 'newest')
  if (isPlace(name)) {
    const isAlone = text.match(new RegExp(wordOf(name.slice(name.lastIndexOf('.') + 1)), 'g'))?.length === 1
    return isAlone ? new Set([exportKey(name)]) : undefined
  }
  const names = new Set<string>()
  for (const each of placed) {
    if (!saysOne(each.chunk.source, [name])) continue
    for (const item of each.chunk.items.filter(({ names: [own] }) => own !== undefined && isPlace(own))) {
      const keys = keysIn(item, each, name)
      if (!keys) return undefined
      for (const key of keys) names.add(key)
    }
  }
  return names
}

/** Names that one assignment gives it; undefined where it does something else with it. */
function keysIn({ names: [place], refs, sites, init }: Item, { chunk: { code, base } }: Placed, name: string): string[] | undefined {
  if (sites.some(({ free }) => free.has(name))) return undefined
  const keys: string[] = []
  for (const { at, end, form } of refs.filter(ref => !ref.local && ref.name === name)) {
    const [before, after] = [code.slice(init!.start - base, at - base), code.slice(end - base, init!.end - base)]
    if (before.trim() === '' && after.trim() === '') keys.push(exportKey(place!))
    else if (place !== WHOLE || !before.trimStart().startsWith('{') || !/^\s*[,}]/.test(after)) return undefined
    else if (form === 'shorthand') keys.push(name)
    else {
      const key = /[{,]\s*([\w$]+)\s*:\s*$/.exec(before)?.[1]
      if (key === undefined) return undefined
      keys.push(key)
    }
  }
  return keys
}
