import type { Exports } from 'cjs-module-lexer'
import type { Model } from '../3-analyse/shapes.ts'
import { lexed } from '../3-analyse/lexed.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { modelAt, moduleOf, type Time } from './modules.ts'

/** What `import` can name of a CommonJS module beside `default`; `isWhole`: it passes on nothing of a module that is not known. */
export interface CommonNames { names: ReadonlySet<string>, isWhole: boolean }

/** Node takes such names from the text, before the module runs: they need not have a value. */
export function commonNames(world: World, module: LiveModule, time: Time, seen = new Set<LiveModule>()): CommonNames {
  const model = modelAt(module, time)
  const native = model === module.loaded ? world.natives.get(module.url) : undefined
  if (native) return { names: new Set(Object.keys(native).filter(name => name !== 'default' && name !== whole)), isWhole: true }
  const found = textNames(world, model)
  if (!found) return { names: new Set(), isWhole: false }
  seen.add(module)
  const passed = found.reexports.map((specifier): CommonNames => {
    const from = moduleOf(world, module.resolved.get(specifier))
    if (!from || from.kind !== 'cjs') return { names: new Set(), isWhole: from !== undefined }
    return seen.has(from) ? { names: new Set(), isWhole: true } : commonNames(world, from, time, seen)
  })
  const names = new Set([...found.exports, ...passed.flatMap(each => [...each.names])])
  for (const each of ['default', whole]) names.delete(each)
  return { names, isWhole: passed.every(each => each.isWhole) }
}

/** The modules of which it passes on all names. */
export const passedOn = (world: World, module: LiveModule): LiveModule[] =>
  (textNames(world, modelAt(module, 'newest'))?.reexports ?? []).flatMap(specifier => moduleOf(world, module.resolved.get(specifier)) ?? [])

/** All of what `module.exports` is. */
const whole = 'module.exports'

/** Newer versions of Node give it under its own name, too. */
export const namesWhole = Number(process.versions.node.split('.', 1)[0]) >= 23

/** Undefined: Node will find it wrong itself. */
function textNames({ lexed: known }: World, model: Model): Exports | undefined {
  if (!known.has(model)) known.set(model, lexed(model.path, model.text))
  return known.get(model)
}
