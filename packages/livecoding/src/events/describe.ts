import type { Core } from './core.ts'
import type { Why } from './entry.ts'
import { nameOf } from './event.ts'

/** Who listens to what. */
export interface Description {
  events: DescribedEvent[]
  /** For people. */
  toString(): string
}

export interface DescribedEvent {
  event: string
  /** In the order in which they are called. */
  subscribers: DescribedSubscriber[]
}

/** Neighbours of one class, for one reason, are told together. */
export interface DescribedSubscriber {
  stage: 'pre' | 'main' | 'post'
  /** The class, or the callback. */
  name: string
  count: number
  /** `automatic`: its class is named for it; `registered`: by `events.register`; `callback`: by `events.X.register`. */
  why: Why
  priority: number
}

export function describe(core: Core): Description {
  const events = core.events().map(({ name, stages }) => {
    const subscribers: DescribedSubscriber[] = []
    for (const stage of ['pre', 'main', 'post'] as const) {
      for (const [{ why, priority }, target] of stages[stage].subscribers()) {
        const each: DescribedSubscriber = { stage, name: nameOf(target), count: 1, why, priority }
        const last = subscribers.at(-1)
        if (last && last.stage === each.stage && last.name === each.name && last.why === why && last.priority === priority) last.count++
        else subscribers.push(each)
      }
    }
    return { event: name, subscribers }
  }).filter(({ subscribers }) => subscribers.length > 0)
  return { events, toString: () => events.map(text).join('\n') }
}

function text({ event, subscribers }: DescribedEvent): string {
  const lines = subscribers.map(({ stage, name, count, why, priority }) => {
    const times = count > 1 ? ` × ${count}` : ''
    return `  ${stage.padEnd(4)} ${name}${times}  ${why}${priority === 0 ? '' : `, priority ${priority}`}`
  })
  return [event, ...lines].join('\n')
}
