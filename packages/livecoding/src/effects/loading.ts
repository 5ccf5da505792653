import Module from 'node:module'
import type { Tap } from './tap.ts'

/**
 * What a required module does while it is loaded belongs to it, not to the statement that happened to require it first:
 * it is loaded once. A managed module that is loaded in there enters and leaves for itself.
 */
export const loading: Tap[] = [{
  target: Module.prototype,
  key: 'load',
  nodeToo: true,
  around({ recording, proceed }) {
    const { owner } = recording
    recording.owner = undefined
    try {
      return recording.outside(proceed)
    } finally {
      recording.owner = owner
    }
  }
}]
