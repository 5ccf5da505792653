import { Space } from './own/space.mjs'

const space = new Space(120)

/** Bodies that attract each other: small classes, many short-lived vectors, inheritance. */
export function work() {
  for (let count = 0; count < 24; count++) space.tick(0.01)
}
