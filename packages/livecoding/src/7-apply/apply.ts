import { relative } from 'node:path'
import { types } from 'node:util'
import type { Step } from '../5-plan/draft.ts'
import type { Journal } from '../journal.ts'
import { entrances, modulesInOrder } from '../5-plan/order.ts'
import type { Part, Plan } from '../5-plan/plan.ts'
import { numberedNamespaces, refreshNamespace, refreshNamespaces } from '../runtime/namespace.ts'
import { renewedBy } from '../graph/renewed.ts'
import { earlyError } from '../6-verify/early.ts'
import { Refusal } from '../6-verify/gates/gate.ts'
import type { LiveModule } from '../live-module.ts'
import type { Waits } from '../waits.ts'
import type { World } from '../world.ts'
import type { JsonChange } from '../4-diff/json.ts'
import { besideWaiting } from './arrive.ts'
import { abandon } from '../loader/abandon.ts'
import type { Problem } from '../8-report/report.ts'
import { problem } from '../messages/message.ts'
import { describe, stackOf } from '../messages/thrown.ts'
import { placeOf } from './failure.ts'
import { commitModel, commitSpace } from './commit.ts'
import { membersBack } from '../runtime/space.ts'
import { patchJson } from './json.ts'
import { inTime } from './patience.ts'
import { passOn } from './pass-on.ts'
import { fillAll, type Filling } from '../runtime/slot.ts'
import { fillingOf, owned, runStep, type Ended, type Made, type Values } from './steps.ts'

/** A module that the save brings; `load` evaluates it, and what it imports, at once. */
export interface Arrival { module: LiveModule, load(): Promise<unknown> | undefined }

export type Outcome = { disposed: Ended[] } | Failed | Refused

/** A gate said no while the code was in place; what could not be put back. */
export interface Refused { refused: Problem[], problems: Problem[] }

/** What an update brings beside the edits of its modules. */
export interface Beside {
  arrivals: readonly Arrival[]
  json: readonly JsonChange[]
  /** JSON modules that nobody imports any more, or again, and which. */
  dormant: ReadonlyMap<LiveModule, boolean>
  /** Namespaces that get another model. */
  spaces: readonly LiveModule[]
  /** Asked once all is in place. */
  gates(): Promise<Problem[]> | undefined
}

/** What was thrown, where, and what could not be put back. */
export interface Failed { error: unknown, module: LiveModule, line: number, problems: Problem[] }

/** An update under way. */
interface Turn {
  world: World
  journal: Journal
  /** What statements had made, and what was given back with them. */
  disposed: Ended[]
  /** What the units of the modules gave. */
  made: Map<Part, Made>
  /** Where a throw would come from. */
  at: { module: LiveModule, line: number }
  /** Classes whose instances are to get what they lack. */
  waiting: Bring[]
  /** Gates have a limit of their own. */
  asksGates?: true
}

type Bring = Extract<Step, { do: 'bring' }>

/** All edits of one save. What throws is undone from the last step to the first. */
export async function apply(world: World, plan: Plan, beside: Beside): Promise<Outcome> {
  const { lifecycle } = world
  const turn: Turn = { world, journal: [], disposed: [], made: new Map(), waiting: [], at: { module: plan.parts[0]?.module ?? world.modules.values().next().value!, line: 1 } }
  lifecycle.hold()
  try {
    const paths = new Set([...plan.parts.map(part => part.module.path), ...beside.arrivals.map(({ module }) => module.path)])
    for (const waiting of takeAll(turn, plan, beside)) await world.wait(turn.asksGates ? waiting : inTime(world, waiting, paths))
  } catch (error) {
    stackOf(error) // V8 formats it now, while the lines of what threw are known.
    for (const each of turn.made.values()) each.isOver = true
    const problems = await rollBack(turn)
    lifecycle.abort(plan.classes)
    if (!types.isProxy(error) && error instanceof Refusal) return { refused: error.problems, problems }
    const early = earlyError(world, newCodeOf(plan, beside), error)
    return early ? { refused: [early], problems } : { error, ...turn.at, problems }
  }
  for (const { what } of turn.disposed) what.release()
  lifecycle.commit(plan.happenings.map(make => make()))
  return { disposed: turn.disposed }
}

/** Modules of the save whose code V8 has not taken yet. */
const newCodeOf = ({ parts }: Plan, { arrivals }: Beside): Set<LiveModule> => new Set([...parts, ...arrivals.filter(({ module }) => !module.runtime)].map(({ module }) => module))

