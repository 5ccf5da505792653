import type { ItemPair, Spot } from './items.ts'

const place = 'module.exports'

/**
 * What a CommonJS module exports got a name of its own: `module.exports = function open() {}` became `function open() {}` and
 * `module.exports = open`, and so with classes. It is the same thing, whatever else was edited.
 */
export function namedExport(gone: Iterable<Spot>, come: readonly Spot[]): ItemPair | undefined {
  const before = [...gone].find(({ item }) => item.self && item.names[0] === place)
  const says = come.find(({ item }) => !item.self && item.init && item.names[0] === place)
  if (!before || !says) return undefined
  const { item: { init }, placed: { chunk } } = says
  const name = chunk.code.slice(init!.start - chunk.base, init!.end - chunk.base).trim()
  const after = come.find(({ item }) => item.names[0] === name && item.kind === before.item.kind && item.self?.flavour === before.item.self!.flavour)
  return after && { before, after }
}
