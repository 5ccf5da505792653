import type { EventEmitter } from 'node:events'

/** Begins to listen again without a 'listening' event: for the program it never stopped. */
export function quietly(emitter: EventEmitter, begin: () => void): Promise<void> {
  const own = Object.getOwnPropertyDescriptor(emitter, 'emit')
  const { emit } = emitter
  const unhush = () => own ? Object.defineProperty(emitter, 'emit', own) : Reflect.deleteProperty(emitter, 'emit')

  return new Promise<void>((resolve, reject) => {
    function hushed(event: string | symbol, ...args: unknown[]): boolean {
      if (event === 'listening') resolve()
      else if (event === 'error') reject(args[0])
      else return Reflect.apply(emit, emitter, [event, ...args])
      unhush()
      return true
    }
    Object.defineProperty(emitter, 'emit', { value: hushed, configurable: true, writable: true })
    try {
      begin()
    } catch (error) {
      unhush()
      throw error
    }
  })
}
