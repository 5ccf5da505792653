import assert from 'node:assert/strict'
import { suite, test, type TestContext } from 'node:test'
import { Debugged } from './debugged.ts'

// A breakpoint at each marked line stops there, and nowhere else, as often as the line is run.
const source = `let n = 0
function first(x) {
  n++ // 1
  return x + 1 // 1
}
function second(
  x,
) {
  n++ // 1
  return x + 2 // 1
}
const closures = [1].map(k => y => {
  n++ // 1
  return y + k // 1
})
class Door {
  width = 3
  constructor(height) {
    this.height = height // 2
    n++ // 2
  }
  knock() {
    n++ // 2
    return this.height // 2
  }
  get size() {
    return this.height * this.width // 1
  }
  static all() {
    n++ // 1
    return 4
  }
  #secret() {
    n++ // 1
    return 5 // 1
  }
  tell() {
    return this.#secret() + 1 // 1
  }
}
class Gate extends Door {
  constructor() {
    super(7) // 1
    n++ // 1
  }
  knock() {
    n++ // 1
    return super.knock() + 1 // 1
  }
}
const door = new Door(2)
async function load(x) {
  await null // 1
  n++ // 1
  return x // 1
}
function* walk(x) {
  yield x // 1
  n++ // 1
  yield x + 1 // 1
}
function build(a) {
  const inner = b => {
    n++ // 2
    return a + b // 2
  }
  function deep(c) {
    n++ // 1
    return inner(c) + a // 1
  }
  return { inner, deep, short: d => d + a } // 1
}
const made = build(3)
const tools = {
  hit(x) {
    n++ // 1
    return x // 1
  },
  get power() {
    n++ // 1
    return 8 // 1
  },
}
let rounds = 0
let wake = Promise.withResolvers()
async function turn() {
  while (true) {
    await wake.promise
    rounds++ // 1
    n++ // 1
  }
}
void turn()
process.stdin.on('data', async () => {
  const before = rounds // 1
  wake.resolve()
  wake = Promise.withResolvers()
  while (rounds === before) await new Promise(setImmediate)
  let sum = first(1) + second(1) + closures[0](1) + door.knock() + door.size + Door.all() + door.tell() // 1
  sum += new Door(3).height + new Gate().knock() + [...walk(1)].length + made.inner(1) + made.deep(2) + tools.hit(1) + tools.power + made.short(1) // 1
  sum += await load(1) // 1
  console.log('sum', sum)
})
console.log('ready')
`

interface Marked { line: number, times: number }

const markedIn = (text: string): Marked[] => text.split('\n').flatMap((each, index) => {
  const [, times] = /\/\/ (\d)$/.exec(each) ?? []
  return times === undefined ? [] : { line: index + 1, times: Number(times) }
})

const lines = (stops: readonly string[]): string[] => stops.map(stop => stop.replace(/^.*:/, ''))

/** At each marked line of the text a breakpoint stops, and nowhere else. */
async function stopsAtItsLines(program: Debugged, text: string): Promise<void> {
  const found: Record<number, string[]> = {}
  const expected: Record<number, string[]> = {}
  for (const { line, times } of markedIn(text)) {
    const id = await program.set(line, 'urlRegex')
    found[line] = lines(await program.run())
    expected[line] = Array(times).fill(String(line))
    await program.remove(id)
  }
  assert.deepEqual(found, expected)
}

async function started(context: TestContext, text = source, name?: string): Promise<Debugged> {
  const program = new Debugged(context, text, { ...name !== undefined && { name } })
  await program.start()
  return program
}

