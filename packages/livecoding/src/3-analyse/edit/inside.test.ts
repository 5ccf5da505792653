import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import { slotsOf } from '../../instrument/instrument.ts'
import { isSloppy } from '../directives.ts'
import { requirersIn } from '../items/requirers.ts'
import { chunksOf } from './chunks.ts'
import { editedInside } from './inside.ts'
import type { Chunk, Format } from '../shapes.ts'
import type { Site } from '../site-shapes.ts'

/** All that is known of a statement, each value once; nothing depends on the order of names and marks. */
function told(chunk: Chunk): string {
  const { source, code, items, marks, imports, requests, exports, stars, free, trailer, helpers, wrap } = chunk
  const seen = new Set<unknown>([chunk])
  const slots = slotsOf(chunk, 1, 0).map(({ site, slot }) => `${site.title} ${slot}`)
  return JSON.stringify({ source, code, items, marks: marks.toSorted((a, b) => a.at - b.at), imports, requests, exports, stars, free, trailer, helpers, wrap, slots }, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value
    if (seen.has(value)) return 'seen'
    seen.add(value)
    if (value instanceof Set) return [...value].map(each => typeof each === 'string' ? each : JSON.stringify(each)).toSorted()
    return value instanceof Map || Array.isArray(value) ? [...value as Iterable<unknown>] : Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => a < b ? -1 : 1))
  })
}

const formatOf = (path: string): Format => /\.c[jt]s$/.test(path) ? 'commonjs' : 'module'

function whole(path: string, source: string): Chunk | undefined {
  const { placed: [first, ...more], errors } = chunksOf(path, source, formatOf(path))
  return errors.length > 0 || more.length > 0 || first?.chunk.source !== source ? undefined : first.chunk
}

const inside = (path: string, was: Chunk, source: string): Chunk | undefined =>
  editedInside({ path, text: source, format: formatOf(path), requirers: requirersIn(source), sloppy: isSloppy(source, formatOf(path)), isFirst: false }, was, source)

const members = [
  'open(a) { return a + 1 }', 'static shut(a = 1, { b } = {}) { let n = b; return () => n++ + a }', 'get wide() { return this.size }', 'set wide(to) { this.size = to }', '#lock() { return this.#key }', '#key = 1;',
  '*walk() { const self = this; self.steps = 2; yield self }', 'async wait() { for await (const each of this.all()) this.#lock(each) }', 'constructor() { this.open(2); this.#lock() }', "['a b']() { return other }",
  'fill(...all) { Object.assign(this, { all }); init(this); if (all.length > 1) this.open(all) }', 'late = () => this.open();', 'all() { return [1, 2].map(n => n + extra) }', 'grow() { this.size += 1 }',
]
const properties = ['open(a) { return a + 1 }', 'shut: a => a + this.n', "'a b': function again(n) { return n > 0 ? again(n - 1) : 1 }", 'get wide() { return super.wide }', 'deep: { list: [1, () => other, async () => { await other }] }', '[key]: () => ({ n: 1 })']
const typed = ['private open<T>(a?: T, b = a as T): T { return a! }', 'declare n: number;', 'override shut(this: Door) { return this.open<number>(1) satisfies number }', 'abstract lift(): void;', 'up(): void\nup(a?: number) { type T = number; return a as T }']
const own = [
  ['/door.mjs', `export class Door extends Base {\n${members.join('\n\n  ')}\n}`], ['/door.cjs', `const Door = class extends Base {\n${members.join('\n')}\n}`],
  ['/door.mjs', `export default class {\n${members.join('\n')}\n}`], ['/door.mts', `abstract class Door extends Base<T> {\n${typed.join('\n')}\n}`],
  ['/door.mjs', `export const door = { ${properties.join(', ')} }`], ['/door.cjs', `const door = [{ ${properties.join(',\n')} }, a => a, () => arguments]`], ['/door.mts', 'let door = { open(a: number): number { return a! }, shut: <T>(a: T): T => a as T } satisfies Door'],
] as [string, string][]
const forms = join(import.meta.dirname, '../../../test/forms')
const known = readdirSync(forms, { recursive: true }).map(name => join(forms, String(name))).filter(path => /\.[cm]?[jt]s$/.test(path))
  .flatMap(path => chunksOf(path, readFileSync(path, 'utf8'), formatOf(path)).placed.map(({ chunk }): [string, string] => [path, chunk.source]))

