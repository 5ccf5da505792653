import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pack, readPack, writePack } from '../src/cache/pack.ts'

/** The cache that a program has in its folder. */
export function packIn(folder: string): string {
  const [found] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => path.endsWith('.pack'))
  assert.ok(found, 'there is no cache')
  return join(folder, found)
}

/** Changes what the cache has of a file, so that a start shows whether it came from there. */
export function markKept(folder: string, path: string, from: string, to: string): void {
  const file = packIn(folder)
  const engine = readFileSync(file, 'latin1').split(' ')[1]!
  const entries = readPack(file, engine)
  const { code, ...entry } = entries.get(path)!.entry()
  assert.ok(code.includes(from))
  entries.set(path, pack({ ...entry, code: code.replace(from, to) }))
  writeFileSync(file, writePack(engine, [...entries.values()]))
}
