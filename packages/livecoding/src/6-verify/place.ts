import { relative } from 'node:path'
import { pointAt } from '../3-analyse/line-ends.ts'
import type { Model } from '../3-analyse/shapes.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

/** What a report calls a module. */
export const nameOf = (world: World, module: LiveModule): string => module.isSpace ? module.path : relative(world.root, module.path)

/** Where an import or export of a module stands. */
export function placeOf(world: World, module: LiveModule, model: Model, at: number): { file: string, line: number, column: number } {
  return { file: nameOf(world, module), ...pointAt(model.text, offsetOf(model, at)) }
}

/** Offsets of imports are those of the text in which their chunk was parsed; the chunk knows where it is now. */
function offsetOf(model: Model, at: number): number {
  for (const { chunk, start } of model.placed) {
    const known = [...chunk.requests.map(each => each.source), ...chunk.imports.map(each => each.at), ...chunk.exports.map(each => each.at)]
    if (known.includes(at)) return at - chunk.base + start
  }
  return 0
}