/** What an edit brings to the beginning of a function, or puts into its middle in the place of what is there. */
const words = [
  ' ', '\n\n', '/* a\n b */', 'other()\n', 'newcomer;', 'this.extra = 1;', 'this.extra += 1;', 'this.open();', 'const self = this; self.extra = 2;', 'this.#key;', 'this.#none;', 'eval("1");', '() => this;', 'super.open();', '}', '{', '`', '/*', '//',
  'class Inner { a = 1 };', 'init(this);', 'return;', 'let first = 1; const inner = () => first++;', 'await other();', '}\n added() {', '"use strict";', 'arguments;', 'let open, open;', 'with (other) key;', 'Door;',
]

const functionsIn = ({ items }: Chunk): Site[] => items.flatMap(({ sites }) => sites.flatMap(site => site.kind === 'class' ? site.children : site))

suite('a statement with an edit inside of one of its functions', () => {
  for (const [name, statements, some, least] of [['written for this', own, 1, 900], ['of all forms of the language', known, 7, 300]] as const) {
    test(`${name}, is what it is when all of it is parsed`, () => {
      let found = 0
      for (const [path, text] of statements) {
        const was = whole(path, text)
        if (!was) continue
        for (const [index, { entry, body }] of functionsIn(was).entries()) {
          const middle = entry + Math.floor((body.end - entry) / 2)
          for (const word of words.filter((_, at) => (at + index) % some === 0)) {
            for (const source of [text.slice(0, entry) + word + text.slice(entry), text.slice(0, middle) + word + text.slice(middle), text.slice(0, middle) + word + text.slice(Math.min(middle + 7, body.end - 1))]) {
              const now = inside(path, was, source)
              if (!now) continue
              found++
              const other = whole(path, source)
              assert.equal(told(now), other && told(other), `${path}\n${text}\n--->\n${source}`)
            }
          }
        }
      }
      assert.ok(found > least, String(found))
    })
  }

  for (const [what, text, from, to, isInside] of [
    ['a literal in a method', 'class Door { open() { return 1 } }', '1', '2', true], ['a name', 'class Door { open() { return 1 } }', '1', 'other', true], ['a function of an object', 'const door = { open: () => 1 }', '1', '22', true],
    ['a function of an array', 'const doors = [() => 1]', '1', '22', true], ['a private method', 'class Door { #a = 1; #open() { return this.#a } }', 'return', 'return 1 +', true],
    ['what a method assigns', 'class Door { open() { this.a = 1 } }', 'this.a = 1', 'this.b = 1', false], ['what it calls', 'class Door { constructor() { this.open() } open() { this.shut() } }', 'shut', 'lock', false],
    ['a parameter', 'class Door { open(a) { return 1 } }', '(a)', '(b)', false], ['a name of a method', 'class Door { open() { return 1 } }', 'open', 'shut', false], ['two methods', 'class Door { open() { return 1 } shut() { return 1 } }', '1 } shut() { return 1', '2 } shut() { return 2', false],
    ['a closure', 'const door = (() => { let n = 1; return { open: () => 1 } })()', '() => 1', '() => n', false], ['a method of a class that says its own name', 'const Door = class Own { open() { return 1 } }', '1', 'Own', false],
  ] as const) {
    test(`${what} is ${isInside ? '' : 'not '}parsed by itself`, () => {
      assert.equal(inside('/door.mjs', whole('/door.mjs', text)!, text.replace(from, to)) !== undefined, isInside)
    })
  }
})
