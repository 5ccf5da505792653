import { argumentOf, givesTo } from '../../3-analyse/items/completes.ts'
import { bareName } from '../../3-analyse/scope/block.ts'
import type { Model } from '../../3-analyse/shapes.ts'
import { wordOf } from '../../3-analyse/word.ts'
import type { Spot } from '../../4-diff/items.ts'
import { modelAt } from '../../graph/modules.ts'
import { targetOfImport } from '../../graph/targets.ts'
import type { LiveModule } from '../../live-module.ts'
import type { World } from '../../world.ts'
import type { Draft } from '../draft.ts'

/** How deep functions are looked for that functions call. */
const depth = 4

/**
 * What a statement gave something by a call of the program's own function, as `register('door')` does with `const register = name => names.add(name)`, or
 * `addRoutes(app)`.
 */
export function givenByCalls({ world, change: { before, module }, anew }: Draft, { item, placed, model }: Spot): string | undefined {
  for (const ref of item.refs) {
    const called = ref.local || ref.form !== 'call' ? undefined : functionOf(world, module, before, ref.name)
    const given = called && givenIn(world, called, depth)
    if (given === undefined) continue
    const name = typeof given === 'number' ? argumentOf(model.path, placed.chunk, item, model.format, ref, given) : given
    if (name !== undefined && !anew.has(name)) return name
  }
  return undefined
}

interface Called extends Spot { module: LiveModule }

function functionOf(world: World, module: LiveModule, model: Model, name: string): Called | undefined {
  const imported = model.bindings.has(name) ? undefined : model.imports.get(name)
  const target = imported && targetOfImport(world, module, imported, 'newest')
  if (imported) return target?.kind === 'binding' ? functionIn(target.module, modelAt(target.module, 'newest'), target.local) : undefined
  return functionIn(module, model, name)
}

function functionIn(module: LiveModule, model: Model, name: string): Called | undefined {
  const declared = new RegExp(`(?:\\bfunction\\b[\\s*]*|\\b(?:const|let|var)\\s+|[,.]\\s*)${wordOf(bareName(name).replace(/^.*\./, ''))}`)
  for (const placed of model.placed) {
    const item = declared.test(placed.chunk.source) && placed.chunk.items.find(({ names, self }) => self && names.includes(name))
    if (item) return { module, item, placed, model }
  }
  return undefined
}

function givenIn(world: World, { module, item, placed: { chunk }, model }: Called, left: number): string | number | undefined {
  const given = givesTo(model.path, chunk, item, item.self!, model.format, { has: name => model.bindings.has(name) || model.imports.has(name) })
  if (given !== undefined || left === 0) return given
  for (const { name, local, form } of item.self!.refs) {
    const called = local || form !== 'call' ? undefined : functionOf(world, module, model, name)
    const deeper = called && givenIn(world, called, left - 1)
    if (typeof deeper === 'string') return deeper
  }
  return undefined
}
