import assert from 'node:assert/strict'
import type { UpdateReport } from '../../src/index.ts'
import type { Held, Modules } from './held.ts'
import type { Instance } from './held-instances.ts'
import type { Given, Made } from './held-closures.ts'
import type { Lived } from './history.ts'
import { checkEffects } from './effects.ts'
import { chainOf, keyOf, isMade, isNameless, makerOf, itemsOf, type ClassItem, type EnumItem, type FunctionItem, type Item, type NamespaceItem, type Program, type VariableItem } from './program.ts'
import { subscriptions } from './listener-text.ts'
import { HeldLoop, type Loop } from './loops.ts'
import { plainOf, type Space } from './held-spaces.ts'
import { copyOf, dataOf } from './state.ts'
import { calleeOf, textOf } from './texts.ts'
import { checkWarnings } from './warnings.ts'

/** New calls, new objects, and all that is held behave as in a program that has just started with the same state. */
export async function checkAlive(held: Held, program: Program, fresh: Modules, timers: number): Promise<void> {
  sync(held, program, fresh)
  for (const { item, module } of itemsOf(program)) {
    const [ours, theirs] = [held.get(module.name, isNameless(item) ? '$log' : item.name), fresh[module.name]!.$get(isNameless(item) ? '$log' : item.name)]
    switch (item.kind) {
      case 'function': {
        for (const args of [[], [2], [2, 5]]) assert.deepEqual(await outcome(ours, args), await outcome(theirs, args), `${item.name}(${args.join()})`)
        const thing = held.things.get(item.id)
        if (!held.fixed.has(thing)) assert.deepEqual(await outcome(thing, [4]), await outcome(theirs, [4]), `held ${item.name}(4)`)
        assert.equal((ours as { length: number }).length, (theirs as { length: number }).length, `${item.name}.length`)
        break
      }
      case 'factory': for (const made of held.closures.following({ program, module, item })) await checkClosure(made, theirs as (kept: number) => Given, item.name)
        break
      case 'enum': assert.deepEqual(dataOf(ours), dataOf(theirs), item.name)
        break
      case 'namespace': {
        const [one, other] = [ours, theirs] as [Space, Space]
        assert.deepEqual(Object.keys(one).toSorted(), Object.keys(other).toSorted(), `members of ${item.name}`)
        assert.deepEqual(await outcome(one.go, [2]), await outcome(other.go, [2]), `${item.name}.go(2)`)
        assert.deepEqual(plainOf(one), plainOf(other), item.name)
        held.spaces.check(item, one, other)
        break
      }
      case 'loop': {
        const going: HeldLoop[] = []
        for (const loop of held.loops.get(item.id) ?? []) {
          const expected = await new HeldLoop(item.form, theirs as Loop, loop.at).next()
          assert.deepEqual(await loop.next(), expected, `a running ${item.name} after round ${loop.at}`)
          if (!expected.ended) going.push(loop)
        }
        held.loops.set(item.id, going)
        break
      }
      case 'class': {
        await checkClass(held, program, item, ours as new (x: number) => Instance, theirs as new (x: number) => Instance)
        if (isMade(item)) await checkMaker(program, item, ...[held.get(module.name, makerOf(item)), fresh[module.name]!.$get(makerOf(item))] as [Maker, Maker])
      }
    }
  }
  held.generators.check()
  checkEffects(held, program, fresh, timers)
  for (const { item, module } of itemsOf(program)) {
    if (item.kind !== 'variable') continue
    assert.deepEqual(dataOf(held.get(module.name, item.name)), dataOf(fresh[module.name]!.$get(item.name)), `${item.name} after all calls`)
    if (item.type === 'object') checkSetters(item, held.get(module.name, item.name) as Instance)
  }
  held.records.forget()
}

/** A setter of a literal is that of the source. */
function checkSetters({ name, entries }: VariableItem, object: Instance): void {
  for (const { key, value } of entries.filter(({ form }) => form === 'pair')) {
    object[key] = 3
    assert.equal(object[`set_${key}`], 3 + value, `the setter ${name}.${key}`)
    delete object[`set_${key}`]
  }
}

