import { relative } from 'node:path'
import type { Engine, LiveModule } from '../engine/engine-types.ts'
import { restart, type Launch } from './restart.ts'
import { tell } from './tell.ts'

const help = `
  r  restart the program: same process id, no state kept
  u  undo the last update, then those before it; U brings one back
  l  list the live modules
  h  this help
  q  quit; Ctrl-C as always
  livecoding explain LC1102 tells more of a problem, by its code
`

/** What a person can do while the program runs; `restoreTerminal` is called before the process becomes another. */
export function keys(engine: Engine, again: Launch): (key: string, restoreTerminal: () => void) => void {
  return (key, restoreTerminal) => {
    if (key === 'r') {
      restoreTerminal()
      tell('livecoding restarts\n')
      restart(again)
    } else if (key === 'u') void travel('undo', engine)
    else if (key === 'U') void travel('redo', engine)
    else if (key === 'l') tell(list(engine.modules(), again.folder))
    else if (key === 'h') tell(help)
    else if (key === 'q') quit()
    else if (key === '\n' || key === '\r') tell('\n')
  }
}

/** The update that undoes another is reported as any update; only its absence needs words here. */
async function travel(way: 'undo' | 'redo', engine: Engine): Promise<void> {
  try {
    if (!await engine[way]()) tell(way === 'undo' ? 'livecoding has no update to undo\n' : 'livecoding has no undone update to bring back\n')
  } catch (error) {
    tell(`livecoding cannot ${way} the last update: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}

function list(modules: LiveModule[], folder: string): string {
  const lines = modules
    .map(({ path, kind, version }) => ({ path: path.startsWith(folder) ? relative(folder, path) : path, kind, version }))
    .toSorted((a, b) => a.path.localeCompare(b.path))
    .map(({ path, kind, version }) => `  ${kind.padEnd(4)}  ${path}${version > 1 ? `  version ${version}` : ''}\n`)
  return `${modules.length === 1 ? '1 live module' : `${modules.length} live modules`}\n${lines.join('')}`
}

/** A program that listens for Ctrl-C has a goodbye of its own. */
function quit(): void {
  if (process.listenerCount('SIGINT') > 0) process.kill(process.pid, 'SIGINT')
  else process.exit()
}
