import assert from 'node:assert/strict'
import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { assert as check, asyncProperty, constantFrom, gen, pre } from 'fast-check'
import { start, type Engine } from '../src/index.ts'
import { seed } from './seed.ts'

/**
 * Scopes in scopes, some of which declare one of few names, each with a value that tells the declaration: `a = "a#7"`.
 * A leaf is a closure that reads and writes names; an edit gives every leaf other things to do.
 */
interface Scope { kind: string, id: number, declares: Declaration[], scopes: Scope[], leaves: Leaf[] }
interface Declaration { kind: string, name: string, id: number }
interface Leaf { kind: string, id: number, versions: Act[][] }
type Act = { do: string, name: string, id: number, inner: Act[] }

const names = ['a', 'b', 'c']
const scopeKinds = ['function', 'arrow', 'method', 'named', 'block', 'loop', 'catch', 'generator', 'async', 'switch', 'constructor', 'field', 'static', 'called', 'entries']
const functionKinds = ['function', 'arrow', 'method', 'named', 'generator', 'async', 'constructor']
const declarationKinds = ['let', 'const', 'var', 'parameter', 'pattern', 'rest', 'default', 'class', 'function']
const leafKinds = ['arrow', 'arrow', 'function', 'method', 'getter', 'generator', 'parameter', 'async', 'asyncGenerator', 'field', 'classMethod']
const acts = ['this', 'arguments', 'new.target', 'super', 'read', 'read', 'write', 'add', 'shorthand', 'destructure', 'object', 'renamed', 'typeof', 'each', 'call', 'local', 'late', 'block', 'nested', 'default', 'named', 'caught', 'label']

type Pick = <T>(...values: readonly T[]) => T
let count = 0

function makeScope(pick: Pick, depth: number): Scope {
  const some = <T>(most: number, make: () => T): T[] => Array.from({ length: pick(...Array.from({ length: most + 1 }, (_, n) => n)) }, make)
  const declares = some(3, () => ({ kind: pick(...declarationKinds), name: pick(...names), id: count++ }))
  const seen = new Set<string>()
  return {
    kind: pick(...scopeKinds), id: count++, declares: declares.filter(({ name }) => !seen.has(name) && seen.add(name)),
    scopes: depth > 0 ? some(2, () => makeScope(pick, depth - 1)) : [],
    leaves: some(2, () => ({ kind: pick(...leafKinds), id: count++, versions: Array.from({ length: 3 }, () => makeActs(pick, 2)) })),
  }
}

const makeActs = (pick: Pick, depth: number): Act[] => Array.from({ length: depth > 1 ? pick(1, 2, 3) : pick(0, 0, 1, 2) }, () => ({
  do: pick(...acts), name: pick(...names), id: count++, inner: depth > 0 ? makeActs(pick, depth - 1) : [],
}))

const leavesOf = (scopes: readonly Scope[]): Leaf[] => scopes.flatMap(scope => [...scope.leaves, ...leavesOf(scope.scopes)])
const hasSites = (all: readonly Act[]): boolean => all.some(act => act.do === 'default' || hasSites(act.inner))

/** What a scope's leaves do in this version; the kept ones do what they did in an earlier one. */
interface Version { number: number, kept?: ReadonlyMap<number, number> }

/** Whether code can say `arguments` and `super` where it stands. */
interface Lexical { arguments: boolean, super: boolean }
const ofFunction: Lexical = { arguments: true, super: false }
const ofMethod: Lexical = { arguments: true, super: true }

function lexicalIn(kind: string, around: Lexical): Lexical {
  if (kind === 'method' || kind === 'constructor') return ofMethod
  if (kind === 'field' || kind === 'static') return { arguments: false, super: true }
  return ['function', 'named', 'generator', 'async', 'called'].includes(kind) ? ofFunction : around
}

