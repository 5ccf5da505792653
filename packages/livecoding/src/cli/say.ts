/** Writes to standard output for a reader who may have seen enough: `livecoding explain | head -3`. */
export function say(text: string): void {
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  process.stdout.write(text)
}
