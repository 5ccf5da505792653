import { inspect } from 'node:util'
import { message } from './message.ts'
import type { Code, Values } from './messages.ts'

/** An error of a public function, with the code of its problem: what is wrong, then what to do. */
export function fault<C extends Code>(code: C, values: Values[C], cause?: unknown): Error & { code: C } {
  const { message: text, hint } = message(code, values)
  return Object.assign(new Error(`${code} ${text} ${hint}`, cause === undefined ? {} : { cause }), { code })
}

/** Programs without types give anything. @throws Error LC3215 */
export function demand(isGood: boolean, call: string, name: string, value: unknown, wanted: string): void {
  if (!isGood) throw fault('LC3215', { call, name, value: inspect(value, { depth: 0 }), wanted })
}

export const areTexts = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.every(each => typeof each === 'string'))
