import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import type { Problem } from '../8-report/report.ts'
import { problem } from '../messages/message.ts'
import type { World } from '../world.ts'
import { createBeside, type Globs } from './managed.ts'

/** Collects, until the program is ready, its source outside the root, which a person may expect to be followed; `tell` tells of it once. */
export function besides(world: World, globs: Globs, report: (problem: Problem) => void): { passed(url: string): void, tell(): void } {
  const isBeside = createBeside(world.root, globs)
  let urls: string[] | undefined = isMainThread ? [] : undefined
  return {
    passed(url) { if (!url.includes('/node_modules/')) urls?.push(url) },
    tell() {
      const files = new Set(urls?.map(url => fileURLToPath(url.replace(/[?#].*$/, ''))).filter(isBeside))
      urls = undefined
      // Who starts an engine in a program from elsewhere has chosen its root.
      if (files.size === 0 || world.entry === undefined || !world.isManaged(world.entry)) return
      const [first] = files
      const [file, include] = [relative(world.root, first!), foldersOf(files, world.root).join()]
      report(problem('LC3106', files.size === 1 ? { file, include } : { count: files.size, file, include }))
    },
  }
}

/** The packages that these files are of. */
function foldersOf(files: ReadonlySet<string>, root: string): string[] {
  const found = new Set<string>()
  for (const file of files) {
    let folder = dirname(file)
    for (let at = folder; !isAround(at, root) && at !== dirname(at); at = dirname(at)) {
      if (existsSync(join(at, 'package.json'))) { folder = at; break }
    }
    found.add(relative(root, folder))
  }
  return [...found]
}

const isAround = (folder: string, path: string): boolean => !relative(folder, path).startsWith('..')
