import assert from 'node:assert/strict'
import type { Modules } from './held.ts'
import type { Entry, Program } from './program.ts'

type Data = Record<string, unknown>

/** The object of the JSON file, as each module has it that says it: "patched in place like object literals". */
export class HeldData {
  #held = new Map<string, { data: Data, inner: Map<string, unknown> }>()

  follow(modules: Modules, before: Program, after: Program): void {
    const held = new Map<string, { data: Data, inner: Map<string, unknown> }>()
    const wasInner = innerOf(before.data)
    for (const { name } of after.modules) {
      const data = modules[name]!.$get('$data') as Data | undefined
      if (!data) continue
      const known = this.#held.get(name)
      if (known && before.modules.some(each => each.name === name)) {
        assert.equal(data, known.data, `what ${name} has of data.json is another object`)
        for (const key of innerOf(after.data)) if (wasInner.has(key)) assert.equal(data[key], known.inner.get(key), `data.${key} is another object`)
      }
      assert.deepEqual(data, plainOf(after.data), `data.json in ${name}`)
      held.set(name, { data, inner: new Map([...innerOf(after.data)].map(key => [key, data[key]])) })
    }
    this.#held = held
  }
}

const innerOf = (entries: readonly Entry[]): Set<string> => new Set(entries.filter(({ inner }) => inner).map(({ key }) => key))
export const plainOf = (entries: readonly Entry[]): Data => Object.fromEntries(entries.map(({ key, value, inner }) => [key, inner ? plainOf(inner) : value]))
