import assert from 'node:assert/strict'
import { close, open, Session } from 'node:inspector'
import { suite, test } from 'node:test'
import { InProcess } from './in-process.ts'

const source = 'export const first = () => 1\nexport class Door {\n  open() { return 2 }\n}\n'

/** Gives the urls of the code that V8 compiles while something runs. An engine that starts later does not know that somebody looks. */
function watchCompiled(): { compiled(run: () => Promise<unknown>): Promise<string[]>, end(): void } {
  const session = new Session()
  const urls: string[] = []
  session.connect()
  session.post('Debugger.enable')
  session.on('Debugger.scriptParsed', ({ params: { url } }) => urls.push(url))
  return {
    async compiled(run) {
      urls.length = 0
      await run()
      return [...urls]
    },
    end: () => { session.disconnect() },
  }
}

suite('code that only moved', () => {
  test('is compiled anew while an inspector is open, and only then', async () => {
    const { compiled, end } = watchCompiled()
    const program = new InProcess()
    const { first, Door } = await program.load<{ first: () => number, Door: new () => { open(): number } }>('main.mjs', source)
    const isMain = (url: string): boolean => url.endsWith('main.mjs')
    assert.deepEqual((await compiled(() => program.save({ 'main.mjs': `\n${source}` }))).filter(isMain), [])
    open(0)
    const told: string[] = []
    program.engine.on('update', report => told.push(report.status, ...report.edits.map(({ name }) => name)))
    const moved = await compiled(() => program.save({ 'main.mjs': `\n\n${source}` }))
    const still = await compiled(() => program.save({ 'main.mjs': `\n\n${source}// end\n` }))
    close()
    assert.equal(moved.filter(isMain).length > 0, true)
    assert.deepEqual(still.filter(isMain), [])
    assert.deepEqual(told, ['applied', 'applied'])
    assert.deepEqual([first(), new Door().open()], [1, 2])
    program.end()
    end()
  })
})
