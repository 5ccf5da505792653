import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describing, testing, type Declare, type Expect } from './vitest-tests.ts'

/**
 * What test files import from `vitest` when they run as a gate: Node's own runner, with the `expect` and `vi` of the
 * vitest that the project has. What needs vitest's runner (snapshots, module mocks, its clock) says so when it is called.
 */
export { after as afterAll, afterEach, before as beforeAll, beforeEach } from 'node:test'

interface Library { expect: Expect, vi: object, chai: { assert: unknown, expect: unknown } }

const file = fileURLToPath(decodeURIComponent(new URL(import.meta.url).hash.slice(1)))
const installed = createRequire(file)
const own = createRequire(installed.resolve('vitest/package.json'))
const load = async <T>(name: string): Promise<T> => await import(pathToFileURL(own.resolve(name)).href) as T

/** From version 4 on vitest can be imported outside its own runner; parts of earlier ones can. */
async function libraryOf(): Promise<Library> {
  const { version } = own('./package.json') as { version: string }
  if (Number.parseInt(version, 10) >= 4) return await import(new URL('dist/index.js', pathToFileURL(own.resolve('./package.json'))).href) as Library
  type Plugin = (chai: object, utils: object) => void
  const chai = await load<Library['chai'] & { use(plugin: Plugin): void }>('chai')
  const { JestExtend, JestChaiExpect, JestAsymmetricMatchers } = await load<Record<'JestExtend' | 'JestChaiExpect' | 'JestAsymmetricMatchers', Plugin>>('@vitest/expect')
  for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin)
  return { expect: chai.expect as Expect, vi: await load<object>('@vitest/spy'), chai }
}

const library = await libraryOf()

const needRunner = ['mock', 'doMock', 'unmock', 'doUnmock', 'hoisted', 'importActual', 'importMock', 'resetModules', 'useFakeTimers', 'setSystemTime', 'dynamicImportSettled']
const refuse = (name: string) => (): never => { throw new Error(`\`vi.${name}\` needs vitest's own runner; a test that runs before a save takes effect does without it`) }

export const { expect, chai } = library
export const { assert } = library.chai
export const vi: object = { ...library.vi, ...Object.fromEntries(needRunner.map(name => [name, refuse(name)])) }
export const vitest = vi
export const test: Declare = testing(expect, file)
export const it: Declare = test
export const describe: Declare = describing(file)
export const suite: Declare = describe
/** Types are checked by the gate `types`. */
export const assertType = (): void => {}
const types: unknown = new Proxy(() => types, { get: () => types })
export const expectTypeOf = (): unknown => types
