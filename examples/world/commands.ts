import { hourOfDay } from './clock.ts'
import { rooms } from './rooms.ts'
import { othersIn, type Visitor } from './visitors.ts'

type Command = (visitor: Visitor, words: string) => string

/** What a visitor can do. Add a command, save, and it is there. */
export const commands: Record<string, Command> = {
  look(visitor) {
    const { text, exits, things } = rooms.get(visitor.room)!
    const others = othersIn(visitor.room, visitor).map(({ name }) => name)
    return [
      `${hourOfDay()}. ${text}`,
      things.length > 0 ? `There is: ${things.join(', ')}.` : '',
      others.length > 0 ? `With you: ${others.join(', ')}.` : '',
      `Ways: ${Object.keys(exits).join(', ')}.`,
    ].filter(Boolean).join('\n')
  },

  go(visitor, way) {
    const to = rooms.get(visitor.room)!.exits[way]
    if (!to) return `There is no way ${way}.`
    tell(visitor, `${visitor.name} goes ${way}.`)
    visitor.walk(to)
    tell(visitor, `${visitor.name} comes in.`)
    return commands['look']!(visitor, '')
  },

  take(visitor, thing) {
    const { things } = rooms.get(visitor.room)!
    if (!things.includes(thing)) return `There is no ${thing} here.`
    things.splice(things.indexOf(thing), 1)
    visitor.bag.push(thing)
    return `You take the ${thing}. You have: ${visitor.bag.join(', ')}.`
  },

  drop(visitor, thing) {
    if (!visitor.bag.includes(thing)) return `You have no ${thing}.`
    visitor.bag.splice(visitor.bag.indexOf(thing), 1)
    rooms.get(visitor.room)!.things.push(thing)
    return `You put down the ${thing}.`
  },

  say(visitor, words) {
    tell(visitor, `${visitor.name} says: ${words}`)
    return `You say: ${words}`
  },
}

function tell(from: Visitor, text: string): void {
  for (const other of othersIn(from.room, from)) other.tell(text)
}
