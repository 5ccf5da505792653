import { access, makerOf, type ClassItem, type Expression, type Field } from './program.ts'

interface Around { parent: ClassItem | undefined, says: string | undefined, say(expression: Expression, own?: readonly string[]): string, plain: boolean }

/** A class, or a function that makes it and a call of that. */
export function classText(item: ClassItem, around: Around): string {
  const [{ made, name }, make] = [item, makerOf(item)]
  const { says } = around
  const text = (heritage = says): string => `${item.marked === undefined || around.plain ? '' : `@marked(${item.marked}) `}class ${name}‹<T = any>›${heritage === undefined ? '' : ` extends ${heritage}`}‹ implements Shaped› { ‹declare told: T; [key: symbol]: unknown; ›${membersOf(item, around).join(' ')} }`
  const maker = (code: string): string => `const ${name} = ${make}(1);\nfunction ${make}(k§number)§any { ${code} }\n`
  switch (made) {
    case undefined: return `${text().replace('class ', '‹abstract ›class ').replace('‹declare told: T; ', '$&abstract missing(x: number): void; ')}\n`
    case 'function': return maker(`${text()} return ${name};`)
    case 'closure': return maker(`const go = () => ${text()}; return go();`)
    case 'mixin': return maker(`const mixed = (Base§any)§any => ${text('Base')}; return mixed(class { });`)
  }
}

function membersOf(item: ClassItem, { parent, say, plain }: Around): string[] {
  const captured = item.made === undefined ? [] : ['k']
  const own = [...item.fields.map(({ key, private: hidden }) => `this.${hidden ? '#' : ''}${key}`), ...captured]
  const ofClass = [...item.methods.flatMap(({ key, kind }) => kind === 'private static' ? `${item.name}.#${key}(2)` : []), ...item.hidden === undefined ? [] : [`${item.name}.#h${item.hidden}`]]
  const helped = [...own, ...ofClass, ...item.methods.flatMap(({ key, kind }) => kind === 'private' ? `this.#${key}(2)` : kind === 'private accessor' ? `this.#${key}` : []), ...item.brand === undefined ? [] : [`Number(#b${item.brand} in this)`]]
  const isParam = item.assigns && item.param
  return [
    // A parameter property is declared before all fields.
    ...isParam ? [parameterProperties(item, parent !== undefined, plain)] : [],
    ...item.fields.map(field => fieldText(field, plain)),
    ...item.statics.map(({ key, value }) => `‹private ›static ‹readonly ›${key}§number = ${value}‹ as const›;`),
    ...item.hidden === undefined ? [] : [`static #h${item.hidden} = ${item.hidden};`],
    ...item.assigns && !isParam ? [`given§number; ‹constructor(x: number); constructor(x: any); ›constructor(x§number) { ${isDerived(item, parent !== undefined) ? 'super(x); ' : ''}this.given = x; }`] : [],
    ...item.brand === undefined ? [] : [`#b${item.brand} = ${item.brand}; static has(o§any) { return #b${item.brand} in o; }`],
    ...item.marked === undefined || !plain ? [] : [`static { marked(${item.marked})(this); }`],
    ...item.block === undefined ? [] : [`static { bus.blocks.push(${item.block}); }`],
    ...item.methods.map(method => methodText(method, item, { parent, say, plain, own, helped, ofClass, captured })),
    ...plain ? item.methods.filter(({ kind, times }) => times !== undefined && isDecorable(kind)).map(({ key, kind, times, symbol }) => `static { decorated(this${kind === 'static' ? '' : '.prototype'}, ${symbol ? `Symbol.for('${key}')` : `'${key}'`}, ${times}); }`) : [],
  ]
}

const isDerived = ({ made }: ClassItem, hasParent: boolean): boolean => hasParent || made === 'mixin'

const fieldText = ({ key, value, private: hidden, times }: Field, plain: boolean): string =>
  `${times === undefined || plain ? '' : `@times(${times}) `}${hidden ? '#' : '‹public ›'}${key}§number = ${value}${times === undefined || !plain ? '' : ` * ${times}`};`

