// Programs that are edited at random, twenty saves each, are after each save what a fresh start would be.
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { optionsOf } from '../../../../test/options.mjs'
import { known } from './known.ts'
import { runSeeds } from './processes.ts'

const usage = `npm run random                      the two hundred seeds of CI
npm run random -- --seeds 5000 [--from 1] [--saves 20] [--jobs 4]
npm run random -- --from 7 --seeds 1      one seed again
npm run random -- --rich                  programs with many items from the beginning

Each seed that fails is shrunk and written to a .scenario file in the current folder.`

// A job waits for files about as long as it works.
const { values } = optionsOf(usage, { options: { seeds: { type: 'string', default: '200' }, from: { type: 'string', default: '1' }, saves: { type: 'string', default: '20' }, jobs: { type: 'string', default: String(availableParallelism() * 2) }, rich: { type: 'boolean', default: false } } })

const [from, seeds, saves, jobs] = [values.from, values.seeds, values.saves, values.jobs].map(Number) as [number, number, number, number]
if (![from, seeds, saves, jobs].every(each => Number.isInteger(each) && each > 0)) {
  console.error(`--seeds, --from, --saves and --jobs take whole numbers above 0.\n\n${usage}`)
  process.exit(2)
}
const failures = await runSeeds({
  from, seeds, saves, jobs, rich: values.rich,
  told: ({ seed, error, scenario }) => {
    if (seed in known) return
    writeFileSync(`seed-${seed}.scenario`, scenario)
    console.log(`seed ${seed} fails, see seed-${seed}.scenario\n${error}\n`)
  },
})
const failed = new Set(failures.map(({ seed }) => seed))
const healed = Object.keys(known).map(Number).filter(seed => seed >= from && seed < from + seeds && saves === 20 && !values.rich && !failed.has(seed))
if (healed.length > 0) console.log(`${healed.join(', ')}: passes now, take it out of known.ts`)
const bad = [...failed].filter(seed => !(seed in known)).length
console.log(`${seeds - bad} passed, ${bad} failed`)
process.exitCode = bad + healed.length > 0 ? 1 : 0
