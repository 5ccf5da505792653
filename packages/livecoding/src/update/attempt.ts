import { relative } from 'node:path'
import type { Model } from '../3-analyse/shapes.ts'
import { analyseSaved } from './analysed.ts'
import { namespaceHappenings } from '../5-plan/told/happenings.ts'
import { plan } from '../5-plan/plan.ts'
import { namesOf } from '../5-plan/sayings.ts'
import { stillImported } from '../6-verify/deleted.ts'
import { askBefore, askPlaced, proposalOf } from '../6-verify/gates/proposal.ts'
import { importersOf, touchedBy } from '../graph/graph.ts'
import { link } from '../6-verify/link.ts'
import { untilReached } from '../6-verify/reached.ts'
import { warnings } from '../6-verify/warnings.ts'
import { apply } from '../7-apply/apply.ts'
import { arrivalsOf, forget } from '../7-apply/arrive.ts'
import type { EditReport } from '../8-report/report.ts'
import { changesOf } from './changes.ts'
import { linkGraph } from '../loader/requests.ts'
import type { Resolver } from '../loader/resolve.ts'
import { abandonThrown, noteThrown } from '../loader/thrown.ts'
import { successorsIn, type Successors } from '../loader/successors.ts'
import { undecidedIn, type Undecided } from '../loader/undecided.ts'
import { asleep, comings, cycleProblems, joinSpaces, joinStars } from '../namespaces/join.ts'
import { overwrite, type Overwriting } from '../namespaces/overwrite.ts'
import { brokeDown, ended, refused, type Attempt } from './outcome.ts'
import { relocate } from '../inspector/relocate.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

/** Texts by path; undefined: deleted. */
export type Files = Map<string, string | undefined>

/** Tries to bring the program to these texts: all of it, or nothing. `settled`: modules that were loaded with the names that the save brings. */
export async function attempt(world: World, resolver: Resolver, files: Files, settled: ReadonlySet<LiveModule> = new Set()): Promise<Attempt> {
  resolver.refresh()
  world.patched = new WeakSet()
  linkGraph(world, resolver)
  noteThrown(world, files.keys())
  const overwriting = overwrite(world, files)
  const undecided = undecidedIn(world, files)
  const successors = successorsIn(world, resolver, files)
  const putBack = (): void => { for (const each of [overwriting, undecided, successors]) each.restore() }
  const spaces = [...world.spaces.values()].map(({ module }): [LiveModule, Model] => [module, module.current])
  try {
    const result = await tryAll(world, resolver, files, { overwriting, undecided, successors, settled })
    if (result.status === 'applied') {
      result.edits.push(...loadedAnew(world, files), ...becameModules(world, undecided))
      result.problems.push(...await relocate(world))
    }
    else {
      putBack()
      if (spaces.some(([module, before]) => module.current !== before)) await takeOut(world, resolver, files)
    }
    return result
  } catch (error) {
    putBack()
    return brokeDown(error)
  }
}

/** Code of a save that failed has given namespaces names, and waited for them; those that the save itself would have given go. */
async function takeOut(world: World, resolver: Resolver, files: Files): Promise<void> {
  const running: Files = new Map([...files.keys()].map(path => [path, world.modules.get(path)?.current.text]))
  await tryAll(world, resolver, running, { overwriting: overwrite(world, new Map()), undecided: undecidedIn(world, new Map()), successors: successorsIn(world, resolver, new Map()), settled: new Set() })
}

/** Modules of the save that are others than those which ran, or are there already. */
interface Apart { overwriting: Overwriting, undecided: Undecided, successors: Successors, settled: ReadonlySet<LiveModule> }

/** Analyse, link, ask, compare, plan, apply. */
async function tryAll(world: World, resolver: Resolver, files: Files, { overwriting, undecided, successors, settled }: Apart): Promise<Attempt> {
  const { models, json, problems } = analyseSaved(world, files)
  const joining = joinSpaces(world, files, models)
  const fresh = [...joining.fresh, ...overwriting.fresh]
  problems.push(...joining.refused, ...overwriting.problems)
  if (problems.length > 0) {
    forget(world, fresh)
    return refused(problems)
  }
  // Node has given importers the value that a JSON module had; another one is said in another way.
  const replaced = json.flatMap(change => 'value' in change ? change.module : [])
  const ledAnew = undecided.importers.union(successors.importers)
  let readers = touchedBy(world, models, ledAnew).union(new Set(replaced.flatMap(module => importersOf(world, module)))).difference(settled).union(overwriting.readers).union(ledAnew)
  const before = overwriting.before(() => undecided.before(() => successors.before(() => namesOf(world, [...models.keys(), ...readers]))))
  for (const [module, model] of models) module.pending = model
  for (const module of replaced) module.pending = module.current
  const linked = await link(world, resolver, files, new Map([...[...ledAnew].map((each): [LiveModule, Model] => [each, each.pending ?? each.current]), ...models]), readers, fresh, () => joinStars(world, files, models, joining))
  const { arrivals, revived, wanted } = linked
  const renewed: LiveModule[] = []
  try {
    if (linked.joined.length > 0) readers = readers.union(touchedBy(world, models))
    const deleted = new Set([...files].flatMap(([path, text]) => text === undefined ? path : []))
    linked.problems.push(...stillImported(world, deleted, linked), ...cycleProblems(world, fresh))
    if (linked.problems.length > 0) return refused(linked.problems, wanted)
    const proposal = proposalOf(world, files, arrivals)
    const no = await askBefore(world, proposal)
    if (no.length > 0) return refused(no, wanted)
    json.push(...linked.json)
    const data = json.map(each => each.module)
    const changes = changesOf(world, { models, readers, before, deleted, linked, overwriting, data, renewed })
    const unreached = await untilReached(world, changes)
    if (unreached.length > 0) return refused(unreached, wanted)
    const planned = plan(world, changes, before, data)
    planned.edits.push(...comings(world, linked, changes))
    planned.problems.push(...warnings(world, changes, arrivals), ...joining.told)
    planned.happenings.push(...namespaceHappenings(models).map(each => () => each))
    // A file that came to a namespace is imported by nobody, so nothing else takes it away again.
    const came = joining.fresh.map((module): [string, undefined] => [module.path, undefined])
    const texts: Files = new Map([...came, ...[...changes, ...json].map(({ module }): [string, string | undefined] => [module.path, module.dormant || arrivals.includes(module) ? undefined : module.current.text])])
    const spaces = [...models.keys()].filter(module => module.isSpace)
    const outcome = await apply(world, planned, { arrivals: arrivalsOf(world, arrivals), json, dormant: asleep(linked), spaces, gates: () => askPlaced(world, proposal) })
    return ended(world, planned, outcome, { json, wanted, texts })
  } finally {
    for (const module of [...models.keys(), ...replaced, ...revived, ...renewed]) delete module.pending
    forget(world, [...arrivals, ...fresh])
  }
}

const becameModules = (world: World, { modules }: Undecided): EditReport[] => modules.map(({ path }) =>
  ({ action: 'rerun', kind: 'module', name: relative(world.root, path), module: path, line: 1, verdict: 'live', note: 'it was empty, and is an ES module now' }))

/** Of the files, those that threw as they were loaded. */
function loadedAnew(world: World, files: Files): EditReport[] {
  const thrown = [...files.keys()].filter(path => world.modules.get(path)?.threw)
  abandonThrown(world, thrown)
  return thrown.map(path => ({ action: 'rerun', kind: 'module', name: relative(world.root, path), module: path, line: 1, verdict: 'next-call', note: 'it threw, and is loaded anew by the next import() or require' }))
}
