import { describe, test, type TestContext } from 'node:test'
import { format, inspect } from 'node:util'

interface State { assertionCalls: number, isExpectingAssertions: boolean, expectedAssertionsNumber: number | null, currentTestName?: string }
export interface Expect {
  (value: unknown, message?: string): unknown
  getState?(): State
  setState?(state: State): void
}

/** What vitest gives to the body of a test, as far as Node's runner has it. */
interface Context {
  expect: Expect
  task: { name: string }
  signal: AbortSignal
  skip(note?: string): never
  onTestFinished(work: () => unknown): void
}

export type Body = (...args: never[]) => unknown
export interface Options { timeout?: number, retry?: number, repeats?: number, fails?: boolean, skip?: boolean, only?: boolean, todo?: boolean }
type Register = (name: string, options: Options, body: Body | undefined) => void
export interface Variants extends Record<'skip' | 'only' | 'todo' | 'fails' | 'concurrent' | 'sequential', Declare> {
  skipIf(condition: unknown): Declare
  runIf(condition: unknown): Declare
  each: Each
  for: Each
  extend(): never
}
export type Declare = ((name: string | Function, ...rest: (Body | Options | number | undefined)[]) => void) & Variants
export type Each = (cases: readonly unknown[], ...values: unknown[]) => (name: string | Function, ...rest: (Body | Options | number | undefined)[]) => void

class Skipped { readonly note: string | undefined; constructor(note: string | undefined) { this.note = note } }

/** By title, the file that last declared such a test: to Node's runner they all stand in this one. */
export const declaredIn = new Map<string, string>()

export const testing = (expect: Expect, file: string): Declare => declare((name, options, body) => {
  declaredIn.set(name, file)
  const { timeout, skip, only, todo } = options
  const settings = { ...timeout !== undefined && { timeout }, ...skip && { skip }, ...only && { only }, ...todo && { todo } }
  void test(name, settings, body && (context => run(expect, name, options, body, context)))
})

export const describing = (file: string): Declare => declare((name, { skip, only, todo }, body) => {
  declaredIn.set(name, file)
  void describe(name, { ...skip && { skip }, ...only && { only }, ...todo && { todo } }, body as (() => void) | undefined)
})

async function run(expect: Expect, name: string, { retry = 0, repeats = 0, fails = false }: Options, body: Body, context: TestContext): Promise<void> {
  const given: Context = {
    expect, task: { name }, signal: context.signal,
    skip: note => { throw new Skipped(note) },
    onTestFinished: work => { context.after(() => work()) },
  }
  const once = async (): Promise<void> => {
    expect.setState?.({ assertionCalls: 0, isExpectingAssertions: false, expectedAssertionsNumber: null, currentTestName: name })
    await (body as (context: Context) => unknown)(given)
    if (expect.getState) counted(expect.getState())
  }
  try {
    for (let times = 0; times <= repeats; times++) await tried(once, fails ? 0 : retry)
  } catch (error) {
    // The test of the program said `context.skip()`: Node's runner says it for us.
    if (error instanceof Skipped) return context.skip(error.note)
    if (fails) return
    throw error
  }
  if (fails) throw new Error('Expect test to fail')
}

async function tried(work: () => Promise<void>, more: number): Promise<void> {
  try { await work() } catch (error) {
    if (more === 0 || error instanceof Skipped) throw error
    await tried(work, more - 1)
  }
}

/** `expect.assertions(2)` and `expect.hasAssertions()`. */
function counted({ assertionCalls, isExpectingAssertions, expectedAssertionsNumber }: State): void {
  if (expectedAssertionsNumber !== null && assertionCalls !== expectedAssertionsNumber) throw new Error(`expected number of assertions to be ${expectedAssertionsNumber}, but got ${assertionCalls}`)
  if (isExpectingAssertions && assertionCalls === 0) throw new Error('expected any number of assertion, but got none')
}

/** `test(name, body)`, `test(name, options, body)` and `test(name, body, timeout)`, with all that can stand behind a dot. */
function declare(register: Register, preset: Options = {}): Declare {
  const call = (name: string | Function, ...rest: (Body | Options | number | undefined)[]): void => {
    const body = rest.find(each => typeof each === 'function')
    const told = rest.find((each): each is Options | number => typeof each === 'object' || typeof each === 'number')
    register(titleOf(name), { ...typeof told === 'number' ? { timeout: told } : told, ...preset }, body)
  }
  const each = (spread: boolean): Each => (cases, ...values) => (name, ...rest) => {
    for (const [index, value] of rowsOf(cases, values).entries()) {
      const args = spread && Array.isArray(value) ? value as unknown[] : [value]
      const bind = (body: Body): Body => (...more: unknown[]) => (body as (...all: unknown[]) => unknown)(...args, ...spread ? [] : more)
      call(titleOfCase(titleOf(name), args, index), ...rest.map(part => typeof part === 'function' ? bind(part) : part))
    }
  }
  // Words that stand in the tests of programs; made when they are said, for each has all of them again.
  const lazy = (more: Options): PropertyDescriptor => ({ get: () => declare(register, { ...preset, ...more }) })
  Object.defineProperties(call, {
    skip: lazy({ skip: true }), only: lazy({ only: true }), todo: lazy({ todo: true }), fails: lazy({ fails: true }), concurrent: lazy({}), sequential: lazy({}),
    skipIf: { value: (condition: unknown) => declare(register, condition ? { ...preset, skip: true } : preset) },
    runIf: { value: (condition: unknown) => declare(register, condition ? preset : { ...preset, skip: true }) },
    each: { value: each(true) }, for: { value: each(false) },
    extend: { value: () => { throw new Error('`test.extend` needs vitest\'s own runner; a test that runs before a save takes effect does without it') } },
  })
  return call as Declare
}

const titleOf = (name: string | Function): string => typeof name === 'function' ? name.name : name

/** Rows of a list, or of a table: each`a | b ${1} | ${2}`. */
function rowsOf(cases: readonly unknown[], values: readonly unknown[]): readonly unknown[] {
  if (!('raw' in cases)) return cases
  const names = String(cases[0]).trim().split('\n')[0]!.split('|').map(each => each.trim())
  return Array.from({ length: Math.floor(values.length / names.length) }, (_, row) => Object.fromEntries(names.map((name, column) => [name, values[row * names.length + column]])))
}

function titleOfCase(title: string, args: readonly unknown[], index: number): string {
  const numbered = title.replaceAll('%#', String(index)).replaceAll('%$', String(index + 1))
  const named = numbered.replace(/\$([\w$]+(?:\.[\w$]+)*)/g, (said, path: string) => {
    const value = path.split('.').reduce<unknown>((from, key) => (from as Record<string, unknown> | undefined | null)?.[key], args[0])
    return value === undefined ? said : typeof value === 'string' ? value : inspect(value)
  })
  const count = named.match(/%[sdifjoO]/g)?.length ?? 0
  return count > 0 ? format(named, ...args.slice(0, count)) : named
}
