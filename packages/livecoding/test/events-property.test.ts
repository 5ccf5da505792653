import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assert as check, asyncProperty, constantFrom, gen } from 'fast-check'
import type { EventHandler } from '../src/events/index.ts'
import { InProcess, library } from './in-process.ts'
import { seed } from './seed.ts'

/**
 * Random trees of classes in two files, with random event methods, parents and handlers; instances made before, between and
 * after random edits. What every broadcast then delivers is what it delivers in a program that was started with the last
 * text and made the same instances.
 */
interface ClassText { name: string, parent: number | undefined, methods: string[], statics: string[], handler: 'events' | 'other' | undefined, file: 0 | 1 }

type Handler = EventHandler<Record<string, () => void>>
type Pick = <T>(...values: readonly T[]) => T

const names = ['A', 'B', 'C']
const methods = names.flatMap(name => [`event_${name}`, `event_${name}_pre`, `event_${name}_post`])
const runs = Number(process.env['RUNS'] ?? 15)

let program: InProcess
let handlers: Record<'events' | 'other', Handler>
let count = 0
let saves = 0
const log: string[] = []
Object.assign(globalThis, { log })

before(async () => {
  program = new InProcess()
  handlers = await program.load('handlers.ts', `import { EventHandler } from ${library}\nexport const events = new EventHandler()\nexport const other = new EventHandler()`)
})
after(() => { program.end() })

const some = (pick: Pick, from: readonly string[]): string[] => from.filter(() => pick(false, false, true))

function makeTree(pick: Pick): ClassText[] {
  return Array.from({ length: pick(3, 4, 5, 6) }, (_, index) => ({
    name: `T${index}`, parent: index > 0 && pick(true, true, false) ? pick(...Array.from({ length: index }, (_each, n) => n)) : undefined,
    methods: some(pick, methods), statics: pick(true, false, false) ? some(pick, methods) : [], handler: pick(undefined, undefined, undefined, 'other'), file: 0,
  } satisfies ClassText)).map((each, index): ClassText => ({ ...each, file: index === 0 ? 0 : pick(0, 1) }))
}

/** One class has another name; or one or more are others: methods come and go and move up and down, a parent changes, a handler is named. */
function edit(tree: readonly ClassText[], pick: Pick): ClassText[] {
  const made = tree.map(each => ({ ...each }))
  if (pick(false, false, false, true)) {
    const each = pick(...made)
    each.name = `${keyOf(each)}_${pick('x', 'y')}`
    return made
  }
  for (let times = pick(1, 1, 2, 3); times > 0; times--) {
    const index = pick(...made.keys())
    const each = made[index]!
    switch (pick('methods', 'methods', 'up', 'down', 'parent', 'statics', 'handler')) {
      case 'methods': each.methods = some(pick, methods); break
      case 'up': if (each.parent !== undefined) made[each.parent]!.methods = [...new Set([...made[each.parent]!.methods, ...each.methods])]; each.methods = []; break
      case 'down': for (const below of made) if (below.parent === index) below.methods = [...new Set([...below.methods, ...each.methods])]; each.methods = []; break
      case 'parent': each.parent = index > 0 ? pick(undefined, ...Array.from({ length: index }, (_, n) => n)) : undefined; break
      case 'statics': each.statics = some(pick, methods); break
      case 'handler': each.handler = pick(undefined, 'other', 'events'); break
    }
  }
  return made
}

const keyOf = ({ name }: ClassText): string => name.replace(/_.*/, '')

/** Classes of the first file stand before those of the second, whose parents may be in both. */
function texts(tree: readonly ClassText[], files: [string, string], mark: string): Record<string, string> {
  const inFile = (file: number): string => tree.filter(each => each.file === file).map(each => classText(each, tree, mark)).join('\n')
  const known = tree.filter(each => each.file === 0).map(({ name }) => name)
  return {
    [files[0]]: `import { events, other } from './handlers.ts'\n${inFile(0)}`,
    [files[1]]: `import { events, other } from './handlers.ts'\nimport { ${known.join(', ')} } from './${files[0]}'\n${inFile(1)}\nexport const classes = () => [${tree.map(({ name }) => name).join(', ')}]`,
  }
}

/** Its parent; one that stands in the other file behind it cannot be. */
const parentOf = ({ parent, file }: ClassText, tree: readonly ClassText[]): ClassText | undefined => parent === undefined || tree[parent]!.file > file ? undefined : tree[parent]

