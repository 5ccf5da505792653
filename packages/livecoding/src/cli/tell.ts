import { writeSync } from 'node:fs'

/**
 * Writes to standard error at once, past `process.stderr`, which is the program's: it may have replaced `write`, and
 * an error there (a reader that went away) would end the program.
 */
export function tell(text: string): void {
  let rest = Buffer.from(text)
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(2, rest))
  } catch (error) {
    // A full pipe takes the rest when it can; when nobody reads any more, nobody misses it.
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') process.stderr.write(rest)
  }
}