suite('breakpoints in code that only moved', () => {
  test('they stop at the new lines and nowhere else', async context => {
    const program = await started(context)
    const text = `// one\n// two\n${source}`
    const { edits, problems } = await program.save(text)
    assert.deepEqual({ edits, problems }, { edits: [], problems: [] })
    await stopsAtItsLines(program, text)
  })

  test('after a line more inside, an edit below, and one line less', async context => {
    const program = await started(context)
    const inserted = source.replace('class Door {', 'class Door {\n\n')
    await program.save(inserted)
    const edited = inserted.replace('return x // 1\n}', 'return x + 1 // 1\n}')
    await program.save(`// one\n${edited}`)
    await program.save(edited)
    await stopsAtItsLines(program, edited)
  })

  test('in a CommonJS module', async context => {
    const text = `// one\n${source}`
    const program = await started(context, source, 'main.cjs')
    await program.save(text)
    await stopsAtItsLines(program, text)
  })

  test('set before the save, taken back and set anew', async context => {
    const program = await started(context)
    const before = await program.set(4, 'urlRegex')
    assert.deepEqual(await program.run(), ['first:4'])
    await program.save(`\n\n${source}`)
    await program.remove(before)
    await program.set(6, 'urlRegex')
    assert.deepEqual(await program.run(), ['first:6'])
  })

  test('a closure that does not reach a variable keeps its code, and the others follow', async context => {
    const text = (hidden: boolean): string => `const build = (a, b) => { ${hidden ? 'const more = 1' : ''}
  return [() => {
    return a${hidden ? ' + more' : ''}
  }, () => b]
}
const [held] = build(1, 2)
process.stdin.on('data', () => { console.log('sum', held(), build(3, 4)[0]()) })
console.log('ready')
`
    const program = await started(context, text(false))
    assert.deepEqual((await program.save(text(true))).problems.map(({ code }) => code), ['LC2101'])
    assert.deepEqual((await program.save(`// one\n// two\n${text(true)}`)).problems, [])
    await program.set(5, 'urlRegex')
    assert.deepEqual(lines(await program.run()), ['5'])
    await program.set(3, 'urlRegex')
    assert.deepEqual(lines(await program.run()), ['3', '3', '5'])
  })

  test('of a save before the inspector was opened: at the next save', async context => {
    const program = new Debugged(context, source, { flags: ['--inspect-port=0'] })
    await program.says(/^ready/)
    await program.save(`// one\n// two\n${source}`)
    program.openInspector()
    await program.attach()
    const text = `// one\n// two\n// three\n${source}`
    await program.save(text)
    for (const { line, times } of markedIn(text)) {
      const id = await program.set(line, 'urlRegex')
      const stops = (await program.run()).filter(stop => stop.endsWith(`:${line}`))
      assert.equal(stops.length >= times, true, `${line}: ${stops.join()}`)
      await program.remove(id)
    }
  })

  test('in initialisers of fields, and in classes that functions make', async context => {
    const text = `let n = 0
const go = k => { n += k; return k }
class Door {
  width = go(1) // 2
  #height =
    go(2) // 2
  static all = [
    go(4), // 0
  ]
  static {
    go(5) // 0
  }
  tell() { return this.#height } // 1
}
class Gate extends Door {
  latch = go(6) // 1
  list = [1, 2].map(each =>
    each + 1) // 2
}
const maker = () => class {
  x = go(8) // 1
  static {
    go(9) // 1
  }
  static y = go(10) // 1
}
process.stdin.on('data', () => {
  new Door()
  new (maker())()
  console.log('sum', new Gate().tell())
})
console.log('ready')
`
    const program = await started(context, text)
    await program.save(`// one\n// two\n${text}`)
    await stopsAtItsLines(program, `// one\n// two\n${text}`)
  })

  for (const isLate of [false, true]) {
    test(`in a worker thread, ${isLate ? 'once the inspector was opened' : 'from its start'}`, async context => {
      const text = `import { isMainThread, parentPort, Worker } from 'node:worker_threads'
function first(x) {
  return x + 1
}
const second = x => {
  return x + 2
}
if (isMainThread) process.stdin.on('data', word => worker.postMessage(String(word)))
else parentPort.on('message', () => { console.log('sum', first(1) + second(1)) }).postMessage('here')
const worker = isMainThread && new Worker(new URL(import.meta.url)).once('message', () => console.log('ready'))
`
      const program = new Debugged(context, text, { flags: [isLate ? '--inspect-port=0' : '--inspect=0'] })
      await program.says(/^ready/)
      if (isLate) program.openInspector()
      await program.attach()
      const saves = isLate ? ['// one', '// one\n// two'] : ['// one\n// two']
      for (const above of saves) {
        await program.save(`${above}\n${text}`)
        await program.says(/"type":"update"/) // of the other thread
      }
      await program.setInWorker([5, 8])
      assert.deepEqual(await program.run(), ['first:5', 'second:8'])
    })
  }
})
