import module, { syncBuiltinESMExports, type LoadFnOutput } from 'node:module'
import { extname, relative } from 'node:path'
import { withoutMark } from '../2-read/look.ts'
import { plainCode } from '../3-analyse/lower/lower.ts'
import { settingsFor } from '../3-analyse/settings.ts'
import { problem } from '../messages/message.ts'
import { describe } from '../messages/thrown.ts'
import type { World } from '../world.ts'
import { urlOf } from './enter.ts'

/** Flags that load code before the program, which may put in hooks of its own, and what they name. */
const preload = /(?:^|\s)(?:--import|--require|-r|--(?:experimental-)?loader)(?:=|\s+)(\S+)/g

/** `livecoding/register`, and what workers load first. */
const own = /(?:^|\/)livecoding\/(?:register$|dist\/|src\/)/

/** Somebody but the engine may have load hooks. */
export const mayHaveHooks = (): boolean =>
  [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].join(' ').matchAll(preload).some(([, name]) => !own.test(name!))

const { register, registerHooks } = module

/**
 * Puts in hooks that see what the hooks of all others make, whenever those come; `came`: somebody has put in some. What `load` gives is
 * what those get that come later.
 */
export function putAround(hooks: module.RegisterHooksOptions, load: module.LoadHookSync, came: () => void): { deregister(): void } {
  const inner = registerHooks({ load })
  let own = registerHooks(hooks)
  const renew = (): void => {
    came()
    own.deregister()
    own = registerHooks(hooks)
  }
  const noticing = <F extends (...args: never[]) => unknown>(original: F): F => new Proxy(original, {
    apply(target, self, args) {
      const result: unknown = Reflect.apply(target, self, args)
      renew()
      return result
    },
  })
  const [asynchronous, synchronous] = [noticing(register), noticing(registerHooks)]
  Object.assign(module, { register: asynchronous, registerHooks: synchronous })
  syncBuiltinESMExports()
  return {
    deregister() {
      own.deregister()
      inner.deregister()
      if (module.register === asynchronous) module.register = register
      if (module.registerHooks === synchronous) module.registerHooks = registerHooks
      syncBuiltinESMExports()
    },
  }
}

/** Syntax that Node's type stripping refuses. */
const refused = /\b(?:enum|namespace|module|public|private|protected|readonly)\b|@|\bimport\s+[\w$]+\s*=|\bexport\s*=/

/** Hooks that take out types themselves, as test runners do, get as JavaScript what they could not read. */
export function asTheyRead(world: World, path: string, given: LoadFnOutput): LoadFnOutput {
  const text = textIn(given)
  const code = text !== undefined && (path.endsWith('x') || refused.test(text)) ? plainCode(path, text, settingsFor(path)) : undefined
  if (code === undefined) return given
  world.plain.set(code, text!)
  return { ...given, format: given.format?.replace('-typescript', ''), source: code }
}

/** The text that hooks have made of a file: what they got as JavaScript, and left alone, is what it was. */
export function textMade(world: World, given: LoadFnOutput): string | undefined {
  const text = textIn(given)
  const was = text === undefined ? undefined : world.plain.get(text)
  world.plain.clear()
  return was ?? text
}

/** The text that hooks give, if they give one. */
const textIn = ({ source }: Pick<LoadFnOutput, 'source'>): string | undefined =>
  source === null || source === undefined ? undefined : withoutMark(typeof source === 'string' ? source : new TextDecoder().decode(source))

/** What is imported only to ask the hooks of others for the text of a file: nothing of it is evaluated. */
export const asking = 'livecoding-ask:'

/** What the hooks of others make of a file that holds this text. One that they cannot read, half written perhaps, is taken as it is. */
export async function textGiven(world: World, path: string, text: string): Promise<string> {
  if (!world.isRewritten || extname(path) === '.json') return text
  const key = `${asking}${world.names++}:${world.modules.get(path)?.url ?? urlOf(path)}`
  try {
    await import(key)
    return world.given.get(key) ?? text
  } catch (error) {
    world.lifecycle.report(problem('LC3107', { error: describe(error) }, { file: relative(world.root, path) }))
    return text
  } finally { world.given.delete(key) }
}

export const askedUrl = (key: string): string => key.slice(key.indexOf(':', asking.length) + 1)
