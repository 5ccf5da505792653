import { relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { types } from 'node:util'
import type { Problem } from '../8-report/report.ts'
import { loadedAs } from '../loader/loaded-as.ts'
import { problem } from '../messages/message.ts'
import { describe, stackOf } from '../messages/thrown.ts'
import { GivenUp } from './patience.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'

/** What was thrown, with the place in the source: the first frame that is the program's own. */
export function failure(world: World, { error, module, line }: { error: unknown, module: LiveModule, line: number }): Problem {
  const start = { file: relative(world.root, module.path), line, column: columnOf(module, line) }
  if (!types.isProxy(error) && error instanceof GivenUp) return { ...problem('LC1407', {}), ...start }
  const place = placeOf(world, error) ?? start
  const format = isNoWord(error) ? loadedAs(world, module.path, (module.pending ?? module.current).text) : undefined
  return { ...problem('LC1401', { item: 'The new code', error: describe(error), ...format !== undefined && { format } }), ...place }
}

/** What only CommonJS modules have. */
const isNoWord = (error: unknown): boolean =>
  !types.isProxy(error) && error instanceof ReferenceError && /^(?:require|module|exports|__filename|__dirname) is not defined/.test(error.message)

/** Where the code of a line begins. */
const columnOf = ({ pending, current }: LiveModule, line: number): number => Math.max(0, (pending ?? current).text.split('\n')[line - 1]?.search(/\S/) ?? 0) + 1

export function placeOf(world: World, error: unknown): Pick<Problem, 'file' | 'line' | 'column'> | undefined {
  // Frames of CommonJS modules have a path.
  for (const [, found, line, column] of stackOf(error).matchAll(/^ +at (?:async |.*\()?((?:file:\/\/)?\/.+?):(\d+):(\d+)\)?$/gm)) {
    const path = found!.startsWith('/') ? found! : fileURLToPath(found!)
    if (world.isManaged(pathToFileURL(path).href)) return { file: relative(world.root, path), line: Number(line), column: Number(column) }
  }
  return undefined
}
