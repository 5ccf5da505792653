import { askBefore, askPlaced, proposalOf } from '../6-verify/gates/proposal.ts'
import { cycleProblems, asleep, comings, joinStars } from '../namespaces/join.ts'
import { link, type Linked } from '../6-verify/link.ts'
import { stillImported } from '../6-verify/deleted.ts'
import { untilReached } from '../6-verify/reached.ts'
import { warnings } from '../6-verify/warnings.ts'
import { apply } from '../7-apply/apply.ts'
import { arrivalsOf, forget } from '../7-apply/arrive.ts'
import { plan, type Plan } from '../5-plan/plan.ts'
import type { Names } from '../5-plan/sayings.ts'
import { namespaceHappenings } from '../5-plan/told/happenings.ts'
import type { Change } from '../4-diff/diff.ts'
import type { JsonChange } from '../4-diff/json.ts'
import type { Model } from '../3-analyse/shapes.ts'
import { touchedBy } from '../graph/graph.ts'
import { relocate } from '../inspector/relocate.ts'
import type { LiveModule } from '../live-module.ts'
import { linkGraph } from '../loader/requests.ts'
import type { Resolver } from '../loader/resolve.ts'
import { noteThrown } from '../loader/thrown.ts'
import type { World } from '../world.ts'
import { analyseSaved, type Saved } from './analysed.ts'
import { setApart, type Apart } from './apart.ts'
import { changesOf } from './changes.ts'
import type { Files } from './files.ts'
import { brokeDown, ended, refused, type Attempt } from './outcome.ts'
import { readingOf, type Reading } from './readers.ts'
import { becameModules, loadedAnew } from './reloaded.ts'

/** Tries to bring the program to these texts: all of it, or nothing. `settled`: modules that were loaded with the names that the save brings. */
export async function attempt(world: World, resolver: Resolver, files: Files, settled: ReadonlySet<LiveModule> = new Set()): Promise<Attempt> {
  resolver.refresh()
  world.patched = new WeakSet()
  linkGraph(world, resolver)
  noteThrown(world, files.keys())
  const apart = setApart(world, resolver, files)
  const spaces = [...world.spaces.values()].map(({ module }): [LiveModule, Model] => [module, module.current])
  try {
    const result = await tryAll(world, resolver, files, apart, settled)
    if (result.status === 'applied') {
      result.edits.push(...loadedAnew(world, files), ...becameModules(world, apart.undecided))
      result.problems.push(...await relocate(world))
    } else {
      apart.restore()
      if (spaces.some(([module, before]) => module.current !== before)) await takeOut(world, resolver, files)
    }
    return result
  } catch (error) {
    apart.restore()
    return brokeDown(error)
  }
}

/** Code of a save that failed has given namespaces names, and waited for them; those that the save itself would have given go. */
async function takeOut(world: World, resolver: Resolver, files: Files): Promise<void> {
  const running: Files = new Map([...files.keys()].map(path => [path, world.modules.get(path)?.current.text]))
  await tryAll(world, resolver, running, setApart(world, resolver, new Map()), new Set())
}

/** Analyse and link; what links is brought into the program. Models are `pending` meanwhile. */
async function tryAll(world: World, resolver: Resolver, files: Files, apart: Apart, settled: ReadonlySet<LiveModule>): Promise<Attempt> {
  const saved = analyseSaved(world, files, apart.overwriting)
  const { models, replaced, fresh, problems } = saved
  if (problems.length > 0) {
    forget(world, fresh)
    return refused(problems)
  }
  const reading = readingOf(world, saved, apart, settled)
  for (const [module, model] of models) module.pending = model
  for (const module of replaced) module.pending = module.current
  const led = [...apart.ledAnew].map((module): [LiveModule, Model] => [module, module.pending ?? module.current])
  const renewed: LiveModule[] = []
  let linked: Linked | undefined
  try {
    linked = await link(world, resolver, files, { changed: new Map([...led, ...models]), touched: reading.readers, fresh, join: () => joinStars(world, files, models, saved.joining) })
    return await bring(world, files, { saved, linked, apart, reading, renewed })
  } finally {
    for (const module of [...models.keys(), ...replaced, ...linked?.revived ?? [], ...renewed]) delete module.pending
    forget(world, [...linked?.arrivals ?? [], ...fresh])
  }
}

/** What is known of a save once its imports were followed; `renewed` gets the modules that are pending without an edit. */
interface Found { saved: Saved, linked: Linked, apart: Apart, reading: Reading, renewed: LiveModule[] }

/** Check, ask, compare, plan, apply: each step takes what those before it gave, and may refuse the save. */
async function bring(world: World, files: Files, { saved, linked, apart, reading: { readers, before }, renewed }: Found): Promise<Attempt> {
  const { wanted, arrivals, joined } = linked
  const deleted = new Set([...files].flatMap(([path, text]) => text === undefined ? path : []))
  const unlinked = [...linked.problems, ...stillImported(world, deleted, linked), ...cycleProblems(world, saved.fresh)]
  if (unlinked.length > 0) return refused(unlinked, wanted)

  const proposal = proposalOf(world, files, arrivals)
  const unwanted = await askBefore(world, proposal)
  if (unwanted.length > 0) return refused(unwanted, wanted)

  const json = [...saved.json, ...linked.json]
  const data = json.map(({ module }) => module)
  const touched = joined.length > 0 ? readers.union(touchedBy(world, saved.models)) : readers
  const changes = changesOf(world, { models: saved.models, readers: touched, before, deleted, linked, overwriting: apart.overwriting, data, renewed })
  const unreached = await untilReached(world, changes)
  if (unreached.length > 0) return refused(unreached, wanted)

  const planned = planSave(world, saved, linked, changes, { before, json })
  const texts = textsBefore(saved, linked, [...changes.map(({ module }) => module), ...data, ...linked.lost])
  const spaces = [...saved.models.keys()].filter(module => module.isSpace)
  const outcome = await apply(world, planned, { arrivals: arrivalsOf(world, arrivals), json, dormant: asleep(linked), spaces, gates: () => askPlaced(world, proposal) })
  return ended(world, planned, outcome, { json, wanted, texts })
}

/** The plan, with what is told of more than the changes of modules. */
function planSave(world: World, { models, joining }: Saved, linked: Linked, changes: readonly Change[], { before, json }: { before: Names, json: readonly JsonChange[] }): Plan {
  const planned = plan(world, changes, before, json)
  planned.edits.push(...comings(world, linked, changes))
  planned.problems.push(...warnings(world, changes, linked.arrivals, (told, isOver) => planned.reasons.noteUnless(told, isOver)), ...joining.told)
  planned.happenings.push(...namespaceHappenings(models).map(each => () => each))
  return planned
}

/** What runs before the save is applied, for undo. A file that came to a namespace is imported by nobody, so nothing else takes it away again. */
function textsBefore({ joining }: Saved, { arrivals }: Linked, modules: readonly LiveModule[]): Files {
  const texts: Files = new Map(joining.fresh.map(({ path }) => [path, undefined]))
  for (const module of modules) texts.set(module.path, module.dormant || arrivals.includes(module) ? undefined : module.current.text)
  return texts
}
