import type { Within } from '../../instrument/offers.ts'
import type { Local } from '../../3-analyse/reference-shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import type { Version } from '../../live-module.ts'

/**
 * The variables around a class that a function made are those of the text that made it: an edit may have given them other names, and more of
 * them. And a class that was made by code which runs in an old closure reaches what is around that through `$lca`, as that code does.
 * So new code for a class marks the variables around it, and for each class they are said in its own way.
 */
const mark = /\$lc‹\.(.*?)›/g

export const markOuter = (key: string): string => `$lc‹.${key}›`

/** Says marked variables; `params` has what the code needs for that. */
export function sayOuter(code: string, site: Site, version: Version | undefined): { code: string, params: string } {
  const used = new Map<number, string>()
  const said = code.replace(mark, (_, key: string) => {
    const found = reach(key, site, version)
    if (!found || !('index' in found)) return found?.name ?? nameIn(key)
    used.set(found.index, `${nameIn(key)}${found.constant ? '=' : ''}`)
    return `$lce.${nameIn(key)}`
  })
  const names = [...used].map(([index, name]) => JSON.stringify(`${index}:${name}`)).join(',')
  return { code: said, params: used.size > 0 ? `,$lce=new($lc.env(${names}))($lca)` : '' }
}

/** A variable that the class says now, and that was not around it when it was made. */
export const lackedBy = (site: Site, version: Version): string | undefined => site.captures.values().find(local => !isItself(local, site) && !reach(local.key, site, version))?.name

/** The name by which a class says itself. */
export const isItself = ({ at }: Pick<Local, 'at'>, { start, shape }: Site): boolean => at === start - 1 || at === shape!.nameSpan?.start

function reach(key: string, site: Site, version: Version | undefined): { name: string } | { index: number, constant: boolean } | undefined {
  for (const each of [key, ...site.aliases?.get(key) ?? []]) {
    const found = version?.within && isAround(each, version.within) ? version.within.offered.find(each) : undefined
    if (found) return { index: found.index, constant: found.offered.endsWith('=') }
    if (version?.sees?.get(nameIn(each)) === each && !(version.within && isOut(each, version.within))) return { name: nameIn(each) }
  }
  return undefined
}

const nameIn = (key: string): string => key.slice(key.lastIndexOf(':') + 1)
export const functionsAround = (key: string): number => Number.parseInt(key)

/** The variable is, or may be, outside the code that runs in the old closure. */
const isAround = (key: string, { depth, isLoop }: Within): boolean => functionsAround(key) < depth || isLoop
const isOut = (key: string, { depth }: Within): boolean => functionsAround(key) < depth
