import assert from 'node:assert/strict'
import type { Entry, VariableItem } from './program.ts'

type Code = () => number

/** Functions in literals: one that is edited under its key, or stays what it is in an array, is the same object. What the literal has lost keeps its last code. */
export class HeldEntries {
  readonly #held = new Map<number, Map<string, Code>>()

  /** `was`: the literal of before, if it is the same variable. */
  follow(id: number, item: VariableItem, value: unknown, was?: VariableItem): void {
    const known = this.#held.get(id)
    const now = functionsIn(item, value)
    for (const [key, code] of now) {
      const [before, after] = [was, item].map(each => each?.entries.find(entry => entry.key === key))
      const isSame = was?.type === item.type && before?.form === after!.form && (item.type !== 'array' || before!.value === after!.value)
      if (isSame && known?.has(key)) assert.equal(code, known.get(key), `${item.name}.${key} is another function`)
    }
    const there = new Set(now.values())
    for (const [key, code] of known ?? []) {
      const had = was?.entries.find(entry => entry.key === key)
      if (had && !there.has(code)) assert.ok([had.value, ...item.entries.map(each => each.value)].includes(code()), `${item.name}.${key}, which is gone, gives ${code()}`)
    }
    this.#held.set(id, now)
  }
}

const isCode = ({ form }: Entry): boolean => form === 'method' || form === 'arrow'

function functionsIn({ type, entries }: VariableItem, value: unknown): Map<string, Code> {
  const at = (key: string, index: number): unknown => type === 'map' ? (value as Map<string, unknown>).get(key) : (value as Record<string, unknown>)[type === 'array' ? index : key]
  return new Map(['object', 'map', 'array'].includes(type) ? entries.flatMap((entry, index): [string, Code][] => isCode(entry) ? [[entry.key, at(entry.key, index) as Code]] : []) : [])
}
