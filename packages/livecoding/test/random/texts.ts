import { chainOf, meant, specifierOf, type EffectItem, type Entry, type Expression, type FactoryItem, type FunctionItem, type Item, type Module, type Program, type VariableItem } from './program.ts'
import { classText } from './class-text.ts'
import { closures } from './closures.ts'
import { subscriptions } from './listener-text.ts'
import { loopText } from './loop-text.ts'
import { enumText, spaceNames, spaceText } from './space-text.ts'
import { isAnonymous, sayExpression, sayName, type Imports } from './say.ts'
import { bodies } from './shapes.ts'

interface Ways { imports?: Imports, plain?: boolean }

/** The code of an item as one line; `§number` marks where a type may stand, `‹ as number›` what else only types are made of. */
export function textOf(program: Program, module: Module, given: Item, { imports = new Map(), plain = false }: Ways = {}): string {
  const item = isAnonymous(program, module, given) ? { ...given, name: '' } : given
  const say: Say = (expression, own = []) => sayExpression({ program, module, item, imports, own }, expression)
  switch (item.kind) {
    case 'statement': return `$log.push(${item.value});\n`
    case 'effect': return effectText(item, module, say)
    case 'function': {
      if (!item.lazy || item.flavour !== 'async') return functionText(item, say, writtenBy(program, item))
      const late: Imports = new Map()
      const loads = (): string => [...late].map(([file, names]) => `const { ${[...names].map(([outside, inside]) => `${outside}: ${inside}`).join(', ')} } = await import('${specifierOf(module, file)}'); `).join('')
      return functionText(item, (expression, own = []) => sayExpression({ program, module, item, imports: late, own, lazy: true }, expression), writtenBy(program, item), loads)
    }
    case 'variable': return item.name === '' ? `${valueText(item, say)};\n` : `${item.declares} ${declarator(item, say)};\n`
    case 'namespace': return spaceText(item, say(item.body, spaceNames(item)), plain)
    case 'factory': return factoryText(item, say)
    case 'loop': return loopText(item, say(item.body, ['n']))
    case 'enum': return enumText(item, plain)
    case 'class': {
      const parent = chainOf(program, item)[1]
      return classText(item, { parent, says: parent && sayName({ program, module, item, imports, own: [] }, parent), say, plain })
    }
  }
}

const callees: Partial<Record<EffectItem['form'], string>> = { once: 'bus.emitter.once', process: 'process.on', target: 'bus.target.addEventListener', interval: 'setInterval', timeout: 'setTimeout', hot: 'import.meta.hot?.dispose', record: 'bus.record' }
/** How a report names the callback. */
export const calleeOf = ({ form }: EffectItem): string => callees[form] ?? 'bus.emitter.on'

function effectText(item: EffectItem, module: Module, say: Say): string {
  const { form, value, body } = item
  if (form === 'hot') return module.format === 'module' ? `import.meta.hot?.dispose(bus.end(${value}));\n` : 'void bus;\n'
  const event = value % 2 === 0 ? `'random-ask'` : `'random-tell'`
  if (form in subscriptions) return subscriptions[form as keyof typeof subscriptions](event, value, say(body))
  const callback = `(x§any = ${value}) => ${say(body)}`
  if (form === 'record') return `bus.record(${value}, ${callback});\n`
  return form === 'interval' || form === 'timeout' ? `${calleeOf(item)}(${callback}, 1e8);\n` : `${calleeOf(item)}(${event}, ${callback});\n`
}

/** `var5 = 5`, by a pattern where it has one, and what is declared beside it. */
function declarator(item: VariableItem, say: Say): string {
  const { name, pattern, twin } = item
  const value = valueText(item, say)
  const first = pattern === undefined ? `${name} = ${value}` : { object: `{ v: ${name} } = { v: ${value} }`, array: `[${name}] = [${value}]`, default: `{ ${name} = ${value} } = { v: 1 }` }[pattern].replace(' = {', '§any = {')
  return twin === undefined ? first : `${first}, ${name}_twin = ${twin}`
}

type Say = (expression: Expression, own?: readonly string[]) => string