const hasEvents = (text: ClassText, tree: readonly ClassText[]): boolean => {
  const parent = parentOf(text, tree)
  return text.methods.length > 0 || (parent !== undefined && hasEvents(parent, tree))
}

function classText(text: ClassText, tree: readonly ClassText[], mark: string): string {
  const { name, methods: own, statics, handler } = text
  const parent = parentOf(text, tree)
  const above = parent ? `extends ${parent.name} ` : ''
  return `export class ${name} ${above}{
${handler ? `static events = ${handler}` : ''}
${own.map(method => `${method}() { log.push(\`${mark} ${method} of ${keyOf(text)} for \${this.id}\`) }`).join('\n')}
${statics.map(method => `static ${method}() { log.push('${mark} static ${method} of ${keyOf(text)}') }`).join('\n')}
}`
}

/** What all broadcasts of both handlers deliver to the classes with this mark. */
function delivered(mark: string): string[] {
  log.length = 0
  for (const handler of ['events', 'other'] as const) for (const name of names) handlers[handler][name]!()
  return log.filter(line => line.startsWith(`${mark} `)).map(line => line.slice(mark.length + 1))
}

type Made = { id?: number }
const make = (classes: readonly (new () => Made)[], index: number, id: number): Made => Object.assign(new classes[index]!(), { id })

test('edits end in the subscriptions of a fresh start', async () => {
  const stories = asyncProperty(gen(), async generate => { await story((...values) => generate(constantFrom, ...values) as never) })
  await check(stories, { numRuns: runs, interruptAfterTimeLimit: 20_000, seed, endOnFailure: process.env['SEED'] !== undefined })
})

async function story(pick: Pick): Promise<void> {
  const number = count++
  const [mark, freshMark] = [`live${number}`, `fresh${number}`]
  const files: [string, string] = [`one${number}.ts`, `two${number}.ts`]
  let tree = makeTree(pick)
  const write = (all: Record<string, string>): void => { for (const [name, text] of Object.entries(all)) program.write(name, text) }
  write(texts(tree, files, mark))
  const live = await program.load<{ classes(): (new () => Made)[] }>(files[1], texts(tree, files, mark)[files[1]]!)
  const order: number[] = []
  const all: Made[] = []
  /** Those who were registered when they were made: their place in the order is known. */
  const placed = new Set<string>()
  const makeSome = (): void => {
    for (let times = pick(0, 1, 2, 4); times > 0; times--) {
      const index = pick(...tree.keys())
      if (hasEvents(tree[index]!, tree)) placed.add(String(all.length))
      all.push(make(live.classes(), index, all.length))
      order.push(index)
    }
  }
  makeSome()
  const history = [tree]
  for (let times = pick(1, 2, 3); times > 0; times--) {
    tree = edit(tree, pick)
    history.push(tree)
    const how = pick('save', 'save', 'save', 'fail', 'undo')
    const saved = texts(tree, files, mark)
    if (how === 'fail') {
      const { status } = await program.save({ ...saved, [files[1]]: `${saved[files[1]]}\nthrow new Error('no ${history.length} ${all.length} ${saves++}')` })
      assert.equal(status, 'failed')
      history.pop()
      tree = history.at(-1)!
    } else {
      const report = await program.save(saved)
      assert.equal(report.status, 'applied', JSON.stringify(report.problems))
      if (how === 'undo' && report.edits.length > 0) {
        await program.engine.undo()
        history.pop()
        tree = history.at(-1)!
      }
    }
    makeSome()
  }
  const freshFiles: [string, string] = [`fresh-one${number}.ts`, `fresh-two${number}.ts`]
  const fresh = texts(tree, freshFiles, freshMark)
  write(fresh)
  const started = await program.load<{ classes(): (new () => Made)[] }>(freshFiles[1], fresh[freshFiles[1]]!)
  const same = order.map((index, id) => make(started.classes(), index, id))
  const [got, wanted] = [delivered(mark), delivered(freshMark)]
  assert.deepEqual(got.toSorted(), wanted.toSorted(), `${history.map(each => JSON.stringify(each)).join('\n')}\n${order.join()}`)
  const inOrder = (lines: string[]): string[] => lines.filter(line => placed.has(/ for (\d+)$/.exec(line)?.[1] ?? ''))
  assert.deepEqual(inOrder(got), inOrder(wanted))
  // Nobody keeps the classes' static methods subscribed, nor the instances.
  for (const each of [...all, ...same, ...live.classes(), ...started.classes()]) for (const handler of Object.values(handlers)) handler.unregister(each)
}
