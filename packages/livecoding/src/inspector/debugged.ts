import { url } from 'node:inspector'
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads'
import { GLOBALS } from '../3-analyse/globals.ts'
import { watchSessions } from './sessions.ts'
import type { World } from '../world.ts'

const shared = 'livecoding: who is debugged'

/** What threads tell each other: whether an inspector is open, which in a worker cannot be asked for, and how many sessions of workers debug the main thread. */
const told = (): Uint8Array | undefined => getEnvironmentData(shared) as Uint8Array | undefined

/** Workers that are made from now on, and follow their source, see what the main thread sees. Gives what ends that. */
export function watchDebugged(world: World): () => void {
  if (isMainThread && told() === undefined) setEnvironmentData(shared, new Uint8Array(new SharedArrayBuffer(2)))
  const { here, unwatch } = watchSessions(more => {
    const flags = told()
    if (flags) Atomics.add(flags, 1, more)
  })
  world.sessions = here
  return unwatch
}

/** Somebody may set breakpoints in this thread. */
export function isDebugged({ sessions }: World): boolean {
  const flags = told()
  if (!isMainThread) return sessions.size > 0 || flags?.[0] === 1
  const isOpen = url() !== undefined
  if (flags) flags[0] = Number(isOpen)
  return isOpen || sessions.size > 0 || (flags?.[1] ?? 0) > 0
}

/**
 * Code whose guards let a debugger pass. V8 binds a breakpoint in every script with the url of the file, and where new code stands on that
 * line, older code may have a guard, which is still asked. It binds to the first thing in the bytecode that stands there or behind, and that
 * is a call now which is made only while the slot is empty: V8 gives an optional chain the place 0 of its script, before all lines.
 *
 *     function hit(n) {if($lc1_0.m1s0!==void 0)return $lc1_0.m1s0.apply(this,arguments); return n - 1 }
 *     function hit(n) {while(($lc1_0.m1s0===void 0?$lcG.nothing():$lc1_0.m1s0)?.call)return $lc1_0.m1s0.apply(this,arguments); return n - 1 }
 *
 * What looks like a guard in the `source`, in a string, say, is none.
 */
export function passable(world: World, code: string, source: string): string {
  if (!isDebugged(world)) return code
  const said = new Set(source.match(guard))
  return code.replace(guard, (text, slot: string) => said.has(text) ? text : `while((${slot}===void 0?${GLOBALS}.nothing():${slot})?.call)`)
}

/** Of functions, and of constructors; what follows returns. */
const guard = /if\((\$lc\w*\.\w+)!==void 0\)(?=return |\{const \$lcx=)/g
