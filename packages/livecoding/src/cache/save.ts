import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { now, timeOfDay } from '../1-watch/time.ts'
import { writePack, type Packed } from './pack.ts'

/** What nobody wrote for a month goes; so does the oldest when all programs together keep too much. */
const longest = 30 * 24 * 3600_000
const most = 512 * 2 ** 20

/** Beside the file, so that it can take its place in one step: who reads finds the old one or the new one. */
const beside = (file: string): string => `${file}.${process.pid}.${Math.floor(now() * 1000)}.tmp`

const whole = { mode: 0o600, flag: 'wx' } as const
const folderMode = { recursive: true, mode: 0o700 } as const

/** Writes while the program runs. @throws where the folder cannot be written */
export async function save(file: string, engine: string, entries: readonly Packed[]): Promise<void> {
  const made = beside(file)
  await mkdir(dirname(file), folderMode)
  try {
    await writeFile(made, writePack(engine, entries), whole)
    await rename(made, file)
  } catch (error) {
    await rm(made, { force: true })
    throw error
  }
  prune(dirname(file))
}

/** The same for a program that ends. */
export function saveAtOnce(file: string, engine: string, entries: readonly Packed[]): void {
  const made = beside(file)
  mkdirSync(dirname(file), folderMode)
  try {
    writeFileSync(made, writePack(engine, entries), whole)
    renameSync(made, file)
  } catch (error) {
    rmSync(made, { force: true })
    throw error
  }
}

/** What is too old, what is too much, and what was left half written. */
export function prune(folder: string, today = timeOfDay()): void {
  const files = readdirSync(folder).flatMap(name => {
    const path = join(folder, name)
    const stat = statSync(path, { throwIfNoEntry: false })
    return stat?.isFile() ? { path, size: stat.size, written: stat.mtimeMs, half: name.endsWith('.tmp') } : []
  })
  let kept = 0
  for (const { path, size, written, half } of files.toSorted((a, b) => b.written - a.written)) {
    kept += size
    if (today - written > (half ? longest / 720 : longest) || kept > most) rmSync(path, { force: true })
  }
}
