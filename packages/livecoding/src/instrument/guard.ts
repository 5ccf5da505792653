import type { Chunk } from '../3-analyse/shapes.ts'
import type { Flavour, Site } from '../3-analyse/site-shapes.ts'
import { lengthOf } from '../3-analyse/length.ts'
import { arrowGuard } from './arrow.ts'
import type { TextEdit } from './edits.ts'
import type { HandOver } from './offers.ts'
import { argumentsOf } from './arguments.ts'
import { moveParameters, opening } from './parameters.ts'
import { saysTarget } from './says.ts'

/**
 * The characters inserted at a site: when its slot is filled, the newest code runs instead.
 *
 *     function hit(n) { return n - 1 }
 *     function hit(n) {if($lc1_0.m1s0!==void 0)return $lc1_0.m1s0.apply(this,arguments); return n - 1 }
 *     n => n - k
 *     (n,...$lcr)=>$lc1_0.m1s1!==void 0?$lc1_0.m1s1(($lck,$lcw,$lcv)=>{switch($lck){case 0:return $lcw?k=$lcv:k}},void 0,n,...$lcr): n - k
 *
 * V8 folds the test away while the slot is a field that was never written, in the prototype of a `const` object. `new hit(2)` has made
 * its object already, and new code gets it as `this`. A function that says `new.target` hands that over, too: `$lc1_0.m1s0(this,arguments,new.target)`.
 * Code that is handed variables has two parameters for them in front of its own (`5-plan/unit/handed.ts`).
 */
export function guardEdits(site: Site, chunk: Chunk, slot: string, { reach }: HandOver, edits: TextEdit[]): void {
  if (site.kind === 'arrow') return arrowGuard(site, chunk, slot, reach, edits)
  const moved = moveParameters(site, chunk, slot, edits)
  const call = saysTarget(site) ? `${slot}(this,${reach === undefined ? 'arguments' : `[${reach},void 0,...arguments]`},new.target)` : callOf(slot, reach, argumentsOf(site, chunk, edits))
  edits.push({ at: site.entry, end: site.entry, text: `${opening(site)}if(${slot}!==void 0)return ${waits[site.flavour]}${call};${moved}` })
}

/**
 * A method whose code is elsewhere: `#look($lc0){return $lcu7.u12.apply(this,arguments)}`. It is a plain one and gives the promise, or the
 * generator, that its code gives, so nothing settles later than in a class that was loaded.
 */
export function guardAlone(site: Site, slot: string, { reach }: HandOver): string {
  const { kind, member } = site
  const names = Array.from({ length: kind === 'setter' ? 1 : lengthOf(site) }, (_, index) => `$lc${index}`)
  return `${kind === 'getter' ? 'get ' : kind === 'setter' ? 'set ' : ''}${member!.key}(${names.join(',')}){return ${callOf(slot, reach, '...arguments')}}`
}

function callOf(slot: string, reach: string | undefined, given: string): string {
  if (reach !== undefined) return `${slot}.call(this,${reach},void 0,${given})`
  return given === '...arguments' ? `${slot}.apply(this,arguments)` : `${slot}.call(this,${given})`
}

/** Awaited: V8 follows an `await` through async stacks, not a promise that is returned. */
const waits: Record<Flavour, string> = { plain: '', async: 'await ', generator: 'yield*', asyncGenerator: 'yield*' }
