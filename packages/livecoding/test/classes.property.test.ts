import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import * as fc from 'fast-check'
import { edited, story, type Class, type Story } from './classes/hierarchy.ts'
import { marks, observe, observeOld, type Module } from './classes/observe.ts'
import { sourceOf } from './classes/source.ts'
import { InProcess } from './in-process.ts'

// Random class hierarchies with random saves, each compared with a fresh start of its source: the same ones each time, and
// with CASES others each time. More of them, or one again:
//
//   CASES=2000 npm test -- classes.property
//   SEED=-1234 CASE_PATH=12:0:3 npm test -- classes.property      as a failure has told; SHRINK=0 tells it as it was found
const cases = Number(process.env['CASES'] ?? 25)
const replay = process.env['SEED'] === undefined ? process.env['CASES'] === undefined ? { seed: 1 } : {} : { seed: Number(process.env['SEED']), ...(process.env['CASE_PATH'] !== undefined && { path: process.env['CASE_PATH'] }) }

const program = new InProcess()
const plainFolder = mkdtempSync(join(tmpdir(), 'livecoding-fresh-'))
after(() => {
  program.end()
  rmSync(plainFolder, { recursive: true })
})
let told = 0

/** A fresh start of these files, without the engine. */
async function fresh(classes: readonly Class[], files: number): Promise<Module> {
  const id = told++
  const names = sourceOf(classes, files, true).map((text, file) => {
    const path = join(plainFolder, `fresh${id}-${file}.mjs`)
    writeFileSync(path, text.replace(/FILE(\d)/g, `fresh${id}-$1.mjs`))
    return path
  })
  return allOf(names)
}

async function allOf(paths: readonly string[]): Promise<Module> {
  const modules: Module[] = []
  for (const path of paths) modules.push({ ...await import(pathToFileURL(path).href) as Module })
  return Object.assign({}, ...modules) as Module
}

async function play({ classes: first, files, saves }: Story): Promise<void> {
  const id = told++
  const texts = (classes: readonly Class[]): Record<string, string> => Object.fromEntries(sourceOf(classes, files).map((text, file) => [`story${id}-${file}.ts`, text.replace(/FILE(\d)/g, `story${id}-$1.ts`)]))
  const names = first.map((_, index) => `C${index}`)
  const paths = Object.entries(texts(first)).map(([name, text]) => program.write(name, text))
  const live = await allOf(paths)
  const old = names.map(name => { try { return new live[name]!(1, 2) } catch { return undefined } })
  assert.deepEqual(observe(live, names), observe(await fresh(first, files), names), 'as loaded')
  let classes: Class[] = first
  let incomplete = false
  let before = await fresh(first, files)
  for (const [index, { edits, detour }] of saves.entries()) {
    classes = edited(classes, edits)
    let expected: Module
    try { expected = await fresh(classes, files) } catch { return }
    if (detour === 'failed') {
      const failing = Object.entries(texts(classes)).map(([name, text], file) => [name, file === files - 1 ? `${text}throw new Error('not yet')\n` : text])
      const { status } = await program.save(Object.fromEntries(failing) as Record<string, string>)
      assert.equal(status, 'failed', `the save before save ${index + 1}`)
      assert.deepEqual(observe(await allOf(paths), names), observe(before, names), `after the save that failed before save ${index + 1}`)
    }
    const report = await program.save(texts(classes))
    assert.deepEqual([report.status, report.problems.filter(({ severity }) => severity === 'error')], ['applied', []], `save ${index + 1}`)
    if (detour === 'undone' && report.edits.length > 0) {
      assert.equal((await program.engine.undo())?.status, 'applied', `the undo of save ${index + 1}`)
      assert.deepEqual(observe(await allOf(paths), names), observe(before, names), `after the undo of save ${index + 1}`)
      assert.equal((await program.engine.redo())?.status, 'applied', `the redo of save ${index + 1}`)
    }
    incomplete ||= report.problems.some(({ code }) => code === 'LC2205')
    const now = await allOf(paths)
    for (const name of names) assert.equal(now[name], live[name], `${name} is the same class`)
    assert.deepEqual(observe(now, names), observe(expected, names), `save ${index + 1}`)
    assert.partialDeepStrictEqual(marks(now, names), marks(expected, names), `static blocks of save ${index + 1}`)
    before = expected
    if (incomplete) continue
    for (const [place, object] of old.entries()) {
      const made = attempt(() => new expected[names[place]!]!(1, 2))
      if (object && made) assert.deepEqual(observeOld(now, names, object), observeOld(expected, names, made), `an old instance of ${names[place]} after save ${index + 1}`)
    }
  }
}

function attempt<T>(make: () => T): T | undefined {
  try { return make() } catch { return undefined }
}

test('after any saves, classes are what a fresh start would make of them, and their instances follow', { timeout: 3_600_000 }, async () => {
  await fc.assert(fc.asyncProperty(story, async each => {
    try { await play(each) } catch (error) {
      const shown = [each.classes, ...each.saves.map((_, index) => each.saves.slice(0, index + 1).reduce<readonly Class[]>((classes, { edits }) => edited(classes, edits), each.classes))].map(classes => sourceOf(classes, each.files).join('\n')).join('\n=======\n')
      throw new Error(`${String((error as Error).message)}\n${shown}`, { cause: error })
    }
  }), { numRuns: cases, ...replay, endOnFailure: process.env['SHRINK'] === '0' })
})
