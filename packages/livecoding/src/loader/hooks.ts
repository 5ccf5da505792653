import { existsSync, readFileSync } from 'node:fs'
import { createRequire, type LoadFnOutput, type LoadHookContext, type ResolveFnOutput, type ResolveHookContext } from 'node:module'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { plainCode } from '../3-analyse/lower/lower.ts'
import { settingsFor } from '../3-analyse/settings.ts'
import type { Format } from '../3-analyse/shapes.ts'
import { isMarked, withoutMark } from '../2-read/look.ts'
import { asksBy } from '../graph/asked.ts'
import { modelAt, moduleOf } from '../graph/modules.ts'
import { declareSlots } from '../instrument/slots.ts'
import { facadeText } from '../namespaces/facade.ts'
import { isInDirectory } from '../namespaces/members.ts'
import { isOffered, scheme } from '../namespaces/space.ts'
import { problem } from '../messages/message.ts'
import { withRoom } from '../runtime/room.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { keyOf, plainUrl } from './abandon.ts'
import { formatOf } from './format.ts'
import { loadModule, type Loader } from './load.ts'
import { emptyModel, enterModule, noteFile } from './enter.ts'
import { againText, isAgain, requiredAgain } from './required-again.ts'
import type { Resolver } from './resolve.ts'
import { askedUrl, asking, asTheyRead, mayHaveHooks, putAround, textMade } from './others.ts'

const own = new URL('..', import.meta.url).href
const require = createRequire(import.meta.url)
const loadFailures = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND', 'ERR_PACKAGE_IMPORT_NOT_DEFINED', 'ERR_UNSUPPORTED_DIR_IMPORT', 'ERR_PACKAGE_PATH_NOT_EXPORTED', 'ERR_UNSUPPORTED_RESOLVE_REQUEST'])

/** Node 22 reads names from a source that hooks must give, and then takes the module that is loaded. */
const wantsSource = process.versions.node.startsWith('22.')

/** What the hooks notice. */
export interface Noticed {
  /** Node has found the file that the program starts with. */
  entered(url: string): void
  /** A file of the program has been loaded. */
  loaded(path: string): void
  /** A file that is not followed is loaded. */
  passed(url: string): void
}

