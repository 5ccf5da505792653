import { nameOf, type Class, type Member } from './hierarchy.ts'

/** The files of a hierarchy: each imports from those before. `plain`: as Node without the engine can read it. */
export function sourceOf(classes: readonly Class[], files: number, plain = false): string[] {
  const size = Math.ceil(classes.length / files)
  return Array.from({ length: files }, (_, file) => {
    const above = Array.from({ length: file }, (_, before) => classes.slice(before * size, (before + 1) * size).map((_, index) => `C${index + before * size}`))
    const imports = above.map((names, before) => names.length === 0 ? '' : `import { ${names.join(', ')} } from './FILE${before}'\n`).join('')
    return `import { EventEmitter } from 'node:events'\n${imports}const key = number => \`k\${number}\`\n${classes.slice(file * size, (file + 1) * size).map((each, index) => classText(each, index + file * size, plain, index === 0)).join('\n')}\n`
  })
}

/** A file has one default export at the most. */
function classText(each: Class, index: number, plain: boolean, first: boolean): string {
  const { parent, members, written } = each
  const above = parent === undefined ? undefined : typeof parent === 'number' ? `C${parent}` : parent
  const heritage = above === undefined ? '' : ` extends ${above}`
  const lines = [plain && hasParameterProperty(each) ? 'pp;' : '', constructorText(each, plain), ...members.map((member, place) => memberText(each, index, member, place, plain))]
  const body = `{\n${lines.filter(line => line !== '').map(line => `  ${line}\n`).join('')}}`
  switch (written) {
    case 'default': return first ? `export default class C${index}${heritage} ${body}\nexport { C${index} }` : `export class C${index}${heritage} ${body}`
    case 'expression': return `export const C${index} = class${heritage} ${body}`
    case 'named expression': return `export const C${index} = class Named${index}${heritage} ${body}`
    case 'mixin': return above === undefined ? `const make${index} = () => class ${body}\nexport const C${index} = make${index}()` : `const make${index} = Above => class extends Above ${body}\nexport const C${index} = make${index}(${above})`
    default: return `export class C${index}${heritage} ${body}`
  }
}

const hasParameterProperty = ({ constructorForm }: Class): boolean => constructorForm === 9

/** Something that stands before a member and can be read there. */
function earlier({ members }: Class, place: number, onClass: boolean): string | undefined {
  const found = members.slice(0, place).findLast(other => other.static === onClass && (other.kind === 'field' || other.kind === 'private' || other.kind === 'accessor' || other.kind === 'private accessor'))
  return found && `this.${nameOf(found)}`
}

function valueText(each: Class, index: number, { form, static: onClass, number }: Member, place: number): string {
  const before = earlier(each, place, onClass)
  switch (form) {
    case 0: return ''
    case 1: return ` = ${number + 1}`
    case 2: return ` = [${number}, 'x']`
    case 3: return ` = () => typeof this`
    case 4: return before ? ` = \`after \${${before}}\`` : ` = 'first'`
    case 5: return onClass ? ` = ${each.written === 'declaration' || each.written === 'default' ? `C${index}` : 'this'}.name` : ` = super.m0?.() ?? 'none'`
    case 6: return before ? ` = [${before}].length` : ` = key(${number})`
    default: return ` = function () { return ${number} }`
  }
}

function memberText(each: Class, index: number, member: Member, place: number, plain: boolean): string {
  const { kind, number, form, static: onClass } = member
  const name = nameOf(member)
  const side = onClass ? 'static ' : ''
  switch (kind) {
    case 'field': case 'private': return `${side}${name}${valueText(each, index, member, place)};`
    case 'accessor': case 'private accessor': {
      const written = valueText(each, index, member, place)
      const value = plain && written !== '' ? ` = ({ '${name}':${written.slice(2)} })['${name}']` : written
      const kept = `#of_${name.replace('#', '')}`
      return plain ? `${side}${kept}${value};\n  ${side}get ${name}() { return this.${kept} }\n  ${side}set ${name}(to) { this.${kept} = to }` : `${side}accessor ${name}${value};`
    }
    case 'computed': return `${side}[key('${name}')]${valueText(each, index, member, place)};`
    case 'setter': case 'private setter': return `${side}${kind === 'setter' ? '' : 'set '}${name}(value) { this.was${number} = [typeof value, ${form}] }`
    case 'symbol': return `${side}${name}${valueText(each, index, member, place)};`
    case 'private getter': return `${side}get ${name}() { return '${form} of ${number}' }`
    case 'symbol method': return `${side}${name}() { ${bodyText(each, member, index)} }`
    case 'getter': return `${side}get ${name}() { ${bodyText(each, member, index)} }`
    case 'method': case 'private method': return `${side}${form === 3 ? '*' : ''}${name}() { ${form === 3 ? `yield ${number}` : bodyText(each, member, index)} }`
    case 'block': return form < 4 ? `static { this.b${number} = ${form} }` : ''
  }
}

