import { relative } from 'node:path'
import { analyse } from './3-analyse/model.ts'
import type { Model } from './3-analyse/shapes.ts'
import { arrivalChange, departure, diff, findMoves, retirement, type Change } from './4-diff/diff.ts'
import { differing, plan, sayings, type Sayings } from './5-plan/plan.ts'
import { namespaceHappenings } from './5-plan/happenings.ts'
import { link, placeOfRequest } from './6-verify/link.ts'
import { followers } from './6-verify/follow.ts'
import { importersOf, touchedBy } from './6-verify/graph.ts'
import { syntaxProblem } from './6-verify/syntax.ts'
import { undeclared } from './6-verify/undeclared.ts'
import { unsetAttributes } from './6-verify/unset.ts'
import { apply, type Outcome } from './7-apply/apply.ts'
import { failure } from './7-apply/failure.ts'
import { arrivalsOf, forget } from './7-apply/arrive.ts'
import { followRenames } from './4-diff/renames.ts'
import { jsonChange, type JsonChange } from './4-diff/json.ts'
import type { EditReport, Problem } from './8-report/report.ts'
import { linkGraph } from './loader/load.ts'
import { abandonThrown } from './loader/abandon.ts'
import type { Resolver } from './loader/resolve.ts'
import { problem } from './messages/message.ts'
import { peekName } from './runtime/binding.ts'
import { askBefore, askPlaced, proposalOf } from './6-verify/gates/proposal.ts'
import { comings, cycleProblems, joinSpaces, joinStars } from './namespaces/join.ts'
import { overwrite, type Overwriting } from './namespaces/overwrite.ts'
import { isInDirectory } from './namespaces/members.ts'
import type { LiveModule, World } from './world.ts'

/** Texts by path; undefined: deleted. */
export type Files = Map<string, string | undefined>

export interface Attempt {
  status: 'applied' | 'rejected' | 'failed'
  edits: EditReport[]
  problems: Problem[]
  /** Paths of files that the program did not have and that were looked at. */
  wanted: ReadonlySet<string>
  /** What ran before. */
  texts: Map<string, string | undefined>
}

const refused = (problems: Problem[], wanted: ReadonlySet<string> = new Set()): Attempt => ({ status: 'rejected', edits: [], problems, wanted, texts: new Map() })

/** Tries to bring the program to these texts: all of it, or nothing. */
export async function attempt(world: World, resolver: Resolver, files: Files): Promise<Attempt> {
  resolver.refresh()
  linkGraph(world, resolver)
  const overwriting = overwrite(world, files)
  try {
    const result = await tryAll(world, resolver, files, overwriting)
    if (result.status === 'applied') result.edits.push(...loadedAnew(world, files))
    else overwriting.restore()
    return result
  } catch (error) {
    overwriting.restore()
    const detail = error instanceof Error ? error.stack ?? String(error) : String(error)
    return { ...refused([problem('LC1403', { detail: detail.split('\n').slice(0, 2).map(line => line.trim()).join(' ') })]), status: 'failed' }
  }
}

/** Of the files, those that threw as they were loaded by `import()`. */
function loadedAnew(world: World, files: Files): EditReport[] {
  const thrown = [...files.keys()].filter(path => world.modules.get(path)?.threw)
  abandonThrown(world, thrown)
  return thrown.map(path => ({ action: 'rerun', kind: 'module', name: relative(world.root, path), module: path, line: 1, verdict: 'next-call', note: 'it threw, and is loaded anew by the next import()' }))
}

