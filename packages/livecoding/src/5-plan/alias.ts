import { WHOLE } from '../3-analyse/items/commonjs.ts'
import { isPattern } from '../3-analyse/pattern.ts'
import { isBlockName } from '../3-analyse/scope/block.ts'
import type { Item } from '../3-analyse/shapes.ts'
import type { Spot } from '../4-diff/items.ts'
import type { Draft } from './draft.ts'
import type { Renewed } from './renewed.ts'

/**
 * `module.exports = Door`, `exports.Gate = Door`, `const Gate = Door` is the same object when only members of it are new: these are new here, too. False: it is no
 * such alias, or has another object.
 */
export function renewAlias({ renewed }: Draft, { item, placed: { chunk: { code, base } } }: Spot): boolean {
  const [name] = item.names as [string]
  const aliased = aliasedBy(item)
  if (aliased === undefined || renewed.has(aliased) || code.slice(item.init!.start - base, item.init!.end - base).trim() !== aliased) return false
  const members = membersOf(aliased, renewed)
  for (const member of members) {
    if (name !== WHOLE) renewed.add(`${name}.${member}`)
    else if (member !== '*') renewed.addStatic(name, member)
  }
  return members.length > 0
}

/** Members are new of what may be such an alias. */
export function isAliasOfRenewed(item: Item, renewed: Renewed): boolean {
  const aliased = aliasedBy(item)
  return aliased !== undefined && membersOf(aliased, renewed).length > 0
}

const membersOf = (name: string, renewed: Renewed): string[] => [...renewed].flatMap(each => each.startsWith(`${name}.`) ? each.slice(name.length + 1) : [])

/** The one name in the initialiser, if there is hardly more. */
function aliasedBy({ names, target, declares, init, refs, sites }: Item): string | undefined {
  if (!init || sites.length > 0 || declares !== 'const' || isPattern({ names, target }) || isBlockName(names[0]!)) return undefined
  const [ref, ...more] = refs.filter(({ at }) => at >= init.start)
  return ref && !ref.local && more.length === 0 && ref.at - init.start < 2 && init.end - ref.end < 2 ? ref.name : undefined
}
