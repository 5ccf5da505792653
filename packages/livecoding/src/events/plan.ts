import type { Stage } from './stage.ts'

/** What the objects of one class are subscribed to; an edit of the class changes it. */
export interface Plan { stages: readonly Stage[] }

export type Moment = 'pre' | 'main' | 'post'

/** `event_Tick_pre` is the first stage of `Tick`. */
export interface Named { method: string, event: string, moment: Moment }

export function parse(method: string): Named | undefined {
  const match = /^event_(.+?)(?:_(pre|post))?$/.exec(method)
  return match ? { method, event: match[1]!, moment: (match[2] as 'pre' | 'post' | undefined) ?? 'main' } : undefined
}

/** The methods of an object that are named for events: its own functions, and those of its classes. */
export function methodsOf(object: object, own = false): Named[] {
  const found = new Map<string, Named | undefined>()
  for (let link: object | null = object; link && link !== Object.prototype && link !== Function.prototype; link = own ? null : Object.getPrototypeOf(link) as object | null) {
    for (const name of Object.getOwnPropertyNames(link)) {
      if (!name.startsWith('event_') || found.has(name)) continue
      found.set(name, typeof Object.getOwnPropertyDescriptor(link, name)!.value === 'function' ? parse(name) : undefined)
    }
  }
  return [...found.values()].filter(each => each !== undefined)
}

export const hasMethods = (object: object): boolean => methodsOf(object).length > 0
