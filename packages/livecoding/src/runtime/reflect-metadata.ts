/** An object, or a property of one, beside which the package reflect-metadata keeps what legacy decorators have to say. */
export type Holder = readonly [object: object, property?: PropertyKey]

/** One thing that is said there. */
export type Mark = readonly [key: unknown, ...holder: Holder]

interface ReflectMetadata {
  getOwnMetadataKeys(...holder: Holder): unknown[]
  getOwnMetadata(...mark: Mark): unknown
  defineMetadata(key: unknown, value: unknown, ...holder: Holder): void
  deleteMetadata(...mark: Mark): boolean
}

const functions = ['getOwnMetadataKeys', 'getOwnMetadata', 'defineMetadata', 'deleteMetadata'] as const

/** What the package has put on `Reflect`, if the program uses it. */
function inUse(): ReflectMetadata | undefined {
  const reflect = Reflect as unknown as ReflectMetadata
  return functions.every(name => typeof reflect[name] === 'function') ? reflect : undefined
}

/** Runs decorators, and gives what they say that nobody had said before. */
export function marking(holders: () => readonly Holder[], decorate: () => void): Mark[] {
  const metadata = inUse()
  if (!metadata) {
    decorate()
    return []
  }
  const before = holders().map(holder => [holder, metadata.getOwnMetadataKeys(...holder)] as const)
  decorate()
  return before.flatMap(([holder, keys]) => metadata.getOwnMetadataKeys(...holder).flatMap((key): Mark[] => keys.includes(key) ? [] : [[key, ...holder]]))
}

/** Takes it away again: decorators that come in their place start afresh. */
export function unmark(marks: readonly Mark[]): void {
  for (const mark of marks) inUse()?.deleteMetadata(...mark)
}

/** What puts back all that is said there now. */
export function rememberMarks(holders: readonly Holder[]): () => void {
  const metadata = inUse()
  if (!metadata) return () => {}
  const saved = holders.map(holder => [holder, new Map(metadata.getOwnMetadataKeys(...holder).map(key => [key, metadata.getOwnMetadata(key, ...holder)]))] as const)
  return () => {
    for (const [holder, values] of saved) {
      for (const key of metadata.getOwnMetadataKeys(...holder)) metadata.deleteMetadata(key, ...holder)
      for (const [key, value] of values) metadata.defineMetadata(key, value, ...holder)
    }
  }
}
