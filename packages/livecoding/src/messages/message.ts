import type { Problem } from '../8-report/report.ts'
import { templates, type Code, type Values } from './messages.ts'
import { things } from './things.ts'

export interface Message {
  message: string
  hint: string
}

const placeholder = /%(\w+)(?::([^|%]+)\|([^%]+))?%/g // %name%, %things%, %count:has|have%

/**
 * The words for a problem, filled in.
 *
 * @example
 * message('LC2202', { count: 12, class: 'Door', property: 'lock' }).message
 * // => '12 doors made before this save have no "lock".'
 */
export function message<C extends Code>(code: C, values: Values[C]): Message {
  const given = values as Record<string, string | number>
  const fitting = templates[code].forms.filter(form => names(form).every(name => given[name] !== undefined))
  const form = fitting.reduce((best, next) => (names(next).length > names(best).length ? next : best), fitting[0] ?? missing(code))
  return { message: fill(form.message, given), hint: fill(form.hint, given) }
}

/** The same as a problem of a report, with the severity that its section gives and the place where a person should look. */
export function problem<C extends Code>(code: C, values: Values[C], place: Pick<Problem, 'file' | 'line' | 'column'> = {}): Problem {
  return { severity: templates[code].severity, code, ...message(code, values), ...place }
}

function names(form: Message): string[] {
  const used = [...`${form.message} ${form.hint}`.matchAll(placeholder)].map(([, name = '']) => name)
  return [...new Set(used.flatMap(name => (name === 'things' ? ['count', 'class'] : [name])))]
}

function fill(text: string, given: Record<string, string | number>): string {
  return text.replace(placeholder, (_, name: string, one?: string, many?: string) => {
    if (name === 'things') return things(Number(given['count']), String(given['class']))
    if (one !== undefined && many !== undefined) return given[name] === 1 ? one : many
    return String(given[name])
  })
}

function missing(code: Code): never {
  throw new TypeError(`A value for the message of ${code} is missing`)
}
