import assert from 'node:assert/strict'
import { isInSpace, isNameless, spaceOf, type Program } from './program.ts'
import { exportOf } from './say.ts'

/** A namespace has the names that the files of its folder export, and those of its folders. */
export function checkSpace(app: Record<string, unknown> | undefined, program: Program): void {
  const spaced = program.modules.filter(isInSpace)
  assert.equal(app !== undefined, spaced.length > 0)
  if (!app) return
  const namesOf = (space: string): string[] => spaced.filter(module => spaceOf(module) === space).flatMap(module => [`$get_${module.name}`, `$set_${module.name}`, ...module.items.flatMap(item => {
    const form = exportOf(program, module, item)
    return isNameless(item) || form === 'no' || form === 'default' ? [] : form === 'renamed' ? `${item.name}Out` : [item.name, ...form === 'inline' && item.kind === 'variable' && item.twin !== undefined ? [`${item.name}_twin`] : []]
  })])
  const hasSub = spaced.some(({ folder }) => folder === 'lib/sub')
  assert.deepEqual(Object.keys(app).toSorted(), [...namesOf('app'), ...hasSub ? ['sub'] : []].toSorted(), 'names of app')
  if (hasSub) assert.deepEqual(Object.keys(app['sub'] as object).toSorted(), namesOf('app/sub').toSorted(), 'names of app/sub')
}
