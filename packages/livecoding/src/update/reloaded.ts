import { relative } from 'node:path'
import type { EditReport } from '../8-report/report.ts'
import { abandonThrown } from '../loader/thrown.ts'
import type { Undecided } from '../loader/undecided.ts'
import type { World } from '../world.ts'
import type { Files } from './files.ts'

/** What is told of files that were empty, and that the save makes ES modules. */
export const becameModules = (world: World, { modules }: Undecided): EditReport[] =>
  modules.map(({ path }) => rerun(world, path, { verdict: 'live', note: 'it was empty, and is an ES module now' }))

/** Of the files, those that threw as they were loaded. */
export function loadedAnew(world: World, files: Files): EditReport[] {
  const thrown = [...files.keys()].filter(path => world.modules.get(path)?.threw)
  abandonThrown(world, thrown)
  return thrown.map(path => rerun(world, path, { verdict: 'next-call', note: 'it threw, and is loaded anew by the next import() or require' }))
}

const rerun = ({ root }: World, path: string, told: Pick<EditReport, 'verdict' | 'note'>): EditReport =>
  ({ action: 'rerun', kind: 'module', name: relative(root, path), module: path, line: 1, ...told })
