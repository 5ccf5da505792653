import { fault } from './home.ts'
import type { Registration, WaitOptions } from './types.ts'

type Register = (callback: (...args: unknown[]) => unknown) => Registration

/** The arguments of the next broadcast. */
export function wait(event: string, register: Register, { signal, timeout }: WaitOptions): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const registration = register((...args) => {
      end()
      resolve(args)
    })
    const timer = timeout === undefined ? undefined : setTimeout(() => {
      end()
      reject(fault('LC3404', { event, count: timeout }, Error))
    }, timeout)
    const aborted = (): void => {
      end()
      reject(signal!.reason as Error)
    }
    signal?.addEventListener('abort', aborted, { once: true })
    const end = (): void => {
      registration.unregister()
      clearTimeout(timer)
      signal?.removeEventListener('abort', aborted)
    }
  })
}
