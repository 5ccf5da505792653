import { resolve } from 'node:path'
import type { UpdateReport } from '../8-report/report.ts'
import { whereIs } from '../runtime/where.ts'
import type { World } from '../world.ts'

/** An update that was applied. */
export interface PastUpdate {
  /** The number of its report. */
  id: number
  /** Relative to the folder in which the program was started. */
  files: string[]
  report: UpdateReport
}

/** The updates that were applied and that can be undone, oldest first. */
export const historyOf = (world: World): PastUpdate[] => world.history.reports.map(report => ({ id: report.id, files: report.files, report }))

/** The version of a file that runs: 1 as it was loaded; undefined where the program does not have it. */
export function versionOfFile(world: World, file: string): number | undefined {
  const module = world.modules.get(resolve(world.root, file))
  return module && !module.dormant ? module.version : undefined
}

/** The version of its file from which the code of a top-level function or class is. */
export function versionOf(world: World, value: object): number | undefined {
  const found = whereIs(world, value)
  if (!found) return undefined
  const { module, name, lost } = found
  return lost ? module.ghosts.get(name)!.version : module.changed.get(name) ?? module.loadedVersion
}
