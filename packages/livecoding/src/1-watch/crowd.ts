import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'

let cores: number | undefined

/**
 * How many processes want to run, for each processor: above 1 some are kept waiting. The system's mean is one of the last minute; on Linux
 * it also says how many want to at this moment (proc_loadavg(5)).
 */
export function crowd(): number {
  cores ??= Math.max(1, cpus().length)
  return Math.max(loadavg()[0]!, wanting()) / cores
}

function wanting(): number {
  if (process.platform !== 'linux') return 0
  try {
    return Number(/ (\d+)\//.exec(readFileSync('/proc/loadavg', 'latin1'))?.[1] ?? 0)
  } catch {
    // Where nobody may look there the mean is all there is.
    return 0
  }
}
