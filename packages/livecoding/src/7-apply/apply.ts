import { relative } from 'node:path'
import type { Journal, Step } from '../5-plan/draft.ts'
import type { Part, Plan } from '../5-plan/plan.ts'
import { numberedNamespaces, refreshNamespace, refreshNamespaces } from '../runtime/namespace.ts'
import { renewedBy } from '../6-verify/renewed.ts'
import { Refusal } from '../6-verify/gates/gate.ts'
import type { LiveModule, World } from '../world.ts'
import type { JsonChange } from '../4-diff/json.ts'
import { abandon } from '../loader/abandon.ts'
import type { Problem } from '../8-report/report.ts'
import { problem } from '../messages/message.ts'
import { placeOf } from './failure.ts'
import { commitModel, commitSpace } from './commit.ts'
import { patchJson } from './json.ts'
import { owned, runStep, type Ended, type Made } from './steps.ts'

/** A module that the save brings; `load` evaluates it, and what it imports, at once. */
export interface Arrival { module: LiveModule, load(): unknown }

export type Outcome = { disposed: Ended[] } | Failed | Refused

/** A gate said no while the code was in place; what could not be put back. */
export interface Refused { refused: Problem[], problems: Problem[] }

/** What an update brings beside the edits of its modules. */
export interface Beside {
  arrivals: readonly Arrival[]
  json: readonly JsonChange[]
  /** Namespaces that get another model. */
  spaces: readonly LiveModule[]
  /** Asked once all is in place. */
  gates(): Promise<Problem[]> | undefined
}

/** What was thrown, where, and what could not be put back. */
export interface Failed { error: unknown, module: LiveModule, line: number, problems: Problem[] }

/**
 * All edits of one save, in one turn of the event loop; it awaits only what the source awaits at its top level.
 * What throws is undone from the last step to the first.
 */
export async function apply(world: World, plan: Plan, { arrivals, json, spaces, gates }: Beside): Promise<Outcome> {
  const journal: Journal = []
  const { lifecycle } = world
  lifecycle.hold()
  const disposed: Ended[] = []
  let current: { module: LiveModule, line: number } = { module: plan.parts[0]?.module ?? world.modules.values().next().value!, line: 1 }
  try {
    const here = plan.parts.filter(part => part.module.runtime)
    const made = new Map(here.map(part => [part, evaluateUnit(world, part)]))
    await awaitInitialisers(world, here, made, journal, step => { current = step })
    for (const part of here) {
      journal.push(world.lines.follow(part.change))
      commitModel(world, part, made.get(part)!, journal)
    }
    for (const module of spaces) commitSpace(world, module, journal)
    for (const part of here) for (const step of part.declare) runStep(world, step, made.get(part)!, journal, disposed)
    numberedNamespaces(world)
    journal.push(...refreshNamespaces(world, renewedBy(world, plan.parts.map(part => part.module), spaces)))
    lifecycle.reshape(plan.classes)
    for (const part of here) for (const step of part.retire) runStep(world, step, made.get(part)!, journal, disposed)
    if (arrivals.length > 0) journal.push(() => { for (const { module } of arrivals) if (module.kind !== 'json') abandon(world, module) })
    for (const arrival of arrivals) {
      current = { module: arrival.module, line: 1 }
      const waiting = arrival.load()
      if (waiting) await waiting
      if (arrival.module.kind === 'cjs') refreshNamespace(world, arrival.module)
    }
    for (const change of json) patchJson(change, journal)
    for (const part of plan.parts.filter(each => !here.includes(each))) {
      made.set(part, evaluateUnit(world, part))
      journal.push(world.lines.follow(part.change))
      commitModel(world, part, made.get(part)!, journal)
      for (const step of part.declare) runStep(world, step, made.get(part)!, journal, disposed)
    }
    for (const part of plan.parts) {
      for (const step of part.evaluate) {
        if ('line' in step) current = step
        const waiting = runStep(world, step, made.get(part)!, journal, disposed)
        if (waiting) await waiting
      }
      // What a CommonJS module exports shows once it has run.
      if (part.module.kind === 'cjs') journal.push(refreshNamespace(world, part.module))
    }
    const answer = gates()
    const refused = answer ? await answer : []
    if (refused.length > 0) throw new Refusal(refused)
    lifecycle.changed(plan.classes.reshaped)
    migrateInstances(world, plan)
  } catch (error) {
    const problems = await rollBack(world, journal, current)
    lifecycle.abort(plan.classes)
    if (error instanceof Refusal) return { refused: error.problems, problems }
    return { error, ...current, problems }
  }
  for (const { what } of disposed) what.release()
  lifecycle.commit(plan.happenings.map(make => make()))
  return { disposed }
}

/** Undoes all steps at once; a server listens again a moment later. */
async function rollBack(world: World, journal: Journal, { module, line }: { module: LiveModule, line: number }): Promise<Problem[]> {
  const done = await Promise.allSettled(journal.toReversed().map(undo => undo()))
  const errors = done.flatMap(each => each.status === 'rejected' ? [each.reason as unknown] : [])
  return errors.map(error => ({ ...problem('LC1402', { module: relative(world.root, module.path), error: String(error) }), file: module.path, line }))
}

/** The hook of each class sees its instances with their new fields; what it throws is told and stops nothing. */
function migrateInstances(world: World, { heap, late }: Plan): void {
  for (const { object, error } of heap.migrateAll()) {
    late.push({ ...problem('LC2204', { class: String((object as { constructor?: { name?: string } }).constructor?.name), error: String(error) }), ...placeOf(world, error) })
  }
}

/** The new code as values; nothing of it runs yet. */
function evaluateUnit(world: World, part: Part): Made {
  const values: Record<string, unknown> = {}
  for (const [index, text] of part.texts.entries()) {
    const evaluated = part.module.runtime!.evaluate(text)
    Object.assign(values, index === 0 ? evaluated : (evaluated as (holder: unknown) => object)(values['$']))
    world.lines.evaluated(part.module, text, part.pieces, values['$'] as object)
  }
  return { values, awaited: new Map() }
}

/** An initialiser with a top-level `await` is awaited first: the update is applied when its value is there. */
async function awaitInitialisers(world: World, parts: readonly Part[], made: Map<Part, Made>, journal: Journal, begin: (step: Extract<Step, { do: 'evaluate' }>) => void): Promise<void> {
  for (const part of parts) {
    for (const step of part.evaluate) {
      if (step.do !== 'evaluate' || !step.awaits) continue
      begin(step)
      const { values, awaited } = made.get(part)!
      awaited.set(step.piece, await owned(world, step.module, step.item, values[step.piece] as () => Promise<unknown>, journal))
    }
  }
}
