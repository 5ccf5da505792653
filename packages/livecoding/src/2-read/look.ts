import { readFileSync, statSync } from 'node:fs'

/** What one look at a file found: its text (undefined: there is no such file), and whether a byte order mark stands in front; or why it could not be read. */
export type Look = { text: string | undefined; marked?: boolean; error?: undefined } | { text?: undefined; error: NodeJS.ErrnoException }

const missing = new Set(['ENOENT', 'ENOTDIR', 'EISDIR'])

export function look(path: string): Look {
  try {
    const text = readFileSync(path, 'utf8')
    return { text: withoutMark(text), ...isMarked(text) && { marked: true } }
  } catch (thrown) {
    const error = thrown as NodeJS.ErrnoException
    return missing.has(error.code ?? '') ? { text: undefined } : { error }
  }
}

/** The file has come, or has changed, since the program began. */
export const isNew = (path: string): boolean => (statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? 0) >= performance.timeOrigin

/** A text without the byte order mark that some editors put first. */
export function withoutMark(text: string): string {
  return isMarked(text) ? text.slice(1) : text
}

export const isMarked = (text: string): boolean => text.charCodeAt(0) === 0xfeff
