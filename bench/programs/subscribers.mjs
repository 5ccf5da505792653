// So many instances that subscribe themselves: prints the nanoseconds of processor time for one, made and dropped, the work of
// the garbage collector included.
import { make } from './subject.ts'

const turn = () => new Promise(resolve => setImmediate(resolve))
const used = () => process.cpuUsage().user * 1000
const count = 1000

async function round(times) {
  const start = used()
  for (let index = 0; index < times; index++) {
    for (let each = 0; each < count; each++) make()
    await turn()
  }
  return (used() - start) / times / count
}

// Not at the top level, where the engine notes what is registered.
setTimeout(async () => {
  await round(100)
  console.log(`@ ${JSON.stringify({ best: await round(400) })}`)
}, 50)
