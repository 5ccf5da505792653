import type { Site, Special } from '../3-analyse/site-shapes.ts'

/** A function, or an arrow in it, says its `new.target`. */
export const saysTarget = ({ kind, newTarget, lexical }: Pick<Site, 'kind' | 'newTarget' | 'lexical'>): boolean => kind === 'function' && (newTarget || lexical.used.has('new.target'))

/** A function has a `this` of its own, and says it, itself or in an arrow. */
export const saysThis = (site: Pick<Site, 'kind' | 'refs' | 'lexical'>): boolean => site.kind !== 'arrow' && saysSpecial(site, 'this')

/** The site itself, or an arrow in it, says it. */
export const saysSpecial = ({ refs, lexical }: Pick<Site, 'refs' | 'lexical'>, special: Special): boolean =>
  refs.some(({ form }) => form === special) || lexical.used.has(special)