function* takeAll(turn: Turn, plan: Plan, { arrivals, json, dormant, spaces, gates }: Beside): Waits {
  const { world, journal } = turn
  const here = plan.parts.filter(part => part.module.runtime)
  for (const part of here) evaluateUnit(turn, part)
  for (const part of here) yield* awaitInitialisers(turn, part)
  for (const part of here) commit(turn, part)
  for (const module of spaces) commitSpace(world, module, journal)
  for (const part of here) takeSteps(turn, part, part.declare)
  numberedNamespaces(world)
  journal.push(...refreshNamespaces(world, renewedBy(world, plan.parts.map(part => part.module), spaces)))
  world.lifecycle.reshape(plan.classes)
  for (const part of plan.parts) takeSteps(turn, part, part.retire)
  for (const change of json) patchJson(change, journal, turn.world.patched)
  for (const [module, is] of dormant) {
    journal.push(() => { module.dormant = !is })
    module.dormant = is
  }
  if (arrivals.length + json.length > 0 || here.some(part => part.evaluate.length > 0)) world.evaluations++
  yield* evaluateInOrder(turn, plan, arrivals)
  bringAll(turn)
  plan.heap.tryAgain()
  const answer = gates()
  turn.asksGates = true
  if (answer) yield obey(answer)
  world.lifecycle.changed(plan.classes.reshaped)
  migrateInstances(world, plan)
}

/** The new code as values; nothing of it runs yet. */
function evaluateUnit({ world, made }: Turn, part: Part): void {
  const values: Record<string, unknown> = {}
  for (const [index, text] of part.texts.entries()) {
    const evaluated = part.module.runtime!.evaluate(text)
    Object.assign(values, index === 0 ? evaluated : (evaluated as (holder: unknown) => object)(values['$']))
    world.lines.evaluated(part.module, text, part.pieces, values['$'] as object)
  }
  made.set(part, { values, awaited: new Map(), used: new Map() })
}

/** An initialiser with a top-level `await` that needs nothing of the save is awaited first: the update is applied when its value is there. */
function* awaitInitialisers(turn: Turn, part: Part): Waits {
  const { values, awaited } = turn.made.get(part)!
  for (const step of part.first) {
    if (step.do !== 'evaluate') continue
    turn.at = step
    const value = owned(turn.world, step.module, step.item, values[step.piece] as () => Promise<Values>, turn.journal)
    yield value.then(value => awaited.set(step.piece, value))
  }
}

function commit({ world, journal, made }: Turn, part: Part): void {
  journal.push(world.lines.follow(part.change))
  commitModel(world, part, made.get(part)!, journal)
}

/** Steps for which nothing is ever awaited; slots are filled together. */
function takeSteps({ world, journal, disposed, made }: Turn, part: Part, steps: readonly Step[]): void {
  const fillings: Filling[] = []
  for (const step of steps) {
    if (step.do === 'patch') fillings.push(fillingOf(step, made.get(part)!))
    else {
      fillAll(fillings.splice(0), journal)
      void runStep(world, step, made.get(part)!, journal, disposed)
    }
  }
  fillAll(fillings, journal)
}

/** What the save brings and what it changes, as a fresh start would: new modules may read what others get, and the other way round. */
function* evaluateInOrder(turn: Turn, { parts, heap }: Plan, arrivals: readonly Arrival[]): Waits {
  if (arrivals.length > 0) turn.journal.push(() => { for (const { module } of arrivals) if (module.kind !== 'json') abandon(turn.world, module) })
  for (const { change } of parts) for (const { from, source } of change.moved) turn.journal.push(...membersBack(source, from.item.names))
  const arrivalOf = new Map(arrivals.map(arrival => [arrival.module, arrival]))
  const partOf = new Map(parts.map(part => [part.module, part]))
  // Parts are in order already.
  const modules = arrivals.length > 0 ? modulesInOrder(turn.world, [...new Set([...arrivalOf.keys(), ...partOf.keys()])]) : [...partOf.keys()]
  const entrance = entrances(turn.world, modules.filter(module => arrivalOf.has(module)))
  let end = 0
  for (const [index, module] of modules.entries()) {
    const part = partOf.get(module)
    if (arrivalOf.has(module)) {
      bringAll(turn)
      heap.steps++
      turn.at = { module, line: 1 }
      if (index >= end) {
        end = endOfRun(modules, index, arrivalOf, partOf)
        const waiting = besideWaiting(turn.world, new Set(modules.slice(index, end).flatMap(each => [entrance.get(each)!, each])))
        if (waiting) yield waiting
      }
      for (const each of new Set([entrance.get(module)!, module])) yield* load(turn, arrivalOf.get(each)!)
    }
    if (part) yield* turn.made.has(part) ? evaluateAll(turn, part, heap) : takeOver(turn, part, heap)
  }
}

