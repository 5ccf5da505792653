import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instrument } from '../instrument/instrument.ts'
import { analyse } from './model.ts'
import type { Format, Model } from './shapes.ts'

const links = { id: 1, name: () => undefined, importText: () => undefined, setup: '', moving: new Set<string>(), anew: new Set<string>(), ran: new Set<never>() }

function modelOf(text: string, format: Format = 'module'): Model {
  const analysis = analyse('/program/a.js', text, format)
  if ('errors' in analysis) throw new SyntaxError(analysis.errors[0]!.message)
  return analysis.model
}

test('a directive counts at the top of the file, behind comments alone', () => {
  assert.equal(modelOf('/* a */ /* b **/\n// c\n// livecoding: rerun\nstart()\n').rerun, true)
  assert.equal(modelOf('/* a */ start() /* b */\n// livecoding: rerun\n').rerun, false)
})

test('what begins a CommonJS module stands behind its own "use strict", and before all else', () => {
  const begins = (text: string): string => instrument(modelOf(text, 'commonjs'), links).code.split('const $lcR', 1)[0]!
  assert.equal(begins('/* a */ "use strict"\nstart()\n'), '/* a */ "use strict";')
  assert.equal(begins('/* a */ start() /* b */\n"use strict"\n'), '')
})
