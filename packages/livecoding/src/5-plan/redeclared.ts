import { saysOne } from '../3-analyse/says.ts'
import type { Item, Model } from '../3-analyse/shapes.ts'
import type { Change } from '../4-diff/diff.ts'
import { isKept, type Spot } from '../4-diff/items.ts'

/** Variables that several statements declare, `var size = 1` and `var size = size + 1`: where one of them changes, comes or goes, all give their values again, in order. */
export function redeclaredIn({ before, after, pairs, come, gone }: Change): ReadonlySet<string> {
  const edited = [...pairs.flatMap(pair => pair.before.item.shell === pair.after.item.shell || pair.unedited ? [] : pair.after), ...come, ...gone].filter(isVar)
  const names = new Set(edited.flatMap(({ item }) => item.names))
  return new Set([...names].filter(name => [before, after].some(model => declaring(model, name).length > 1)))
}

const isVar = (spot: Spot): boolean => spot.item.kind === 'variable' && spot.item.declares === 'var' && !isKept(spot)

const declaring = ({ placed }: Model, name: string): Item[] => placed.flatMap(({ chunk }) =>
  chunk.source.includes('var') && saysOne(chunk.source, [name]) ? chunk.items.filter(({ kind, declares, names }) => kind === 'variable' && declares === 'var' && names.includes(name)) : [])

export const isRedeclared = ({ item: { kind, names } }: Pick<Spot, 'item'>, redeclared: ReadonlySet<string>): boolean => kind === 'variable' && names.some(name => redeclared.has(name))

/** `var size` alone gives nothing to a variable that stands above. */
export const givesNothing = ({ item, model }: Spot): boolean => !item.init && item.declares === 'var' && item.kind === 'variable' && item.names.every(name => declaring(model, name)[0] !== item)
