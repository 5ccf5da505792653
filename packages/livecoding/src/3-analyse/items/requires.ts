import { child, list, plain, text, type Node } from '../ast.ts'
import { boundNames } from '../scope/bound.ts'
import type { Requires } from '../shapes.ts'
import type { Walk } from '../walk/frame.ts'

/**
 * A variable that stands for what another module exports; `call`: what asks for the module.
 *
 *     const { look } = require('./commands')            const look = require('./commands').look            const commands = require('./commands')
 *     const { look } = await import('./commands.ts')    const { look } = (await import('./commands.ts'))   const commands = await import('./commands.ts')
 *
 * The second line is for ES modules, where the whole program waits for it, as for an `import`; they have what `createRequire` gave, or gives in place, too (`given`).
 */
export function requiresOf(id: Node, init: Node | undefined, { commonjs, requirers }: Pick<Walk, 'commonjs' | 'requirers'>): { requires: Requires, call: Node, given: boolean } | undefined {
  const member = init?.type === 'MemberExpression' && init.computed !== true && init.optional !== true ? text(child(init, 'property')) : undefined
  const whole = member === undefined ? init : child(init!, 'object')
  const imported = commonjs ? undefined : importedBy(plain(whole))
  const call = imported ?? whole
  const specifier = imported ? importedFrom(imported) : call && requiredFrom(call, requirers)
  const given = !commonjs && !imported
  // Where packages lead is asked in another way than for an `import`.
  if (specifier === undefined || (given && !specifier.startsWith('.'))) return undefined
  if (member !== undefined || id.type !== 'ObjectPattern') return { requires: { specifier, keys: new Map([[text(id), member ?? '*']]) }, call: call!, given }
  const keys = new Map<string, string>()
  for (const property of list(id, 'properties')) {
    // `...rest` has all others.
    const key = property.type === 'RestElement' || property.computed === true ? '*' : text(child(property, 'key'))
    for (const name of boundNames(child(property, property.type === 'RestElement' ? 'argument' : 'value'))) keys.set(name, key)
  }
  return { requires: { specifier, keys }, call: call!, given }
}

/** The `import(…)` of `await import(…)`. */
const importedBy = (node: Node | undefined): Node | undefined => node?.type === 'AwaitExpression' ? plain(child(node, 'argument')) : undefined

function importedFrom(call: Node): string | undefined {
  return call.type === 'ImportExpression' && !call['phase'] ? onlyText([child(call, 'source'), child(call, 'options')].filter(each => each !== undefined)) : undefined
}

function requiredFrom(call: Node, requirers: ReadonlySet<string>): string | undefined {
  return call.type === 'CallExpression' && requirers.has(calledBy(call)) ? onlyText(list(call, 'arguments')) : undefined
}

/** `createRequire()` for `createRequire(import.meta.url)('./commands')`. */
function calledBy(call: Node): string {
  const callee = child(call, 'callee')
  if (callee?.type !== 'CallExpression') return text(callee)
  const maker = child(callee, 'callee')
  return list(callee, 'arguments').every(isOwnPlace) ? `${text(maker) || text(child(maker!, 'property'))}()` : ''
}

const isOwnPlace = (node: Node): boolean => child(node, 'object')?.type === 'MetaProperty' && /^(?:url|filename)$/.test(text(child(node, 'property')))

function onlyText([argument, ...more]: readonly Node[]): string | undefined {
  return argument?.type === 'Literal' && typeof argument.value === 'string' && more.length === 0 ? argument.value : undefined
}
