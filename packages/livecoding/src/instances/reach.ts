import { enteredOf } from '../3-analyse/walk/when.ts'

/** Whether a constructor comes to the methods of a class: a subclass may have others in their place, and these may call them. */
export type Reach = 'surely' | 'perhaps' | 'never'

/** Of the prototype at which the look for the methods begins. */
export function reachOf(prototype: object, methods: readonly string[]): (from: object) => Reach {
  const known = new Map<object, Reach>()
  return from => {
    const all = known.has(from) ? [] : methods.map(method => reachOfOne(from, prototype, method))
    if (all.length > 0) known.set(from, all.includes('never') ? 'never' : all.includes('perhaps') ? 'perhaps' : 'surely')
    return known.get(from) ?? 'surely'
  }
}

function reachOfOne(from: object, prototype: object, method: string): Reach {
  const { key, isSetter } = enteredOf(method)
  if (!(key in prototype)) return 'surely'
  const codeOf = (descriptor: PropertyDescriptor | undefined): unknown => isSetter ? descriptor?.set : descriptor?.get ?? descriptor?.value
  const meant = codeOf(linksFrom(prototype).map(link => Object.getOwnPropertyDescriptor(link, key)).find(Boolean))
  const others = linksFrom(from, prototype).filter(link => Object.hasOwn(link, key) && codeOf(Object.getOwnPropertyDescriptor(link, key)) !== meant)
  if (others.length === 0) return 'surely'
  return others.every(link => saysAbove(link, key, codeOf(Object.getOwnPropertyDescriptor(link, key)))) ? 'perhaps' : 'never'
}

/** What stands there, or another method beside it, calls the one above. */
function saysAbove(link: object, key: string, code: unknown): boolean {
  const constructor = Object.getOwnPropertyDescriptor(link, 'constructor')?.value as unknown
  return [constructor, code].some(each => typeof each === 'function' && [`super.${key}`, 'super[', `prototype.${key}`].some(said => String(each).includes(said)))
}

function linksFrom(from: object, to?: object): object[] {
  const links: object[] = []
  for (let link: object | null = from; link && link !== to; link = Object.getPrototypeOf(link) as object | null) links.push(link)
  return links
}
