import type * as Lexer from 'cjs-module-lexer'
import { plainCode } from '../3-analyse/lower.ts'
import { settingsFor } from '../3-analyse/settings.ts'
import type { Model } from '../3-analyse/shapes.ts'
import { library } from '../library.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { modelAt, moduleOf, type Time } from './targets.ts'

const lexer = library<typeof Lexer>('cjs-module-lexer')

/** What `import` can name of a CommonJS module beside `default`; `isWhole`: it passes on nothing of a module that is not known. */
export interface CommonNames { names: ReadonlySet<string>, isWhole: boolean }

/** Node takes such names from the text, before the module runs: they need not have a value. */
export function commonNames(world: World, module: LiveModule, time: Time, seen = new Set<LiveModule>()): CommonNames {
  const model = modelAt(module, time)
  const native = model === module.loaded ? world.natives.get(module.url) : undefined
  if (native) return { names: new Set(Object.keys(native).filter(name => name !== 'default' && name !== whole)), isWhole: true }
  const found = lexed(world, model)
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

/** All of what `module.exports` is. */
const whole = 'module.exports'

/** Newer versions of Node give it under its own name, too. */
export const namesWhole = Number(process.versions.node.split('.', 1)[0]) >= 23

/** Undefined: Node will find it wrong itself. */
function lexed({ lexed: known }: World, model: Model): Lexer.Exports | undefined {
  if (!known.has(model)) known.set(model, lex(model))
  return known.get(model)
}

function lex({ path, text }: Model): Lexer.Exports | undefined {
  try {
    return lexer().parse(plainCode(path, text, settingsFor(path)) ?? text)
  } catch {
    return undefined // an ES module, or nothing that parses
  }
}
