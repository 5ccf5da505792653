import { readFileSync } from 'node:fs'
import { createRequire, type LoadFnOutput, type LoadHookContext, type LoadHookSync } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMarked, withoutMark } from '../2-read/look.ts'
import { plainCode } from '../3-analyse/lower/lower.ts'
import { settingsFor } from '../3-analyse/settings.ts'
import type { Format } from '../3-analyse/shapes.ts'
import { moduleOf } from '../graph/modules.ts'
import { facadeText } from '../namespaces/facade.ts'
import { isInDirectory } from '../namespaces/members.ts'
import { scheme } from '../namespaces/space.ts'
import { withRoom } from '../runtime/room.ts'
import type { World } from '../world.ts'
import { keyOf, plainUrl } from './abandon.ts'
import { isCopy, noteCopy } from './copies.ts'
import { emptyModel, enterModule, noteFile } from './enter.ts'
import { formatOf } from './format.ts'
import type { Noticed } from './hooks.ts'
import { loadModule, type Loader } from './load.ts'
import { askedUrl, asking, textMade } from './others.ts'
import { againText, isAgain, isRequire, requiredAgain } from './required-again.ts'

const require = createRequire(import.meta.url)

/** Node 22 reads names from a source that hooks must give, and then takes the module that is loaded. */
const wantsSource = process.versions.node.startsWith('22.')

/** A file that Node asks for; `plain`: its url as the source says it. */
interface Wanted { url: string, plain: string, path: string, context: LoadHookContext, nextLoad: Parameters<LoadHookSync>[2] }

/** What Node gets: of the program's files, their code with guards in it. */
export function createLoadHook(world: World, loader: Loader, { loaded, passed }: Pick<Noticed, 'loaded' | 'passed'>): LoadHookSync {
  return (url, context, nextLoad) => {
    if (url.startsWith(scheme)) return { format: 'module', source: facadeText(world, moduleOf(world, url)!), shortCircuit: true }
    if (url.startsWith(asking)) return answer(world, url, context, nextLoad)
    if (isAgain(url)) return againText(url)
    if (!url.startsWith('file:')) return nextLoad(url, context)
    if (!world.isManaged(url)) {
      passed(url)
      return nextLoad(url, context)
    }
    const wanted: Wanted = { url, plain: plainUrl(world, url), path: fileURLToPath(url), context, nextLoad }
    return isCopy(world, wanted.path, wanted.plain) ? loadCopy(world, wanted) : loadFile(wanted)
  }

  function loadFile(wanted: Wanted): LoadFnOutput {
    const { url, plain, path, context, nextLoad } = wanted
    const { file, text, format, given, arrives } = textOf(world, wanted)
    if (given && text !== file && standsFor(plain, text)) return given
    if (format === 'json') return loadJson(world, wanted, loaded)
    const known = loadedBefore(world, wanted, format, text)
    if (known) return known
    const code = hasAttributes(context) ? undefined : loadModule(world, loader, path, plain, text, format)
    // What does not parse, or is no JSON as its import says, Node tells itself.
    if (code === undefined) return given ?? withRoom(() => nextLoad(url, context))
    if (!arrives) noteFile(world, world.modules.get(path)!, file)
    loaded(path)
    return { format, source: plain === url ? code : `${code}\n//# sourceURL=${plain}`, shortCircuit: true }
  }
}

/** The text of a file that an update asks for is noted for it, and nothing is evaluated. */
function answer(world: World, url: string, context: LoadHookContext, nextLoad: Wanted['nextLoad']): LoadFnOutput {
  const file = fileURLToPath(askedUrl(url))
  const text = readFileSync(file, 'utf8')
  world.given.set(url, textMade(world, nextLoad(askedUrl(url), { ...context, format: formatOf(file, text) })) ?? withoutMark(text))
  return { format: 'module', source: '', shortCircuit: true }
}

