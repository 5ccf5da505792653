/** All who ever came in, by name: the state that every save leaves alone. */
export const visitors = new Map<string, Visitor>()

export class Visitor {
  room = 'hall'
  bag: string[] = []
  steps = 0
  name: string
  #heard: string[] = []

  constructor(name: string) {
    this.name = name
  }

  walk(room: string): void {
    this.room = room
    this.steps++
  }

  tell(text: string): void {
    this.#heard.push(text)
  }

  /** What was said since the visitor listened last. */
  hears(): string[] {
    return this.#heard.splice(0)
  }
}

export function visitorNamed(name: string): Visitor {
  const visitor = visitors.get(name) ?? new Visitor(name)
  visitors.set(name, visitor)
  return visitor
}

export function othersIn(room: string, visitor: Visitor): Visitor[] {
  return [...visitors.values()].filter(other => other !== visitor && other.room === room)
}
