import type { Files } from '../../update/files.ts'
import type { Problem } from '../../8-report/report.ts'
import { namespaceOf } from '../../runtime/namespace.ts'
import type { LiveModule } from '../../live-module.ts'
import type { World } from '../../world.ts'
import { ask, type Proposal } from './gate.ts'

/** What a save brings: its files, and those that they need and the program did not have. */
export function proposalOf(world: World, files: Files, arrivals: readonly LiveModule[]): Proposal {
  const texts = new Map(arrivals.map(({ path, current }) => [path, current.text]))
  for (const [path, text] of files) {
    const module = world.modules.get(path)
    if (text === undefined) texts.delete(path)
    else if (!module?.runtime || module.dormant || module.current.text !== text) texts.set(path, text)
  }
  return { world, texts, exports: path => exportsOf(world, world.modules.get(path)) }
}

const exportsOf = (world: World, module: LiveModule | undefined): Record<string, unknown> | undefined =>
  module?.runtime && !module.dormant ? namespaceOf(world, module) as Record<string, unknown> : undefined

/** While gates think, the program goes on with what it has: modules that it loads meanwhile must not see the save. */
export async function askBefore(world: World, proposal: Proposal): Promise<Problem[]> {
  if (!world.gates.some(gate => gate.moment === 'before')) return []
  const pending = [...world.modules.values()].flatMap(module => module.pending ? { module, model: module.pending } : [])
  for (const { module } of pending) delete module.pending
  try {
    return await ask(world, 'before', proposal)
  } finally {
    for (const { module, model } of pending) module.pending = model
  }
}

export const askPlaced = (world: World, proposal: Proposal): Promise<Problem[]> | undefined =>
  world.gates.some(gate => gate.moment === 'placed') ? ask(world, 'placed', proposal) : undefined
