import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { InProcess } from './in-process.ts'

const program = new InProcess()
after(() => { program.end() })

// Every library that loads in several ways asks like this, and each of its edits was warned of.
test('a name that code asks for by typeof before it says it is not told as undeclared', async () => {
  await program.load('host.js', "export const host = () => 'node'")
  const { status, problems } = await program.save({ 'host.js': "export const host = () => typeof define === 'function' && define.amd ? 'amd' : typeof window === 'undefined' ? 'none' : window.name" })
  assert.deepEqual([status, problems], ['applied', []])
  const other = await program.save({ 'host.js': "export const host = () => typeof define === 'function' ? 'amd' : () => screen.name" })
  assert.deepEqual(other.problems.map(({ code, message }) => [code, message]), [['LC1201', '"screen" is used but declared nowhere.']])
})