/** The state of its own module that a function writes. */
export function writtenBy(program: Program, { id, writes }: FunctionItem): string | undefined {
  const written = writes === undefined ? undefined : meant(program, id, writes)
  const isHere = written?.kind === 'variable' && written.type === 'number' && written.declares !== 'const' && program.modules.some(({ items }) => items.includes(written) && items.some(each => each.id === id))
  return isHere ? written.name : undefined
}

function functionText({ name, form, flavour, second, pattern, shape, body, id }: FunctionItem, say: Say, written: string | undefined, loads = (): string => ''): string {
  const list = `(x§number = 1${second === undefined ? '' : pattern ? `, { y = ${second}, z: [w = 1] = [] }§any = {}` : `, y§number = ${second}`})`
  const give = (value: string): string => flavour === 'generator' ? `yield ${value}; yield x;` : `return ${value};`
  const bump = written === undefined ? '' : `${written} = (${written} + 1) % 1000; `
  const generic = '‹<T extends object = object>›'
  const said = second === undefined ? say(body) : `(${say(body)} + y)`
  const inside = loads() + bump + bodies[shape]({ said, id, give })
  const [async, star] = [flavour === 'async' ? 'async ' : '', flavour === 'generator' ? '*' : '']
  if (form === 'declaration') return `${async}function${star} ${name}${generic}${list} { ${inside} }\n`
  const [head, end] = name === '' ? ['(', ')'] : [`const ${name} = `, '']
  if (form === 'expression' || star) return `${head}${async}function${star} ${generic}${list} { ${inside} }${end};\n`
  return `${name === '' ? '' : head}${async}${generic}${list}§any => { ${inside} };\n`
}

/** What makes the value of a variable. */
export function valueText({ type, value, entries }: VariableItem, say: Say): string {
  switch (type) {
    case 'object': return `{ ${entries.map(entryText).join(', ')} }‹ satisfies object as any›`
    case 'map': return `new Map([${entries.map(({ key, value: each, inner, form }) => `['${key}', ${inner ? `{ ${inner.map(entryText).join(', ')} }` : elementText(form, each)}]`).join(', ')}])`
    case 'array': return `[${entries.map(entry => elementText(entry.form, entry.value)).join(', ')}]‹ as any[]›`
    case 'set': return `new Set‹<number>›([${entries.map(entry => entry.value).join(', ')}])`
    case 'called': return `Math.abs(${say(value)})`
    default: return say(value)
  }
}

const elementText = (form: Entry['form'], value: number): string => form === undefined ? String(value) : form === 'arrow' ? `() => ${value}` : `function () { return ${value}; }`

function entryText(entry: Entry): string {
  const { key, value, form } = entry
  switch (form) {
    case 'getter': return `get ${key}() { return ${value}; }`
    case 'pair': return `get ${key}() { return ${value}; }, set ${key}(v§number) { (this‹ as any›).set_${key} = v + ${value}; }`
    case 'method': return `${key}() { return ${value}; }`
    case 'arrow': return `${key}: () => ${value}`
    case undefined: return plainEntry(entry)
  }
}

const plainEntry = ({ key, value, inner }: Entry): string => `${key}: ${inner ? `{ ${inner.map(entryText).join(', ')} }` : value}`

/** What the variable of a factory is called. */
const countOf = ({ called }: FactoryItem): string => called === undefined ? 'n' : `n_${called}`
const reachOf = (item: FactoryItem): string => `get: () => ${countOf(item)}, set: (v§number) => { ${countOf(item)} = v; }`

/** The variables that the code of a factory uses, but for `n`, which all of it reaches. */
export function usedBy(program: Program, module: Module, item: FactoryItem): Set<string> {
  const code = textOf(program, module, item).replace(/^.*? = kept; (const more = [^;]*; )?/, '')
  return new Set(['kept', 'more'].filter(name => new RegExp(`\\b${name}\\b`).test(code)))
}

function factoryText(item: FactoryItem, say: Say): string {
  const { name, form, more, body } = item
  const n = countOf(item)
  const own = ['kept', n, ...more === undefined ? [] : ['more']]
  const declared = more === undefined ? '' : `const more = kept + ${more}; `
  return `function ${name}(kept§number) { let ${n} = kept; ${declared}${closures[form]({ said: say(body, own), reach: reachOf(item) })} }\n`
}
