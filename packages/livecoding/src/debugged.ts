import { url } from 'node:inspector'
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads'
import { GLOBALS } from './instrument/globals.ts'

const shared = 'livecoding: an inspector is open'

/** Workers that are made from now on, and follow their source, see what the main thread sees: in a worker the inspector of the process cannot be asked for. */
export function shareDebugged(): void {
  if (isMainThread && getEnvironmentData(shared) === undefined) setEnvironmentData(shared, new Uint8Array(new SharedArrayBuffer(1)))
}

/** Somebody may set breakpoints in this process. */
export function isDebugged(): boolean {
  const flag = getEnvironmentData(shared) as Uint8Array | undefined
  if (!isMainThread) return flag?.[0] === 1
  const isOpen = url() !== undefined
  if (flag) flag[0] = Number(isOpen)
  return isOpen
}

/**
 * Code whose guards let a debugger pass. V8 binds a breakpoint in every script with the url of the file, and where new code stands on that
 * line, older code may have a guard, which is still asked. It binds to the first thing in the bytecode that stands there or behind, and that
 * is a call now which is made only while the slot is empty: V8 gives an optional chain the place 0 of its script, before all lines.
 *
 *     function hit(n) {if($lc1_0.m1s0!==void 0)return $lc1_0.m1s0.apply(this,arguments); return n - 1 }
 *     function hit(n) {while(($lc1_0.m1s0===void 0?$lcG.nothing():$lc1_0.m1s0)?.call)return $lc1_0.m1s0.apply(this,arguments); return n - 1 }
 */
export const passable = (code: string): string =>
  isDebugged() ? code.replace(guard, `while(($1===void 0?${GLOBALS}.nothing():$1)?.call)`) : code

/** Of functions, and of constructors; what follows returns. */
const guard = /if\((\$lc\w*\.\w+)!==void 0\)(?=return |\{(?:\$lcD\.nt=|const \$lcy=\$lcR\())/g
