import assert from 'node:assert/strict'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { assert as check, asyncProperty, constantFrom, gen } from 'fast-check'
import { start, type Engine } from '../src/index.ts'
import { seed } from './seed.ts'

/**
 * Loops in loops that wait, jump, throw and make closures. After some rounds an edit gives all of them other words to log:
 * what is logged must be, word for word, what the loops log that nobody edits.
 */
type Pick = <T>(...values: readonly T[]) => T
interface Around { labels: string[], heads: string[], inGenerator: boolean }

const loopKinds = ['while', 'do', 'for', 'bare for', 'for of', 'for in', 'for await', 'for var']
let count = 0

function loopText(pick: Pick, depth: number, around: Around): string {
  const id = count++
  const label = pick('', `l${id}`)
  const head = `i${id}`
  const inside: Around = { ...around, labels: label ? [...around.labels, label] : around.labels, heads: [...around.heads, head] }
  const body = `{ ${wait(around)}; ${statements(pick, depth, inside)} }`
  const prefix = label ? `${label}: ` : ''
  const most = pick(2, 3, 4)
  switch (pick(...loopKinds)) {
    case 'while': return `let ${head} = 0; ${prefix}while (${head}++ < ${most}) ${body}`
    case 'do': return `let ${head} = 0; ${prefix}do ${body} while (++${head} < ${most})`
    case 'for': return `${prefix}for (let ${head} = 0, z = t; ${head} < ${most}; ${head}++, z++) ${body}`
    case 'bare for': return `let ${head} = 0; ${prefix}for (;;) { if (${head}++ > ${most}) break; ${body.slice(1)}`
    case 'for of': return `${prefix}for (const ${head} of [5, 6, 7]) ${body}`
    case 'for in': return `${prefix}for (const ${head} in { a: 1, b: 2 }) ${body}`
    case 'for var': return `${prefix}for (var ${head} = 0; ${head} < ${most}; ${head}++) ${body}`
    default: return around.inGenerator ? `${prefix}for (let ${head} of [8, 9]) ${body}` : `${prefix}for await (const ${head} of [8, Promise.resolve(9)]) ${body}`
  }
}

const wait = ({ inGenerator }: Around): string => inGenerator ? 'log(W, "got", yield)' : 'await tick()'

function statements(pick: Pick, depth: number, around: Around): string {
  return Array.from({ length: pick(1, 2, 3) }, () => statement(pick, depth, around)).join('\n')
}

function statement(pick: Pick, depth: number, around: Around): string {
  const id = count++
  const said = `log(W, ${id}, ${around.heads.join(', ')}, t)`
  const rare = `t % ${pick(3, 5, 7)} === ${pick(1, 2)}`
  const target = pick('', ...around.labels)
  const more = (): string => depth > 0 ? statements(pick, depth - 1, around) : said
  switch (pick('say', 'say', 'count', 'wait', 'break', 'continue', 'return', 'throw', 'finally', 'switch', 'var', 'closure', 'local', 'loop', 'loop')) {
    case 'count': return `t++; ${said}`
    case 'wait': return `${wait(around)}; ${said}`
    case 'break': return `if (${rare}) { t++; break ${target} }`
    case 'continue': return `if (${rare}) { t++; continue ${target} }`
    case 'return': return `if (t > ${pick(9, 14)}) return ${pick('', 't', `[t, ${around.heads.at(-1)}]`)}`
    case 'throw': return `try { ${more()}; if (${rare}) { t++; throw ${id} } } catch (error) { ${said}; log(W, error); ${more()} }`
    case 'finally': return `try { ${more()} } finally { t++; ${said} }`
    case 'switch': return `switch (t % 3) { case 0: ${said}; break; case 1: { ${more()} } default: t++; ${said} }`
    case 'var': return `var v${id} = (v${id} ?? 0) + 1; log(W, v${id})`
    case 'closure': return `later.push(() => log('later', ${id}, ${around.heads.join(', ')}, t))`
    case 'local': return `const w${id} = t; ${wait(around)}; log(W, w${id}, this?.tag, arguments.length)`
    case 'loop': return depth > 0 ? `{ ${loopText(pick, depth - 1, around)} }` : said
    default: return said
  }
}

