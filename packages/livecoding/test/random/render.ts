import { chainOf, itemsOf, meant, type ClassItem, type Entry, type Expression, type FactoryItem, type FunctionItem, type Item, type Module, type Program, type VariableItem } from './program.ts'

/** The files of a program by name. `main` gives the namespaces of all modules. */
export function render(program: Program): Map<string, string> {
  const files = new Map(program.modules.map(module => [`${module.name}.ts`, renderModule(program, module)]))
  const names = program.modules.map(({ name }) => name)
  files.set('main.ts', `${names.map(name => `import * as ${name} from './${name}.ts'\n`).join('')}export const modules = () => ({ ${names.join(', ')} })\n`)
  return files
}

function renderModule(program: Program, module: Module): string {
  const { style, items } = module
  const end = style.semicolons ? ';' : ''
  const imports = new Map<string, Map<string, string>>()
  const texts = items.map(item => {
    const code = layOut(textOf(program, module, item, imports), module)
    const comment = style.comments ? `// item ${item.id}, which is ${item.kind === 'variable' ? `a ${item.type}` : 'here'}\n` : ''
    return comment + (exportOf(program, module, item) === 'inline' ? `export ${code}` : code)
  })
  const head = [...imports].map(([from, names]) => style.imports === 'namespace'
    ? `import * as ${from} from './${from}.ts'${end}\n`
    : `import { ${[...names].map(([outside, inside]) => outside === inside ? inside : `${outside} as ${inside}`).join(', ')} } from './${from}.ts'${end}\n`)
  const listed = items.flatMap(item => {
    const form = exportOf(program, module, item)
    return form === 'list' ? [item.name] : form === 'renamed' ? [`${item.name} as ${item.name}Out`] : []
  })
  return [...head, 'const $log: number[] = []\n', ...texts.map(text => `${text}${style.wide ? '\n' : ''}`), ...listed.length > 0 ? [`export { ${listed.join(', ')} }${end}\n`] : [], accessors(module)].join('')
}

/** How everything in a module is reached by those who test it, exported or not. */
function accessors({ items }: Module): string {
  const named = items.filter(item => item.kind !== 'statement')
  const written = named.filter(item => item.kind === 'variable' && item.declares !== 'const')
  return `export function $get(name: string): unknown { switch (name) { ${named.map(({ name }) => `case '${name}': return ${name}; `).join('')}case '$log': return $log; } }
export function $set(name: string, value: any): void { switch (name) { ${written.map(({ name }) => `case '${name}': ${name} = value; break; `).join('')}} }
`
}

/** Who is imported elsewhere is exported. */
function exportOf(program: Program, module: Module, item: Item): Item['exported'] {
  if (item.kind === 'statement') return 'no'
  if (item.exported !== 'no') return item.exported
  const isWanted = itemsOf(program).some(other => other.module !== module && idsIn(other.item).has(item.id) && meant(program, other.item.id, item.id))
  return isWanted ? 'inline' : 'no'
}

function idsIn(item: Item): Set<number> {
  const ids = new Set<number>()
  JSON.stringify(item, (key, value: unknown) => {
    if ((key === 'id' || key === 'parent') && typeof value === 'number') ids.add(value)
    return value
  })
  return ids
}

/** Another layout of the same code. */
function layOut(code: string, { style }: Module): string {
  let text = style.types ? code.replaceAll(/§(\w+)/g, ': $1') : code.replaceAll(/§\w+/g, '')
  if (style.wide) text = text.replaceAll('{ ', '{\n  ').replaceAll('; ', ';\n  ')
  return style.semicolons ? text : text.replaceAll(/;\n/g, '\n')
}

/** The code of an item as one line; `§number` marks where a type may stand. */
export function textOf(program: Program, module: Module, item: Item, imports = new Map<string, Map<string, string>>()): string {
  const say = (expression: Expression, own: readonly string[] = []): string => sayExpression({ program, module, item, imports, own }, expression)
  switch (item.kind) {
    case 'statement': return `$log.push(${item.value});\n`
    case 'function': return functionText(item, say, writtenBy(program, item))
    case 'variable': return `${item.declares} ${item.name} = ${valueText(item, say)};\n`
    case 'factory': return factoryText(item, say)
    case 'class': return classText(program, module, item, imports, say)
  }
}