/** Analyse, compare, check, plan, apply. */
async function tryAll(world: World, resolver: Resolver, files: Files, overwriting: Overwriting): Promise<Attempt> {
  const { models, problems, json } = analyseAll(world, files)
  const joining = joinSpaces(world, files, models)
  problems.push(...joining.refused, ...overwriting.problems)
  joining.fresh.push(...overwriting.fresh)
  if (problems.length > 0) {
    forget(world, joining.fresh)
    return refused(problems)
  }
  let touched = touchedBy(world, models).union(overwriting.readers)
  const before = overwriting.before(() => sayings(world, [...models.keys(), ...touched]))
  for (const [module, model] of models) module.pending = model
  const deleted = new Set([...files].filter(([, text]) => text === undefined).map(([path]) => path))
  const linked = await link(world, resolver, files, [...models].map(([module, model]) => ({ module, model })), touched, joining.fresh, () => joinStars(world, files, models, joining))
  try {
    if (linked.joined.length > 0) touched = touched.union(touchedBy(world, models))
    const { lost } = linked
    linked.problems.push(...stillImported(world, deleted, lost, linked.revived), ...cycleProblems(world, joining.fresh))
    if (linked.problems.length > 0) return refused(linked.problems, linked.wanted)
    const proposal = proposalOf(world, files, linked.arrivals)
    const no = await askBefore(world, proposal)
    if (no.length > 0) return refused(no, linked.wanted)
    const changes = changesOf(world, { models, touched: saidAnew(world, touched, before, overwriting.readers), deleted, lost, revived: linked.revived, overwritten: overwriting.readers })
    changes.push(...overwriting.changes)
    changes.push(...arrivedWith(linked.arrivals, changes), ...followers(world, changes, json.map(each => each.module)))
    followRenames(world, changes)
    const planned = plan(world, changes, before, json.map(each => each.module))
    planned.problems.push(...changes.flatMap(change => undeclared(world, change)), ...linked.arrivals.filter(({ kind }) => kind !== 'json').flatMap(module => undeclared(world, { module, after: module.current })))
    planned.problems.push(...unsetAttributes(world, changes, linked.arrivals))
    planned.happenings.push(...namespaceHappenings(models).map(each => () => each))
    const texts = new Map([...changes, ...json].map(({ module }) => [module.path, module.current.text]))
    const spaces = [...models.keys()].filter(module => module.isSpace)
    const outcome = await apply(world, planned, { arrivals: arrivalsOf(world, linked.arrivals), json, spaces, gates: () => askPlaced(world, proposal) })
    if ('refused' in outcome) return refused([...outcome.refused, ...outcome.problems], linked.wanted)
    if ('error' in outcome) return { ...refused([failure(world, outcome), ...outcome.problems], linked.wanted), status: 'failed' }
    planned.problems.push(...joining.told)
    planned.edits.push(...comings(world, linked, changes, deleted))
    return applied(planned, outcome, json, linked.wanted, texts)
  } finally {
    for (const module of [...models.keys(), ...linked.revived]) delete module.pending
    forget(world, [...linked.arrivals, ...joining.fresh])
  }
}

/** Of the modules that the save brings, those that take over what another one lost. */
function arrivedWith(arrivals: readonly LiveModule[], changes: readonly Change[]): Change[] {
  const arrived = arrivals.filter(({ kind }) => kind === 'esm').map(arrivalChange)
  findMoves([...changes, ...arrived])
  for (const change of arrived) {
    change.come = []
    change.module.moving = new Map(change.moved.flatMap(({ from, source }) => from.item.names.map(name => [name, peekName(source, name)])))
  }
  return arrived.filter(change => change.moved.length > 0)
}

function applied(planned: ReturnType<typeof plan>, { disposed }: Extract<Outcome, { disposed: unknown }>, json: JsonChange[], wanted: ReadonlySet<string>, texts: Map<string, string | undefined>): Attempt {
  const edits = [...planned.edits, ...json.map(change => change.edit)]
  const problems = [...planned.problems, ...planned.late]
  for (const { module, line, what } of disposed) {
    if (what.kind === 'other') problems.push(...what.isOver() ? [] : [{ ...problem('LC2402', { thing: what.name }), file: module.path, line }])
    else edits.push({ action: 'disposed', kind: 'statement', name: what.name, module: module.path, line, verdict: 'live', note: what.kind })
    if (what.error !== undefined) problems.push({ ...problem('LC2401', { module: module.path, error: String(what.error) }), file: module.path, line })
  }
  return { status: 'applied', edits, problems, wanted, texts }
}

