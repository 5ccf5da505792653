import type { EngineOptions } from '../engine/engine-types.ts'
import { start } from '../engine/engine.ts'
import { createManaged } from '../loader/managed.ts'
import { followWorkers } from '../runtime/workers.ts'
import { tellAll, type ReportOptions } from './readers.ts'

// What a worker of a program under `livecoding run` loads before its own file: an engine like that of the main thread.
// Its options are in the url, and the `process.execArgv` that the program is to see.
const own = new URL(import.meta.url)
process.execArgv.splice(0, Infinity, ...JSON.parse(own.searchParams.get('execArgv')!) as string[])
const { engine: options, report } = JSON.parse(own.searchParams.get('options')!) as WorkerSetup
// The main thread keeps what is made of the files for the next start.
tellAll(start({ ...options, cache: false }), report)
followWorkers(createManaged(options.root, options), own)

export interface WorkerSetup { engine: EngineOptions & { root: string }, report: ReportOptions }
