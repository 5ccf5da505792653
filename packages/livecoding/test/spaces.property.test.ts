import assert from 'node:assert/strict'
import { test } from 'node:test'
import { array, assert as holds, asyncProperty, boolean, constantFrom, oneof, option, record, uniqueArray, type Arbitrary } from 'fast-check'
import { registry } from '../src/runtime/registry.ts'
import { library } from './library.ts'
import { seed } from './seed.ts'

const files = ['a', 'b', 'sub/c', 'sub/d', 'sub/deep/e'] as const
const names = ['x', 'y', 'sub', 'deep'] as const

/** What a file gives; with `star` also all that a file outside of the directory exports. */
interface Given { names: string[], star: boolean }
type Doing = { file: typeof files[number], given: Given | undefined } | { outside: string[] }

const given = record({ names: uniqueArray(constantFrom(...names)), star: boolean() })
const doing: Arbitrary<Doing> = oneof(
  { weight: 5, arbitrary: record({ file: constantFrom(...files), given: option(given, { nil: undefined, freq: 3 }) }) },
  { weight: 1, arbitrary: record({ outside: uniqueArray(constantFrom('x', 'z')) }) },
)

/** The rule, as a person would say it: sorted files, the first one keeps a name, and a folder gives its name where no file does. */
function expected(folder: string, has: ReadonlyMap<string, Given>, outside: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const [file, { names: own, star }] of [...has].sort(([a], [b]) => a < b ? -1 : 1)) {
    if (file.slice(0, file.lastIndexOf('/') + 1) !== folder) continue
    for (const name of own) if (!found.has(name)) found.set(name, `${file} ${name}`)
    for (const name of star ? outside : []) if (!found.has(name)) found.set(name, own.includes(name) ? `${file} ${name}` : `outside ${name}`)
  }
  for (const file of has.keys()) {
    const [below] = file.startsWith(folder) ? file.slice(folder.length).split('/').slice(0, -1) : []
    if (below !== undefined && !found.has(below)) found.set(below, `folder ${folder}${below}`)
  }
  return new Map([...found].sort(([a], [b]) => a < b ? -1 : 1))
}

test('a namespace is after any saves what its files say', async () => {
  const { code, write, save, remove } = library()
  let count = 0
  await holds(asyncProperty(array(doing, { minLength: 4, maxLength: 20 }), async doings => {
    const [root, top] = [`server${++count}`, `lib${count}`]
    const text = (file: string, each: Given): string => [...each.names.map(name => `export const ${name} = '${file} ${name}'`), each.star ? `export * from '${'../'.repeat(file.split('/').length)}outside${count}.ts'` : '', ''].join('\n')
    const textOutside = (own: readonly string[]): string => own.map(name => `export const ${name} = 'outside ${name}'\n`).join('')
    const has = new Map<string, Given>([['a', { names: ['x'], star: true }]])
    let outside: string[] = ['x', 'z']
    write(`outside${count}.ts`, textOutside(outside))
    write(`${root}/a.ts`, text('a', has.get('a')!))
    await code.addDirectory(root, top)
    const space = code.namespace(top)
    for (const each of doings) {
      let report
      if ('outside' in each) {
        outside = each.outside
        report = await save(`outside${count}.ts`, textOutside(outside))
      } else if (each.given) {
        report = await save(`${root}/${each.file}.ts`, text(each.file, each.given))
        has.set(each.file, each.given)
      } else if (has.delete(each.file)) report = await remove(`${root}/${each.file}.ts`)
      assert.ok(!report || report.status === 'applied', JSON.stringify(report?.problems))
      const check = (folder: string, object: Record<string, unknown>): void => {
        const wanted = expected(folder, has, outside)
        assert.deepEqual(Object.keys(object), [...wanted.keys()], `names of ${folder}`)
        for (const [name, said] of wanted) {
          if (said.startsWith('folder')) check(`${folder}${name}/`, object[name] as Record<string, unknown>)
          else assert.equal(object[name], said)
        }
      }
      check('', space)
    }
  }), { numRuns: 30, seed })
})

test('a file that comes to a large namespace costs no look at the others', async () => {
  const { code, write, save } = library()
  for (let number = 0; number < 200; number++) write(`many/f${number}.ts`, `${number > 0 ? `import { C${number - 1} } from 'many'\n` : ''}export class C${number} ${number % 30 > 0 ? `extends C${number - 1} ` : ''}{}`)
  await code.addDirectory('many', 'many')
  const many = code.namespace('many')
  const [directory] = registry()!.host!.world.directories.filter(({ namespace }) => namespace === 'many')
  const { accepts } = directory!
  let asked = 0
  directory!.accepts = name => {
    asked++
    return accepts(name)
  }
  let read = 0
  const { C100 } = Object.getOwnPropertyDescriptors(many)
  const model = registry()!.host!.world.spaces.get('many')!.module.current
  for (const each of model.exports.values()) Object.defineProperty(each, 'from', { get: (from => () => { read++; return from })(each.from) })
  await save('many/new.ts', "import { C199 } from 'many'\nexport class New extends C199 {}")
  assert.ok(many['New'])
  assert.ok(asked < 40, `asked for ${asked} files`)
  assert.ok(read < 40, `read ${read} exports`)
  assert.equal(Object.getOwnPropertyDescriptor(many, 'C100')?.get, C100?.get)
  read = 0
  await save('many/new.ts', "import { C198 } from 'many'\nexport class New extends C198 { more() {} }")
  assert.ok(asked < 80 && read < 40, `asked for ${asked} files, read ${read} exports`)
})