type Say = (expression: Expression, own?: readonly string[]) => string

/** The state of its own module that a function writes. */
export function writtenBy(program: Program, { id, writes }: FunctionItem): string | undefined {
  const written = writes === undefined ? undefined : meant(program, id, writes)
  const isHere = written?.kind === 'variable' && written.type === 'number' && written.declares !== 'const' && program.modules.some(({ items }) => items.includes(written) && items.some(each => each.id === id))
  return isHere ? written.name : undefined
}

function functionText({ name, form, flavour, second, shape, body, id }: FunctionItem, say: Say, written: string | undefined): string {
  const list = `(x§number = 1${second === undefined ? '' : `, y§number = ${second}`})`
  const value = `${say(body)}${second === undefined ? '' : ' + y'} + ${id}`
  const give = flavour === 'generator' ? `yield ${value}; yield x` : `return ${value}`
  const bump = written === undefined ? '' : `${written} = (${written} + 1) % 1000; `
  const inside = bump + {
    return: `${give};`, local: `const t = ${say(body)} * 2; ${flavour === 'generator' ? `yield t` : `return t + ${id}`};`,
    loop: `let sum = ${id}; for (const v of [1, 2]) { sum += v * (${say(body)}); } ${flavour === 'generator' ? 'yield' : 'return'} sum;`,
    inner: `const inner = (z§number) => z + ${say(body)}; ${flavour === 'generator' ? 'yield' : 'return'} inner(${id}) + inner(x);`,
  }[shape]
  const [async, star] = [flavour === 'async' ? 'async ' : '', flavour === 'generator' ? '*' : '']
  if (form === 'declaration') return `${async}function${star} ${name}${list} { ${inside} }\n`
  if (form === 'expression' || star) return `const ${name} = ${async}function${star} ${list} { ${inside} };\n`
  return `const ${name} = ${async}${list} => { ${inside} };\n`
}

/** What makes the value of a variable. */
export function valueText({ type, value, entries }: VariableItem, say: Say): string {
  switch (type) {
    case 'object': return `{ ${entries.map(entryText).join(', ')} }`
    case 'map': return `new Map([${entries.map(({ key, value: each, inner }) => `['${key}', ${inner ? `{ ${inner.map(entryText).join(', ')} }` : each}]`).join(', ')}])`
    case 'array': return `[${entries.map(entry => entry.value).join(', ')}]`
    case 'set': return `new Set([${entries.map(entry => entry.value).join(', ')}])`
    case 'called': return `Math.abs(${say(value)})`
    default: return say(value)
  }
}

const entryText = ({ key, value, inner }: Entry): string => `${key}: ${inner ? `{ ${inner.map(entryText).join(', ')} }` : value}`

function factoryText({ name, form, more, body }: FactoryItem, say: Say): string {
  const own = ['kept', 'n', ...more === undefined ? [] : ['more']]
  const declared = more === undefined ? '' : `const more = kept + ${more}; `
  const act = { object: `act: (x§number) => ${say(body, own)}`, method: `act(x§number) { return ${say(body, own)} }`, nested: `act: (x§number) => [x].map(v => v + ${say(body, own)})[0]` }[form]
  return `function ${name}(kept§number) { let n = kept; ${declared}return { get: () => n, set: (v§number) => { n = v; }, ${act} }; }\n`
}

