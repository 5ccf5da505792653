import type { Flavour } from '../3-analyse/shapes.ts'

type Code = (this: unknown, ...args: unknown[]) => unknown

/**
 * New code for a held function whose object is of another kind. A plain function can give whatever new code gives, an
 * async one too; a generator delegates to what its guard gets, so plain code is put into a generator.
 */
export function adapt(code: Code, held: Flavour, now: Flavour): Code {
  if (held === 'generator' && now !== 'generator') return function* (...args) { return code.apply(this, args) }
  if (held === 'asyncGenerator' && now !== 'asyncGenerator' && now !== 'generator') return async function* (...args) { return code.apply(this, args) }
  return code
}
