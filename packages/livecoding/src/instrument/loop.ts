import type { Site } from '../3-analyse/site-shapes.ts'
import type { TextEdit } from './edits.ts'
import type { HandOver } from './offers.ts'

/**
 * The guard of an awaiting loop. The old loop stays the one that goes round; once its slot is filled, each round asks the
 * newest code. Condition (1) and update (2) that are due are noted where they stand, and decided with the round:
 *
 *     while (on) { await tick(); n++ }
 *     while ($lc1_0.s!==void 0?$lcdue|=1:(on)) {if($lc1_0.s!==void 0){var $lcdue;const $lcw=[$lcdue,$lcdue=0],$lcp=$lc1_0.s($lcw[0],$lcw,[],…);
 *       const $lcq=$lcw.length>2?$lcw[2]:await $lcp;if($lcq===void 0)continue;…} await tick(); n++ }
 *
 * The result says what the round ended with: nothing, `break`, `return` or a jump to a label.
 */
export function loopEdits(site: Site, slot: string, { offered, reach, copies }: HandOver, loopAround: Site | undefined, edits: TextEdit[]): void {
  const { test, update, testAt, updateAt, outer, top } = site.loop!
  const note = (span: { start: number, end: number } | undefined, at: number | undefined, due: number): void => {
    if (span) edits.push({ at: span.start, end: span.start, text: `${slot}!==void 0?$lcdue|=${due}:(` }, { at: span.end, end: span.end, text: ')' })
    else if (at !== undefined) edits.push({ at, end: at, text: `${slot}!==void 0?$lcdue|=${due}:1` })
  }
  note(test, testAt, 1)
  note(update, updateAt, 2)
  const jump = (label: string, isLoop: boolean): string => {
    if (loopAround?.loop!.own.includes(label)) return 'return $lcq.c?void 0:{b:1}'
    return loopAround?.loop!.outer.some(each => each.label === label) ? 'return $lcq' : `${isLoop ? `if($lcq.c)continue ${label};` : ''}break ${label}`
  }
  const labels = outer.map(({ label, loop }) => `if($lcq.l===${JSON.stringify(label)}){${jump(label, loop)}}`).join('')
  const returns = top ? '' : `if($lcq.r)return ${loopAround ? '$lcq' : '$lcq.v'};`
  const guard = `if(${slot}!==void 0){var $lcdue;${round(site, slot, reach, copies, offered.keys.some(key => key.endsWith('^')))}if($lcq===void 0)continue;${returns}${labels}break}`
  if (site.block) edits.push({ at: site.entry, end: site.entry, text: guard })
  else edits.push({ at: site.start, end: site.start, text: `{${guard}` }, { at: site.end, end: site.end, text: '}' })
}

/** Asks for the round; variables that were copied get the values that it gave them, however it ends. `$lcb`: what closures keep of them, in all rounds. */
function round(site: Site, slot: string, reach: string | undefined, copies: HandOver['copies'], keeps: boolean): string {
  const { start } = site
  const given = `[${copies.map(({ said }) => said).join(',')}${keeps ? `,$lcb${start}??={}` : ''}]`
  const back = copies.filter(({ constant }) => !constant).map(({ said }) => said).join(',')
  if (back === '') {
    const { before, value } = asking(site, slot, given, reach)
    return `${before}const $lcq=${value};`
  }
  const { before, value } = asking(site, slot, '$lcg', reach)
  return `${keeps ? `var $lcb${start};` : ''}const $lcg=${given};let $lcq;try{${before}$lcq=${value}}finally{[${back}]=$lcg}`
}

/** What a round ends with before it has awaited anything stands in `$lcw`: nothing else has its turn between the last condition and what is behind the loop. */
function asking({ flavour }: Site, slot: string, given: string, reach: string | undefined): { before: string, value: string } {
  const rest = reach === undefined ? given : `${given},${reach}`
  return flavour === 'async'
    ? { before: `const $lcw=[$lcdue,$lcdue=0],$lcp=${slot}($lcw[0],$lcw,${rest});`, value: '$lcw.length>2?$lcw[2]:await $lcp' }
    : { before: '', value: `yield* ${slot}($lcdue,$lcdue=0,${rest})` }
}
