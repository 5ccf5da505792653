import { relative, resolve } from 'node:path'
import type { Problem } from '../8-report/report.ts'
import type { World } from '../world.ts'

/** What a save was refused for: its own fault before those of the files that were saved with it. */
export function whyOf({ root }: World, problems: readonly Problem[], path: string): string {
  const errors = problems.filter(({ severity }) => severity === 'error')
  const { code = 'LC1401', file, line } = errors.find(each => each.file !== undefined && resolve(root, each.file) === path) ?? errors[0] ?? {}
  return file === undefined ? code : `${code} at ${relative(root, resolve(root, file))}${line === undefined ? '' : `:${line}`}`
}
