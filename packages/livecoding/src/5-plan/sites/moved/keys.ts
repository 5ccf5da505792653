import type { Site } from '../../../3-analyse/site-shapes.ts'
import { groupOf } from '../../../4-diff/sites.ts'
import type { Draft } from '../../draft.ts'
import { needsAnother } from '../sites.ts'
import { takesCaptured } from './became-methods.ts'
import { isOfParent } from './related.ts'
import { notIn, type Standing } from './standing.ts'

/** What code that went and code that came may have in common. */
export type Key = (standing: Standing) => string | undefined

export const codeOf = ({ site }: Standing): string => `${groupOf(site)} ${site.kind} ${site.flavour} ${site.deep}`

/** For what the class has a callback: `this.on('open', …)`. */
export function useOf(standing: Standing): string | undefined {
  const use = useIn(standing)
  return use && `${classAround(standing)} ${use}`
}

/** The same in any class. */
export function useIn({ site }: Standing): string | undefined {
  if (!site.within || site.beside === '' || site.kind === 'loop' || site.kind === 'class') return undefined
  return `${groupOf(site)} ${site.context} ${site.name} ${site.beside}`
}

export const classAround = ({ site: { within }, draft: { module, hosts } }: Standing): string | undefined => within && `${module.id} ${(hosts.get(within)?.before ?? within).title}`

export const classOf = ({ site: { kind, name }, draft: { module } }: Standing): string | undefined => kind === 'class' && name !== '' ? `${module.id} ${name}` : undefined

/** It may stand in a literal that a variable has. */
export const isEntry = ({ item: { kind } }: Standing): boolean => kind === 'variable'

/** `open` of `const doors = { open() {} }`, and the function `open` of `const doors = { open }`. */
export function entryOf(): Key {
  const taken = new Map<Draft, ReadonlyMap<string, string>>()
  const literalOf = (draft: Draft, name: string): string | undefined => {
    const known = taken.get(draft) ?? takenBy(draft)
    taken.set(draft, known)
    return known.get(name)
  }
  return standing => {
    const { site, item: { names: [name], self }, draft } = standing
    if (isEntry(standing)) return site.context === 'property:init' ? `${draft.module.id} ${name} ${site.name}` : undefined
    const literal = site === self && site.kind !== 'class' ? literalOf(draft, name!) : undefined
    return literal === undefined ? undefined : `${draft.module.id} ${literal} ${name}`
  }
}

/** What literals take by its name alone, with the variable that has the literal. */
const takenBy = ({ change: { before, after, same } }: Draft): Map<string, string> =>
  new Map(notIn(before, after, same).flatMap(({ chunk }) => chunk.items.flatMap(({ kind, names: [variable], refs }): [string, string][] => kind !== 'variable' ? []
    : refs.flatMap(({ form, write, local, name }): [string, string][] => form === 'shorthand' && !write && !local ? [[name, variable!]] : []))))

/** A function or class with a name; in a class also one that may get a name, or lose it. */
export const isNamed = ({ site }: Standing): boolean => site.kind !== 'loop' && (nameOf(site) !== '' || site.within !== undefined)

/** Under one name, where one of them has no other; and who holds it gives it all that it takes, which nothing around it had given to the old one. */
export function mayBe(old: Standing, now: Standing): boolean {
  const [name, other] = [nameOf(old.site), nameOf(now.site)]
  const isCalledSo = name === other && name !== '' || ((name === '' || other === '') && classAround(old) === classAround(now)) || (old.site.context === now.site.context && isOfParent(old, now))
  const isCalledAlike = old.site.params.length <= now.site.params.length && !takesCaptured(old.site, now.site)
  return isCalledSo && isCalledAlike && groupOf(old.site) === groupOf(now.site) && old.site.flavour === now.site.flavour && !needsAnother(old.site, now.site)
}

/** `onOpen` of `const onOpen = …`, `this.onOpen = …` and a field `#onOpen`. */
export const nameOf = ({ name, context, title }: Site): string => name === '' && context !== 'PropertyDefinition.value' ? '' : title.slice(title.lastIndexOf('.') + 1).replace('#', '')
