import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import type { LiveModule } from '../live-module.ts'
import { analyseAhead, analysisOf } from './ahead.ts'
import { analyse, type Analysis } from '../3-analyse/model.ts'
import { settingsByFolder } from '../3-analyse/settings.ts'
import type { Model } from '../3-analyse/shapes.ts'

const modelIn = (analysis: Analysis): Model => 'errors' in analysis ? assert.fail(analysis.errors[0]!.message) : analysis.model

/** A module in a folder of its own; `save` writes its file. */
function moduleOf(text: string): { module: LiveModule, save(text: string, name?: string): void, taken(text: string): Analysis } {
  const folder = mkdtempSync(join(tmpdir(), 'livecoding-ahead-'))
  const path = join(folder, 'door.ts')
  const module = { path, current: modelIn(analyse(path, text, 'module')) } as LiveModule
  return { module, save: (content, name = 'door.ts') => { writeFileSync(join(folder, name), content) }, taken: content => analysisOf(module, content, settingsByFolder()) }
}

suite('a file is analysed while the rest of its save is waited for', () => {
  test('and not again, if it is what the save holds', () => {
    const { module, save, taken } = moduleOf('let wide = 1\n')
    save('let wide = 2\n')
    analyseAhead(module)
    const ready = module.ahead!.analysis
    analyseAhead(module)
    assert.equal(module.ahead!.analysis, ready)
    assert.equal(taken('let wide = 2\n'), ready)
    assert.equal(module.ahead, undefined)
  })

  test('but anew if the file, what runs, or tsconfig.json is another by then', () => {
    const { module, save, taken } = moduleOf('class Door { wide = 1 }\n')
    const early = (): Analysis => {
      save('class Door { wide = 2 }\n')
      analyseAhead(module)
      return module.ahead!.analysis
    }
    const first = early()
    assert.equal(modelIn(taken('class Door { wide = 3 }\n')).text, 'class Door { wide = 3 }\n')
    early()
    module.current = modelIn(analyse(module.path, 'class Door { wide = 0 }\n', 'module'))
    assert.notEqual(taken('class Door { wide = 2 }\n'), first)
    const last = early()
    save('{ "compilerOptions": { "useDefineForClassFields": false } }', 'tsconfig.json')
    assert.notEqual(taken('class Door { wide = 2 }\n'), last)
  })

  test('nothing is kept of a half, an empty or an unchanged file', () => {
    const { module, save } = moduleOf('let wide = 1\n')
    for (const text of ['let wide = {\n', '', 'let wide = 1\n']) {
      save(text)
      analyseAhead(module)
      assert.equal(module.ahead, undefined)
    }
  })
})
