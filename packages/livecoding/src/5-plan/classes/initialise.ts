import type { Member } from '../../3-analyse/class-shapes.ts'
import { memberId } from '../../3-analyse/walk/decorated.ts'
import { initEdits } from '../../instrument/decorate.ts'
import type { TextEdit } from '../../instrument/edits.ts'
import type { Emitted } from '../../instrument/emit.ts'
import { startsDecorated } from '../../instrument/native.ts'
import { membersOnLines } from '../../lines/layout.ts'
import type { Native, NativeField } from '../../live-module.ts'
import type { ClassCode } from './class-draft.ts'
import { withoutDecorators } from './decorators.ts'
import type { Making } from './recipe.ts'
import { whereIs } from '../../3-analyse/where.ts'

/** Code that gives the instance `o` its fields; `head` comes once before it, and makes what it uses. */
export interface Initialisation { head: string, text: string }

const isPublic = (field: { private: boolean }): boolean => !field.private

/** Public fields of the native code that stand where the new text has others, last one first. */
export function inTheWay({ native, fields, moved }: Making): NativeField[] {
  const wanted = fields.filter(isPublic)
  const natives = native.fields.filter(isPublic)
  const odd = natives.findIndex((field, index) => wanted[index] === undefined || moved.has(wanted[index]) || !isSame(field, wanted[index]))
  return odd < 0 ? [] : natives.slice(odd).toReversed()
}

/**
 * Straight-line code for the fields of a new instance that has those of the native code: a field that stands where it
 * stood is assigned, unless the native code has given it the right value; the others are put on by a class made for it.
 * All in the order of the source.
 */
