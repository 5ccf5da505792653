import type { Member } from '../3-analyse/class-shapes.ts'
import type { Site } from '../3-analyse/site-shapes.ts'
import { keyOf } from '../3-analyse/member-key.ts'
import type { Native } from '../live-module.ts'

/** What the code of a class does to a new instance as long as nobody edits it. */
export function nativeOf({ shape }: Site): Native {
  const fields = shape!.members.filter(member => member.kind === 'field' && !member.static)
  const privates = shape!.members.filter(member => member.private && !member.static).map(({ key }) => key)
  return {
    derived: shape!.heritage !== undefined, nested: shape!.nested,
    branded: privates.length > 0, privates,
    computed: shape!.members.filter(hasNotedKey).map(keyOf),
    // A decorated field is left to the engine once it makes the instances.
    fields: fields.map(({ key, own, site, harmless, private: hidden, computed, decorators }) => {
      const isPlain = shape!.legacy || decorators.each.length === 0
      return { key, own, deep: site?.deep ?? own, harmless: harmless && isPlain, private: hidden, computed }
    }),
  }
}

/** Its key is an expression; those of decorated members are noted elsewhere. */
export const hasNotedKey = ({ computed, decorators, kind }: Member): boolean => computed && decorators.each.length === 0 && kind !== 'declared'

/** Decorators of methods and accessors may want to be asked for each new instance. */
export const startsDecorated = ({ members, legacy }: NonNullable<Site['shape']>): boolean => !legacy && members.some(isStart)

const isStart = (member: Member): boolean => member.decorators.each.length > 0 && member.kind !== 'field' && !member.static
