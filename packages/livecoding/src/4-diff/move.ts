import type { Change } from './diff.ts'
import type { Spot } from './items.ts'

/** Takes a spot from what one change lost, and from what another one brings. */
export function move(from: Spot, source: Change, to: Spot, target: Change): void {
  target.moved.push({ from, source: source.module, to })
  target.come = target.come.filter(each => each !== to)
  if (!target.revived) target.gone.push(...target.pairs.flatMap(({ before, after }) => after === to ? before : []))
  target.pairs = target.pairs.filter(({ after }) => after !== to)
  source.gone = source.gone.filter(each => each !== from)
  source.come.push(...source.pairs.flatMap(({ before, after }) => before === from ? after : []))
  source.pairs = source.pairs.filter(({ before }) => before !== from)
  for (const change of [source, target]) partGuess(change, [from, to])
}

/** Of what was taken for renamed, though it was edited too, one has moved: the other is still to be found. */
function partGuess(change: Change, [from, to]: readonly [Spot, Spot]): void {
  const parted = change.renamed.filter(({ before, after }) => before === from || after === to)
  if (parted.length === 0) return
  change.renamed = change.renamed.filter(pair => !parted.includes(pair))
  if (!change.revived) change.gone.push(...parted.flatMap(({ before }) => before === from ? [] : before))
  change.come.push(...parted.flatMap(({ after }) => after === to ? [] : after))
}
