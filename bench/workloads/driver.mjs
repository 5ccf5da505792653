import { readFileSync, writeFileSync } from 'node:fs'
import { work } from './work.mjs'

const { warm, rounds, phases, edit } = JSON.parse(process.argv[2])
const result = {}
let updated
import.meta.hot?.on('livecoding:update', report => updated?.(report))
const awake = setInterval(() => {}, 1000)
// Behind the start of the program: what a top level that still waits makes is recorded.
setImmediate(run)

async function run() {
  result.unedited = await measure()
  if (phases > 1) {
    await edits(1)
    result.one = await measure()
    await edits(100)
    result.hundred = await measure()
  }
  clearInterval(awake)
  console.log(`@ ${JSON.stringify(result)}`)
  process.exit()
}

/** Milliseconds of a round once the code is warm, when nothing came between: the lower quartile. */
async function measure() {
  const until = performance.now() + warm
  do await work(); while (performance.now() < until)
  const times = []
  for (let count = 0; count < rounds; count++) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 4)]
}

async function edits(to) {
  if (!import.meta.hot) return
  const path = new URL(edit[0], import.meta.url)
  const source = readFileSync(path, 'utf8').replace(/void 'edit \d+';/, '')
  if (!source.includes(edit[1])) throw new Error(`${edit[0]} has no ${edit[1]}`)
  for (let number = to === 1 ? 1 : 2; number <= to; number++) {
    const report = new Promise(resolve => { updated = resolve })
    writeFileSync(path, source.replace(edit[1], () => `${edit[1]}void 'edit ${number}';`))
    const { status, problems } = await report
    if (status !== 'applied') throw new Error(JSON.stringify(problems))
  }
}