export function initialisation(plan: ClassCode, making: Making): Initialisation {
  const { native, layered, fields } = making
  const trim = inTheWay(making)
  const natives = native.fields.filter(isPublic)
  const kept = natives.slice(0, natives.length - trim.length)
  const wanted = fields.filter(isPublic)
  const steps: { on: 'object' | 'class', members: Member[] }[] = []
  for (const member of fields) {
    const index = wanted.indexOf(member)
    const was = member.private ? native.fields.find(field => field.key === member.key) : kept[index]
    if (isSet(member, was)) continue
    const on = member.private || was ? 'object' : 'class'
    if (steps.at(-1)?.on === on) steps.at(-1)!.members.push(member)
    else steps.push({ on, members: [member] })
  }
  const pieces = steps.map(({ on, members }) => ({ on, id: on === 'class' ? fieldClass(plan, members) : assigning(plan, members) }))
  const text = [
    startsDecorated(plan.after.shape!) ? '$lcD.of($lcC).start(o);' : '',
    layered ? 'i(o);' : '',
    ...trim.map(({ key, computed }, index) => computed ? `if(t${index}!==void 0)delete o[t${index}];` : `delete o[${JSON.stringify(key)}];`),
    ...pieces.map(({ on, id }) => on === 'class' ? `new ${id}(o);` : `${id}.call(o);`),
  ].join('')
  const keys = trim.map(({ key, computed }, index) => computed ? `const t${index}=k(${JSON.stringify(`field [${key}`)});` : '').join('')
  return { head: keys + pieces.map(({ id }) => `const ${id}=v.${id};`).join(''), text }
}

const isSame = (field: NativeField, member: Member): boolean => field.key === member.key && field.computed === member.computed

/** The native code, or the declaration of a private name, has left what the new text says. */
function isSet({ value, own, site, private: hidden, harmless, decorators }: Member, was: Native['fields'][number] | undefined): boolean {
  if (decorators.each.length > 0) return false
  if (was?.harmless === true) return harmless && own === was.own && (site?.deep ?? own) === was.deep
  return value === undefined && (hidden || was !== undefined)
}

/** A class whose one use is to put fields on objects that exist: `class extends $lcB{ symbol = this.kind[0]; }`. */
export function fieldClass(plan: ClassCode, members: readonly Member[]): string {
  const emitted: Emitted[] = []
  const start = members[0]!.start
  const made = `$lc.under($lch,class extends $lcB{constructor($lco){super($lco)}${onLines(plan, start, members.map(member => ({ at: member.start, code: `${fieldText(plan, member, emitted)};` })))}})`
  // A computed key may say what the same save evaluates in front of the class.
  return plan.unit.add(start, members.some(({ computed }) => computed) ? `($lck=>function($lco){return new($lck??=${made})($lco)})()` : made, emitted)
}

/** A field as it is written. */
export function fieldText(code: ClassCode, member: Member, emitted: Emitted[]): string {
  const { start, end } = member.keySpan
  const key = member.computed ? [{ at: start, end, text: keyText(code, member, emitted), swallow: true }] : []
  return code.unit.text(member.start, member.end, member.site?.children ?? [], member.site?.refs ?? [], emitted, undefined, [...key, ...decoratedField(code, member)])
}

/** A decorated field, in new code: its value goes through what its decorators made. */
function decoratedField({ after }: ClassCode, member: Member): TextEdit[] {
  const edits = withoutDecorators(member.decorators)
  if (edits.length > 0 && member.kind === 'field' && !after.shape!.legacy) initEdits(member, '$lcD.of($lcC)', '', edits)
  return edits
}

/** What V8 calls the code of fields in a stack. */
const initialiser = '["<instance_members_initializer>"]'

/** A method that sets fields which the instance has: `f(){this.#locked=(…);}`. */
export function assigning(plan: ClassCode, members: readonly Member[]): string {
  const emitted: Emitted[] = []
  const start = members[0]!.start
  const lines = members.map(member => ({ at: member.start, code: `${assignment(plan, member, emitted)};` }))
  return plan.unit.add(start, `({__proto__:$lch,${initialiser}(){${onLines(plan, start, lines)}}})${initialiser}`, emitted)
}

/** The same for one private field, where it has no value. */
export function filling(plan: ClassCode, member: Member): string {
  const emitted: Emitted[] = []
  return plan.unit.add(member.start, `({__proto__:$lch,${initialiser}(){if(${member.key} in this&&this.${member.key}===void 0){${assignment(plan, member, emitted)}}}})${initialiser}`, emitted)
}

/** A function or class without a name takes it from the field. */
export const takesName = /^\s*(?:async\b|function\b|class\b|\(|[\w$]+\s*=>)/

export function assignment(plan: ClassCode, member: Member, emitted: Emitted[]): string {
  const { unit } = plan
  const value = member.value ? unit.text(member.value.start, member.value.end, member.site?.children ?? [], member.site?.refs ?? [], emitted) : 'void 0'
  if (member.computed) return `{const $lck=${keyText(plan, member, emitted)};this[$lck]=({[$lck]:${value}})[$lck]}`
  if (member.decorators.each.length > 0 && !plan.after.shape!.legacy) {
    const id = JSON.stringify(memberId(member))
    return `this${member.private ? `.${member.key}` : `[${JSON.stringify(member.key)}]`}=$lcD.of($lcC).init(${id},this,(${value}));$lcD.of($lcC).after(${id},this)`
  }
  const [place, name] = member.private ? [`.${member.key}`, member.key] : [`[${JSON.stringify(member.key)}]`, member.key]
  return `this${place}=${takesName.test(value) ? `({[${JSON.stringify(name)}]:${value}})[${JSON.stringify(name)}]` : `(${value})`}`
}

/** A computed key, without its brackets. */
export function keyText({ unit, after }: ClassCode, member: Member, emitted: Emitted[]): string {
  const { start, end } = member.keySpan
  return unit.key(member, `(${unit.text(start, end, [], after.refs.filter(ref => ref.at >= start && ref.at < end), emitted)})`)
}

/** Parts of a piece that begins at `start`, each on the line of its source. */
export function onLines({ placed }: ClassCode, start: number, parts: readonly { at: number, code: string }[]): string {
  const first = whereIs(start, placed).line
  return membersOnLines(parts.map(({ at, code }) => {
    const { line, column } = whereIs(at, placed)
    return { line: line - first + 1, column, code, placed, offset: 0 }
  }))
}
