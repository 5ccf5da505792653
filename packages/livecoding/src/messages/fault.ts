import { message } from './message.ts'
import type { Code, Values } from './messages.ts'

/** An error of a public function, with the code of its problem: what is wrong, then what to do. */
export function fault<C extends Code>(code: C, values: Values[C], cause?: unknown): Error & { code: C } {
  const { message: text, hint } = message(code, values)
  return Object.assign(new Error(`${code} ${text} ${hint}`, cause === undefined ? {} : { cause }), { code })
}
