import { createRequire, type LoadFnOutput } from 'node:module'
import type { World } from '../world.ts'
import { keyOf } from './abandon.ts'

const require = createRequire(import.meta.url)

/** Node 22.15 gives a Set here, later ones an array, as documented. */
export const isRequire = ({ conditions }: { conditions: Iterable<string> }): boolean => [...conditions].includes('require')

/** What is required only to have an ES module evaluated under its new url. */
const again = 'livecoding-again:'

export const isAgain = (specifier: string): boolean => specifier.startsWith(again)

/** The text of that. */
export const againText = (url: string): LoadFnOutput => ({ format: 'module', source: `import ${JSON.stringify(url.slice(again.length))}`, shortCircuit: true })

/**
 * `require` of an ES module that is loaded anew: Node asks for it by its path, and would give what that was at first, or its error.
 *
 *   require('./heart.ts')              Node asks for the text of heart.ts
 *     require('livecoding-again:…')    import "file:///heart.ts#1", at once
 *     module.exports = …               what Node is given as its text
 */
export function requiredAgain(world: World, url: string): LoadFnOutput {
  const asked = again + keyOf(world, url)
  try {
    require(asked)
  } finally {
    Reflect.deleteProperty(require.cache, asked)
  }
  return { format: 'commonjs', source: `module.exports=globalThis[Symbol.for('livecoding.modules')].required(${JSON.stringify(url)})`, shortCircuit: true }
}
