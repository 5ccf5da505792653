import type { Problem } from '../8-report/report.ts'
import { now, pause } from '../1-watch/time.ts'
import { look, type Look } from './look.ts'

export interface Save {
  files: SavedFile[]
  problems: Problem[]
}

export interface SavedFile {
  path: string
  /** undefined: the file was deleted. */
  text: string | undefined
  /** A byte order mark stands in front. */
  marked?: boolean
}

/**
 * How long, in ms, an editor may take between emptying a file, or moving it away, and filling it again. On a busy machine
 * it may have to wait in between, and a file taken as empty would cost the program what the file holds.
 */
const patience = 250

/** How long a file may go on changing before it is taken as it is. */
const longest = 1000

/**
 * Reads the files of a save and keeps those whose text differs from the one that runs; `running` is undefined for a file never seen. `marked`: which
 * of them had a byte order mark, where it is a change to have another one.
 */
export async function read(paths: string[], running: (path: string) => string | undefined, marked?: ReadonlySet<string>): Promise<Save> {
  const looks = new Map<string, Look | Promise<Look>>()
  const until = now() + patience
  for (const path of paths) {
    if (looks.has(path)) continue
    const seen = look(path)
    looks.set(path, seen.text || isKnown(path, seen) ? seen : lookAgain(path, seen, until))
  }

  const save: Save = { files: [], problems: [] }
  for (const [path, found] of looks) {
    const seen = found instanceof Promise ? await found : found
    if (seen.error) save.problems.push(unreadable(path, seen.error))
    else if (!isKnown(path, seen)) save.files.push({ path, text: seen.text, ...marked && seen.marked && { marked: true } })
  }
  return save

  function isKnown(path: string, seen: Look): boolean {
    return !seen.error && seen.text === running(path) && (!marked || seen.text === undefined || marked.has(path) === (seen.marked === true))
  }
}

/** The newest content, once it has not changed for `ms`: a file with a syntax error may be half written. */
export async function settled(file: SavedFile, ms = 25): Promise<SavedFile> {
  let { text } = file
  let since = now()
  const until = since + longest
  while (now() - since < ms && now() < until) {
    await pause(5)
    const seen = look(file.path)
    if (seen.error || seen.text === text) continue
    text = seen.text
    since = now()
  }
  return { path: file.path, text }
}

/** Looks until two looks find the same content, or for as long as an editor may take. */
async function lookAgain(path: string, seen: Look, until: number): Promise<Look> {
  for (;;) {
    await pause(3)
    const next = look(path)
    if ((next.text && next.text === seen.text) || now() >= until) return next
    seen = next
  }
}

function unreadable(path: string, error: NodeJS.ErrnoException): Problem {
  return {
    severity: 'error',
    code: 'LC1002',
    message: `This file cannot be read: ${error.message}`,
    hint: error.code === 'EACCES'
      ? `Allow reading it: chmod u+r ${path}`
      : 'The program goes on with the text it has; save the file again once it can be read.',
    file: path,
  }
}