const modifiers = ['public', 'readonly', 'protected readonly', 'private'] as const

function parameterProperties(item: ClassItem, hasParent: boolean, plain: boolean): string {
  const { id, also } = item
  const above = (name: string): string => isDerived(item, hasParent) ? `super(${name}); ` : ''
  const modifier = modifiers[id % modifiers.length]
  if (!plain) return `constructor(${modifier} given: number${also === undefined ? '' : `, ${modifier} also${also} = ${also}`}) { ${above('given')}}`
  return `given; ${also === undefined ? '' : `also${also}; `}constructor(x${also === undefined ? '' : `, also = ${also}`}) { ${above('x')}this.given = x; ${also === undefined ? '' : `this.also${also} = also; `}}`
}

interface Said extends Omit<Around, 'says'> {
  /** What an instance has; that and private members; private members of the class; variables around it. */
  own: readonly string[]
  helped: readonly string[]
  ofClass: readonly string[]
  captured: readonly string[]
}

function methodText(method: ClassItem['methods'][number], item: ClassItem, { parent, say, plain, own, helped, ofClass, captured }: Said): string {
  const { key, kind, writes, calls, times, symbol, body } = method
  const named = symbol ? access(method) : key
  const target = writes !== undefined && item.fields.find(each => each.key === writes)
  const setter = item.methods.find(each => each.kind === 'private accessor')
  const write = setter && kind === 'method' && writes !== undefined ? `this.#${setter.key} = 3; ` : target ? `this.${target.private ? '#' : ''}${writes} += 1; ` : ''
  const above = calls === true && parent?.methods.some(each => each.key === key && each.kind === 'method' && each.symbol === symbol) ? `super${access(method)}(x) + ` : ''
  const wraps = times === undefined || plain || !isDecorable(kind) && kind !== 'private' ? '' : `@times(${times}) `
  switch (kind) {
    case 'getter': return `${wraps}get ${named}() { return ${say(noArgument(body), helped)}; }`
    case 'static': return `${wraps}static ${named}(x§number) { return ${say(body, captured)}; }`
    case 'setter': return `set ${key}(x§number) { ${target ? `this.${target.private ? '#' : ''}${writes} = ${say(body, own)}; ` : ''}}`
    case 'private accessor': return `get #${key}() { return ${say(noArgument(body), own)}; } set #${key}(x§number) { ${target ? `this.${target.private ? '#' : ''}${writes} = x; ` : ''}}`
    case 'private static': return `static #${key}(x§number) { return ${say(body, captured)}; }`
    case 'static getter': return `static get ${key}() { return ${say(noArgument(body), [...ofClass, ...captured])}; }`
    case 'async': return `async ${key}(x§number) { return ${say(body, helped)}; }`
    case 'generator': return `;*${key}(x§number) { yield ${say(body, helped)}; yield x; }`
    case 'private': return plain && times !== undefined ? `#${key}(x) { return (${say(body, own)}) * ${times}; }` : `${wraps}#${key}(x§number) { return ${say(body, own)}; }`
    case 'accessor': return plain ? `#at_${key} = ${body.say === 'number' ? body.value : 7}; get ${key}() { return this.#at_${key}; } set ${key}(x) { this.#at_${key} = x; }` : `${wraps}accessor ${key} = ${body.say === 'number' ? body.value : 7};`
    case 'method': {
      const overloads = symbol || item.id % 2 === 0 ? '' : `‹${named}(x?: number): any; ${named}(x?: any, y?: any): any; ›`
      // Without semicolons, `[` would go on with the field before.
      return `${symbol ? ';' : ''}${overloads}${wraps}${named}(x§number) { ${write}return ${above}${say(body, helped)}; }`
    }
  }
}

const isDecorable = (kind: ClassItem['methods'][number]['kind']): boolean => ['method', 'getter', 'static', 'accessor'].includes(kind)

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