function analyseAll(world: World, files: Files): { models: Map<LiveModule, Model>, problems: Problem[], json: JsonChange[] } {
  const models = new Map<LiveModule, Model>()
  const problems: Problem[] = []
  const json: JsonChange[] = []
  for (const [path, text] of files) {
    const module = world.modules.get(path)
    if (!module || text === undefined || (module.dormant && !isInDirectory(world, path))) continue
    if (module.kind === 'json') {
      const change = jsonChange(world, module, text)
      if ('problem' in change) problems.push(change.problem)
      else if (change.change) json.push(change.change)
      continue
    }
    if (module.current.text === text) continue
    const analysis = analyse(path, text, module.current.format, module.current)
    if ('errors' in analysis) problems.push(syntaxProblem(world, path, text, analysis.errors[0]!))
    else if (!module.threw) models.set(module, analysis.model)
  }
  return { models, problems, json }
}

function stillImported(world: World, deleted: ReadonlySet<string>, lost: ReadonlySet<LiveModule>, revived: ReadonlySet<LiveModule>): Problem[] {
  const problems: Problem[] = []
  for (const path of deleted) {
    const module = world.modules.get(path)
    if (module && module.url === world.entry) problems.push({ ...problem('LC1103', { module: relative(world.root, path) }), file: path, line: 1 })
    const importer = module && importersOf(world, module).find(each => !lost.has(each) && (!each.dormant || revived.has(each)))
    if (importer) problems.push({ ...problem('LC1103', { module: relative(world.root, path), importer: relative(world.root, importer.path) }), ...placeOfRequest(world, importer, module) })
  }
  return problems
}

/** Of the modules that import from an edited one, those that say a name in another way; what `require` gave is a value, not a name. */
const saidAnew = (world: World, touched: ReadonlySet<LiveModule>, before: Sayings, overwritten: ReadonlySet<LiveModule>): Set<LiveModule> =>
  new Set([...touched].filter(module => module.kind === 'cjs' || overwritten.has(module) || differing(before.get(module), sayings(world, [module]).get(module)).size > 0))

interface Affected {
  models: ReadonlyMap<LiveModule, Model>
  touched: ReadonlySet<LiveModule>
  deleted: ReadonlySet<string>
  /** Modules that nobody imports after the save. */
  lost: ReadonlySet<LiveModule>
  revived: ReadonlySet<LiveModule>
  /** Modules that import a name which is overwritten. */
  overwritten: ReadonlySet<LiveModule>
}

/** Edited modules; those that say names in another way now; those that nobody imports any more, or again. */
function changesOf(world: World, { models, touched, deleted, lost, revived, overwritten }: Affected): Change[] {
  const changes: Change[] = []
  const gone = [...deleted].flatMap(path => world.modules.get(path) ?? [])
  const affected = new Set([...models.keys(), ...touched, ...lost, ...gone, ...revived])
  // What asks to be evaluated again comes without a text.
  if (models.size === 0) for (const module of world.modules.values()) if (module.again) affected.add(module)
  for (const module of [...affected].sort((a, b) => a.id - b.id)) {
    const model = models.get(module)
    if (!module.runtime) continue
    if (revived.has(module)) changes.push(diff(module, module.pending!))
    else if (!module.dormant && (lost.has(module) || deleted.has(module.path))) changes.push(deleted.has(module.path) ? departure(module) : retirement(module, model))
    else if (model) changes.push(diff(module, model))
    else if (touched.has(module) || module.again) changes.push({ ...diff(module, module.current), overwritten: overwritten.has(module) })
  }
  return changes
}
