import assert from 'node:assert/strict'
import { carried, type Fields } from './history.ts'
import { keyOf, type ClassItem, type Program } from './program.ts'

export type Instance = Record<string, number>
type Method = (x: number) => unknown

/** An instance, what its fields are to be, and methods that were taken out of it, bound to it, by their keys. */
export interface HeldInstance { object: Instance, expected: Fields, methods: Map<PropertyKey, Method> }

interface Of { program: Program, item: ClassItem }

/** Instances of classes by the number of the item: one from its beginning, and some that were made later. */
export class HeldInstances {
  readonly #all = new Map<number, HeldInstance[]>()

  of(id: number): readonly HeldInstance[] { return this.#all.get(id) ?? [] }

  take(item: ClassItem, made: new (x: number) => Instance): void {
    const all = this.#all.get(item.id) ?? []
    if (all.length > 2) all.splice(1, 1)
    const object = new made(3)
    const methods = new Map(item.methods.filter(isBare).map((method): [PropertyKey, Method] => [keyOf(method), (object as unknown as Record<PropertyKey, Method>)[keyOf(method)]!.bind(object)]))
    this.#all.set(item.id, [...all, { object, expected: { ...object }, methods }])
  }

  lose(id: number): readonly HeldInstance[] {
    const lost = this.of(id)
    this.#all.delete(id)
    return lost
  }

  comeBack(all: readonly HeldInstance[], before: Of, after: Of): void {
    this.#all.set(after.item.id, all.map(held => ({ ...held, expected: carried(held.expected, before, after) })))
    this.#keep(before.item, after.item)
  }

  follow(before: Of, after: Of): void {
    for (const held of this.of(after.item.id)) {
      held.expected = carried(held.expected, before, after)
      assert.deepEqual({ ...held.object }, held.expected, `an instance of ${after.item.name}`)
    }
    this.#keep(before.item, after.item)
  }

  /** The program goes on. */
  live(id: number): void {
    for (const held of this.of(id)) {
      for (const key of Object.keys(held.expected)) held.object[key]! += 1
      held.expected = { ...held.object }
    }
  }

  expect(): void {
    for (const [id, all] of this.#all) for (const { object, expected } of all) assert.deepEqual({ ...object }, expected, `an instance of item ${id} after a save that was not applied`)
  }

  /** A method that is gone, or is of another kind, goes on with its old code; what a decorator made of one does, too. */
  #keep(before: ClassItem, after: ClassItem): void {
    const has = ({ methods }: ClassItem, key: PropertyKey): ClassItem['methods'][number] | undefined => methods.find(each => isBare(each) && keyOf(each) === key)
    for (const { methods } of this.of(after.id)) for (const key of methods.keys()) if (has(before, key)?.kind !== has(after, key)?.kind || !has(after, key)) methods.delete(key)
  }
}

const isBare = ({ kind, times }: ClassItem['methods'][number]): boolean => times === undefined && (kind === 'method' || kind === 'async' || kind === 'generator')
