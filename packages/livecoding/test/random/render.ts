import { fileOf, isMade, isInSpace, isNameless, isScript, isTyped, makerOf, spaceOf, specifierOf, starsOf, type Item, type Module, type Program } from './program.ts'
import { commonForms } from './common-text.ts'
import { plainOf } from './held-data.ts'
import { exportOf, isAnonymous, type Imports } from './say.ts'
import { textOf } from './texts.ts'

/** The files of a program by name. `main` gives the namespaces of all modules. `plain`: in the words of a Node that has neither enums nor decorators. */
export function render(program: Program, plain = false): Map<string, string> {
  const texts = program.modules.map(module => [fileOf(module), renderModule(program, module, plain)] as const)
  const files = new Map<string, string>([...texts, ['bus.ts', bus]])
  if (texts.some(([, text]) => text.includes("barrel.ts'"))) files.set('barrel.ts', barrel(program))
  files.set('data.json', `${JSON.stringify(plainOf(program.data), null, 1)}\n`)
  files.set('main.ts', mainText(program, plain))
  return files
}

/** Files of namespaces are reached through them alone, but where Node runs the program by itself. */
function mainText({ modules }: Program, plain: boolean): string {
  const spaced = plain ? [] : modules.filter(isInSpace)
  const direct = modules.filter(module => !spaced.includes(module)).map(module => `import * as ${module.name} from './${fileOf(module)}'\n`)
  const spaces = new Set(['app', ...spaced.map(spaceOf)])
  const imported = spaced.length === 0 ? [] : [...spaces].map(space => `import * as ${space.replace('/', '_')} from '${space}'\n`)
  const members = modules.map(module => {
    const object = spaced.includes(module) ? spaceOf(module).replace('/', '_') : module.name
    return isInSpace(module) ? `${module.name}: { $get: ${object}.$get_${module.name}, $set: ${object}.$set_${module.name} }` : module.name
  })
  return `${[...direct, ...imported].join('')}import * as bus from './bus.ts'\nexport const modules = () => ({ ${[...members, 'bus'].join(', ')} })\nexport const space = ()§any => ${spaced.length === 0 ? 'undefined' : 'app'}\n`.replace('§', ': ')
}

/** What every module may use and no edit touches. */
const bus = `import { EventEmitter } from 'node:events'
export const bus = { emitter: new EventEmitter(), target: new EventTarget(), gone: [] as number[], end: (n: number) => () => { bus.gone.push(n) }, recorded: [] as unknown[], record: (value: number, go: unknown) => { bus.recorded.push({ value, go }) }, blocks: [] as number[], *rounds(n: number): Generator<number> { while (n < 1e6) yield n += 1 }, *pairs(n: number): Generator<number[]> { for (const k of bus.rounds(n)) yield [k] } }
bus.emitter.setMaxListeners(0)
export const times = (n: number): any => (given: any, context: any, descriptor: any) => {
  if (descriptor) return decorated(given, context, n)
  if (context.kind === 'field') return (value: number) => value * n
  const call = (go: any) => function (this: any, ...all: any[]) { return go.apply(this, all) * n }
  return context.kind === 'accessor' ? { ...given, get: call(given.get) } : call(given)
}
export function decorated(holder: any, key: string, n: number): any {
  const { value, get, ...rest } = Object.getOwnPropertyDescriptor(holder, key)!
  const made = get ? { ...rest, get: times(n)(get, {}) } : { ...rest, value: times(n)(value, {}) }
  Object.defineProperty(holder, key, made)
  return made
}
export const marked = (n: number): any => (made: any) => { Object.defineProperty(made, 'mark', { value: n, configurable: true }) }
export const $get = (name: string): unknown => ({ bus })[name]
`

/** Every module again: half of them by \`export *\`, the others name by name. */
const barrel = (program: Program): string => program.modules.map((module, index) => {
  const from = `from './${fileOf(module)}'\n`
  const forms = module.items.map(item => ({ name: item.name, form: exportOf(program, module, item) }))
  const byDefault = forms.filter(({ form }) => form === 'default').map(({ name }) => `export { default as ${name}Default } ${from}`)
  const names = forms.flatMap(({ name, form }) => form === 'no' || form === 'default' ? [] : [form === 'renamed' ? `${name}Out` : name])
  const aliases = names.length > 0 ? `export { ${names.map(name => `${name} as ${name}Alias`).join(', ')} } ${from}` : ''
  return `export * as ${module.name} ${from}${byDefault.join('')}${aliases}${index % 2 === 0 ? `export * ${from}` : `export { ${names.join(', ')} } ${from}`}`
}).join('')

