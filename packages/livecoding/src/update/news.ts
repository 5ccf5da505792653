import { resolve } from 'node:path'
import type { Problem } from '../8-report/report.ts'
import type { World } from '../world.ts'
import type { Files } from './files.ts'
import type { Attempt } from './outcome.ts'

/** What is to be told of a save that could not be tried together with all that waits: each problem once, with the save that has it. */
export interface News {
  /** Something is wrong that was not told before. */
  isNew: boolean
  /** Why the others go on waiting, where it is not what it was. */
  reasons: Problem[]
  /** All but what the others were refused for before. */
  problems: Problem[]
}

const gateCodes = new Set(['LC1301', 'LC3212', 'LC3213'])

/** `files`: those of the save; `together`: how the try with all that waits ended. */
export function newsOf({ root, waiting }: World, files: Files, { problems, wanted }: Attempt): News {
  const told = [...waiting.values()].flatMap(each => each.problems)
  const pathOf = ({ file }: Problem): string | undefined => file === undefined ? undefined : resolve(root, file)
  const isTold = (each: Problem): boolean => gateCodes.has(each.code) || told.some(before => isSame(before, each))
  const isOfOthers = (path: string | undefined): path is string => path !== undefined && !files.has(path)

  const isNew = (each: Problem): boolean => {
    const path = pathOf(each)
    // A cycle may be told at a file that waits.
    return !isOfOthers(path) || each.code === 'LC3203' || wanted.has(path) || !isTold(each)
  }
  const isReason = (each: Problem): boolean => each.severity === 'error' && isOfOthers(pathOf(each)) && !isTold(each)
  const isOld = (each: Problem): boolean => {
    const path = pathOf(each)
    return isOfOthers(path) && (gateCodes.has(each.code) || (each.code === 'LC1001' && waiting.has(path) && !wanted.has(path)))
  }
  return { isNew: problems.some(isNew), reasons: problems.filter(isReason), problems: problems.filter(each => !isOld(each)) }
}

const isSame = (one: Problem, other: Problem): boolean =>
  one.code === other.code && one.file === other.file && one.line === other.line && one.message === other.message