function scopeText({ kind, id, declares, scopes, leaves }: Scope, version: Version, around: Lexical): string {
  const isGiven = (each: Declaration): boolean => ['parameter', 'pattern', 'rest', 'default'].includes(each.kind)
  const rest = declares.findLast(each => each.kind === 'rest')
  const given = declares.filter(each => isGiven(each) && (each.kind !== 'rest' || each === rest)).sort((a, b) => Number(a === rest) - Number(b === rest))
  const takes = functionKinds.includes(kind)
  const hasVar = takes || kind === 'static' || kind === 'called'
  const lexical = lexicalIn(kind, around)
  const inside = [
    ...(takes ? declares.filter(each => !given.includes(each)) : declares).map(each => declarationText(each, hasVar)),
    ...leaves.map(leaf => leafText(leaf, version, lexical)),
    ...scopes.map(scope => scopeText(scope, version, lexical)),
  ].join('\n')
  const list = given.map(({ kind: form, name, id: number }) => form === 'pattern' ? `{ ${name} }` : form === 'rest' ? `...${name}` : form === 'default' ? `${name} = '${name}#${number}'` : name).join(', ')
  const values = given.map(({ kind: form, name, id: number }) => form === 'pattern' ? `{ ${name}: '${name}#${number}' }` : form === 'default' ? 'undefined' : `'${name}#${number}'`).join(', ')
  const call = `.call(${[`{ tag: 't${id}' }`, values].filter(Boolean).join(', ')})`
  const parent = `{ hi: () => 'hi${id}' }`
  switch (kind) {
    case 'function': return `function s${id}(${list}) {\n${inside}\n}\ns${id}${call}`
    case 'arrow': return `const s${id} = (${list}) => {\n${inside}\n}\ns${id}(${values})`
    case 'method': return `const s${id} = { __proto__: ${parent}, tag: 'o${id}', m${id}(${list}) {\n${inside}\n} }\ns${id}.m${id}(${values})`
    case 'named': return `const s${id} = function ${names[id % 3]}(${list}) {\n${inside}\n}\ns${id}${call}`
    case 'generator': return `function* s${id}(${list}) {\n${inside}\n}\ns${id}${call}.next()`
    case 'async': return `async function s${id}(${list}) {\n${inside}\n}\ns${id}${call}`
    case 'constructor': return `class S${id} { tag = 'c${id}'; constructor(${list}) {\n${inside}\n} }\nnew S${id}(${values})`
    case 'field': return `class S${id} { tag = 'f${id}'; f = (() => {\n${inside}\n})() }\nnew S${id}()`
    case 'static': return `class S${id} { static tag = 's${id}'; static {\n${inside}\n} }`
    case 'called': return `;(function () {\n${inside}\n}).call({ tag: 'i${id}' })`
    case 'entries': return `for (const [${names[id % 3]}] of [['x#${id}'], ['y#${id}']]) {\n${inside}\n}`
    case 'loop': return `for (const ${names[id % 3]} of ['x#${id}', 'y#${id}']) {\n${inside}\n}`
    case 'catch': return `try { throw 'e#${id}' } catch (${names[id % 3]}) { {\n${inside}\n} }`
    case 'switch': return `switch (1) { case 1:\n${inside}\n}`
    default: return `{\n${inside}\n}`
  }
}

function declarationText({ kind, name, id }: Declaration, inFunction: boolean): string {
  if (kind === 'class') return `class ${name} { static toString() { return '${name}#${id}' } }`
  if (kind === 'function') return `function ${name}() {}\n${name}.toString = () => '${name}#${id}'`
  return `${kind === 'const' || (kind === 'var' && inFunction) ? kind : 'let'} ${name} = '${name}#${id}'`
}

