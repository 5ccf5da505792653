import { relative } from 'node:path'
import { look } from '../2-read/look.ts'
import { LaterModel } from '../3-analyse/edit/later.ts'
import { analyse } from '../3-analyse/model.ts'
import type { Format, Item, Model } from '../3-analyse/shapes.ts'
import type { Change } from '../4-diff/diff.ts'
import type { EditReport, Problem } from '../8-report/report.ts'
import type { Files } from '../update/files.ts'
import type { Linked } from '../6-verify/link.ts'
import { placeOf } from '../6-verify/place.ts'
import { syntaxProblem } from '../6-verify/syntax.ts'
import { modelAt } from '../graph/modules.ts'
import { formatInDirectory } from '../loader/format.ts'
import { enterModule, isFree, noteFile, urlOf } from '../loader/enter.ts'
import { problem } from '../messages/message.ts'
import { noCache, type Cache } from '../cache/cache.ts'
import { outlineOf } from '../cache/sketch.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { isInDirectory } from './members.ts'
import { eagerReads, loadCycles, type Need } from './order.ts'
import { spaceModels } from './space-models.ts'

export interface Joining {
  /** Files of directories that the program did not have, entered and not loaded. */
  fresh: LiveModule[]
  refused: Problem[]
  /** Problems that do not stop the save. */
  told: Problem[]
}

/** Enters the new files of a save that are in directories, and adds the models that their namespaces get to `models`. */
export function joinSpaces(world: World, files: Files, models: Map<LiveModule, Model>): Joining {
  const joining: Joining = { fresh: [], refused: [], told: [] }
  if (world.directories.length === 0) return joining
  for (const [path, text] of files) {
    if (text === undefined || world.modules.has(path) || !isInDirectory(world, path)) continue
    const entered = enter(world, path, text)
    if ('url' in entered) joining.fresh.push(entered)
    else joining.refused.push(entered)
  }
  for (const module of world.unjoined) if (world.modules.get(module.path) !== module || !isInDirectory(world, module.path)) world.unjoined.delete(module)
  join(world, files, models, joining)
  return joining
}

function join(world: World, files: Files, models: Map<LiveModule, Model>, joining: Joining): void {
  const modelOf = (module: LiveModule): Model | undefined => {
    const known = files.has(module.path)
    if (known ? files.get(module.path) === undefined : module.dormant && !module.pending) return undefined
    return models.get(module) ?? module.pending ?? module.current
  }
  const made = spaceModels(world, files.keys(), modelOf)
  for (const [module, model] of made.models) models.set(module, model)
  joining.told = made.problems
}

/** What `export *` in a file of a namespace gives shows once all that the save brings has been read. */
export function joinStars(world: World, files: Files, models: Map<LiveModule, Model>, joining: Joining): LiveModule[] {
  const hasStars = (module: LiveModule): boolean => ((models.get(module) ?? module.current).space?.starred.size ?? 0) > 0
  if (![...world.spaces.values()].some(({ module }) => hasStars(module))) return []
  const before = new Map(models)
  join(world, files, models, joining)
  const spaces = [...models.keys()].filter(module => module.isSpace && before.get(module) !== models.get(module))
  for (const space of spaces) space.pending = models.get(space)!
  return spaces
}

/** A file that is to be loaded, or what is wrong with it. What an earlier start made of it is as good as its text. */
export function enter(world: World, path: string, text: string, cache: Cache = noCache): LiveModule | Problem {
  const format = formatInDirectory(path, text)
  const kind = format === 'commonjs' ? 'cjs' : 'esm'
  const cached = format === 'json' ? undefined : cache.find(path, text, format)
  const known = cached?.sketch.eager && format !== 'json' && isFree(world, cached.id) ? cached : undefined
  const analysis = known ? { model: new LaterModel(path, text, format as Format, outlineOf(known.sketch), known.spans) } : analyse(path, text, format === 'json' ? 'module' : format)
  if ('errors' in analysis) return syntaxProblem(world, path, text, analysis.errors[0]!)
  const module = enterModule(world, path, urlOf(path), kind, analysis.model, known?.id)
  if (world.isRewritten) noteFile(world, module, look(path).text ?? text)
  return module
}

export function cycleProblems(world: World, modules: readonly LiveModule[]): Problem[] {
  return loadCycles(world, modules).map(cycle => {
    const steps = cycle.map(need => `${relative(world.root, need.module.path)} (${titleOf(need)} needs ${need.name})`)
    const first = cycle[0]!
    const model = modelAt(first.module, 'newest')
    const item = itemOf(first)
    const placed = model.placed.find(({ chunk }) => item && chunk.items.includes(item))
    return problem('LC3203', { cycle: [...steps, relative(world.root, first.module.path)].join(' -> ') }, { ...placeOf(world, first.module, model, 0), line: placed?.line ?? 1, column: (placed?.column ?? 0) + 1 })
  })
}

const itemOf = ({ module, local }: Need): Item | undefined => eagerReads(modelAt(module, 'newest')).get(local)
const titleOf = (need: Need): string => itemOf(need)?.title || 'its code'

/** Modules that came, came back or went with a save. */
export function comings(world: World, linked: Linked, changes: readonly Change[]): EditReport[] {
  const edit = (action: 'added' | 'removed', module: LiveModule, verdict: 'live' | 'stale'): EditReport =>
    ({ action, kind: 'module', name: relative(world.root, module.path), module: module.path, line: 1, verdict })
  const gone = [...changes.flatMap(({ module, retired }) => retired ? module : []), ...[...asleep(linked)].flatMap(([module, is]) => is ? module : [])]
  return [...[...linked.arrivals, ...linked.revived].map(module => edit('added', module, 'live')), ...gone.map(module => edit('removed', module, 'stale'))]
}

/** JSON modules that nobody imports after the save, or that somebody does again. */
export const asleep = ({ lost, revived }: Linked): Map<LiveModule, boolean> =>
  new Map([lost, revived].flatMap(modules => [...modules].filter(({ kind }) => kind === 'json').map((module): [LiveModule, boolean] => [module, modules === lost])))
