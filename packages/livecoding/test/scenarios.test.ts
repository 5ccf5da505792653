import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { parse, type Scenario } from './scenario/parse.ts'
import { play } from './scenario/play.ts'

// One file in scenarios/ is one story: a program, the saves made to it, and what a person sees after each.
// A story's title is the name of its test: npm test -- scenarios --only 'comes back as the same object'
const folder = join(import.meta.dirname, 'scenarios')
const paths = globSync('**/*.scenario', { cwd: folder }).toSorted()
const stories: readonly (Scenario & { name: string })[] = paths.map(path => ({ name: path.replace('.scenario', ''), ...parse(readFileSync(join(folder, path), 'utf8')) }))

/** Of two machines, or of two versions of Node, each can play one half: `1/2` and `2/2`. */
const [shard = 1, shards = 1] = (process.env['SCENARIO_SHARD'] ?? '1/1').split('/').map(Number)

/** Of the Node that runs the programs. */
const version = execFileSync(process.env['SCENARIO_NODE'] ?? process.execPath, ['--version'], { encoding: 'utf8' }).slice(1)

function isOlder(one: string, other: string): boolean {
  const [[major = 0, minor = 0], [thisMajor = 0, thisMinor = 0]] = [other.split('.').map(Number), one.split('.').map(Number)]
  return thisMajor < major || (thisMajor === major && thisMinor < minor)
}

suite('scenarios', { concurrency: Math.max(2, availableParallelism() - 1) }, () => {
  for (const story of stories.filter((_, index) => index % shards === shard - 1)) {
    const tooOld = story.since !== undefined && isOlder(version, story.since)
    test(`${story.name}: ${story.title}`, { skip: tooOld && `needs Node ${story.since!}` }, t => story.skip === undefined ? play(story) : fails(story, () => t.skip(story.skip)))
  }
})

test('each scenario has a title of its own', () => {
  assert.equal(new Set(stories.map(({ title }) => title)).size, stories.length)
})

/** A known gap is played too: once it is closed, the line that says so has to go. */
async function fails(scenario: Scenario, skip: () => void): Promise<void> {
  const passed = await play(scenario).then(() => true, () => false)
  assert.ok(!passed, 'it passes now: take its "skip:" line out')
  skip()
}
