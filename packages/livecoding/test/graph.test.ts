// Random graphs of imports and exports: after each save every module sees what it would see on a fresh start, or the save is rejected and nothing changed.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, suite, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { array, assert as holds, asyncProperty, constantFrom, nat, record } from 'fast-check'
import { start } from 'livecoding'
import { edited, edits, type Edit, type Graph } from './graph/graph.ts'
import { render } from './graph/render.ts'
import { seed } from './seed.ts'

const home = realpathSync(mkdtempSync(join(tmpdir(), 'graph-')))
after(() => rmSync(home, { recursive: true, force: true }))
let folders = 0

type View = Record<string, unknown>
interface Main { view(): Promise<View> }

/** Brings a folder to these files; gives the names of those that changed. */
function bring(folder: string, before: ReadonlyMap<string, string>, files: ReadonlyMap<string, string>): string[] {
  const changed = [...files].filter(([name, text]) => before.get(name) !== text).map(([name]) => name)
  const gone = [...before.keys()].filter(name => !files.has(name))
  for (const name of changed) writeFileSync(join(folder, name), files.get(name)!)
  for (const name of gone) rmSync(join(folder, name))
  return [...changed, ...gone]
}

function newFolder(kind: string): string {
  const folder = join(home, kind, String(folders++))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n')
  return folder
}

/** What a fresh start sees, undefined where it does not start; and whether each file by itself can be linked. */
async function fresh(files: ReadonlyMap<string, string>): Promise<{ view: View | undefined, whole: boolean }> {
  const folder = newFolder('fresh')
  bring(folder, new Map(), files)
  const load = async (name: string): Promise<unknown> => {
    try {
      return await import(pathToFileURL(join(folder, name)).href)
    } catch (error) {
      if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return undefined
      throw error
    }
  }
  try {
    const view = await (await load('main.ts') as Main | undefined)?.view()
    const all = await Promise.all([...files.keys()].map(load))
    return { view, whole: all.every(Boolean) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function play(saves: readonly Edit[][]): Promise<void> {
  const folder = newFolder('live')
  const engine = start({ root: folder, watch: false, cache: false })
  let count = 0
  let graph: Graph = []
  let files = render(graph)
  bring(folder, new Map(), files)
  try {
    const { view } = await import(pathToFileURL(join(folder, 'main.ts')).href) as Main
    for (const save of saves) {
      const next = save.reduce((before, edit) => edited(before, edit, () => ++count), graph)
      const saved = render(next)
      const expected = await fresh(saved)
      const report = await engine.update(bring(folder, files, saved))
      const told = `${JSON.stringify(report)}\n${[...saved].filter(([name, text]) => files.get(name) !== text && name !== 'show.ts').map(([name, text]) => `--- ${name}\n${text}`).join('')}`
      if (expected.view === undefined) assert.equal(report.status === 'applied' && report.edits.length > 0, false, `a fresh start fails, this does not: ${told}`)
      // A file that `import()` would not get is rejected, too, if the program has it.
      else if (expected.whole) assert.equal(report.status, 'applied', told)
      if (report.status === 'applied' && expected.view !== undefined) {
        graph = next
        files = saved
        assert.deepEqual(await view(), expected.view, told)
      } else {
        const before = await fresh(files)
        await engine.update(bring(folder, saved, files))
        assert.deepEqual(await view(), before.view, `after a rejected save, taken back: ${told}`)
      }
    }
  } finally {
    engine.stop()
    rmSync(folder, { recursive: true })
  }
}

const small = nat({ max: 11 })
const edit = record({ do: constantFrom(...edits), where: small, what: small, other: small })
/** Programs that are worth an edit have some files first. */
const beginning: Edit[][] = [['a', 0], ['b', 1], ['c', 2]].map(([, other]) => [{ do: 'file', where: 0, what: Number(other), other: Number(other) }])
const saves = array(array(edit, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 14 })

suite('random graphs of modules', { timeout: 1_000_000 }, () => {
  const numRuns = Number(process.env['GRAPHS'] ?? 50)
  test(`${numRuns} programs see after each save what they would see on a fresh start`, async () => {
    await holds(asyncProperty(saves, async list => play([...beginning, ...list])), { numRuns, seed, endOnFailure: false })
  })
})
