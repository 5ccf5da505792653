import type { Site } from '../3-analyse/shapes.ts'
import type { TextEdit } from './edits.ts'
import { accessor, type Offer } from './guard.ts'

/**
 * The guard of an awaiting loop. The old loop stays the one that goes round; once its slot is filled, each round asks
 * the newest code for condition, update and body, and does what the body says it ended with:
 *
 *     while (on) { await tick() }
 *     while ($lc0.s!==void 0?await $lc0.s.t(…):(on)) {if($lc0.s!==void 0){const $lcq=await $lc0.s.b(…);if($lcq===void 0)continue;…} await tick() }
 */
export function loopEdits(site: Site, slot: string, offers: readonly Offer[], inLoop: boolean, edits: TextEdit[]): void {
  const { test, update, updateAt, outer, top } = site.loop!
  const wait = site.flavour === 'async' ? 'await ' : 'yield*'
  const given = offers.length > 0 ? accessor(offers) : ''
  const instead = (span: { start: number, end: number }, part: string): void => {
    edits.push({ at: span.start, end: span.start, text: `${slot}!==void 0?${wait} ${slot}.${part}(${given}):(` }, { at: span.end, end: span.end, text: ')' })
  }
  if (test) instead(test, 't')
  if (update) instead(update, 'u')
  if (updateAt !== undefined) edits.push({ at: updateAt, end: updateAt, text: `${slot}!==void 0?${wait} ${slot}.u(${given}):void 0` })
  const leave = (text: string, inner: string): string => inLoop ? `return ${inner};` : text
  const labels = outer.map(({ label, loop }) => `if($lcq.l===${JSON.stringify(label)}){${leave(`${loop ? `if($lcq.c)continue ${label};` : ''}break ${label}`, '$lcq')}}`).join('')
  const returns = top ? '' : `if($lcq.r)${leave('return $lcq.v;', '$lcq')}`
  const check = test || site.context.startsWith('ForIn') || site.context.startsWith('ForOf') ? '' : `if(!(${wait} ${slot}.t(${given})))break;`
  const guard = `if(${slot}!==void 0){${check}const $lcq=${wait} ${slot}.b(${given});if($lcq===void 0)continue;${returns}${labels}break}`
  if (site.block) edits.push({ at: site.entry, end: site.entry, text: guard })
  else edits.push({ at: site.start, end: site.start, text: `{${guard}` }, { at: site.end, end: site.end, text: '}' })
}
