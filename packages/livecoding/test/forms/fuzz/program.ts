/**
 * Small random programs that say what they do: `t(value)` logs and gives the value back. Every loop is bounded, and every
 * program is the same for the same seed.
 */
export function program(seed: number, sloppy = false): string {
  return new Writer(seed, sloppy).program()
}

/** What the grammar allows at a place. */
interface Here {
  depth: number
  /** Variables that can be read; those that can be written. */
  names: readonly string[]
  writable: readonly string[]
  kind: 'module' | 'function' | 'async' | 'generator' | 'asyncGenerator'
  /** Around is a method, a constructor that must call `super()`, or a function that has `arguments`. */
  method: boolean
  own: boolean
  labels: readonly string[]
  loop: boolean
  privates: readonly string[]
}

class Writer {
  #state: number
  #count = 0
  readonly #sloppy: boolean
  constructor(seed: number, sloppy: boolean) {
    this.#state = (seed * 2654435761 + 12345) >>> 0
    this.#sloppy = sloppy
  }

  program(): string {
    const here: Here = { depth: 0, names: ['t'], writable: [], kind: 'module', method: false, own: false, labels: [], loop: false, privates: [] }
    return `${this.statements(this.#sloppy ? { ...here, kind: 'function' } : here, 4 + this.below(6))}\n`
  }

