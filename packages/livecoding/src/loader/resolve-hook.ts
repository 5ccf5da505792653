import { existsSync } from 'node:fs'
import type { ResolveFnOutput, ResolveHookContext, ResolveHookSync } from 'node:module'
import { asksBy } from '../graph/asked.ts'
import { modelAt, moduleOf } from '../graph/modules.ts'
import { declareSlots } from '../instrument/slots.ts'
import { isOffered, scheme } from '../namespaces/space.ts'
import { withRoom } from '../runtime/room.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { keyOf } from './abandon.ts'
import { pathOfCopy } from './copies.ts'
import type { Noticed } from './hooks.ts'
import { asking } from './others.ts'
import { isAgain, isRequire } from './required-again.ts'
import type { Resolver } from './resolve.ts'

const own = new URL('..', import.meta.url).href
const loadFailures = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_PACKAGE_IMPORT_NOT_DEFINED', 'ERR_UNSUPPORTED_DIR_IMPORT', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_UNSUPPORTED_RESOLVE_REQUEST', 'ERR_INVALID_MODULE_SPECIFIER'])

/** What is asked for, and by which module, if that is followed. */
interface Asked { specifier: string, context: ResolveHookContext, parent: LiveModule | undefined }

/** Where a specifier leads: Node says it, or the hooks of others, and where they find nothing, the resolver. */
export function createResolveHook(world: World, resolver: Resolver, { entered }: Pick<Noticed, 'entered'>): ResolveHookSync {
  return (specifier, context, nextResolve) => {
    if (specifier.startsWith(asking) || isAgain(specifier)) return { url: specifier, format: 'module', shortCircuit: true }
    const asked: Asked = { specifier, context, parent: moduleOf(world, context.parentURL) }
    const space = spaceAt(world, specifier)
    if (space) {
      asked.parent?.resolved.set(specifier, space.url)
      return { url: `${space.url}#${space.version}`, format: 'module', shortCircuit: true }
    }
    let failed = true
    let result!: ResolveFnOutput
    // Caught and thrown again, the error would point here in what Node prints of it.
    try {
      const found = withRoom(() => nextResolve(specifier, context))
      failed = false
      const now = asked.parent && world.edited ? leadsNow(world, resolver, asked.parent, { specifier, url: found.url, isRequired: isRequire(context) }) : found.url
      remember(asked, now)
      result = now === found.url ? { ...found, url: keyOf(world, now) } : { url: keyOf(world, now), shortCircuit: true }
    } finally {
      const instead = failed ? findElse(asked, () => nextResolve(specifier, context)) : undefined
      if (instead) return instead // oxlint-disable-line no-unsafe-finally -- it takes the place of the error
    }
    return result
  }

  function remember({ specifier, context, parent }: Asked, url: string): void {
    parent?.resolved.set(specifier, url)
    if (context.parentURL === undefined && world.entry === undefined) entered(world.entry = url)
    if (!world.isManaged(url)) return
    if (isRoot(world, specifier, context)) rootAt(world, url)
    if (!parent && context.parentURL?.startsWith('file:') && !context.parentURL.startsWith(own)) enterFromOutside(world)
  }

  /** Where a file that is followed leads with what Node does not find. */
  function findElse(asked: Asked, next: () => unknown): ResolveFnOutput | undefined {
    const { specifier, context, parent } = asked
    const from = parent?.path ?? pathOfCopy(world, context.parentURL)
    if (from === undefined || !loadFailures.has(codeOf(next))) return undefined
    const found = resolver.resolve(specifier, from, isRequire(context))
    if ('error' in found) return undefined
    remember(asked, found.url)
    return { url: keyOf(world, found.url), shortCircuit: true }
  }
}

/** A namespace, said by its name or, in what the engine writes, by its url. */
function spaceAt(world: World, specifier: string): LiveModule | undefined {
  if (world.spaces.size === 0) return undefined
  if (specifier.startsWith(scheme)) return moduleOf(world, specifier)
  return isOffered(world, specifier) ? world.spaces.get(specifier)!.module : undefined
}

/**
 * Node remembers where a specifier of a module led first, also when that file is gone.
 *
 * @throws Error MODULE_NOT_FOUND where `require` asks for such a file; `import()` is told by who wakes its module
 */
function leadsNow(world: World, resolver: Resolver, parent: LiveModule, { specifier, url, isRequired }: { specifier: string, url: string, isRequired: boolean }): string {
  if (parent.ledBefore?.has(specifier)) return parent.resolved.get(specifier)!
  const known = moduleOf(world, url)
  if (!known?.dormant || existsSync(known.path)) return url
  const found = resolver.resolve(specifier, parent.path, parent.kind === 'cjs')
  if ('url' in found) return found.url
  if (!isRequired) return url
  throw Object.assign(new Error(`Cannot find module '${specifier}'\nRequire stack:\n- ${parent.path}`), { code: 'MODULE_NOT_FOUND', requireStack: [parent.path] })
}

/**
 * Whether a module stays as long as the program: Node starts it, a library or a `require` in a function loads it, or
 * `import()`. What a module imports at its top level goes with these imports.
 */
function isRoot(world: World, specifier: string, context: ResolveHookContext): boolean {
  if (context.parentURL?.startsWith(own)) return false
  const parent = moduleOf(world, context.parentURL)
  if (!parent) return true
  if (parent.kind === 'esm' && isRequire(context)) return true
  return !asksBy(modelAt(parent, 'newest'), specifier)
}

function rootAt(world: World, url: string): void {
  world.roots.add(url.replace(/[?#].*$/, ''))
  const module = moduleOf(world, url)
  if (module) module.root = true
}

/** A file that is not followed may call functions of one that is before any module that is followed begins. */
function enterFromOutside(world: World): void {
  world.isEntered = true
  declareSlots(world.undeclared)
}

/** The code of what is thrown. */
function codeOf(work: () => unknown): string {
  try {
    work()
    return ''
  } catch (error) {
    return (error as { code?: string } | undefined)?.code ?? ''
  }
}
