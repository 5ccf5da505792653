import type { Problem, UpdateReport } from '../8-report/report.ts'
import type { Cache } from '../cache/cache.ts'
import type { Engine } from './engine-types.ts'
import type { Resolver } from '../loader/resolve.ts'
import type { Queue } from '../saves/queue.ts'
import type { World } from '../world.ts'

/** What the library, in whatever copy of this package it is, asks of the one engine of the process. */
export interface Host extends Queue {
  engine: Engine
  world: World
  resolver: Resolver
  cache: Cache
  /**
   * Work that the program asks for.
   *
   * @throws Error LC3003 once the engine was stopped
   */
  ask<T>(work: () => Promise<T>): Promise<T>
  /** Follows the files in a folder, if the engine follows files at all. */
  watch(folder: string): void
  /** Applies what was saved, where the program asks for it; else waits for what is under way. */
  take(): Promise<UpdateReport | undefined>
  tell(report: UpdateReport): UpdateReport
  problem(problem: Problem): void
}