function leafText({ kind, id, versions }: Leaf, { number, kept }: Version, around: Lexical): string {
  const lexical = { method: ofMethod, getter: ofMethod, classMethod: ofMethod, function: ofFunction, generator: ofFunction, asyncGenerator: ofFunction, field: { arguments: false, super: true } }[kind] ?? around
  const body = actsText(versions[kept?.get(id) ?? number]!, lexical)
  switch (kind) {
    case 'function': return `const leaf${id} = function () {\nconst $o = [];${body}\nreturn $o }\nleaves.push([${id}, leaf${id}])`
    case 'method': return `const o${id} = { leaf${id}() {\nconst $o = [];${body}\nreturn $o } }\nleaves.push([${id}, o${id}.leaf${id}])`
    case 'getter': return `const o${id} = { get leaf${id}() {\nconst $o = [];${body}\nreturn $o } }\nleaves.push([${id}, () => o${id}.leaf${id}])`
    case 'generator': return `const leaf${id} = function* () {\nconst $o = [];${body}\nyield* $o }\nleaves.push([${id}, () => [...leaf${id}()]])`
    case 'async': return `const leaf${id} = async () => {\nconst $o = [];${body}\nreturn $o }\nleaves.push([${id}, leaf${id}])`
    case 'asyncGenerator': return `const leaf${id} = async function* () {\nconst $o = [];${body}\nyield* $o }\nleaves.push([${id}, () => Array.fromAsync(leaf${id}())])`
    case 'field': return `class F${id} { tag = 'f${id}'; leaf${id} = () => {\nconst $o = [];${body}\nreturn $o } }\nleaves.push([${id}, new F${id}().leaf${id}])`
    case 'classMethod': return `class F${id} { tag = 'm${id}'; leaf${id}() {\nconst $o = [];${body}\nreturn $o } }\nleaves.push([${id}, () => new F${id}().leaf${id}()])`
    case 'parameter': return `const leaf${id} = ($o = (() => { const $o = [];${body}\nreturn $o })()) => $o\nleaves.push([${id}, leaf${id}])`
    default: return `const leaf${id} = () => {\nconst $o = [];${body}\nreturn $o }\nleaves.push([${id}, leaf${id}])`
  }
}

const actsText = (all: readonly Act[], lexical: Lexical): string => all.map(act => `\ntry { ${actText(act, lexical)} } catch ($e) { $o.push($e.name) }`).join('')

/** Values are told as texts, so that classes and functions show who they are. */
function actText({ do: what, name, id, inner }: Act, lexical: Lexical): string {
  const rest = (inside = lexical): string => actsText(inner, inside)
  if (what === 'arguments' && !lexical.arguments || what === 'super' && !lexical.super) return `$o.push($s(${name}))`
  switch (what) {
    case 'this': return `$o.push(this?.tag ?? typeof this)`
    case 'arguments': return `$o.push(arguments.length, $s(arguments[0]))`
    case 'new.target': return `$o.push(typeof new.target)`
    case 'super': return `$o.push(super.hi?.())`
    case 'write': return `${name} = 'w#${id}'`
    case 'add': return `${name} += '!'; ${name}++`
    case 'shorthand': return `$o.push($s({ ${name} }.${name}))`
    case 'destructure': return `[${name} = 0] = ['w#${id}']`
    case 'object': return `({ ${name} = 0 } = { ${name}: 'w#${id}' })`
    case 'renamed': return `({ a: ${name}, ...b } = { a: 'w#${id}' })`
    case 'typeof': return `$o.push(typeof ${name})`
    case 'each': return `for (${name} of ['w#${id}']);`
    case 'call': return `$o.push(${name}.bold?.(), $s(${name}))`
    case 'local': return `let ${name} = 'l#${id}';${rest()}`
    case 'late': return `(() => { $o.push($s(${name})); var ${name};${rest()} })()`
    case 'block': return `{ const ${name} = 'l#${id}';${rest()} }${rest()}`
    case 'nested': return `((${name}) => {${rest()} })('p#${id}');${rest()}`
    case 'default': return `((p = ${name}, q = () => ${name}) => { $o.push($s(p), $s(q())); var ${names[id % 3]};${rest()} })()`
    case 'named': return `(function ${name}() {${rest(ofFunction)} })()`
    case 'caught': return `try { throw 'c#${id}' } catch (${name}) {${rest()} }`
    case 'label': return `${name}: for (const x of [1]) { $o.push($s(${name})); break ${name} }`
    default: return `$o.push($s(${name}))`
  }
}

