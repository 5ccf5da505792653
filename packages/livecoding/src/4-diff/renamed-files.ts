import type { Change } from './diff.ts'
import { pairLike, wordsIn } from './similar.ts'

/** Files that have another name after the save, though nothing in them stayed as it was: by the file that the save brings, the one that it takes away. */
export function filesRenamed(changes: readonly Change[]): Map<Change, Change> {
  const found = new Map<Change, Change>()
  const come = changes.filter(change => (!change.module.runtime || change.revived) && change.moved.length === 0)
  const gone = (): Change[] => changes.filter(change => change.retired && !changes.some(({ moved }) => moved.some(({ source }) => source === change.module)))
  pairLike(come, gone, change => wordsIn((change.retired ? change.before : change.after).text), (from, to) => found.set(to, from))
  return found
}
