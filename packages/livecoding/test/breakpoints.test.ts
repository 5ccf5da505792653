import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { Debugged } from './debugged.ts'

const source = `let n = 0
function first(x) {
  n++
  return x + 1
}
function second(x) {
  n++
  return x + 2
}
const closures = [1].map(k => y => {
  n++
  return y + k
})
process.stdin.on('data', () => { console.log('sum', first(1) + second(1) + closures[0](1)) })
console.log('ready')
`

suite('breakpoints that are set by file and line', () => {
  const edited = source.replace('x + 2', 'x + 22').replace('x + 1', 'x + 11').replace('y + k', 'y + k + 1')

  test('before a save: they stop in the new code', async context => {
    const program = new Debugged(context, source)
    await program.start()
    for (const line of [4, 8, 12]) await program.set(line)
    assert.deepEqual(await program.run(), ['first:4', 'second:8', 'closure:12'])
    await program.save(edited)
    assert.deepEqual(await program.run(), ['first:4', 'second:8', 'closure:12'])
  })

  test('in a function that was not edited: they stop there and nowhere else', async context => {
    const program = new Debugged(context, source)
    await program.start()
    await program.set(4)
    await program.set(12)
    await program.save(source.replace('x + 2', 'x + 22'))
    assert.deepEqual(await program.run(), ['first:4', 'closure:12'])
  })

  test('after a save that moved and edited them: they stop at the new lines', async context => {
    const program = new Debugged(context, source)
    await program.start()
    await program.save(`// one\n// two\n// three\n${edited}`)
    // As VS Code sets them. With a plain url V8 looks for the text that the line had in the script that it found first.
    for (const line of [7, 11, 15]) await program.set(line, 'urlRegex')
    assert.deepEqual(await program.run(), ['first:7', 'second:11', 'closure:15'])
  })

  test('they follow a function that moves and is edited in one save', async context => {
    const program = new Debugged(context, source)
    await program.start()
    const id = await program.set(8)
    await program.save(`// one\n// two\n${source.replace('x + 2', 'x + 22')}`)
    assert.deepEqual(await program.run(), ['second:10'])
    await program.remove(id)
    assert.deepEqual(await program.run(), [])
  })

  // Guards are rewritten while somebody debugs: what only looks like one was rewritten with them.
  test('what looks like a guard in a text of the program stays as it is', async context => {
    const text = 'if($lc9_9.m9s9!==void 0)return '
    const more = `const quoted = () => '${text}'\n${source.replace("'sum'", "'sum', quoted()")}`
    const program = new Debugged(context, more)
    await program.start()
    const says = async (): Promise<string> => {
      program.go()
      return program.says(/^sum/)
    }
    assert.equal(await says(), `sum ${text} 7`)
    await program.save(more.replace("() => '", "() => 1 && '"))
    assert.equal(await says(), `sum ${text} 7`)
  })
})
