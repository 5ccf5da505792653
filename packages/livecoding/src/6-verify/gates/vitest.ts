import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * What test files import from `vitest` when they run as a gate: Node's own runner, with the `expect` and `vi` of the
 * vitest that the project has. Snapshots and module mocks need vitest itself.
 */
export { after as afterAll, afterEach, before as beforeAll, beforeEach, describe, it, suite, test } from 'node:test'

const parent = decodeURIComponent(new URL(import.meta.url).hash.slice(1))
const installed = createRequire(parent.startsWith('file:') ? fileURLToPath(parent) : import.meta.url)
const own = createRequire(installed.resolve('vitest/package.json'))
const load = async <T>(name: string): Promise<T> => await import(pathToFileURL(own.resolve(name)).href) as T

type Plugin = (chai: object, utils: object) => void
interface Chai { use(plugin: Plugin): void, expect: (value: unknown, message?: string) => unknown }
const { chai, JestChaiExpect, JestExtend, JestAsymmetricMatchers } = await load<{ chai?: Chai } & Record<'JestChaiExpect' | 'JestExtend' | 'JestAsymmetricMatchers', Plugin>>('@vitest/expect')
const library = chai ?? await load<Chai>('chai')
for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) library.use(plugin)

export const { expect } = library
export const vi: object = await load<object>('@vitest/spy')
