export { EventHandler, type HandlerMethods } from './handler.ts'
export type { DescribedEvent, DescribedSubscriber, Description } from './describe.ts'
export type { CallbackOptions, Event, HandlerOptions, RegisterOptions, Registration, Subscriber, WaitOptions } from './types.ts'