/** Gives the fresh program the state of the running one; what no state can change must be equal before. */
function sync(held: Held, program: Program, fresh: Modules): void {
  for (const { item, module } of itemsOf(program)) {
    const theirs = fresh[module.name]!
    if (item.kind === 'variable') {
      const value = held.get(module.name, item.name)
      if (item.declares === 'const' && (item.type === 'number' || item.type === 'computed')) assert.equal(value, theirs.$get(item.name), item.name)
      theirs.$set(item.name, copyOf(value))
      if (item.twin !== undefined) theirs.$set(`${item.name}_twin`, held.get(module.name, `${item.name}_twin`))
    }
    if (item.kind === 'namespace' && item.count !== undefined) (theirs.$get(item.name) as Instance)['count'] = (held.things.get(item.id) as Instance)['count']!
    if (item.kind === 'class') for (const { key } of item.statics) (theirs.$get(item.name) as Instance)[key] = (held.things.get(item.id) as Instance)[key]!
  }
}

/** What a call gives or throws, told alike for every kind of function. */
async function outcome(call: unknown, args: readonly number[]): Promise<unknown> {
  try {
    const value = await (call as (...given: readonly number[]) => unknown)(...args) as unknown
    return typeof value === 'object' && value !== null && Symbol.iterator in value ? [...value as Iterable<unknown>] : { value }
  } catch (error) {
    return { error: String(error) }
  }
}

const now = (call: () => unknown): unknown => {
  try { return { value: call() } } catch (error) { return { error: String(error) } }
}

async function checkClosure({ object, act, kept }: Made, make: (kept: number) => Given, name: string): Promise<void> {
  const theirs = make(kept)
  theirs.set(object.get())
  assert.deepEqual(await outcome(object.act, [3]), await outcome(theirs.act, [3]), `held ${name}(${kept}).act(3)`)
  assert.deepEqual(await outcome(act, [3]), await outcome(theirs.act, [3]), `${name}(${kept}).act(3), taken out`)
}

async function checkClass(held: Held, program: Program, item: ClassItem, ours: new (x: number) => Instance, theirs: new (x: number) => Instance): Promise<void> {
  const [made, like] = [new ours(5), new theirs(5)]
  assert.deepEqual(Object.keys(made), Object.keys(like), `keys of new ${item.name}`)
  await checkMethods(program, item, made, like, `new ${item.name}`)
  const all = held.instances.of(item.id)
  if (item.marked !== undefined) assert.equal((ours as unknown as { mark?: number }).mark, item.marked, `what the decorator of ${item.name} notes`)
  if (item.brand !== undefined) for (const each of [made, ...all.map(({ object }) => object)]) assert.equal((ours as unknown as { has(object: object): boolean }).has(each), true, `${item.name} has put #b${item.brand} on it`)
  for (const each of all) {
    const { object, expected, methods } = each
    assert.equal(object instanceof ours, true, `an instance of ${item.name} is one still`)
    assert.deepEqual({ ...object }, expected, `an instance of ${item.name}`)
    const other = new theirs(3)
    for (const key of Object.keys(other)) delete other[key]
    await checkMethods(program, item, object, Object.assign(other, object), `a held instance of ${item.name}`)
    for (const [key, method] of methods) assert.deepEqual(await outcome(method, [2]), await outcome((other as unknown as Record<PropertyKey, (x: number) => unknown>)[key]!.bind(other), [2]), `${item.name}.${String(key)}, taken out and bound`)
    each.expected = { ...object }
  }
  for (const method of item.methods) {
    if (method.kind === 'static getter') assert.deepEqual(now(() => (ours as unknown as Instance)[method.key]), now(() => (theirs as unknown as Instance)[method.key]), `${item.name}.${method.key}`)
    if (method.kind === 'static') assert.deepEqual(now(() => (ours as unknown as Record<PropertyKey, (x: number) => unknown>)[keyOf(method)]!(2)), now(() => (theirs as unknown as Record<PropertyKey, (x: number) => unknown>)[keyOf(method)]!(2)), `${item.name}.${method.key}`)
  }
}

type Maker = (k: number) => new (x: number) => Instance

/** A new call makes a new class. */
async function checkMaker(program: Program, item: ClassItem, ours: Maker, theirs: Maker): Promise<void> {
  const [made, like] = [new (ours(2))(5), new (theirs(2))(5)]
  assert.deepEqual(Object.keys(made), Object.keys(like), `keys of what ${makerOf(item)} makes`)
  await checkMethods(program, item, made, like, `what ${makerOf(item)} makes`)
}

