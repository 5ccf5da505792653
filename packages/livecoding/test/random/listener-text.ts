/** How a statement subscribes a method: `hear` runs over `said`, and its number is its own. No statement begins with a bracket, for layouts without semicolons. */
export const subscriptions = {
  bound: (event: string, number: number, said: string) => `new class { hear(x§any = ${number}) { return ${said}; } constructor(event§any) { bus.emitter.on(event, this.hear.bind(this)); } }(${event});\n`,
  hidden: (event: string, number: number, said: string) => `new class { #hear(x§any = ${number}) { return ${said}; } constructor(event§any) { bus.emitter.on(event, this.#hear.bind(this)); } }(${event});\n`,
  named: (event: string, number: number, said: string) => `new class { hear(x§any = ${number}) { return ${said}; } constructor(event§any) { bus.emitter.on(event, (...all§any) => (this‹ as any›)['hear'](...all)); } }(${event});\n`,
  object: (event: string, number: number, said: string) => `void { hear(x§any = ${number}) { return ${said}; }, start(event§any) { bus.emitter.on(event, this.hear.bind(this)); } }.start(${event});\n`,
  every: (event: string, number: number, said: string) => `for (const go of [{ hear(x§any = ${number}) { return ${said}; } }]) { bus.emitter.on(${event}, go.hear.bind(go)); }\n`,
} satisfies Record<string, (event: string, number: number, said: string) => string>

export type Subscription = keyof typeof subscriptions
export const allSubscriptions = Object.keys(subscriptions) as Subscription[]
