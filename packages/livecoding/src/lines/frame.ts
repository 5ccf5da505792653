import type { LiveModule } from '../live-module.ts'
import type { Sources } from './lines.ts'
import { own, sourceOf } from './region.ts'
import type { Found } from './script.ts'

type CallSite = NodeJS.CallSite

/**
 * Whose a frame is. `program`: a line of the user's; `glue`: what the engine put between the user's lines, a guard;
 * `engine`: files of the engine, and code that it evaluates for itself; `other`: Node, libraries, V8.
 */
export type Frame =
  | { kind: 'program' | 'glue', site: CallSite, file: string, module: LiveModule, found: Found }
  | { kind: 'engine' | 'other', site: CallSite, origin?: string }

export function frameOf(sources: Sources, site: CallSite): Frame {
  const name = site.getScriptNameOrSourceURL() as string | undefined
  if (!name) return site.isEval() ? evaluated(sources, site) : { kind: 'other', site }
  if (name.startsWith('node:')) return { kind: 'other', site }
  if (name.startsWith(own)) return { kind: 'engine', site }
  const module = sources.lines.moduleNamed(sources, name)
  if (!module) return { kind: 'other', site }
  const found = sources.lines.script(module, site.isEval() ? site.getScriptHash() : undefined)?.find(site.getPosition())
  if (!found) return { kind: site.isEval() ? 'engine' : 'other', site }
  return { kind: found.own ? 'program' : 'glue', site, file: name, module, found }
}

/** `eval` in the program tells its place in words: `eval at look (file:///tile.ts:3:7)`. */
function evaluated(sources: Sources, site: CallSite): Frame {
  const origin = site.getEvalOrigin() as string | undefined
  const place = origin && /\(([^()]+):(\d+):(\d+)\)/.exec(origin)
  const module = place && sources.lines.moduleNamed(sources, place[1]!)
  const script = module && sources.lines.script(module, undefined)
  const found = script && place && script.find(script.offset(Number(place[2]), Number(place[3])))
  if (!found) return { kind: 'other', site }
  if (!found.own) return { kind: 'engine', site }
  const now = sources.lines.place(module, found.origin)
  return { kind: 'other', site, origin: origin.replace(place[0], `(${place[1]!}:${now.line}:${now.column})`) }
}

/** What the engine does in the place of V8: a stack of the program never shows it. */
export const standsIn = ({ site }: Frame): boolean => /^(?:runtime|effects|instances)\//.test(sourceOf(site))
