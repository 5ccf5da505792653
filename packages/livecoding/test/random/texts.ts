import { access, chainOf, meant, type ClassItem, type EffectItem, type EnumItem, type Entry, type Expression, type FactoryItem, type FunctionItem, type Item, type LoopItem, type Module, type NamespaceItem, type Program, type VariableItem } from './program.ts'
import { closures } from './closures.ts'
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
      const loads = (): string => [...late].map(([file, names]) => `const { ${[...names].map(([outside, inside]) => `${outside}: ${inside}`).join(', ')} } = await import('${file}'); `).join('')
      return functionText(item, (expression, own = []) => sayExpression({ program, module, item, imports: late, own, lazy: true }, expression), writtenBy(program, item), loads)
    }
    case 'variable': return item.name === '' ? `${valueText(item, say)};\n` : `${item.declares} ${declarator(item, say)};\n`
    case 'namespace': return namespaceText(item, say, plain)
    case 'factory': return factoryText(item, say)
    case 'loop': return loopText(item, say)
    case 'enum': return enumText(item, plain)
    case 'class': {
      const parent = chainOf(program, item)[1]
      return classText(item, { parent, says: parent && sayName({ program, module, item, imports, own: [] }, parent), say, plain })
    }
  }
}

/** How a report names the callback. */
export const calleeOf = ({ form }: EffectItem): string => ({ on: 'bus.emitter.on', once: 'bus.emitter.once', process: 'process.on', target: 'bus.target.addEventListener', interval: 'setInterval', timeout: 'setTimeout', hot: 'import.meta.hot?.dispose' })[form]

function effectText(item: EffectItem, module: Module, say: Say): string {
  const { form, value, body } = item
  if (form === 'hot') return module.format === 'module' ? `import.meta.hot?.dispose(bus.end(${value}));\n` : 'void bus;\n'
  const event = value % 2 === 0 ? `'random-ask'` : `'random-tell'`
  const callback = `(x§any = ${value}) => ${say(body)}`
  return form === 'interval' || form === 'timeout' ? `${calleeOf(item)}(${callback}, 1e8);\n` : `${calleeOf(item)}(${event}, ${callback});\n`
}

/** A round gives `[n, value]` and waits; a loop that is made for \`n\` goes on as one that has come that far. */
function loopText({ name, form, head, labelled, body }: LoopItem, say: Say): string {
  const counts = head === 'for' ? '' : 'n += 1; '
  const give = form === 'async' ? `io.tell([n, ${say(body, ['n'])}]); await io.turn();` : `yield [n, ${say(body, ['n'])}];`
  const round = labelled ? `{ ${counts}for (const v of [1, 2]) { if (v > 1) { continue rounds; } ${give} } }` : `{ ${counts}${give} }`
  const named = labelled ? 'rounds: ' : ''
  const loop = named + { while: `while (n < 1e6) ${round}`, for: `for (n += 1;n < 1e6;n++) ${round}`, do: `do ${round} while (n < 1e6);` }[head]
  return `${form === 'generator' ? '' : 'async '}function${form === 'async' ? '' : '*'} ${name}(n§number${form === 'async' ? ', io§any' : ''}) { ${loop} }\n`
}

function namespaceText({ name, entries, count, body }: NamespaceItem, say: Say, plain: boolean): string {
  const [counts, own] = count === undefined ? ['', []] : ['count = (count + 1) % 1000; ', ['count']]
  const go = `function go(x§number) { ${counts}return ${say(body, [...own, ...entries.map(({ key }) => key)])}; }`
  const members = [...count === undefined ? [] : [`let count = ${count};`], ...entries.map(({ key, value }) => `const ${key} = ${value};`), go]
  if (!plain) return `namespace ${name} { ${members.map(each => `export ${each}`).join(' ')} }\n`
  const counter = count === undefined ? '' : 'get count() { return count; }, set count(v) { count = v; }, '
  return `var ${name} = (() => { ${members.join(' ')} return { ${counter}${entries.map(({ key }) => `${key}, `).join('')}go }; })();\n`
}

/** `var5 = 5`, by a pattern where it has one, and what is declared beside it. */
function declarator(item: VariableItem, say: Say): string {
  const { name, pattern, twin } = item
  const value = valueText(item, say)
  const first = pattern === undefined ? `${name} = ${value}` : { object: `{ v: ${name} } = { v: ${value} }`, array: `[${name}] = [${value}]`, default: `{ ${name} = ${value} } = { v: 1 }` }[pattern].replace(' = {', '§any = {')
  return twin === undefined ? first : `${first}, ${name}_twin = ${twin}`
}

const enumText = ({ name, entries, constant }: EnumItem, plain: boolean): string => plain
  ? `const ${name} = { ${entries.map(({ key, value }) => `${key}: ${value}, ${value}: '${key}'`).join(', ')} };\n`
  : `${constant ? 'const ' : ''}enum ${name} { ${entries.map(({ key, value }) => `${key} = ${value}`).join(', ')} }\n`

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
    case 'map': return `new Map([${entries.map(({ key, value: each, inner }) => `['${key}', ${inner ? `{ ${inner.map(entryText).join(', ')} }` : each}]`).join(', ')}])`
    case 'array': return `[${entries.map(entry => entry.value).join(', ')}]‹ as any[]›`
    case 'set': return `new Set‹<number>›([${entries.map(entry => entry.value).join(', ')}])`
    case 'called': return `Math.abs(${say(value)})`
    default: return say(value)
  }
}

