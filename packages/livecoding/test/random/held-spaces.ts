import assert from 'node:assert/strict'
import type { NamespaceItem } from './program.ts'

type Inner = new () => { f: number, go(x: number): number }
export type Space = Record<string, unknown> & { go(x: number): unknown, Inner?: Inner, Deep?: { d: number, look(x: number): number } }

interface Taken { Inner?: Inner, object?: InstanceType<Inner>, Deep?: NonNullable<Space['Deep']>, look?: (x: number) => number }

/** What was taken out of namespace blocks, by the number of the item. */
export class HeldSpaces {
  readonly #all = new Map<number, Taken>()

  take(id: number, { Inner, Deep }: Space): void {
    this.#all.set(id, { ...Inner && { Inner, object: new Inner() }, ...Deep && { Deep, look: Deep.look } })
  }

  /** What is there still is the same, and does what new things do. */
  check({ id, name }: NamespaceItem, ours: Space, theirs: Space): void {
    const { Inner, object, Deep, look } = this.#all.get(id) ?? {}
    if (ours.Inner && theirs.Inner) {
      assert.deepEqual(told(new ours.Inner()), told(new theirs.Inner()), `new ${name}.Inner`)
      if (Inner) {
        assert.equal(ours.Inner, Inner, `${name}.Inner is another class`)
        assert.equal(object!.go(2), Object.assign(new theirs.Inner(), object).go(2), `a held instance of ${name}.Inner`)
      }
    }
    if (ours.Deep && theirs.Deep) {
      assert.deepEqual([ours.Deep.d, ours.Deep.look(2)], [theirs.Deep.d, theirs.Deep.look(2)], `${name}.Deep`)
      if (Deep) {
        assert.equal(ours.Deep, Deep, `${name}.Deep is another object`)
        assert.equal(look!(3), theirs.Deep.look(3), `held ${name}.Deep.look`)
      }
    }
  }
}

const told = (object: InstanceType<Inner>): unknown => [{ ...object }, object.go(1)]

/** Its members without what is a class, a function or a block. */
export const plainOf = (space: Space): unknown => ({ ...space, go: 0, ...space.Inner && { Inner: 0 }, ...space.Deep && { Deep: 0 } })
