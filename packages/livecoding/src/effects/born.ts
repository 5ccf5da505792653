import { EventEmitter } from 'node:events'
import type { Tap } from './tap.ts'

/** Every emitter, streams and servers too, passes here when it is constructed. */
export const born: Tap[] = [{
  target: EventEmitter,
  key: 'init',
  nodeToo: true,
  around({ self, born, proceed }) {
    if (self instanceof Object) born.add(self)
    return proceed()
  }
}]
