import { relative } from 'node:path'
import type { Problem } from '../8-report/report.ts'
import { problem } from '../messages/message.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { importersOf } from '../graph/graph.ts'
import type { Linked } from './link.ts'
import { placeOf } from './place.ts'
import { modelAt, moduleOf } from '../graph/modules.ts'

/** Deleted files that the program still needs. */
export function stillImported(world: World, deleted: ReadonlySet<string>, { lost, revived }: Linked): Problem[] {
  const problems: Problem[] = []
  for (const path of deleted) {
    const module = world.modules.get(path)
    if (module && module.url === world.entry) problems.push({ ...problem('LC1103', { module: relative(world.root, path) }), file: path, line: 1 })
    const importer = module && importersOf(world, module).find(each => !lost.has(each) && (!each.dormant || revived.has(each)))
    if (importer) problems.push({ ...problem('LC1103', { module: relative(world.root, path), importer: relative(world.root, importer.path) }), ...placeOfRequest(world, importer, module) })
  }
  return problems
}

/** Where a module says that it imports another one. */
function placeOfRequest(world: World, importer: LiveModule, module: LiveModule): { file: string, line: number, column: number } {
  const model = modelAt(importer, 'newest')
  const request = model.requests.find(({ specifier }) => moduleOf(world, importer.resolved.get(specifier)) === module)
  return placeOf(world, importer, model, request?.source ?? 0)
}
