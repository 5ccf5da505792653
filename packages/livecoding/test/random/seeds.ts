// Runs seeds in this process: node seeds.ts FROM COUNT STEPS [rich]. Prints a line of JSON for each that fails, shrunk.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { array, asyncProperty, check, constant, constantFrom, integer, noShrink, oneof, option, record, type Arbitrary } from 'fast-check'
import { doings, type Edit } from './edits.ts'
import { known } from './known.ts'
import { run, type Stage, type Step, type Story } from './run.ts'
import { toScenario } from './scenario.ts'

/** SHRINK=0 tells of failures at once, as they were found; so are those told that are known. */
const shrinks = process.env['SHRINK'] !== '0'
const [from = 1, count = 1, length = 20] = process.argv.slice(2, 5).map(Number)
/** Programs have many items before they are edited. */
const isRich = process.argv[5] === 'rich'

const editOf = (all: readonly Edit['do'][]): Arbitrary<Edit> => noShrink(record({ do: constantFrom(...all), seed: integer() }))
const edit = editOf(doings)
const beginning = isRich ? editOf(['add', 'add', 'add', 'addModule', 'star', 'restyle', 'edit', 'move']) : edit
/** As many as told; what a failure does not need shrinks to nothing. */
const some = <T>(what: Arbitrary<T>, most: number, least = most): Arbitrary<T[]> =>
  array(option(what, { freq: 10_000 }), { minLength: least, maxLength: most, size: 'max' }).map(all => all.filter(each => each !== null))
/** Mostly nothing, to which it shrinks. */
const seldom = <T>(what: Arbitrary<T>, nothing: number): Arbitrary<T | undefined> =>
  oneof({ withCrossShrink: true }, { arbitrary: constant(undefined), weight: nothing }, { arbitrary: noShrink(what), weight: 1 })
const bad = constantFrom('syntax' as const, 'throw' as const, 'unresolved' as const)
const step: Arbitrary<Step> = record({ edits: some(edit, 3, 1), where: noShrink(integer({ min: 0, max: 99 })), bad: seldom(bad, 3), after: seldom(constantFrom('undo' as const, 'undo and redo' as const), 7) }).map(({ bad: is, after, ...rest }) => ({ ...rest, ...is !== undefined && { bad: is }, ...after !== undefined && { after } }))
/** The first save brings the program, with more than an edit can. */
const steps: Arbitrary<Step[]> = record({ first: some(beginning, 20), rest: some(step, length), where: noShrink(integer({ min: 0, max: 99 })) }).map(({ first, rest, where }) => [{ edits: first, where }, ...rest])

/** Microseconds that this process has worked: a busy machine shrinks no less. */
const cpu = (): number => process.cpuUsage().user
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'random-')))
const stage: Stage = { running: join(folder, 'running'), fresh: join(folder, 'fresh'), number: 0 }
for (const each of [stage.running, stage.fresh]) {
  mkdirSync(each)
  writeFileSync(join(each, 'package.json'), '{ "type": "module" }\n')
}

// Programs listen for what the process says.
process.setMaxListeners(0)
// The engine's own timers keep no process alive.
setInterval(() => {}, 1000)

for (let seed = from; seed < from + count; seed++) {
  const until = cpu() + 30_000_000
  const property = asyncProperty(steps, async given => {
    // What is not looked at any more passes: the smallest failure so far is told.
    if (cpu() > until) return
    await run(stage, given, [])
  })
  const result = await check(property, { seed, numRuns: 1, endOnFailure: !shrinks || seed in known })
  if (!result.failed) continue
  if (!shrinks) {
    console.log(seed, result.errorInstance)
    continue
  }
  const last: Story = []
  const error = await run(stage, result.counterexample![0], last).then(() => undefined, (thrown: unknown) => thrown)
  console.log(JSON.stringify({ seed, error: String(error instanceof Error ? error.stack : error), scenario: toScenario(`seed ${seed}`, last) }))
}
rmSync(folder, { recursive: true, force: true })
process.exit()
