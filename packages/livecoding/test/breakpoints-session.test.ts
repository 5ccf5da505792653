import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { Debugged } from './debugged.ts'

// The program sets breakpoints at its own marked lines, and says where it stops.
const work = `let n = 0
function first(x) {
  n++
  return x + 1 // stop
}
const closures = [1].map(k => y => {
  n++ // stop
  return y + k
})
`
const here = `import { readFileSync } from 'node:fs'
import { Session } from 'node:inspector'
const stops = []
const marked = () => readFileSync(import.meta.filename, 'utf8').split('\\n').flatMap((line, index) => line.endsWith('// ' + 'stop') ? index : [])
const session = new Session()
session.connect()
session.on('Debugger.paused', ({ params: { callFrames: [frame] } }) => { stops.push((frame.functionName || 'closure') + ':' + (frame.location.lineNumber + 1)) })
session.post('Debugger.enable')
${work}process.stdin.on('data', () => {
  const ids = []
  for (const lineNumber of marked()) session.post('Debugger.setBreakpointByUrl', { urlRegex: 'main', lineNumber }, (_, { breakpointId }) => ids.push(breakpointId))
  console.log('sum', first(1) + closures[0](1))
  for (const breakpointId of ids) session.post('Debugger.removeBreakpoint', { breakpointId })
  console.log('stops', stops.splice(0).join())
})
console.log('ready')
`

const there = `import { Session } from 'node:inspector/promises'
import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
const stops = []
const file = new URL('main.mjs', import.meta.url)
const session = new Session()
session.connectToMainThread()
session.on('Debugger.paused', ({ params: { callFrames: [frame] } }) => {
  stops.push((frame.functionName || 'closure') + ':' + (frame.location.lineNumber + 1))
  void session.post('Debugger.resume')
})
let ids = []
parentPort.on('message', async word => {
  if (word === 'set') {
    for (const [lineNumber, line] of readFileSync(file, 'utf8').split('\\n').entries()) {
      if (line.endsWith('// ' + 'stop')) ids.push((await session.post('Debugger.setBreakpointByUrl', { urlRegex: 'main', lineNumber })).breakpointId)
    }
    return parentPort.postMessage('set')
  }
  for (const breakpointId of ids.splice(0)) await session.post('Debugger.removeBreakpoint', { breakpointId })
  parentPort.postMessage(stops.splice(0).join())
})
await session.post('Debugger.enable')
parentPort.postMessage('there')
`
const fromThere = `import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
let worker
${work}process.stdin.on('data', async () => {
  if (!worker) {
    worker = new Worker(new URL('debugger.mjs', import.meta.url))
    await once(worker, 'message')
  }
  worker.postMessage('set')
  await once(worker, 'message')
  console.log('sum', first(1) + closures[0](1))
  worker.postMessage('end')
  console.log('stops', ...await once(worker, 'message'))
})
console.log('ready')
`

suite('breakpoints that are set through a session in the process itself', () => {
  for (const [who, source] of Object.entries({ 'the program': here, 'a worker of it': fromThere })) {
    test(`${who} sets them: they stop in code that only moved`, async context => {
      const program = new Debugged(context, source, { flags: [] })
      writeFileSync(join(program.file, '../debugger.mjs'), there)
      await program.says(/^ready/)
      const stopsIn = async (text: string): Promise<void> => {
        const lines = text.split('\n').flatMap((line, index) => line.endsWith('// stop') ? index + 1 : [])
        await program.run()
        assert.equal(await program.says(/^stops/), `stops first:${lines[0]},closure:${lines[1]}`)
      }
      await stopsIn(source)
      const moved = source.replace('let n = 0', '// one\n\n// two\nlet n = 0')
      await program.save(moved)
      await stopsIn(moved)
      const again = moved.replace('// two', '// two\n// three').replace('return y + k', 'return y + k + 0')
      await program.save(again)
      await stopsIn(again)
      await program.save(source)
      await stopsIn(source)
    })
  }
})
