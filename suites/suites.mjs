import { runScript } from './lib/script.mjs'
import { runVitest } from './lib/vitest.mjs'

// Packages that publish their sources and their tests. `run` gives the outcome of each test by its name.

const vitest = options => (folder, loader) => runVitest(folder, options, loader)
const script = options => (folder, loader) => runScript(folder, options, loader)

const fromSource = path => `./src/${path}/index.ts`

export const suites = [
  {
    name: 'zod', what: 'a validator in TypeScript',
    copies: ['src'],
    exports: { '.': './src/index.ts', './v4/locales/*': './src/v4/locales/*', ...Object.fromEntries(['mini', 'locales', 'v3', 'v4', 'v4-mini', 'v4/mini', 'v4/core', 'v4/locales'].map(path => [`./${path}`, fromSource(path)])) },
    // Files that look at zod's global settings or change them have a process each. Left out: what tests bundles, and what needs a fuzzer.
    run: vitest({ tests: ['src/v3/**/*.test.ts', 'src/v4/{classic,core,mini}/tests/*.test.ts'], without: /\/(file|redos|to-json-schema|polyfill-collision|treeshake)\.test/, alone: /\bconfig\(|setErrorMap\(|resetModules|globalConfig|prototype|no locale|globalThis/ }),
  },
  {
    name: 'planck', what: 'a physics engine in TypeScript, with classes',
    copies: ['src'], exports: {}, run: vitest({ tests: ['src/__test__/*.test.ts'] }),
  },
  {
    name: 'wonka', what: 'streams in TypeScript, with closures',
    copies: ['src'], exports: {}, run: vitest({ tests: ['src/__tests__/*.test.ts'] }),
  },
  {
    name: 'minisearch', what: 'a search engine in TypeScript, with classes',
    copies: ['src'], exports: {}, extra: { 'jest.mjs': 'import { vi } from "vitest"\nglobalThis.jest = vi\n' },
    run: vitest({ tests: ['src/**/*.test.js'], globals: true, setup: './jest.mjs' }),
  },
  {
    name: 'devalue', what: 'a serialiser, ES modules',
    copies: ['src'], exports: {}, run: vitest({ tests: ['src/*.test.js'] }),
  },
  {
    name: 'y-protocols', what: 'a protocol, ES modules',
    copies: ['awareness.js', 'awareness.test.js', 'auth.js', 'sync.js'], exports: {},
    extra: { 'run.mjs': 'import { runTests } from "lib0/testing"\nimport * as awareness from "./awareness.test.js"\nprocess.exit(await runTests({ awareness }) ? 0 : 1)\n' },
    run: script({ script: 'run.mjs', line: /^(Success|Failure): (\w+) in/gm }),
  },
  {
    name: 'abstract-level', what: 'classes with private fields and inheritance, CommonJS',
    copies: ['abstract-chained-batch.js', 'abstract-iterator.js', 'abstract-level.js', 'abstract-snapshot.js', 'index.js', 'lib', 'test', 'package.json'], type: 'commonjs', exports: { '.': './index.js', './test': './test/index.js' },
    run: script({ script: 'test/self.js', line: /^(ok|not ok) (\d+ .*)$/gm }),
  },
  {
    name: 'find-my-way', what: 'a router with classes and handlers in trees, CommonJS, node:test',
    copies: ['index.js', 'lib', 'test', 'package.json'], type: 'commonjs', exports: { '.': './index.js' },
    // Left out: what replaces modules, and tests that do not wait for their parts.
    extra: { 'run.cjs': `for (const file of require('node:fs').readdirSync('test')) {
  if (file.endsWith('.test.js') && !['methods.test.js', 'shorthands.test.js'].includes(file) && !/proxyquire|rfdc/.test(require('node:fs').readFileSync('test/' + file, 'utf8'))) require('./test/' + file)
}
` },
    run: script({ script: 'run.cjs', options: ['--test-reporter=tap'], line: /^ *(ok|not ok) (\d+ .*?)(?: #.*)?$/gm }),
  },
]
