import { born } from './born.ts'
import { channelListeners } from './channel.ts'
import { datagrams } from './datagram.ts'
import { emitterListeners } from './emitter.ts'
import { targetListeners } from './event-target.ts'
import { immediates } from './immediate.ts'
import { iterators } from './iterator.ts'
import { loading } from './loading.ts'
import { moments } from './moment.ts'
import { observers } from './observer.ts'
import { processes } from './process.ts'
import { servers } from './server.ts'
import { stays } from './stays.ts'
import type { Tap } from './tap.ts'
import { timers } from './timer.ts'
import { fileWatchers } from './watch-file.ts'
import { watchers } from './watch.ts'

/** All that makes effects. */
export const taps: readonly Tap[] = [
  ...timers, ...immediates, ...emitterListeners, ...targetListeners, ...channelListeners, ...observers, ...servers, ...datagrams, ...watchers,
  ...fileWatchers, ...iterators, ...moments, ...processes, ...stays, ...born, ...loading
]
