import { inspect, types } from 'node:util'

/** What was thrown, for a person: it may be anything, and throw itself when it is looked at. */
export function describe(thrown: unknown): string {
  try {
    if (isError(thrown)) return `${thrown.name}: ${thrown.message}`
    return thrown instanceof Object || Object(thrown) === thrown ? inspect(thrown, { depth: 1, breakLength: Infinity }) : String(thrown)
  } catch {
    return 'something that cannot be shown'
  }
}

/** Where an error was made, as it says. */
export function stackOf(thrown: unknown): string {
  try {
    return isError(thrown) && typeof thrown.stack === 'string' ? thrown.stack : ''
  } catch {
    return ''
  }
}

const isError = (thrown: unknown): thrown is Error => types.isNativeError(thrown) || (!types.isProxy(thrown) && thrown instanceof Error)
