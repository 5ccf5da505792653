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
