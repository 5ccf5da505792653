import { nameOf, type Class, type Member } from './hierarchy.ts'

/** The files of a hierarchy: the second one imports from the first. `plain`: as Node without the engine can read it. */
export function sourceOf(classes: readonly Class[], files: number, plain = false): string[] {
  const cut = files === 1 ? classes.length : Math.ceil(classes.length / 2)
  const parts = [classes.slice(0, cut), classes.slice(cut)].slice(0, files)
  return parts.map((part, file) => {
    const above = file === 0 ? '' : `import { ${classes.slice(0, cut).map((_, index) => `C${index}`).join(', ')} } from './FIRST'\n`
    return `import { EventEmitter } from 'node:events'\n${above}const key = number => \`k\${number}\`\n${part.map((each, index) => classText(each, index + file * cut, plain)).join('\n')}\n`
  })
}

function classText(each: Class, index: number, plain: boolean): string {
  const { parent, members } = each
  const heritage = parent === undefined ? '' : ` extends ${typeof parent === 'number' ? `C${parent}` : parent}`
  const lines = [constructorText(each), ...members.map((member, place) => memberText(each, index, member, place, plain))]
  return `export class C${index}${heritage} {\n${lines.filter(line => line !== '').map(line => `  ${line}\n`).join('')}}`
}

/** Something that stands before a member and can be read there. */
function earlier({ members }: Class, place: number, onClass: boolean): string | undefined {
  const found = members.slice(0, place).findLast(other => other.static === onClass && (other.kind === 'field' || other.kind === 'private' || other.kind === 'accessor'))
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
    case 5: return onClass ? ` = C${index}.name` : ` = super.m0?.() ?? 'none'`
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
    case 'accessor': {
      const written = valueText(each, index, member, place)
      const value = plain && written !== '' ? ` = ({ ${name}:${written.slice(2)} }).${name}` : written
      return plain ? `${side}#of_${name}${value};\n  ${side}get ${name}() { return this.#of_${name} }\n  ${side}set ${name}(to) { this.#of_${name} = to }` : `${side}accessor ${name}${value};`
    }
    case 'computed': return `${side}[key('${name}')]${valueText(each, index, member, place)};`
    case 'getter': return `${side}get ${name}() { ${bodyText(each, member, index)} }`
    case 'method': case 'private method': return `${side}${form === 3 ? '*' : ''}${name}() { ${form === 3 ? `yield ${number}` : bodyText(each, member, index)} }`
    case 'block': return form < 4 ? `static { this.b${number} = ${form} }` : ''
  }
}

function bodyText({ members }: Class, { form, number, static: onClass, kind }: Member, index: number): string {
  const hidden = members.filter(other => other.static === onClass && other.kind === 'private')
  const calls = members.filter(other => other.static === onClass && other.kind === 'private method')
  switch (form) {
    case 0: return `return 'one ${number}'`
    case 1: return `return typeof super.${onClass ? 's' : ''}m${number}`
    case 2: return kind === 'private method' ? `return 'hidden'` : `return [${calls.map(other => `typeof this.${nameOf(other)}()`).join(', ')}]`
    case 4: return `return [${hidden.map(other => `typeof this.${nameOf(other)}`).join(', ')}]`
    case 5: return `return [${hidden.map(other => `${nameOf(other)} in this`).join(', ')}]`
    case 6: return `return () => [typeof this, C${index}.name]`
    default: return `return 'many ${number}'`
  }
}

function constructorText({ parent, constructorForm: form, members }: Class): string {
  const set = members.filter(({ kind, static: onClass }) => kind === 'private' && !onClass).map(member => `this.${nameOf(member)} ??= n`).join('; ')
  const derived = parent !== undefined
  const call = parent === 'Map' || parent === 'Array' || parent === 'EventEmitter' ? 'super()' : 'super(n, m)'
  switch (form) {
    case 1: return `constructor(n) { ${derived ? `${call.replace(', m', '')}; ` : ''}this.set = n }`
    case 2: return `constructor(n = 7, m = n) { ${derived ? `const late = [n, m]; ${call}; ` : 'const late = [n, m]; '}this.late = late }`
    case 3: return derived ? `constructor(n, m) { const up = () => ${call}; up(); this.up = n; ${set} }` : `constructor(n) { ${set} }`
    case 4: return derived ? `constructor(n, m) { if (n > 1) ${call}; else { ${call}; this.low = 1 } this.n = new.target.name }` : 'constructor(n) { this.n = new.target.name }'
    case 5: return derived ? `constructor(n, m) { try { ${call} } finally { m = 0 } ${set} }` : `constructor({ length } = 'abc') { this.length3 = length }`
    case 6: return derived ? `constructor(n, m) { ${call}; ${set}; this.said = super.m0?.() ?? arguments.length }` : `constructor(n, m) { ${set}; this.said = super.toString === Object.prototype.toString }`
    case 7: return derived ? `constructor(...all) { ${call.replace('n, m', '...all')}; this.all = all.length }` : 'constructor(...all) { this.all = all.length }'
    case 8: return derived ? `constructor(n, m) { ${call}; if (n === 5) return { other: n } }` : 'constructor(n) { if (n === 5) return { other: n } }'
    default: return ''
  }
}
