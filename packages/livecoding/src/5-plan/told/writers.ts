import { givesTo } from '../../3-analyse/items/completes.ts'
import { bareName } from '../../3-analyse/scope/block.ts'
import type { Chunk, Item, Model } from '../../3-analyse/shapes.ts'
import type { Site } from '../../3-analyse/site-shapes.ts'
import { callsPart } from './called.ts'

/** Functions, `register`, and methods of objects and classes, `rooms.add`, with the variable that each gives a value, or something, as it is called. */
export type Writers = ReadonlyMap<string, string>

export function writersIn(model: Model, names: ReadonlyMap<string, string>): Writers {
  const writers = new Map<string, string>()
  for (const { chunk } of model.placed) {
    if (!names.keys().some(name => chunk.source.includes(bareName(name)))) continue
    for (const item of chunk.items) {
      for (const [called, site] of calledIn(item, chunk)) {
        const written = site.refs.find(ref => ref.write && !ref.local && names.has(ref.name))?.name ?? givesTo(model.path, chunk, item, site, model.format, names)
        if (typeof written === 'string') writers.set(called, written)
      }
    }
  }
  return writers
}

/** `add` of `const rooms = { add() {} }`, and a static method of a class, are called by two names. */
function calledIn({ names: [name], self, sites, init }: Item, { code, base }: Chunk): [string, Site][] {
  if (name === undefined) return []
  if (self && self.kind !== 'class') return [[name, self]]
  const isLiteral = init !== undefined && code.slice(init.start - base).trimStart().startsWith('{')
  const methods = self ? self.children.filter(({ member }) => member?.kind === 'method' && member.static) : sites.filter(({ context }) => isLiteral && context === 'property:init')
  return methods.map(site => [`${name}.${site.member?.key ?? site.name}`, site])
}

/** What a function that a statement calls gives a value, or something, to. */
export function writtenBy({ refs }: Item, chunk: Chunk, writers: Writers): string | undefined {
  for (const ref of refs) {
    const called = ref.local ? undefined : ref.form === 'call' ? ref.name : callsPart(ref, chunk) ? `${ref.name}.${ref.part!}` : undefined
    if (called !== undefined && writers.has(called)) return writers.get(called)
  }
  return undefined
}

/** Those of what a module imports as `name` and calls `local`. */
export const calledAs = (writers: Writers, name: string, local: string): [string, string][] =>
  [...writers].flatMap(([called, variable]): [string, string][] => called === name || called.startsWith(`${name}.`) ? [[`${local}${called.slice(name.length)}`, variable]] : [])
