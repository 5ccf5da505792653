import { modelAt } from '../graph/modules.ts'
import type { Leads } from '../graph/leads.ts'
import type { LiveModule } from '../live-module.ts'

/** Where names led before the save, and lead after it. */
export interface Leading { before: Leads, after: Leads }

/** Names that led to one module and lead to another, as `Lamp` does where lamp.ts says `export * from './light/lamp.ts'` now, or has it again. */
interface LedOn { from: LiveModule, to: LiveModule, names: Set<string> }

/** A file that others go on importing says where the thing is now. Who is edited to import from elsewhere may mean another thing. */
export function ledOn(before: Leads, after: Leads): LedOn[] {
  const found: LedOn[] = []
  for (const kind of ['names', 'members'] as const) {
    for (const [module, names] of after[kind]) {
      for (const [name, to] of names) {
        const from = before[kind].get(module)?.get(name)
        if (from?.kind !== 'binding' || to.kind !== 'binding' || from.module === to.module || from.local !== to.local) continue
        const through = kind === 'members' ? module.url : stillAsked(module, name)
        if (through !== from.module.url && through !== to.module.url) continue
        const known = found.find(each => each.from === from.module && each.to === to.module)
        if (known) known.names.add(to.local)
        else found.push({ from: from.module, to: to.module, names: new Set([to.local]) })
      }
    }
  }
  return found
}

/** From where a module imports a name in the words of before. */
function stillAsked(module: LiveModule, local: string): string | undefined {
  const [was, is] = [module.current, modelAt(module, 'newest')].map(({ imports }) => imports.get(local))
  return was && is && was.specifier === is.specifier && was.imported === is.imported ? module.resolved.get(is.specifier) : undefined
}