/** Where the arrivals end that are evaluated with nothing of another module between them. */
function endOfRun(modules: readonly LiveModule[], start: number, arrivals: ReadonlyMap<LiveModule, Arrival>, parts: ReadonlyMap<LiveModule, Part>): number {
  let end = start
  while (end < modules.length && arrivals.has(modules[end]!) && !parts.has(modules[end]!)) end++
  return end < modules.length && arrivals.has(modules[end]!) ? end + 1 : end
}

/** Evaluates a module that the save brings. */
function* load(turn: Turn, { module, load: start }: Arrival): Waits {
  turn.at = { module, line: 1 }
  const waiting = start()
  if (waiting) yield waiting
  if (module.kind === 'cjs') refreshNamespace(turn.world, module)
}

/** A module that the save brings takes over what moved to it once it is loaded. */
function* takeOver(turn: Turn, part: Part, heap: Plan['heap']): Waits {
  evaluateUnit(turn, part)
  commit(turn, part)
  takeSteps(turn, part, part.declare)
  yield* evaluateAll(turn, part, heap)
}

/** Initialisers and statements, in the order of the source. */
function* evaluateAll(turn: Turn, part: Part, heap: Plan['heap']): Waits {
  const { world, journal, disposed, made } = turn
  for (const step of part.evaluate) {
    if (step.do === 'bring') {
      turn.waiting.push(step)
      continue
    }
    if (mayLook(step, turn.waiting)) bringAll(turn)
    heap.steps++
    if ('line' in step) turn.at = step
    const waiting = runStep(world, step, made.get(part)!, journal, disposed)
    if (waiting) yield waiting
  }
  // What a CommonJS module exports shows once it has run.
  if (part.module.kind !== 'cjs') return
  journal.push(refreshNamespace(world, part.module))
  passOn(world, part.module, journal)
}

/** Instances get what they lack: by then all that stands in front is evaluated, and what the class says that is computed with no look at them. */
function bringAll(turn: Turn): void {
  for (const step of turn.waiting.splice(0)) {
    turn.at = step
    step.call(turn.journal)
  }
}

/** A statement, or an initialiser that calls or reads something, may look at instances. What the class of some says comes before them. */
function mayLook(step: Step, waiting: readonly Bring[]): boolean {
  if (waiting.length === 0 || step.do === 'run') return waiting.length > 0
  if (step.do !== 'evaluate' && step.do !== 'patch-literal' && step.do !== 'declare') return false
  const { calls, refs, names, self } = step.item
  return (calls || (!self && refs.some(({ form }) => form === 'read' || form === 'shorthand')) || self?.shape?.members.some(member => member.static && member.calls) === true) && !waiting.some(({ module, says }) => module === step.module && names.some(name => says().has(name)))
}

async function obey(answer: Promise<Problem[]>): Promise<void> {
  const refused = await answer
  if (refused.length > 0) throw new Refusal(refused)
}

/** Undoes all steps at once; a server listens again a moment later. */
async function rollBack({ world, journal, at: { module, line } }: Turn): Promise<Problem[]> {
  const done = await Promise.allSettled(journal.toReversed().map(undo => undo()))
  const errors = done.flatMap(each => each.status === 'rejected' ? [each.reason as unknown] : [])
  return errors.map(error => ({ ...problem('LC1402', { module: relative(world.root, module.path), error: describe(error) }), file: module.path, line }))
}

/** The hook of each class sees its instances with their new fields; what it throws is told and stops nothing. */
function migrateInstances(world: World, { heap, late }: Plan): void {
  for (const { object, error } of heap.migrateAll()) {
    late.push({ ...problem('LC2204', { class: String((object as { constructor?: { name?: string } }).constructor?.name), error: describe(error) }), ...placeOf(world, error) })
  }
}