function renderModule(program: Program, module: Module, plain: boolean): string {
  const { style, items, format } = module
  const imports: Imports = new Map()
  const texts = items.map(item => {
    const code = layOut(textOf(program, module, item, { imports, plain }), module)
    const comment = style.comments ? `// item ${item.id}, which is ${item.kind === 'variable' ? `a ${item.type}` : 'here'}\n` : ''
    const form = format === 'module' ? exportOf(program, module, item) : 'no'
    return comment + (isAnonymous(program, module, item) ? `export default ${code}` : overloads(item, module, form) + headOf(code, form))
  })
  if (items.some(item => isAnonymous(program, module, item))) imports.set(`./${fileOf(module)}`, new Map([['*', '$self']]))
  if (items.some(item => item.kind === 'effect' || item.kind === 'class' || item.kind === 'loop' && (item.head === 'of' || item.head === 'each'))) imports.set('./bus.ts', new Map(['bus', 'times', 'decorated', 'marked'].map(name => [name, name])))
  const head = [...imports].map(([key, names]) => {
    const [space, path] = key.startsWith('app') ? key.split(' ') as [string, string] : [undefined, key]
    const file = space !== undefined && !plain ? space : specifierOf(module, path)
    return layOut(`${format !== 'module' ? requireText(file, names, isTyped(module) && !plain) : file.startsWith('await ') ? awaitText(file, names) : importText(file, names)};\n`, module)
  })
  const stars = starsOf(program, module).map(other => layOut(`export * from '${specifierOf(module, `./${fileOf(other)}`)}';\n`, module))
  const created = imports.has('node:module') ? [layOut('const require = createRequire(import.meta.url);\n', module)] : []
  return [...head, ...created, ...stars, ...isTyped(module) ? [typeHead(program, module)] : [], erase('const $log‹: number[]› = []\n', module), ...texts.map(text => `${text}${style.wide ? '\n' : ''}`), ...ends(program, module, plain, imports.has('./data.json'))].join('')
}

/** What a function declaration may have in front of it. */
const overloads = (item: Item, module: Module, form: Item['exported']): string =>
  item.kind === 'function' && item.form === 'declaration' && isTyped(module) ? headOf(`function ${item.name}(x?: number): any\n`, form) + headOf(`function ${item.name}(x?: number, y?: any): any\n`, form) : ''

/** Each block of a namespace or an enum is exported by itself. */
const blocks = /^(?:namespace|(?:const )?enum)\b/gm

const headOf = (code: string, form: Item['exported']): string =>
  form === 'inline' ? code.replaceAll(blocks, 'export $&').replace(/^(?!export )/, 'export ') : form === 'default' && /^(async |function|(@marked\(\d+\) )?(‹?abstract ›?)?class)/.test(code) ? `export default ${code}` : code

const importText = (file: string, names: ReadonlyMap<string, string>): string => {
  const all = [...names]
  const [whole, byDefault] = ['*', 'default'].map(name => names.get(name))
  const listed = all.filter(([outside]) => outside !== '*' && outside !== 'default').map(([outside, inside]) => outside === inside ? inside : `${outside} as ${inside}`)
  const parts = [...byDefault === undefined ? [] : [byDefault], ...whole === undefined ? [] : [`* as ${whole}`], ...listed.length > 0 ? [`{ ${listed.join(', ')} }`] : []]
  const said = `from '${file}'${file.endsWith('.json') ? " with { type: 'json' }" : ''}`
  // A namespace and a list do not stand in one import.
  if (whole !== undefined && listed.length > 0) return `import * as ${whole} ${said}; ${importText(file, new Map(all.filter(([outside]) => outside !== '*')))}`
  return `import ${parts.join(', ')} ${said}`
}

const awaitText = (file: string, names: ReadonlyMap<string, string>): string => `const { ${[...names].map(([outside, inside]) => `${outside}: ${inside}`).join(', ')} } = await import('${file.slice('await '.length)}')`

