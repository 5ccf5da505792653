import { relative } from 'node:path'
import { after } from '../../1-watch/time.ts'
import type { Problem } from '../../8-report/report.ts'
import { problem } from '../../messages/message.ts'
import { describe } from '../../messages/thrown.ts'
import type { World } from '../../world.ts'

/** What is to take effect if all gates agree. */
export interface Proposal {
  world: World
  /** New texts by path; those of files that go are not among them. */
  texts: ReadonlyMap<string, string>
  /** What a module exports; only once its code is in place. */
  exports(path: string): Record<string, unknown> | undefined
}

/** A question that is asked before a save takes effect. */
export interface Gate {
  name: string
  /** `before`: nothing of the save has run. `placed`: its code is in place, and is put back if the gate says no. */
  moment: 'before' | 'placed'
  /** Gives what speaks against it: a problem names the file that is refused. */
  ask(proposal: Proposal, signal: AbortSignal): Promise<Problem[]>
  /** Files beside the program's own whose save is a question too. */
  follows?(world: World, path: string): boolean
}

/** What the gates of one moment say. One that throws, or gives no answer in time, has said no. */
export async function ask(world: World, moment: Gate['moment'], proposal: Proposal): Promise<Problem[]> {
  if (proposal.texts.size === 0) return []
  const asked = world.gates.filter(gate => gate.moment === moment)
  return (await Promise.all(asked.map(gate => answer(world, gate, proposal)))).flat()
}

async function answer(world: World, gate: Gate, proposal: Proposal): Promise<Problem[]> {
  const [first = ''] = proposal.texts.keys()
  const place = { file: relative(world.root, first) }
  const controller = new AbortController()
  const late = Promise.withResolvers<Problem[]>()
  const cancel = after(world.gateLimit, () => {
    controller.abort()
    late.resolve([problem('LC3213', { gate: gate.name, every: world.gateLimit }, place)])
  })
  try {
    return await Promise.race([gate.ask(proposal, controller.signal), late.promise])
  } catch (error) {
    return [problem('LC3212', { gate: gate.name, error: describe(error) }, place)]
  } finally { cancel() }
}

/** A gate said no while the code was in place: it is put back. */
export class Refusal {
  readonly problems: Problem[]
  constructor(problems: Problem[]) { this.problems = problems }
}
