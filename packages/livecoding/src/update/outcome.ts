import { relative } from 'node:path'
import type { JsonChange } from '../4-diff/json.ts'
import type { Linked } from '../6-verify/link.ts'
import type { Plan } from '../5-plan/plan.ts'
import type { Outcome } from '../7-apply/apply.ts'
import { failure } from '../7-apply/failure.ts'
import type { EditReport, Problem } from '../8-report/report.ts'
import type { Disposed } from '../effects/effect.ts'
import { problem } from '../messages/message.ts'
import { describe, stackOf } from '../messages/thrown.ts'
import type { World } from '../world.ts'

/** How a try ended. */
export interface Attempt {
  status: 'applied' | 'rejected' | 'failed'
  edits: EditReport[]
  problems: Problem[]
  /** Paths of files that the program did not have and that were looked at. */
  wanted: Linked['wanted']
  /** What ran before. */
  texts: Map<string, string | undefined>
}

export const refused = (problems: Problem[], wanted: Attempt['wanted'] = new Map()): Attempt => ({ status: 'rejected', edits: [], problems, wanted, texts: new Map() })

/** The engine itself threw while it worked out the update. */
export function brokeDown(error: unknown): Attempt {
  const detail = stackOf(error) || describe(error)
  return { ...refused([problem('LC1403', { detail: detail.split('\n').slice(0, 2).map(line => line.trim()).join(' ') })]), status: 'failed' }
}

/** What is told of a plan once it was applied, or was not. */
export function ended(world: World, planned: Plan, outcome: Outcome, { json, wanted, texts }: Pick<Attempt, 'wanted' | 'texts'> & { json: readonly JsonChange[] }): Attempt {
  if ('refused' in outcome) return refused([...outcome.refused, ...outcome.problems], wanted)
  if ('error' in outcome) return { ...refused([failure(world, outcome), ...outcome.problems], wanted), status: 'failed' }
  const isSo = (told: EditReport | Problem): boolean => planned.reasons.hold(told)
  const edits = [...planned.edits.filter(isSo), ...json.map(change => change.edit)]
  const problems = [...planned.problems.filter(isSo), ...planned.late]
  for (const { module, line, what } of outcome.disposed) {
    if (what.kind === 'other' || what.kind === 'call') problems.push(...goesOn(what, outcome.disposed) ? [{ ...problem('LC2402', { thing: what.name }), file: module.path, line }] : [])
    else edits.push({ action: 'disposed', kind: 'statement', name: what.name, module: module.path, line, verdict: 'live', note: what.kind })
    if (what.error !== undefined) problems.push({ ...problem('LC2401', { module: relative(world.root, module.path), error: describe(what.error) }), file: module.path, line })
  }
  return { status: 'applied', edits, problems, wanted, texts }
}

/** A call ends with what it waits for, a timer or a listener, and with what the program itself disposes. */
const goesOn = (what: Disposed, all: readonly { what: Disposed }[]): boolean =>
  !what.isOver() && (what.kind === 'other' || all.every(({ what: { owner, kind } }) => owner !== what.owner || kind === 'call'))