/** `typed`: in words of TypeScript. */
const requireText = (file: string, names: ReadonlyMap<string, string>, typed: boolean): string => {
  const whole = names.get(file.endsWith('.json') ? 'default' : '*')
  if (typed && whole !== undefined && !file.endsWith('.json')) return `import ${whole} = require('${file}')`
  return `const ${whole ?? `{ ${[...names].map(([outside, inside]) => outside === inside ? inside : `${outside}: ${inside}`).join(', ')} }`} = require('${file}')`
}

/** Types of its own and of others, which no running code sees. */
const typeHead = (program: Program, module: Module): string => {
  const { name, format } = module
  const file = (each: Module): string => specifierOf(module, `./${fileOf(each)}`)
  const others = format === 'module' ? program.modules.filter(each => each.format === 'module' && !isScript(each) && each.name !== name) : []
  const imported = others.map(each => `import type { Told as Told_${each.name} } from '${file(each)}'\nexport type { Told as Of_${each.name} } from '${file(each)}'\n`)
  return `${imported.join('')}${format === 'module' ? 'export ' : ''}type Told = ${others.map(each => `Told_${each.name}`).join(' | ') || 'number'}\ninterface Shaped { told?: unknown }\n`
}

/** What stands at the end of a module: lists of exports, and how everything in it is reached by those who test it, exported or not. */
function ends(program: Program, module: Module, plain: boolean, hasData: boolean): string[] {
  const named = module.items.filter(item => !isNameless(item))
  const written = named.filter(item => item.kind === 'variable' && item.declares !== 'const')
  const [get, set] = [
    `function $get(name§string)§unknown { switch (name) { ${named.flatMap(item => namesOf(item).map(name => `case '${name}': return ${isAnonymous(program, module, item) ? '$self.default' : name}; `)).join('')}${hasData ? `case '$data': return data; ` : ''}case '$log': return $log; } }\n`,
    `function $set(name§string, value§any)§void { switch (name) { ${written.flatMap(namesOf).map(name => `case '${name}': ${name} = value; break; `).join('')}} }\n`,
  ].map(each => erase(each, module)) as [string, string]
  const forms = module.items.map(item => ({ item, name: item.name, form: exportOf(program, module, item) })).filter(({ form }) => form !== 'no')
  if (module.format === 'module') {
    const isListed = ({ item, form }: typeof forms[number]): boolean => form === 'list' || form === 'renamed' || form === 'default' && !isAnonymous(program, module, item) && headOf(textOf(program, module, item), 'default').startsWith('export') === false
    const listed = forms.filter(isListed).map(({ name, form }) => form === 'renamed' ? `${name} as ${name}Out` : form === 'default' ? `${name} as default` : name)
    return [...listed.length > 0 ? [layOut(`export { ${listed.join(', ')} };\n`, module)] : [], ...isInSpace(module) ? [get, set, `export { $get as $get_${module.name}, $set as $set_${module.name} }\n`] : [`export ${get}`, `export ${set}`]]
  }
  const given = [...forms.map(({ name, form }): [string, string] => [form === 'renamed' ? `${name}Out` : name, name]), ['$get', '$get'] as const, ['$set', '$set'] as const]
  return [get, set, ...commonForms[module.format](given, isTyped(module) && !plain).map(each => layOut(each, module))]
}

const namesOf = (item: Item): string[] => [item.name, ...item.kind === 'class' && isMade(item) ? [makerOf(item)] : [], ...item.kind === 'variable' && item.twin !== undefined ? [`${item.name}_twin`] : []]

/** The code with its types, or without. */
const erase = (code: string, module: Module): string => isTyped(module) ? code.replaceAll(/§(\w+)/g, ': $1').replaceAll(/[‹›]/g, '') : code.replaceAll(/§\w+|‹[^›]*›/g, '')

/** Another layout of the same code. */
function layOut(code: string, module: Module): string {
  const { style } = module
  let text = erase(code, module)
  if (style.wide) text = text.replaceAll('{ ', '{\n  ').replaceAll('; ', ';\n  ')
  return style.semicolons ? text : text.replaceAll(/;\n/g, '\n')
}