  // mulberry32
  #random(): number {
    this.#state = (this.#state + 0x6D2B79F5) >>> 0
    let x = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61)
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296
  }

  below(n: number): number { return Math.floor(this.#random() * n) }
  chance(p: number): boolean { return this.#random() < p }
  one<T>(list: readonly T[]): T { return list[this.below(list.length)]! }
  fresh(prefix: string): string { return `${prefix}${this.#count++}` }

  /** White space, with comments that look like code. */
  gap(): string {
    return this.chance(0.9) ? ' ' : this.one(['  ', ' /* ) */ ', ' /* { */ ', ' // }\n ', '\n', ' /* => */ ', '\t', ' /* "use strict" */ '])
  }

  statements(here: Here, count: number): string {
    let inside = here
    let out = ''
    for (let i = 0; i < count; i++) {
      const { text, names = [], writable = [] } = this.statement(inside)
      inside = { ...inside, names: [...inside.names, ...names], writable: [...inside.writable, ...writable] }
      out += text + this.one([';\n', ';\n', '\n', ' ;', ';'])
    }
    return out
  }

  block(here: Here, count = 1 + this.below(3)): string {
    return `{${this.gap()}${this.statements({ ...here, depth: here.depth + 1 }, count)}}`
  }

  statement(here: Here): { text: string, names?: string[], writable?: string[] } {
    const deep = here.depth > 3
    const e = (): string => this.expression(here)
    const kinds = ['say', 'say', 'say', 'let', 'const', 'var', 'assign', ...deep ? [] : ['if', 'for', 'of', 'in', 'do', 'try', 'switch', 'function', 'function', 'class', 'class', 'label', 'block', 'pattern', 'throw', 'return', 'jump', 'awaitLoop', 'bare']]
    switch (this.one(kinds)) {
      case 'let': case 'var': {
        const name = this.fresh('v')
        return { text: `${this.chance(0.5) ? 'let' : 'var'} ${name}${this.gap()}=${this.gap()}${e()}`, names: [name], writable: [name] }
      }
      case 'const': {
        const name = this.fresh('c')
        return { text: `const ${name} =${this.gap()}${e()}`, names: [name] }
      }
      case 'pattern': {
        const [a, b, c] = [this.fresh('p'), this.fresh('p'), this.fresh('p')]
        return { text: this.one([`let { a: ${a} = ${e()}, ...${b} } = { b: ${e()}, c: ${e()} }, ${c} = ${e()}`, `let [${a}, ${b} = ${e()}, ...${c}] = [${e()}, , 3]`, `var { ${a} = ${e()}, [${JSON.stringify(b)}]: ${b} } = {}, ${c}`]), names: [a, b, c], writable: [a, b, c] }
      }
      case 'assign': {
        if (here.writable.length === 0) return { text: `t(${e()})` }
        const name = this.one(here.writable)
        return { text: this.one([`${name} = ${e()}`, `${name} ??= ${e()}`, `${name} ||= ${this.anonymous(here)}`, `[${name}] = [${e()}]`, `({ ${name} } = { ${name}: ${e()} })`, `({ x: ${name} = ${this.anonymous(here)} } = {})`, `${name} += 'x'`]) }
      }
      case 'if': return { text: `if (${e()})${this.gap()}${this.chance(0.6) ? this.block(here) : `t(${e()})`}${this.chance(0.5) ? `\nelse ${this.chance(0.6) ? this.block(here) : `t(${e()})`}` : ''}` }
      case 'for': {
        const name = this.fresh('i')
        return { text: `for (${this.chance(0.7) ? 'let' : 'var'} ${name} = 0;${this.gap()}${name} < ${1 + this.below(3)}; ${name}++)${this.gap()}${this.body({ ...here, names: [...here.names, name] })}` }
      }
      case 'of': {
        const name = this.fresh('o')
        return { text: `for (${this.one(['const', 'let', 'var'])} ${this.one([name, `[${name} = 1]`, `{ x: ${name} = 2 }`])} of ${this.one([`[[${e()}], {}]`, `[[1], [[2]]].flat()`, `new Set([[3]])`])})${this.gap()}${this.body({ ...here, names: [...here.names, name] })}` }
      }
      case 'in': {
        const name = this.fresh('k')
        return { text: `for (${this.one(['const', 'let', 'var'])} ${name} in { a: 1, b: ${e()} })${this.gap()}${this.body({ ...here, names: [...here.names, name] })}` }
      }
      case 'do': {
        const name = this.fresh('n')
        return { text: `let ${name} = 0; ${this.chance(0.5) ? `do ${this.body({ ...here, names: [...here.names, name] })}\nwhile (${name}++ < 1)` : `while (${name}++ < 2) ${this.body({ ...here, names: [...here.names, name] })}`}`, names: [name] }
      }
      case 'awaitLoop': {
        if (!this.waits(here)) return { text: `t(${e()})` }
        const [name, inner] = [this.fresh('w'), this.fresh('x')]
        const inside = { ...here, names: [...here.names, name, inner], writable: [...here.writable, inner], loop: true, depth: here.depth + 1 }
        const wait = here.kind === 'generator' ? 'yield' : 'await'
        return { text: `for (let ${name} = 0; ${name} < 2; ${name}++) { ${this.chance(0.5) ? 'let' : 'const'} ${inner} = ${wait} ${this.atom(here)}; ${this.statements({ ...inside, writable: here.writable }, 2)}${this.chance(0.5) ? `t(() => ${name});` : ''} }` }
      }
      case 'try': return { text: `try ${this.block(here)} catch${this.one([' {', ' (e) { t(e);', ' ({ message }) { t(message);'])} t(${e()}) }${this.chance(0.4) ? ` finally { t(${e()}) }` : ''}` }
      case 'switch': return { text: `switch (${e()}) { case ${e()}: t(${e()}); ${this.chance(0.5) ? 'break;' : ''} default: ${this.statements({ ...here, depth: here.depth + 1 }, 1)} case ${e()}: t(${e()}) }` }
      case 'throw': return { text: this.chance(0.3) ? `if (${e()}) throw ${e()}` : `t(${e()})` }
      case 'return': return { text: here.kind === 'module' ? `t(${e()})` : `if (t(${this.below(2)})) return ${this.chance(0.8) ? e() : ''}` }
      case 'jump': return { text: here.loop && this.chance(0.7) ? `if (t(${this.below(2)})) ${this.one(['break', 'continue'])}` : here.labels.length > 0 ? `if (t(${this.below(2)})) break ${this.one(here.labels)}` : `t(${e()})` }
      case 'label': {
        const name = this.fresh('l')
        return { text: `${name}: ${this.chance(0.5) ? this.block({ ...here, labels: [...here.labels, name], loop: here.loop }) : `for (const q of [1, 2]) ${this.block({ ...here, labels: [...here.labels, name], loop: true, names: [...here.names, 'q'] })}`}` }
      }
      case 'block': return { text: this.block(here) }
      case 'function': {
        const name = this.fresh('f')
        return { text: this.functionText(here, name, true), names: [name] }
      }
      case 'class': {
        const name = this.fresh('C')
        return { text: this.classText({ ...here, names: [...here.names, name] }, name), names: [name] }
      }
      case 'bare': return { text: this.one([`(${e()})`, `[${e()}].forEach(t)`, `\`\${${e()}}\``, `void ${this.one(here.names)}`, `-${this.atom(here)}`, `/re/.test(${this.atom(here)})`, `(() => t(${e()}))()`, `!function () { ${this.statements(this.inFunction(here, 'function', []), 1)} }()`, `new class { constructor() { t(${this.atom(here)}) } }`]) }
      default: return { text: `t(${e()})` }
    }
  }

  /** The body of a loop. */
  body(here: Here): string {
    const inside = { ...here, loop: true }
    return this.chance(0.7) ? this.block(inside) : `t(${this.expression(inside)})`
  }

  waits({ kind }: Here): boolean { return kind !== 'function' }

  inFunction(here: Here, kind: Here['kind'], names: readonly string[], change: Partial<Here> = {}): Here {
    return { ...here, kind, names: [...here.names, ...names], writable: [...here.writable, ...names], labels: [], loop: false, depth: here.depth + 1, method: false, own: true, ...change }
  }

  expression(here: Here): string {
    if (here.depth > 4) return this.atom(here)
    const inner = { ...here, depth: here.depth + 1 }
    const e = (): string => this.expression(inner)
    const a = (): string => this.atom(here)
    const kinds: (() => string)[] = [
      a, a, a, () => `t(${e()})`, () => `${a()} + ${a()}`, () => `(${e()}, ${e()})`, () => `${a()} ? ${e()} : ${e()}`, () => `${a()} && ${a()}`, () => `(${a()} ?? ${e()})`,
      () => `[${e()}, ...[${e()}]]`, () => `{ a: ${e()}, ...{ b: ${e()} }, ${this.property(inner)} }`, () => `\`<\${${e()}}>\``, () => `((s, ...v) => [...s, ...v])\`a\${${e()}}b\``,
      () => this.call(inner), () => this.call(inner), () => this.arrow(inner), () => this.arrow(inner), () => this.functionText(inner, this.chance(0.5) ? '' : this.fresh('g'), false), () => `(${this.classText(inner, this.chance(0.5) ? '' : this.fresh('D'))})`,
      () => `typeof ${a()}`, () => `${a()}?.x?.[${a()}]`, () => `new ${this.classText(inner, '')}(${a()})`, () => `(${this.arrow(inner)})(${e()}, ${a()})`, () => `(${this.functionText(inner, '', false)}).call(${a()}, ${a()})`,
    ]
    if (here.writable.length > 0) kinds.push(() => `(${this.one(here.writable)} = ${e()})`, () => `${this.one(here.writable)}++`)
    if (here.kind === 'async' || here.kind === 'asyncGenerator' || here.kind === 'module') kinds.push(() => `await ${a()}`, () => `(await ${e2(e())})`)
    if (here.kind === 'generator' || here.kind === 'asyncGenerator') kinds.push(() => `(yield ${e()})`, () => `(yield* [${a()}])`)
    if (here.method) kinds.push(() => 'super.x', () => `super.toString?.call(${a()})`)
    if (here.own) kinds.push(() => 'arguments.length', () => 'arguments[0]', () => 'new.target === undefined', () => '(() => arguments[0])()', () => '(() => new.target)() === undefined')
    if (here.privates.length > 0) kinds.push(() => `(${this.one(here.privates)} in Object(${a()}))`, () => `this?.${this.one(here.privates)}`)
    const text = this.one(kinds)()
    return text.startsWith('{') ? `(${text})` : text
  }

  anonymous(here: Here): string {
    return this.one([() => this.arrow(here), () => this.functionText(here, '', false), () => this.classText(here, '')])()
  }

  atom(here: Here): string {
    return this.one([() => String(this.below(5)), () => this.one(["'s'", 'null', 'undefined', 'true', '0', '1n', '{}.x', '[]']).replace('{}.x', '({}).x'), () => this.one(here.names), () => this.one(here.names), () => this.one(here.names), () => 'this'])()
  }

  call(here: Here): string {
    return this.one([`t(${this.atom(here)})`, `String(${this.atom(here)})`, `[1, 2].map(${this.arrow(here)})`, `(${this.functionText(here, '', false)})(${this.atom(here)})`, `({ m${this.rest(here, 'function', true)} }).m(${this.atom(here)})`, `[...(${this.generator(here)})(${this.atom(here)})].length`, `(${this.arrow(here)})()`])
  }

  generator(here: Here): string { return `function*${this.rest(here, 'generator')}` }

  property(here: Here): string {
    const key = this.one(['m', "'n o'", '3', '[`k`]', 'get', 'async', 'static'])
    return this.one([() => `${key}${this.rest(here, 'function', true)}`, () => `get ${this.one(['g', '[`g`]'])}() ${this.functionBody(this.inFunction(here, 'function', [], { method: true }))}`, () => `async ${key === 'async' ? 'am' : key}${this.rest(here, 'async', true)}`, () => `*${key}${this.rest(here, 'generator', true)}`, () => `${key}: ${this.anonymous(here)}`, () => `set s(v) { t(v) }`])()
  }

  parameters(here: Here): { text: string, names: string[] } {
    const names: string[] = []
    const param = (): string => {
      const name = this.fresh('a')
      const said = { ...here, names: [...here.names, ...names], writable: [], depth: here.depth + 2 }
      const text = this.one([() => name, () => name, () => `${name} =${this.gap()}${this.expression(said)}`, () => `{ x: ${name} = ${this.expression(said)} } = {}`, () => `[${name}] = [${this.expression(said)}]`])()
      names.push(name)
      return text
    }
    const list = Array.from({ length: this.below(3) }, param)
    if (this.chance(0.2)) {
      const name = this.fresh('r')
      list.push(this.chance(0.7) ? `...${name}` : `...[${name}]`)
      names.push(name)
    }
    return { text: `(${list.join(', ')}${list.length > 0 && this.chance(0.1) && !list.at(-1)!.startsWith('...') ? ',' : ''})`, names }
  }

  /** Parameters and body. */
  rest(here: Here, kind: Here['kind'], method = false): string {
    const plain = { ...here, kind: kind === 'generator' || kind === 'asyncGenerator' || kind === 'async' ? 'function' as const : kind, method, own: true }
    const { text, names } = this.parameters(plain)
    return `${text}${this.gap()}${this.functionBody(this.inFunction(here, kind, names, { method }))}`
  }

  functionBody(here: Here): string {
    const directive = this.chance(0.05) && !this.#sloppy ? `'other directive'${this.one([';', '\n'])}` : ''
    return `{ ${directive}${this.statements(here, 1 + this.below(3))}${this.chance(0.6) ? `return ${this.expression(here)}` : ''} }`
  }

  functionText(here: Here, name: string, declared: boolean): string {
    const kind = this.one(['function', 'function', 'async', 'generator', 'asyncGenerator'] as const)
    const text = `${kind.startsWith('async') ? 'async ' : ''}function${kind.toLowerCase().endsWith('generator') ? '*' : ''} ${name}${this.rest({ ...here, names: name === '' ? here.names : [...here.names, name] }, kind)}`
    return declared ? text : `(${text})`
  }

  arrow(here: Here): string {
    const kind = this.chance(0.75) ? 'function' : 'async'
    const inside = (names: readonly string[]): Here => this.inFunction(here, kind, names, { method: here.method, own: here.own })
    const body = (names: string[]): string => this.chance(0.5) ? this.functionBody(inside(names)) : this.expression(inside(names))
    if (this.chance(0.3)) {
      const name = this.fresh('b')
      return `(${kind === 'async' ? 'async ' : ''}${name}${this.one([' ', '/* c */'])}=>${this.gap()}${body([name])})`
    }
    const { text, names } = this.parameters({ ...here, kind: 'function' })
    return `(${kind === 'async' ? 'async ' : ''}${text}${this.one([' ', ''])}=>${this.gap()}${body(names)})`
  }

  classText(here: Here, name: string): string {
    const parent = this.chance(0.4) ? this.one(['Array', 'Object', 'class { x = 1; get y() { return t(2) } }', 'null', 'Map', `t(class {})`]) : ''
    const privates = this.chance(0.5) ? [this.fresh('#p')] : []
    const inside: Here = { ...here, kind: 'function', privates: [...here.privates, ...privates], labels: [], loop: false, method: true, own: false, depth: here.depth + 1 }
    const value = (): string => this.expression({ ...inside, own: false })
    const method = (head: string, kind: Here['kind'] = 'function'): string => `${head}${this.rest(inside, kind, true)}`
    const members = Array.from({ length: this.below(4) }, () => this.one([
      () => method(this.one(['m', 'n', "'q r'", '[`k`]', 'static s', 'static'])), () => method('async am', 'async'), () => method('*gm', 'generator'), () => `get y() ${this.functionBody(this.inFunction(inside, 'function', [], { method: true }))}`,
      () => `${this.one(['x', 'static x', 'z', "'w'", '[`v`]'])} = ${value()};`, () => `${this.one(['x', 'static q', 'u'])};`, () => `static { ${this.statements({ ...inside, own: false }, 1)} }`,
    ])())
    for (const each of privates) members.push(this.one([() => `${each} = ${value()};`, () => method(`${each}`), () => `static ${each} = ${value()};`])())
    if (this.chance(0.5)) {
      const { text, names } = this.parameters({ ...inside, own: true })
      const body = this.inFunction(inside, 'function', names, { method: parent !== '' && parent !== 'null' ? false : true })
      members.push(`constructor${text} { ${parent === '' ? '' : `${this.chance(0.2) ? `t(${this.atom({ ...body, names: here.names }).replace('this', '1')});` : ''}super(${this.chance(0.3) ? `...[${this.below(3)}]` : ''});`}${this.statements(body, 1 + this.below(2))}${this.chance(0.1) ? 'return {}' : ''} }`)
    }
    return `class ${name}${parent === '' ? '' : ` extends ${parent}`} {${members.join(this.one(['\n', ' ', ';']))}}`
  }
}

/** A conditional or an arrow function after `await` needs parentheses. */
const e2 = (text: string): string => `(${text})`
