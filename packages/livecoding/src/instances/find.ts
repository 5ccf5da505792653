import { Session } from 'node:inspector'

const exchange = Symbol.for('livecoding.heap')
const box = globalThis as unknown as Record<symbol, unknown>

/**
 * All living objects that have one of these objects in their prototype chain, by a walk of V8's heap (the inspector's
 * `Runtime.queryObjects`, same thread). It costs nothing before: nobody records instances as they are made.
 */
export function findByPrototype(prototype: object): object[] {
  const session = new Session()
  session.connect()
  try {
    box[exchange] = prototype
    const { result } = call<{ result: { objectId: string } }>(session, 'Runtime.evaluate', { expression: 'globalThis[Symbol.for("livecoding.heap")]', objectGroup: 'livecoding' })
    const { objects } = call<{ objects: { objectId: string } }>(session, 'Runtime.queryObjects', { prototypeObjectId: result.objectId, objectGroup: 'livecoding' })
    call(session, 'Runtime.callFunctionOn', { functionDeclaration: 'function () { globalThis[Symbol.for("livecoding.heap")] = this }', objectId: objects.objectId })
    return [...box[exchange] as object[]]
  } finally {
    Reflect.deleteProperty(box, exchange)
    session.post('Runtime.releaseObjectGroup', { objectGroup: 'livecoding' })
    session.disconnect()
  }
}

/**
 * The same for several prototypes by one walk, which is what costs: V8 collects all garbage before. While it walks, in which
 * time no code of the program runs, they lead to one object. Those that are frozen cannot, and have a walk each.
 */
export function findByPrototypes(prototypes: readonly object[]): object[] {
  if (prototypes.length < 2) return prototypes.flatMap(findByPrototype)
  const common = Object.create(null) as object
  const led = prototypes.map(prototype => ({ prototype, before: Object.getPrototypeOf(prototype) as object | null })).filter(({ prototype }) => Reflect.setPrototypeOf(prototype, common))
  let found: object[]
  try { found = findByPrototype(common) } finally {
    for (const { prototype, before } of led) Object.setPrototypeOf(prototype, before)
  }
  const alone = prototypes.filter(prototype => led.every(each => each.prototype !== prototype)).flatMap(findByPrototype)
  return alone.length === 0 ? found : [...new Set([...found, ...alone])]
}

/** In the same thread the answer is there when `post` returns. */
function call<T>(session: Session, method: string, params: object): T {
  let answer: T | undefined
  let failure: Error | null = null
  session.post(method, params, (error: Error | null, result?: object) => {
    failure = error
    answer = result as T
  })
  if (failure) throw failure as Error
  if (answer === undefined) throw new Error(`${method} gave no answer`)
  return answer
}