/** Puts the engine between Node and the program's files. Other hooks keep working: they are asked first, and what they make of a file is instrumented. */
export function installHooks(world: World, loader: Loader, { entered, loaded, passed }: Noticed): { deregister(): void } {
  const { resolver } = loader
  world.isRewritten = mayHaveHooks()
  return putAround({
    resolve(specifier, context, nextResolve) {
      if (specifier.startsWith(asking) || isAgain(specifier)) return { url: specifier, format: 'module', shortCircuit: true }
      const parent = moduleOf(world, context.parentURL)
      const from = parent?.path ?? pathOfCopy(world, context.parentURL)
      const remember = (url: string): void => {
        if (parent) parent.resolved.set(specifier, url)
        if (context.parentURL === undefined && world.entry === undefined) entered(world.entry = url)
        if (!world.isManaged(url)) return
        if (isRoot(world, specifier, context)) rootAt(world, url)
        if (!parent && context.parentURL?.startsWith('file:') && !context.parentURL.startsWith(own)) enterFromOutside(world)
      }
      const space = spaceAt(world, specifier)
      if (space) {
        if (parent) parent.resolved.set(specifier, space.url)
        return { url: `${space.url}#${space.version}`, format: 'module', shortCircuit: true }
      }
      const other = (): ResolveFnOutput | undefined => {
        if (from === undefined || !loadFailures.has(codeOf(() => nextResolve(specifier, context)))) return undefined
        const found = resolver.resolve(specifier, from, isRequire(context.conditions))
        if ('error' in found) return undefined
        remember(found.url)
        return { url: keyOf(world, found.url), shortCircuit: true }
      }
      let failed = true
      let result!: ResolveFnOutput
      // Caught and thrown again, the error would point here in what Node prints of it.
      try {
        const found = withRoom(12, () => nextResolve(specifier, context))
        failed = false
        const now = parent && world.edited ? leadsNow(world, resolver, parent, { specifier, url: found.url, isRequired: isRequire(context.conditions) }) : found.url
        remember(now)
        result = now === found.url ? { ...found, url: keyOf(world, now) } : { url: keyOf(world, now), shortCircuit: true }
      } finally {
        const instead = failed ? other() : undefined
        if (instead) return instead // oxlint-disable-line no-unsafe-finally -- it takes the place of the error
      }
      return result
    },
    load(url, context, nextLoad) {
      if (url.startsWith(scheme)) return { format: 'module', source: facadeText(world, moduleOf(world, url)!), shortCircuit: true }
      if (url.startsWith(asking)) {
        const file = fileURLToPath(askedUrl(url))
        const text = readFileSync(file, 'utf8')
        world.given.set(url, textMade(world, nextLoad(askedUrl(url), { ...context, format: formatOf(file, text) })) ?? withoutMark(text))
        return { format: 'module', source: '', shortCircuit: true }
      }
      if (isAgain(url)) return againText(url)
      if (!url.startsWith('file:')) return nextLoad(url, context)
      if (!world.isManaged(url)) {
        passed(url)
        return nextLoad(url, context)
      }
      const path = fileURLToPath(url)
      const plain = plainUrl(world, url)
      if (isCopy(world, path, plain)) {
        noteCopy(world, path, plain)
        const given = world.isRewritten ? nextLoad(url, context) : undefined
        const text = (given && textMade(world, given)) ?? withoutMark(readFileSync(path, 'utf8'))
        const source = plainCode(path, text, settingsFor(path))
        return source === undefined ? given ?? nextLoad(url, context) : { format: toldFormat(given ?? context) ?? formatOf(path, source), source, shortCircuit: true }
      }
      const arrives = arriving(world, path)
      const bytes = arrives ?? readFileSync(path, 'utf8')
      const file = withoutMark(bytes)
      if (isMarked(bytes)) world.marked.add(path)
      const told = enteredFormat(world, path) ?? toldFormat(context) ?? formatOf(path, file)
      const given = world.isRewritten && arrives === undefined && told !== 'json' ? nextLoad(url, { ...context, format: context.format ?? told }) : undefined
      const text = (given && textMade(world, given)) ?? file
      if (given && text !== file && standsFor(plain, text)) return given
      const format = given && text !== file ? toldFormat(given) ?? told : told
      if (format === 'json') return loadJson(world, path, url, () => withRoom(12, () => nextLoad(url, context)), loaded)
      // `import` of what `require` has loaded, or the other way round: Node takes it from its cache.
      if (format === 'commonjs' && isCached(world, path)) return { format, ...wantsSource && { source: text }, shortCircuit: true }
      if (format === 'module' && isRequire(context.conditions) && keyOf(world, plain) !== plain) return requiredAgain(world, plain)
      // Here it asks and then takes the module that `import` has made.
      if (format === 'module' && isRequire(context.conditions) && world.modules.get(path)?.runtime) return { format, source: '', shortCircuit: true }
      const code = hasAttributes(context) ? undefined : loadModule(world, loader, path, plain, text, format)
      // What does not parse, or is no JSON as its import says, Node tells itself.
      if (code === undefined) return given ?? withRoom(12, () => nextLoad(url, context))
      if (arrives === undefined) noteFile(world, world.modules.get(path)!, file)
      loaded(path)
      return { format, source: plain === url ? code : `${code}\n//# sourceURL=${plain}`, shortCircuit: true }
    },
  }, (url, context, nextLoad) => {
    const given = nextLoad(url, context)
    return world.isRewritten && url.startsWith('file:') && world.isManaged(url) ? asTheyRead(world, fileURLToPath(url), given) : given
  }, () => { world.isRewritten = true })
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

/** A module of theirs, under another url than the file that it imports. */
const standsFor = (url: string, text: string): boolean => /[?#]/.test(url) && text.includes(url.replace(/[?#].*$/, ''))

/** `./door.ts?2` beside `./door.ts`: Node makes a second module of one file, and a save can be one of them only. */
function isCopy(world: World, path: string, url: string): boolean {
  const module = world.modules.get(path)
  return module !== undefined && !module.dormant && !module.threw && module.kind !== 'cjs' && module.url !== url
}

/** Node has the module that runs in its cache; one that the program took out of there is evaluated once more. */
function isCached(world: World, path: string): boolean {
  const meta = world.modules.get(path)?.runtime?.meta as { module?: unknown } | undefined
  return meta !== undefined && path in require.cache && require.cache[path] === meta.module
}

function pathOfCopy(world: World, url: string | undefined): string | undefined {
  if (world.copies.size === 0 || !url?.startsWith('file:')) return undefined
  const path = fileURLToPath(url)
  return world.copies.get(path)?.has(plainUrl(world, url)) ? path : undefined
}

function noteCopy(world: World, path: string, url: string): void {
  const known = world.copies.get(path)
  if (known) return void known.add(url)
  world.copies.set(path, new Set([url]))
  const file = relative(world.root, path)
  world.lifecycle.report(problem('LC3103', { module: file, url: url.slice(url.lastIndexOf('/') + 1) }, { file }))
}

/** A namespace, said by its name or, in what the engine writes, by its url. */
function spaceAt(world: World, specifier: string): LiveModule | undefined {
  if (world.spaces.size === 0) return undefined
  if (specifier.startsWith(scheme)) return moduleOf(world, specifier)
  return isOffered(world, specifier) ? world.spaces.get(specifier)!.module : undefined
}

function loadJson<T>(world: World, path: string, url: string, next: () => T, loaded: (path: string) => void): T {
  const result = next()
  // One that an edit brought is known before Node is asked for it, and may have other values than its file by then.
  if (!world.modules.has(path)) enterModule(world, path, url, 'json', emptyModel(path, withoutMark(readFileSync(path, 'utf8'))))
  loaded(path)
  return result
}

const hasAttributes = ({ importAttributes }: LoadHookContext): boolean => Object.keys(importAttributes ?? {}).length > 0

function toldFormat(context: Pick<LoadHookContext | LoadFnOutput, 'format'>): Format | 'json' | undefined {
  const format = context.format?.replace('-typescript', '')
  return format === 'module' || format === 'commonjs' || format === 'json' ? format : undefined
}

/** The text of a module that an update has checked and now loads. */
function arriving(world: World, path: string): string | undefined {
  const module = world.modules.get(path)
  return module && !module.runtime && module.kind !== 'json' ? module.current.text : undefined
}

/** A file of a namespace, which may be a module where Node would see no sign of it. */
function enteredFormat(world: World, path: string): Format | undefined {
  const module = world.spaces.size > 0 ? world.modules.get(path) : undefined
  return module && !module.runtime && module.kind !== 'json' && isInDirectory(world, path) ? module.current.format : undefined
}

/**
 * Whether a module stays as long as the program: Node starts it, a library or a `require` in a function loads it, or
 * `import()`. What a module imports at its top level goes with these imports.
 */
function isRoot(world: World, specifier: string, { parentURL, conditions }: ResolveHookContext): boolean {
  if (parentURL?.startsWith(own)) return false
  const parent = moduleOf(world, parentURL)
  if (!parent) return true
  if (parent.kind === 'esm' && isRequire(conditions)) return true
  return !asksBy(modelAt(parent, 'newest'), specifier)
}

/** A file that is not followed may call functions of one that is before any module that is followed begins. */
function enterFromOutside(world: World): void {
  world.isEntered = true
  declareSlots(world.undeclared)
}

function rootAt(world: World, url: string): void {
  world.roots.add(url.replace(/[?#].*$/, ''))
  const module = moduleOf(world, url)
  if (module) module.root = true
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

/** Node 22.15 gives a Set here, later ones an array, as documented. */
const isRequire = (conditions: Iterable<string>): boolean => [...conditions].includes('require')
