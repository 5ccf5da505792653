import type { Model, Request } from '../3-analyse/shapes.ts'

/** Specifiers of long lists of requests: a module that imports a whole large program is asked once for each import. */
const long = new WeakMap<readonly Request[], ReadonlySet<string>>()

/** Whether a model imports something by this specifier. */
export function asksBy({ requests }: Model, specifier: string): boolean {
  if (requests.length < 20) return requests.some(request => request.specifier === specifier)
  let specifiers = long.get(requests)
  if (!specifiers) long.set(requests, specifiers = new Set(requests.map(request => request.specifier)))
  return specifiers.has(specifier)
}
