import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runSeeds } from './processes.ts'

// A program that is edited at random, twenty saves long, is after each save what a fresh start would be. A seed that
// fails is shrunk and told as a scenario; play it again with: npm run random -- --from SEED
test('two hundred programs follow twenty random saves each', { timeout: 280_000 }, async () => {
  const failures = await runSeeds({ from: 1, seeds: 200, saves: 20, jobs: 2 })
  assert.deepEqual(failures.map(({ seed, error, scenario }) => `seed ${seed}: ${error}\n${scenario}`), [])
})
