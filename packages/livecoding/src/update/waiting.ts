import type { World } from '../world.ts'
import type { Files } from './files.ts'
import type { Attempt } from './outcome.ts'

/** Files that wait because an `await` of them did not end. */
export const givenUp = ({ waiting }: World): string[] => [...waiting].flatMap(([path, { problems }]) => problems.some(({ code }) => code === 'LC1407') ? path : [])

/** What waits beside the files of a save, but for some. */
export const othersWaiting = ({ waiting }: World, files: Files, without: readonly string[] = []): Files =>
  new Map([...waiting].flatMap(([path, { text }]): [string, string | undefined][] => files.has(path) || without.includes(path) ? [] : [[path, text]]))

/** What was tried waits no more once it is in place; what could not be waits for the next save of any file. */
export function noteEnding({ waiting }: World, result: Attempt, { tried, known }: { tried: Files, known: Files }): void {
  if (result.status !== 'applied') {
    for (const [path, text] of known) waiting.set(path, { text, problems: result.problems })
    return
  }
  for (const path of tried.keys()) waiting.delete(path)
  // Told with this save, and with no later one.
  const errors = result.problems.filter(({ severity }) => severity === 'error')
  for (const each of waiting.values()) each.problems = [...each.problems, ...errors]
}