function bodyText({ members }: Class, { form, number, static: onClass, kind }: Member, index: number): string {
  const hidden = members.filter(other => other.static === onClass && nameOf(other).startsWith('#'))
  const calls = members.filter(other => other.static === onClass && (other.kind === 'private method' || other.kind === 'private getter'))
  // What a class was given stays, where a fresh start has what the source says.
  const set = members.filter(other => !onClass && !other.static && (other.kind === 'private setter' || other.kind === 'private accessor' || other.kind === 'private')).map(other => `this.${nameOf(other)} = ${number}; `).join('')
  switch (form) {
    case 0: return `return 'one ${number}'`
    case 1: return `return typeof super.${onClass ? 's' : ''}m${number}`
    case 2: return kind === 'private method' ? `return 'hidden'` : `return [${calls.map(other => `typeof this.${nameOf(other)}${other.kind === 'private method' ? '()' : ''}`).join(', ')}]`
    case 4: return `return [${hidden.map(other => `typeof this.${nameOf(other)}`).join(', ')}]`
    case 5: return `return [${hidden.map(other => `${nameOf(other)} in this`).join(', ')}]`
    case 6: return `return () => [typeof this, C${index}.name]`
    case 7: return `${set}return 'set'`
    default: return `return 'many ${number}'`
  }
}

function constructorText({ parent, constructorForm: form, members }: Class, plain: boolean): string {
  const set = members.filter(({ kind, static: onClass }) => kind === 'private' && !onClass).map(member => `this.${nameOf(member)} ??= n`).join('; ')
  const derived = parent !== undefined
  const call = parent === 'Promise' ? 'super(() => {})' : parent === 'Map' || parent === 'Array' || parent === 'EventEmitter' ? 'super()' : 'super(n, m)'
  switch (form) {
    case 1: return `constructor(n) { ${derived ? `${call.replace(', m', '')}; ` : ''}this.set = n }`
    case 2: return `constructor(n = 7, m = n) { ${derived ? `const late = [n, m]; ${call}; ` : 'const late = [n, m]; '}this.late = late }`
    case 3: return derived ? `constructor(n, m) { const up = () => ${call}; up(); this.up = n; ${set} }` : `constructor(n) { ${set} }`
    case 4: return derived ? `constructor(n, m) { if (n > 1) ${call}; else { ${call}; this.low = 1 } this.n = new.target.name }` : 'constructor(n) { this.n = new.target.name }'
    case 5: return derived ? `constructor(n, m) { try { ${call} } finally { m = 0 } ${set} }` : `constructor({ length } = 'abc') { this.length3 = length }`
    case 6: return derived ? `constructor(n, m) { ${call}; ${set}; this.said = super.m0?.() ?? arguments.length }` : `constructor(n, m) { ${set}; this.said = super.toString === Object.prototype.toString }`
    case 7: return derived ? `constructor(...all) { ${call.replace('n, m', '...all')}; this.all = all.length }` : 'constructor(...all) { this.all = all.length }'
    case 8: return derived ? `constructor(n, m) { ${call}; if (n === 5) return { other: n } }` : 'constructor(n) { if (n === 5) return { other: n } }'
    case 9: {
      const [parameter, set] = plain ? ['pp', 'this.pp = pp; '] : ['public pp', '']
      return derived ? `constructor(${parameter}, m) { ${call.replace('n, m', 'pp, m')}; ${set}this.m = m }` : `constructor(${parameter}, m) { ${set}this.m = m }`
    }
    case 10: return derived ? `constructor(n, m) { ${call}; [this.da, { db: this.db = 3, ...this.others }] = [n, { more: m }]; ${set} }` : `constructor(n, m) { [this.da, { db: this.db = 3, ...this.others }] = [n, { more: m }]; ${set} }`
    default: return ''
  }
}
