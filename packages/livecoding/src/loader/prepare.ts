import { relative } from 'node:path'
import { after } from '../1-watch/time.ts'
import { analyse } from '../3-analyse/model.ts'
import { oxc } from '../3-analyse/oxc.ts'
import { unreadable } from '../3-analyse/settings.ts'
import { lostBy } from '../graph/graph.ts'
import { moduleOf } from '../graph/modules.ts'
import { problem } from '../messages/message.ts'
import type { World } from '../world.ts'
import { linkSome } from './requests.ts'
import type { Resolver } from './resolve.ts'

/** A program that has just started has other things to do. */
const patience = 250

/** A longer text would take more than a moment. */
const longest = 20_000

/**
 * What the first save needs and a start does not: the parser, who imports whom, and a word where tsconfig.json cannot be read. It is done ahead, in steps that the
 * program hardly notices; a save that comes earlier does it itself. Gives what calls the rest off.
 */
export function prepare(world: World, resolver: Resolver): () => void {
  const steps: (() => boolean)[] = [
    () => linkSome(world, resolver, 250),
    () => {
      lostBy(world, { models: new Map(), deleted: new Set(), revived: new Set() })
      return true
    },
    () => {
      oxc()
      return true
    },
    () => {
      tellUnreadable(world)
      return true
    },
    // The first analysis is the slowest one: V8 has not seen its code yet.
    () => {
      const model = moduleOf(world, world.entry)?.current
      if (model && model.text.length <= longest) analyse(model.path, model.text, model.format)
      return true
    },
  ]
  const next = (): void => {
    if (steps[0]?.()) steps.shift()
    if (steps.length > 0) cancel = after(5, next)
  }
  let cancel = after(patience, next)
  return () => cancel()
}

function tellUnreadable(world: World): void {
  const entry = moduleOf(world, world.entry)
  const found = entry && unreadable(entry.path)
  if (!found) return
  const tsconfig = relative(world.root, found.tsconfig)
  world.lifecycle.report(problem('LC3108', { tsconfig, reason: found.reason }, { file: tsconfig }))
}
