// A long run: npm run random -- --seeds 5000 [--from 1] [--saves 20] [--jobs 2]
// Each seed that fails is shrunk and written to a .scenario file in the current folder.
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { runSeeds } from './processes.ts'

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '1' }, from: { type: 'string', default: '1' }, saves: { type: 'string', default: '20' }, jobs: { type: 'string', default: String(availableParallelism()) } } })

const failures = await runSeeds({
  from: Number(values.from), seeds: Number(values.seeds), saves: Number(values.saves), jobs: Number(values.jobs),
  told: ({ seed, error, scenario }) => {
    writeFileSync(`seed-${seed}.scenario`, scenario)
    console.log(`seed ${seed} fails, see seed-${seed}.scenario\n${error}\n`)
  },
})
console.log(`${Number(values.seeds) - failures.length} of ${values.seeds} seeds pass`)
process.exitCode = failures.length > 0 ? 1 : 0
