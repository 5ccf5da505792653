import { cpus } from 'node:os'
import { sleep } from './measure.mjs'

/** Waits until nobody else uses the machine, but not for ever: a benchmark on a busy machine measures its neighbours. */
export async function quiet(patience = 60_000) {
  const until = performance.now() + patience
  while (performance.now() < until) {
    const before = times()
    await sleep(150)
    const after = times()
    if ((after.idle - before.idle) / (after.all - before.all) > 0.85) return
    await sleep(500)
  }
}

function times() {
  const all = cpus().map(cpu => cpu.times)
  return { idle: all.reduce((sum, each) => sum + each.idle, 0), all: all.reduce((sum, each) => sum + Object.values(each).reduce((a, b) => a + b, 0), 0) }
}
