import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'

let cores: number | undefined

/**
 * How many processes want to run, for each processor: above 1 some are kept waiting. The system's mean is one of the last minute; on Linux
 * it also says how many want to at this moment (proc_loadavg(5)): less than two for each may be threads of one program that are there for a moment.
 */
export function crowd(): number {
  cores ??= Math.max(1, cpus().length)
  const [mean, now] = [loadavg()[0]! / cores, wanting() / cores]
  return now < 2 ? mean : Math.max(mean, now)
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
