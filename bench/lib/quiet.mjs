import { cpus } from 'node:os'
import { sleep } from './measure.mjs'

// A machine that is busy all the time would else make a run of forty minutes one of two hours.
let left = 300_000

/** Waits until nobody else uses the machine, for at most twenty seconds, and five minutes in a whole run: a benchmark on a busy machine measures its neighbours. */
export async function quiet() {
  const started = performance.now()
  const patience = Math.min(20_000, left)
  while (performance.now() - started < patience) {
    const before = times()
    await sleep(150)
    const after = times()
    if ((after.idle - before.idle) / (after.all - before.all) > 0.85) break
    await sleep(500)
  }
  left -= performance.now() - started
}

function times() {
  const all = cpus().map(cpu => cpu.times)
  return { idle: all.reduce((sum, each) => sum + each.idle, 0), all: all.reduce((sum, each) => sum + Object.values(each).reduce((a, b) => a + b, 0), 0) }
}