const moduleText = (scopes: readonly Scope[], version: Version): string =>
  `export const leaves = []\nconst $s = value => typeof value !== 'function' ? String(value) : Object.hasOwn(value, 'toString') ? value.toString() : \`function \${value.name}\`\nlet a = 'a', b = 'b'\nexport function build() {\n${scopes.map(scope => scopeText(scope, version, ofFunction)).join('\n')}\n}\n`

interface Program { leaves: [number, () => unknown][], build(): void }

const built = ({ build }: Program): void => build.call({ tag: 'build' } as never)

async function results(leaves: Program['leaves']): Promise<unknown[]> {
  const all: unknown[] = []
  for (const [id, leaf] of leaves) all.push([id, await leaf()])
  return all
}

suite('patched closures read and write the variables that a fresh run would', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'livecoding-captures-')))
  let files = 0
  let engine: Engine
  before(() => { engine = start({ root: folder, watch: false }) })
  after(() => engine.stop())
  const write = (text: string, path = join(folder, `${files++}.mjs`)): string => {
    writeFileSync(path, text)
    return path
  }
  const load = async (path: string): Promise<Program> => await import(pathToFileURL(path).href) as Program
  const fresh = (text: string): Promise<Program> => import(`data:text/javascript,${encodeURIComponent(text)}//${files++}`) as Promise<Program>

  const scopes = gen().map(generate => {
    count = 0
    const pick: Pick = (...values) => generate(constantFrom, ...values) as never
    return [makeScope(pick, 2), makeScope(pick, 1)]
  })

  test('nested scopes with shadowing', { timeout: 1_000_000 }, async () => {
    const runs = Number(process.env['RUNS'] ?? 150)
    let told = 0
    let compared = 0
    await check(asyncProperty(scopes, async made => {
      const path = write(moduleText(made, { number: 0 }))
      const program = await load(path)
      built(program)
      const kept = new Map<number, number>()
      const edits = count % 3 === 0 ? 2 : 1
      for (let number = 1; number <= edits; number++) {
        const edited = moduleText(made, { number })
        write(edited, path)
        const report = await engine.update([path])
        assert.equal(report.status, 'applied', `${JSON.stringify(report.problems)}\n${moduleText(made, { number: 0 })}\nedited:\n${edited}`)
        const left = new Set(report.problems.flatMap(({ code, line }) => code === 'LC2101' ? Number(/leaf(\d+)(?: = |\(\) \{)/.exec(edited.split('\n')[line! - 1]!)?.[1]) : []))
        // Code that the first edit made, and that no closure may have, is told of too: then nobody can say who kept what.
        pre(number === 1 || left.size === 0)
        kept.clear()
        for (const id of left) kept.set(id, number - 1)
      }
      told += kept.size
      // Closures inside a leaf that keeps its code may follow all the same.
      pre(!leavesOf(made).some(leaf => kept.has(leaf.id) && hasSites(leaf.versions[kept.get(leaf.id)!]!)))
      const text = moduleText(made, { number: edits, kept })
      const expected = await fresh(text)
      built(expected)
      compared++
      const [got, wanted] = [await results(program.leaves), await results(expected.leaves)]
      assert.deepEqual(got, wanted, `got:    ${JSON.stringify(got)}\nwanted: ${JSON.stringify(wanted)}\n${moduleText(made, { number: 0 })}\nedited:\n${text}`)
    }), { numRuns: runs, seed, endOnFailure: process.env['SEED'] !== undefined, interruptAfterTimeLimit: Math.max(15_000, runs * 100) })
    if (process.env['RUNS']) console.log({ told, compared })
  })
})
