import type { Site } from './site-shapes.ts'

/** As ECMA-262 15.1.5, ExpectedArgumentCount: parameters before the first default value or rest. */
export function lengthOf({ params }: Site): number {
  const first = params.findIndex(param => param.value !== undefined || param.form === 'rest')
  return first < 0 ? params.length : first
}
