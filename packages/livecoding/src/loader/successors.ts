import { fileURLToPath } from 'node:url'
import type { Files } from '../update/files.ts'
import { importersOf } from '../graph/graph.ts'
import { moduleOf } from '../graph/modules.ts'
import type { LiveModule } from '../live-module.ts'
import type { World } from '../world.ts'
import { lead } from './requests.ts'
import type { Resolver } from './resolve.ts'

/** Files that go while what their importers say leads to others: `./door.js` to door.ts, `./door` to door/index.js. */
export interface Successors {
  importers: ReadonlySet<LiveModule>
  /** As it was before the save, for as long as `work` looks at it. */
  before<T>(work: () => T): T
  /** The save was not applied. */
  restore(): void
}

interface Way { importer: LiveModule, specifier: string, was: string, now: string }

export function successorsIn(world: World, resolver: Resolver, files: Files): Successors {
  const ways = [...files.values()].includes(undefined) ? [...waysOn(world, resolver, files), ...waysBack(world, files)] : []
  const take = (): void => { for (const { importer, specifier, now } of ways) lead(importer, specifier, now) }
  const restore = (): void => { for (const { importer, specifier, was } of ways) importer.resolved.set(specifier, was) }
  take()
  return {
    importers: new Set(ways.map(({ importer }) => importer)),
    restore,
    before(work) {
      restore()
      try { return work() } finally { take() }
    },
  }
}

/** From files that go, for who goes on saying the same. */
const waysOn = (world: World, resolver: Resolver, files: Files): Way[] => [...files].flatMap(([path, text]) => {
  const module = text === undefined ? world.modules.get(path) : undefined
  if (!module || module.dormant) return []
  return waysTo(world, module).filter(({ importer, specifier }) => files.get(importer.path)?.includes(specifier) !== false).flatMap(way => leadsNow(world, resolver, files, way) ?? [])
})

/** To files that come back, also for who says it again. */
const waysBack = (world: World, files: Files): Way[] => [...files].flatMap(([path, text]) => {
  const now = text === undefined ? undefined : world.modules.get(path)?.url
  if (now === undefined) return []
  return [...world.importers.get(now) ?? []].flatMap(([importer, specifiers]) => [...specifiers].flatMap(specifier => {
    const was = importer.resolved.get(specifier)
    return importer.ledBefore?.has(specifier) && was !== undefined && was !== now && isGone(files, was) ? { importer, specifier, was, now } : []
  }))
})

/** By which specifiers a module is imported. */
const waysTo = (world: World, module: LiveModule): Omit<Way, 'now'>[] => importersOf(world, module, each => !each.isSpace).flatMap(importer =>
  [...world.importers.get(module.url)!.get(importer)!].flatMap(specifier => {
    const was = importer.resolved.get(specifier)
    return was !== undefined && moduleOf(world, was) === module ? { importer, specifier, was } : []
  }))

function leadsNow(world: World, resolver: Resolver, files: Files, { importer, specifier, was }: Omit<Way, 'now'>): Way | undefined {
  const isRequired = importer.kind === 'cjs' || importer.current.requests.some(each => each.specifier === specifier && each.dynamic === 'require')
  const found = resolver.resolve(specifier, importer.path, isRequired)
  const now = ledOnce(world, files, importer, specifier) ?? ('url' in found ? found.url : undefined)
  return now === undefined || now === was || isGone(files, now) ? undefined : { importer, specifier, was, now }
}

/** An undo brings texts that are not on the disk. */
const ledOnce = (world: World, files: Files, importer: LiveModule, specifier: string): string | undefined => [...files].flatMap(([path, text]) => {
  const url = text === undefined ? undefined : world.modules.get(path)?.url
  return url !== undefined && world.importers.get(url)?.get(importer)?.has(specifier) ? url : []
})[0]

const isGone = (files: Files, url: string): boolean => {
  const path = url.startsWith('file:') ? fileURLToPath(url) : undefined
  return path !== undefined && files.has(path) && files.get(path) === undefined
}
