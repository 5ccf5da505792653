import { saysOne } from '../../3-analyse/says.ts'
import type { Item, Placed } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { modelAt } from '../../graph/modules.ts'
import type { LiveModule } from '../../live-module.ts'
import type { World } from '../../world.ts'
import { callsPart } from './called.ts'
import type { Called, Found } from './callers.ts'
import { wordOf } from '../../3-analyse/word.ts'

/** In larger programs a save would cost too much that looks for a word in all of them. */
export const mostModules = 300

/** Called by the language, and by Node. */
const implicit = new Set(['handleEvent', 'next', 'return', 'then', 'throw', 'toJSON', 'toLocaleString', 'toString', 'valueOf'])

/**
 * A method is called by its name, by whoever has an instance. Who does is known where no code of the program has the word but to declare and call
 * it, and the class has no parent, decorator or interface that it keeps the method for.
 */
export function mentionsOf(world: World, { module, item, site: { member } }: Called): Found | undefined {
  const shape = item.self!.shape!
  if (member!.computed || member!.decorators.each.length > 0 || shape.decorators.each.length > 0) return undefined
  if (member!.private) return mentionsIn(module, member!.key, item)
  if (implicit.has(member!.key) || shape.heritage || /\bimplements\b|\bthis\s*\[/.test(item.self!.chunk.source)) return undefined
  if (world.modules.size > mostModules || (world.roots.has(module.url) && module.url !== world.entry)) return undefined
  const found: Found = { callers: [], through: [] }
  for (const each of new Set([module, ...world.modules.values()])) {
    if (each.dormant || each.kind === 'json' || !saysOne(modelAt(each, 'newest').text, [member!.key])) continue
    const more = mentionsIn(each, member!.key, item)
    if (!more) return undefined
    found.callers.push(...more.callers)
    found.through.push(...more.through)
  }
  return found
}

function mentionsIn(module: LiveModule, name: string, owner: Item): Found | undefined {
  const found: Found = { callers: [], through: [] }
  for (const placed of modelAt(module, 'newest').placed) {
    const { chunk } = placed
    if (!saysOne(chunk.source, [name])) continue
    let left = chunk.code.match(new RegExp(wordOf(name), 'g'))?.length ?? 0
    for (const item of chunk.items) {
      if (item === owner) left -= 1
      const calls = callsIn(item.refs, placed, name)
      if (calls > 0) found.callers.push({ module, item, placed })
      left -= calls
      for (const site of partsOf(item)) {
        const within = callsIn(site.refs, placed, name)
        if (within > 0) found.through.push({ module, item, site })
        left -= within
      }
    }
    // In a closure, in a string, in a comment, as a key …
    if (left !== 0) return undefined
  }
  return found
}

const callsIn = (refs: Site['refs'], { chunk }: Placed, name: string): number => refs.filter(ref => ref.part === name && callsPart(ref, chunk)).length

/** Functions that can be called by name. */
const partsOf = ({ self }: Item): Site[] => !self ? [] : self.kind === 'class' ? self.children.filter(({ member }) => member?.kind === 'method' || member?.kind === 'constructor') : [self]