async function checkMethods(program: Program, item: ClassItem, ours: Instance, theirs: Instance, who: string): Promise<void> {
  const seen = new Set<PropertyKey>()
  for (const { methods } of chainOf(program, item)) {
    for (const method of methods) {
      const { kind } = method
      const key = keyOf(method)
      if (kind.includes('static') || kind.includes('private') || seen.has(key)) continue
      seen.add(key)
      const call = (object: Instance): unknown => now(() => kind === 'setter' ? (object as Record<PropertyKey, unknown>)[key] = 4 : kind === 'getter' || kind === 'accessor' ? (object as Record<PropertyKey, unknown>)[key] : (object as unknown as Record<PropertyKey, (x: number) => unknown>)[key]!(2))
      if (kind === 'async' || kind === 'generator') {
        const run = (object: Instance): Promise<unknown> => outcome((...all: number[]) => (object as unknown as Record<PropertyKey, (...given: number[]) => unknown>)[key]!(...all), [2])
        assert.deepEqual(await run(ours), await run(theirs), `${String(key)} of ${who}`)
      } else assert.deepEqual(call(ours), call(theirs), `${String(key)} of ${who}`)
    }
  }
  assert.deepEqual({ ...ours }, { ...theirs }, `fields of ${who} after its methods ran`)
}

/** How a report names an item, or a function in it. */
const namesIn = (item: Item): string[] => [item.kind === 'effect' ? calleeOf(item) : item.name, ...item.kind === 'effect' && item.form in subscriptions ? ['class', 'hear', 'start'] : [], ...item.kind === 'namespace' ? ['go', 'help', 'Inner', 'Deep', 'look'] : [], ...item.kind === 'class' && isMade(item) ? [makerOf(item)] : [], ...item.anonymous ? ['default'] : []]

/** The report tells of what changed, and of nothing else. */
export function checkReport(report: UpdateReport, before: Program, after: Program, lives: ReadonlyMap<number, Lived>, things: ReadonlyMap<number, unknown>): void {
  const changed = new Set<string>(['$get', '$set', '$log', 'modules', 'space'])
  const add = (item: Item): unknown => namesIn(item).forEach(name => changed.add(name))
  for (const { item, before: was, fate } of lives.values()) {
    if (fate === 'same') continue
    add(item)
    if (was) add(was)
  }
  for (const { item } of itemsOf(before)) if (!lives.has(item.id)) add(item)
  checkWarnings(report, after, lives, things)
  const named = ['function', 'class', 'method', 'accessor', 'constructor', 'field', 'static', 'closure']
  for (const { action, kind, name, note } of report.edits) {
    // A file that comes back without what it had when it went lacks that now.
    const isLate = action === 'removed' && !itemsOf(before).some(({ item }) => item.name === name)
    // What `require` gives from another file now is asked again, though its class is the one that moved there.
    const isAgain = kind === 'class' && note?.startsWith('extends ') === true && [...lives.values()].some(({ item, fate }) => fate === 'moved' && note === `extends ${item.name}`)
    if (named.includes(kind) && action !== 'kept' && !isLate && !isAgain) assert.ok(changed.has(name) || changed.has(name.split(/[. ]/)[0]!), `the report has "${action} ${kind} ${name}", which did not change: ${JSON.stringify(report.edits)}`)
  }
  for (const { item, before: was, fate } of lives.values()) {
    if (fate === 'same' || isNameless(item)) continue
    const isTold = report.edits.some(({ name }) => [...namesIn(item), was?.name].includes(name.split(/[. ]/)[0]!))
    const isRewritten = fate === 'edited' && (item.kind === 'function' || item.kind === 'enum' || item.kind === 'namespace') && was?.kind === item.kind && textWithoutForm(before, was as typeof item) === textWithoutForm(after, item)
    if (fate !== 'new' && item.kind !== 'variable' && !isRewritten) assert.ok(isTold, `the report says nothing of ${item.name}, ${fate}: ${JSON.stringify(report.edits)}`)
  }
}

/** `function f() {}` and `const f = function () {}` are one function, a `const enum` is an enum, and one block is two. */
function textWithoutForm(program: Program, item: FunctionItem | EnumItem | NamespaceItem): string {
  const module = program.modules.find(({ items }) => items.some(({ id }) => id === item.id))!
  return item.kind === 'function' ? textOf(program, module, { ...item, form: 'expression' }) : textOf(program, module, item, { plain: true })
}
