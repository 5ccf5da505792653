import { child, list, plain, text, type Node } from './ast.ts'
import { boundNames } from './bound.ts'
import type { Requires } from './shapes.ts'

/**
 * A variable that stands for what another module exports; `call`: what asks for the module.
 *
 *     const { look } = require('./commands')            const look = require('./commands').look            const commands = require('./commands')
 *     const { look } = await import('./commands.ts')    const { look } = (await import('./commands.ts'))   const commands = await import('./commands.ts')
 *
 * The second line is for ES modules, where the whole program waits for it, as for an `import`.
 */
export function requiresOf(id: Node, init: Node | undefined, commonjs: boolean): { requires: Requires, call: Node } | undefined {
  const member = init?.type === 'MemberExpression' && init.computed !== true && init.optional !== true ? text(child(init, 'property')) : undefined
  const whole = member === undefined ? init : child(init!, 'object')
  const call = commonjs ? whole : importedBy(plain(whole))
  const specifier = call && specifierOf(call, commonjs)
  if (specifier === undefined) return undefined
  if (member !== undefined || id.type !== 'ObjectPattern') return { requires: { specifier, keys: new Map([[text(id), member ?? '*']]) }, call: call! }
  const keys = new Map<string, string>()
  for (const property of list(id, 'properties')) {
    // `...rest` has all others.
    const key = property.type === 'RestElement' || property.computed === true ? '*' : text(child(property, 'key'))
    for (const name of boundNames(child(property, property.type === 'RestElement' ? 'argument' : 'value'))) keys.set(name, key)
  }
  return { requires: { specifier, keys }, call: call! }
}

/** The `import(…)` of `await import(…)`. */
const importedBy = (node: Node | undefined): Node | undefined => node?.type === 'AwaitExpression' ? plain(child(node, 'argument')) : undefined

function specifierOf(call: Node, commonjs: boolean): string | undefined {
  const [argument, ...more] = commonjs
    ? call.type === 'CallExpression' && text(child(call, 'callee')) === 'require' ? list(call, 'arguments') : []
    : call.type === 'ImportExpression' && !call['phase'] ? [child(call, 'source'), child(call, 'options')].filter(each => each !== undefined) : []
  return argument?.type === 'Literal' && typeof argument.value === 'string' && more.length === 0 ? argument.value : undefined
}
