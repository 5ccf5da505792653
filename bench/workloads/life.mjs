import { World } from './own/world.mjs'

/** A game of life, in classes with private fields. */
const world = new World(96, 64)

export function work() {
  for (let count = 0; count < 200; count++) world.step()
}
