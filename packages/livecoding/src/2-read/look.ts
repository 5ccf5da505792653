import { readFileSync } from 'node:fs'

/** What one look at a file found: its text (undefined: there is no such file), or why it could not be read. */
export type Look = { text: string | undefined; error?: undefined } | { text?: undefined; error: NodeJS.ErrnoException }

const missing = new Set(['ENOENT', 'ENOTDIR', 'EISDIR'])

export function look(path: string): Look {
  try {
    return { text: withoutMark(readFileSync(path, 'utf8')) }
  } catch (thrown) {
    const error = thrown as NodeJS.ErrnoException
    return missing.has(error.code ?? '') ? { text: undefined } : { error }
  }
}

/** A text without the byte order mark that some editors put first. */
export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}