function entryText(entry: Entry): string {
  const { key, value, form } = entry
  switch (form) {
    case 'getter': return `get ${key}() { return ${value}; }`
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

function classText(item: ClassItem, { parent, says, say, plain }: { parent: ClassItem | undefined, says: string | undefined, say: Say, plain: boolean }): string {
  const own = item.fields.map(({ key, private: hidden }) => `this.${hidden ? '#' : ''}${key}`)
  const helped = [...own, ...item.methods.flatMap(({ key, kind }) => kind === 'private' ? `this.#${key}(2)` : kind === 'private accessor' ? `this.#${key}` : kind === 'private static' ? `${item.name}.#${key}(2)` : [])]
  const isParam = item.assigns && item.param
  const members = [
    // A parameter property is declared before all fields.
    ...isParam ? [plain ? `given; constructor(x) { ${parent ? 'super(x); ' : ''}this.given = x; }` : `constructor(public given: number) { ${parent ? 'super(given); ' : ''}}`] : [],
    ...item.fields.map(({ key, value, private: hidden }) => `${hidden ? '#' : '‹public ›'}${key}§number = ${value};`),
    ...item.statics.map(({ key, value }) => `‹private ›static ‹readonly ›${key}§number = ${value}‹ as const›;`),
    ...item.assigns && !isParam ? [`given§number; constructor(x§number) { ${parent ? 'super(x); ' : ''}this.given = x; }`] : [],
    ...item.brand === undefined ? [] : [`#b${item.brand} = ${item.brand}; static has(o§any) { return #b${item.brand} in o; }`],
    ...item.block === undefined ? [] : [`static { let t = ${item.block}; t += 1; }`],
    ...item.methods.map(method => {
      const { key, kind, writes, calls, times, symbol, body } = method
      const named = symbol ? access(method) : key
      const target = writes !== undefined && item.fields.find(each => each.key === writes)
      const setter = item.methods.find(each => each.kind === 'private accessor')
      const write = setter && kind === 'method' && writes !== undefined ? `this.#${setter.key} = 3; ` : target ? `this.${target.private ? '#' : ''}${writes} += 1; ` : ''
      const above = calls === true && parent?.methods.some(each => each.key === key && each.kind === 'method' && each.symbol === symbol) ? `super${access(method)}(x) + ` : ''
      const wraps = times === undefined || plain || !isDecorable(kind) ? '' : `@times(${times}) `
      switch (kind) {
        case 'getter': return `${wraps}get ${named}() { return ${say(noArgument(body), helped)}; }`
        case 'static': return `${wraps}static ${named}(x§number) { return ${say(body)}; }`
        case 'setter': return `set ${key}(x§number) { ${target ? `this.${target.private ? '#' : ''}${writes} = ${say(body, own)}; ` : ''}}`
        case 'private accessor': return `get #${key}() { return ${say(noArgument(body), own)}; } set #${key}(x§number) { ${target ? `this.${target.private ? '#' : ''}${writes} = x; ` : ''}}`
        case 'private static': return `static #${key}(x§number) { return ${say(body)}; }`
        case 'static getter': return `static get ${key}() { return ${say(noArgument(body), helped.filter(each => each.startsWith(item.name)))}; }`
        case 'async': return `async ${key}(x§number) { return ${say(body, helped)}; }`
        case 'generator': return `;*${key}(x§number) { yield ${say(body, helped)}; yield x; }`
        case 'private': return `#${key}(x§number) { return ${say(body, own)}; }`
        case 'accessor': return plain ? `#at_${key} = ${body.say === 'number' ? body.value : 7}; get ${key}() { return this.#at_${key}; } set ${key}(x) { this.#at_${key} = x; }` : `accessor ${key} = ${body.say === 'number' ? body.value : 7};`
        // Without semicolons, `[` would go on with the field before.
        case 'method': return `${symbol ? ';' : ''}${wraps}${named}(x§number) { ${write}return ${above}${say(body, helped)}; }`
      }
    }),
    ...plain ? item.methods.filter(({ kind, times }) => times !== undefined && isDecorable(kind)).map(({ key, kind, times, symbol }) => `static { decorated(this${kind === 'static' ? '' : '.prototype'}, ${symbol ? `Symbol.for('${key}')` : `'${key}'`}, ${times}); }`) : [],
  ]
  return `‹abstract ›class ${item.name}‹<T = any>›${says === undefined ? '' : ` extends ${says}`}‹ implements Shaped› { ‹declare told: T; abstract missing(x: number): void; [key: symbol]: unknown; ›${members.join(' ')} }\n`
}

const isDecorable = (kind: ClassItem['methods'][number]['kind']): boolean => kind === 'method' || kind === 'getter' || kind === 'static'

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