function classText(program: Program, module: Module, item: ClassItem, imports: Map<string, Map<string, string>>, say: Say): string {
  const parent = chainOf(program, item)[1]
  const own = item.fields.map(({ key, private: hidden }) => `this.${hidden ? '#' : ''}${key}`)
  const members = [
    ...item.fields.map(({ key, value, private: hidden }) => `${hidden ? '#' : ''}${key}§number = ${value};`),
    ...item.statics.map(({ key, value }) => `static ${key}§number = ${value};`),
    ...item.assigns ? [`given§number; constructor(x§number) { ${parent ? 'super(x); ' : ''}this.given = x; }`] : [],
    ...item.methods.map(({ key, kind, writes, calls, body }) => {
      const target = writes !== undefined && item.fields.find(each => each.key === writes)
      const write = target ? `this.${target.private ? '#' : ''}${writes} += 1; ` : ''
      const above = calls === true && parent?.methods.some(each => each.key === key && each.kind === 'method') ? `super.${key}(x) + ` : ''
      if (kind === 'getter') return `get ${key}() { return ${say(noArgument(body), own)}; }`
      if (kind === 'static') return `static ${key}(x§number) { return ${say(body)}; }`
      return `${key}(x§number) { ${write}return ${above}${say(body, own)}; }`
    }),
  ]
  return `class ${item.name}${parent ? ` extends ${sayName({ program, module, item, imports, own }, parent)}` : ''} { ${members.join(' ')} }\n`
}

/** A getter has no `x`. */
export function noArgument(expression: Expression): Expression {
  switch (expression.say) {
    case 'x': return { say: 'number', value: 3 }
    case 'sum': return { say: 'sum', left: noArgument(expression.left), right: noArgument(expression.right) }
    case 'each': return { say: 'each', inner: noArgument(expression.inner) }
    case 'of': return expression.argument ? { ...expression, argument: noArgument(expression.argument) } : expression
    default: return expression
  }
}

interface Where { program: Program, module: Module, item: Item, imports: Map<string, Map<string, string>>, own: readonly string[] }

function sayExpression(where: Where, expression: Expression): string {
  const say = (inner: Expression): string => sayExpression(where, inner)
  switch (expression.say) {
    case 'number': return String(expression.value)
    case 'x': return where.item.kind === 'variable' ? '2' : 'x'
    case 'own': return where.own.length > 0 ? where.own[expression.pick % where.own.length]! : String(expression.pick)
    case 'sum': return `(${say(expression.left)} + ${say(expression.right)})`
    case 'each': return where.item.kind === 'variable' ? say(expression.inner) : `[1, 2].map(v => v + ${say(expression.inner)}).length`
    case 'of': return sayItem(where, expression, say)
  }
}

/** A use of another item; a variable reads constants alone, so that a fresh start gives it the same value. */
function sayItem(where: Where, { id, pick, argument }: Expression & { say: 'of' }, say: (inner: Expression) => string): string {
  const { program, item } = where
  const other = meant(program, item.id, id, item.kind === 'variable')
  const given = argument ? say(argument) : '1'
  if (!other || other.kind === 'statement') return String(pick)
  if (item.kind === 'variable' && !(other.kind === 'variable' && isConstant(other))) return String(pick)
  const name = (): string => sayName(where, other)
  switch (other.kind) {
    case 'function': return other.flavour === 'plain' ? `${name()}(${given})` : `[${name()}(${given})].length`
    case 'factory': return `${name()}(${given}).act(${pick % 5})`
    case 'class': {
      const methods = other.methods.filter(({ kind }) => kind !== 'static')
      const method = methods[pick % (methods.length || 1)]
      return method ? `new ${name()}(${given}).${method.key}${method.kind === 'getter' ? '' : `(${given})`}` : `[new ${name()}(${given})].length`
    }
    case 'variable': {
      if (other.type === 'object') return other.entries.length > 0 ? `Object.keys(${name()}).length` : String(pick)
      if (other.type === 'map' || other.type === 'set') return `${name()}.size`
      return other.type === 'array' ? `${name()}.length` : name()
    }
  }
}

/** Its value is the same on every fresh start and never changes. */
export const isConstant = ({ declares, type }: VariableItem): boolean => declares === 'const' && (type === 'number' || type === 'computed')

function sayName({ program, module, imports }: Where, other: Item): string {
  const from = program.modules.find(({ items }) => items.includes(other))!
  if (from === module) return other.name
  const outside = exportOf(program, from, other) === 'renamed' ? `${other.name}Out` : other.name
  if (!imports.has(from.name)) imports.set(from.name, new Map())
  const inside = module.style.imports === 'renamed' ? `from_${other.name}` : other.name
  imports.get(from.name)!.set(outside, inside)
  return module.style.imports === 'namespace' ? `${from.name}.${outside}` : inside
}
