import { CONSTRUCTS } from '../3-analyse/globals.ts'
import type { LiveModule } from '../live-module.ts'
import { CallSite, correctOrigin, type Correction } from './callsite.ts'
import { frameOf, standsIn, type Frame } from './frame.ts'
import type { Sources } from './lines.ts'
import type { Place } from './place.ts'
import type { Origin } from './script.ts'
import { constructorPlace, siteAt } from './sites.ts'

type Own = Extract<Frame, { kind: 'program' | 'glue' }>

/** A frame that is shown: where, and under whose name. */
interface Shown { frame: Frame, origin?: Origin, by?: Own }

/** The program's own frames of an error that it made or met; `plain`: the line that made it is as V8 has it. */
export interface Trace { frames: Pick<Own, 'module' | 'found'>[], plain: boolean }

const fields = '<instance_members_initializer>'

/**
 * The stack as a fresh start of the files would show it. A call that passes through a guard has two frames, new code
 * and the function that holds it: one is left, with the place of the one and the name of the other.
 *
 *     at Object.p2 [as m0s1] (clock.ts:4:20)     new code
 *     at tick (clock.ts:1:1197)                  its guard     ->  at tick (clock.ts:4:37)
 *     at main.ts:12:3                                              at main.ts:12:3
 */
export function correctFrames(sources: Sources, sites: readonly NodeJS.CallSite[]): { sites: NodeJS.CallSite[], trace?: Trace } {
  const frames = sites.map(site => frameOf(sources, site))
  // A guard throws nothing: V8 tells the place of the whole of what stands with the guard in one expression.
  if (frames[0]?.kind === 'glue') frames[0] = { ...frames[0], kind: 'program' }
  if (frames.every(frame => frame.kind === 'other' && frame.origin === undefined)) return { sites: [...sites] }
  const shown = collapse(frames)
  const corrected = shown.map(({ frame, origin, by }) => {
    if (frame.kind === 'program' || frame.kind === 'glue') return new CallSite(correctionOf(frame, sources.lines.place(frame.module, origin!), by))
    return frame.kind === 'other' && frame.origin !== undefined ? correctOrigin(frame.site, frame.origin) : frame.site
  })
  const own = shown.map(({ frame }) => frame).filter((frame): frame is Own => frame.kind === 'program')
  if (own.length === 0 || shown[0]!.frame !== own[0]) return { sites: corrected }
  const { module, found, site } = own[0]!
  const plain = frames[0] === own[0] && found.same && sources.lines.place(module, found.origin).line === site.getLineNumber()
  return { sites: corrected, trace: { frames: own.map(frame => ({ module: frame.module, found: frame.found })), plain } }
}

function collapse(frames: readonly Frame[]): Shown[] {
  // An error of the engine itself is shown whole.
  const whole = frames[0]?.kind === 'engine' && !standsIn(frames[0])
  const shown: Shown[] = []
  let program: Shown | undefined
  let behind = 0
  for (const [index, frame] of frames.entries()) {
    if (frame.kind === 'program') {
      behind = shown.push(program = { frame, origin: frame.found.origin })
    } else if (frame.kind === 'glue') {
      if ([frame.found.piece?.id, CONSTRUCTS].includes(frame.site.getFunctionName() ?? '')) continue
      const free = program && !program.by && program.frame.site.getFunctionName() !== fields
      if (free && frame.site.isAsync()) program!.by = frame
      // Between new code and its guard there is only V8: `next` of a generator.
      else if (free && shown.slice(behind).every(({ frame: { site } }) => !site.getFileName())) {
        program!.by = frame
        shown.length = behind
      } else if (frame.site.isConstructor()) shown.push({ frame, origin: constructorPlace(frame.found.origin), by: frame })
    } else if (whole || (frame.kind === 'other' && !isBetweenEngines(frames, index))) shown.push({ frame })
  }
  return shown
}

/** V8's own `next` of a generator of the engine. */
const isBetweenEngines = (frames: readonly Frame[], index: number): boolean =>
  !frames[index]!.site.getFileName() && frames[index - 1]?.kind === 'engine' && frames[index + 1]?.kind === 'engine'

export const fileOf = ({ kind, path, url }: LiveModule): string => kind === 'cjs' ? path : url

function correctionOf(frame: Own, { module, line, column }: Place, by = frame): Correction {
  const correction: Correction = { site: frame.site, file: fileOf(module), line, column, by: by.site, byFile: by.file }
  const { piece } = by.found
  const said = piece && by.site.getFunctionName()
  // V8 calls a function without a name after the `eval` that it is in, or after the property of the unit.
  if (said === 'eval') return { ...correction, name: null }
  if (!piece || said !== piece.id) return correction
  const whose = siteAt({ placed: piece.placed, at: piece.offset })
  if (whose) return { ...correction, name: whose.name || null }
  return { ...correction, topLevel: true, name: module.kind === 'cjs' ? 'Object.<anonymous>' : null }
}