interface Program { log: unknown[][], run(tag: string): { done: boolean }, step(): Promise<void> }

const moduleText = (body: string, inGenerator: boolean, word: string): string => `
export const log = []
const later = []
let go = () => {}
const tick = () => new Promise(resolve => { go = resolve })
const say = (...words) => { log.push(words) }
${inGenerator ? 'function*' : 'async function'} work(p) {
  const log = say
  let t = p
  try { ${body.replaceAll('log(W,', `log('${word}',`)} } finally { log('end', t); for (const each of later) each() }
  return t
}
const state = { done: false }
const end = (...words) => { state.done = true; say(...words) }
${inGenerator ? `
let held, sent = 0
export const run = tag => { held = work.call({ tag }, 0); held.next(); return state }
export async function step() { try { const { done, value } = held.next(sent++); if (done) end('value', value) } catch (error) { end('error', error) } }` : `
export const run = tag => { work.call({ tag }, 0).then(value => end('value', value), error => end('error', error)); return state }
export async function step() { go(); await new Promise(resolve => setImmediate(resolve)) }`}
`

suite('edited loops do what loops do that nobody edits', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'livecoding-loops-')))
  let files = 0
  let engine: Engine
  before(() => { engine = start({ root: folder, watch: false }) })
  after(() => {
    engine.stop()
    rmSync(folder, { recursive: true })
  })

  const loops = gen().map(generate => {
    count = 0
    const pick: Pick = (...values) => generate(constantFrom, ...values) as never
    const inGenerator = pick(false, false, true)
    return { body: loopText(pick, 2, { labels: [], heads: [], inGenerator }), inGenerator, edits: [pick(1, 2, 3, 5), pick(1, 2, 4), pick(1, 3)] }
  })

  async function play({ log, run, step }: Program, edits: readonly number[], edit: (number: number) => Promise<void>): Promise<unknown[][]> {
    const state = run('me')
    let [next, steps] = [0, edits[0]!]
    for (let number = 0; number < 80 && !state.done; number++) {
      if (--steps === 0 && next < edits.length) {
        await edit(next)
        steps = edits[++next] ?? 0
      }
      await step()
    }
    return log
  }

  test('rounds before and after edits', { timeout: 1_000_000 }, async () => {
    const runs = Number(process.env['RUNS'] ?? 100)
    const words = ['A', 'B', 'C', 'A']
    let renewed = 0
    await check(asyncProperty(loops, async ({ body, inGenerator, edits }) => {
      const path = join(folder, `${files++}.mjs`)
      const text = (number: number): string => moduleText(body, inGenerator, words[number]!)
      writeFileSync(path, text(0))
      const program = await import(pathToFileURL(path).href) as Program
      const plain = await import(`data:text/javascript,${encodeURIComponent(text(0))}//${files++}`) as Program
      const wanted = await play(plain, edits, async () => {})
      const got = await play(program, edits, async number => {
        writeFileSync(path, text(number + 1))
        const { status, problems } = await engine.update([path])
        assert.deepEqual([status, problems], ['applied', []])
      })
      const bare = (all: unknown[][]): unknown[][] => all.map(([first, ...rest]) => ['A', 'B', 'C'].includes(first as string) ? rest : [first, ...rest])
      assert.deepEqual(bare(got), bare(wanted), `edits after ${edits.join()} steps:\n${text(0)}`)
      if (got.some(([first]) => first === 'B' || first === 'C')) renewed++
    }), { numRuns: runs, interruptAfterTimeLimit: Math.max(15_000, runs * 50), seed, endOnFailure: process.env['SEED'] !== undefined })
    assert.ok(renewed > 0)
    if (process.env['RUNS']) console.log({ renewed })
  })
})