/** It runs as it would without the engine. */
function loadCopy(world: World, { url, plain, path, context, nextLoad }: Wanted): LoadFnOutput {
  noteCopy(world, path, plain)
  const given = world.isRewritten ? nextLoad(url, context) : undefined
  const text = (given && textMade(world, given)) ?? withoutMark(readFileSync(path, 'utf8'))
  const source = plainCode(path, text, settingsFor(path))
  return source === undefined ? given ?? nextLoad(url, context) : { format: toldFormat(given ?? context) ?? formatOf(path, source), source, shortCircuit: true }
}

function loadJson(world: World, { url, path, context, nextLoad }: Wanted, loaded: (path: string) => void): LoadFnOutput {
  const result = withRoom(() => nextLoad(url, context))
  // One that an edit brought is known before Node is asked for it, and may have other values than its file by then.
  if (!world.modules.has(path)) enterModule(world, path, url, 'json', emptyModel(path, withoutMark(readFileSync(path, 'utf8'))))
  loaded(path)
  return result
}

/** What a file is loaded from: `file` is what it holds, `text` what the hooks of others have made of that, `given` all that they gave. */
interface Text { file: string, text: string, format: Format | 'json', given: LoadFnOutput | undefined, arrives: boolean }

function textOf(world: World, { url, path, context, nextLoad }: Wanted): Text {
  const arriving = arrivingText(world, path)
  const bytes = arriving ?? readFileSync(path, 'utf8')
  const file = withoutMark(bytes)
  if (isMarked(bytes)) world.marked.add(path)
  const told = enteredFormat(world, path) ?? toldFormat(context) ?? formatOf(path, file)
  const given = world.isRewritten && arriving === undefined && told !== 'json' ? nextLoad(url, { ...context, format: context.format ?? told }) : undefined
  const text = (given && textMade(world, given)) ?? file
  return { file, text, format: given && text !== file ? toldFormat(given) ?? told : told, given, arrives: arriving !== undefined }
}

/** The text of a module that an update has checked and now loads. */
function arrivingText(world: World, path: string): string | undefined {
  const module = world.modules.get(path)
  return module && !module.runtime && module.kind !== 'json' ? module.current.text : undefined
}

/** A file of a namespace, which may be a module where Node would see no sign of it. */
function enteredFormat(world: World, path: string): Format | undefined {
  const module = world.spaces.size > 0 ? world.modules.get(path) : undefined
  return module && !module.runtime && module.kind !== 'json' && isInDirectory(world, path) ? module.current.format : undefined
}

function toldFormat(context: Pick<LoadHookContext | LoadFnOutput, 'format'>): Format | 'json' | undefined {
  const format = context.format?.replace('-typescript', '')
  return format === 'module' || format === 'commonjs' || format === 'json' ? format : undefined
}

/** A module of theirs, under another url than the file that it imports. */
const standsFor = (url: string, text: string): boolean => /[?#]/.test(url) && text.includes(url.replace(/[?#].*$/, ''))

/** What Node has already and asks for in another way: by `import` what `require` has loaded, or the other way round. */
function loadedBefore(world: World, { plain, path, context }: Wanted, format: Format, text: string): LoadFnOutput | undefined {
  // Node takes it from its cache.
  if (format === 'commonjs') return isCached(world, path) ? { format, ...wantsSource && { source: text }, shortCircuit: true } : undefined
  if (!isRequire(context)) return undefined
  if (keyOf(world, plain) !== plain) return requiredAgain(world, plain)
  // Here it asks and then takes the module that `import` has made.
  return world.modules.get(path)?.runtime ? { format, source: '', shortCircuit: true } : undefined
}

/** Node has the module that runs in its cache; one that the program took out of there is evaluated once more. */
function isCached(world: World, path: string): boolean {
  const meta = world.modules.get(path)?.runtime?.meta as { module?: unknown } | undefined
  return meta !== undefined && path in require.cache && require.cache[path] === meta.module
}

const hasAttributes = ({ importAttributes }: LoadHookContext): boolean => Object.keys(importAttributes ?? {}).length > 0
