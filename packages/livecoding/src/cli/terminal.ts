import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Lets the terminal give each key at once and without an echo; gives a function that brings its settings back.
 * Where there is no `stty` (Windows), keys arrive when Enter is pressed. However the process ends, Node itself
 * brings back the settings that it found.
 */
export function keyByKey(): () => void {
  const settings = stty('-g')
  if (settings === undefined) return () => {}
  stty('-icanon', '-echo', 'min', '1', 'time', '0')
  return () => void stty(settings)
}

function stty(...words: string[]): string | undefined {
  try {
    const { status, stdout } = spawnSync('stty', words, { stdio: ['inherit', 'pipe', 'ignore'], encoding: 'utf8' })
    return status === 0 ? stdout.trim() : undefined
  } catch {
    return undefined // `node --permission` forbids it
  }
}

/** Whether this process has the terminal: one in the background is stopped by the system as soon as it touches it. */
export function inForeground(): boolean {
  if (process.platform === 'win32') return true
  const [group, foreground] = groups()
  return group !== undefined && group === foreground
}

/** The process group of this process, and the one that its terminal listens to. */
function groups(): string[] {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'pgid=,tpgid=', '-p', String(process.pid)], { encoding: 'utf8' }).stdout?.trim().split(/\s+/) ?? []
  }
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8') // pid (name) state ppid group session terminal foreground
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return [fields[2] ?? '', fields[5] ?? '']
  } catch {
    return []
  }
}
