import { targetOfExport, targetOfImport } from '../../graph/targets.ts'
import { modelAt } from '../../graph/modules.ts'
import { peekName } from '../../runtime/binding.ts'
import type { EditReport, Problem } from '../../8-report/report.ts'
import type { LiveModule } from '../../live-module.ts'
import type { World } from '../../world.ts'

type Told = EditReport | Problem

/**
 * What is told because a name has another value. What is evaluated again may give the same one, and a class may be what it was behind its new
 * decorators: that shows once the update is in place.
 */
export class Reasons {
  /** By modules, names that an evaluation or a decorator gives a value. */
  readonly asked = new Map<LiveModule, readonly ReadonlySet<string>[]>()
  readonly #because = new Map<Told, Place & { before: unknown }>()

  /** `source`: how the module says the name. */
  note(told: Told, world: World, module: LiveModule, source: string): void {
    const place = placeOf(world, module, source)
    if (place) this.#because.set(told, { ...place, before: peekName(place.module, place.local) })
  }

  hold(told: Told): boolean {
    const because = this.#because.get(told)
    return !because || !this.asked.get(because.module)?.some(names => names.has(because.local)) || !Object.is(peekName(because.module, because.local), because.before)
  }
}

interface Place { module: LiveModule, local: string }

/** Where `size`, or `sizes.size` of `import * as sizes`, leads. */
export function placeOf(world: World, module: LiveModule, said: string): Place | undefined {
  const { bindings, imports } = modelAt(module, 'newest')
  const [name, member] = said.split('.') as [string, string?]
  if (bindings.has(name)) return { module, local: name }
  const imported = imports.get(name)
  const target = imported && targetOfImport(world, module, imported, 'newest')
  const found = target?.kind === 'namespace' && member !== undefined ? targetOfExport(world, target.module, member, 'newest') : target
  return found?.kind === 'binding' ? found : undefined
}
