import type Picocolors from 'picocolors'
import { library } from '../library.ts'

const picocolors = library<typeof Picocolors>('picocolors')

export type Colours = ReturnType<typeof Picocolors.createColors>

/**
 * Whether to colour what is written to a stream, decided as most tools do: `NO_COLOR` wins, then `FORCE_COLOR`, else
 * a terminal that can. (What picocolors decides by itself is about standard output and reads the program's arguments.)
 */
export function wantsColour(env: NodeJS.ProcessEnv, terminal: boolean): boolean {
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR'] !== undefined) return env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== 'false'
  return terminal && env['TERM'] !== 'dumb'
}

export function colours(enabled: boolean): Colours {
  return picocolors().createColors(enabled)
}
