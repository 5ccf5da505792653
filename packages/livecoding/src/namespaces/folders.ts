import { statSync } from 'node:fs'
import { sep } from 'node:path'
import type { World } from '../world.ts'
import { mayBeFolder, scan } from './members.ts'

/** The files of a save: a folder that came to a directory stands for the files in it, one that went for those it had. */
export function filesOf(world: World, paths: readonly string[]): string[] {
  if (world.directories.length === 0) return [...paths]
  const files = paths.flatMap(path => isFolder(world, path) ? within(world, path) : path)
  return [...new Set(files)]
}

function within(world: World, path: string): string[] {
  // A file that does not count may be imported all the same; of one that is gone nobody can say what it was.
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path, ...[...world.modules.keys()].filter(each => each.startsWith(path + sep))]
  const found = world.directories.filter(each => path === each.path || path.startsWith(each.path + sep)).map(directory => {
    // Watched before they are listed: a file that comes meanwhile is told.
    for (const folder of scan(directory, path).folders) world.follow(folder)
    return scan(directory, path).files
  })
  return found.flat()
}

const isFolder = (world: World, path: string): boolean => mayBeFolder(world.directories, path) || world.directories.some(each => each.path === path)
