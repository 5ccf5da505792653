export interface Room {
  text: string
  /** Where each way leads. */
  exits: Record<string, string>
  things: string[]
}

/** The world. An edit of a text or a way changes the room that is there; what visitors took or put down stays so. */
export const rooms = new Map<string, Room>([
  ['hall', {
    text: 'You are in a hall with a low ceiling.',
    exits: { north: 'garden', down: 'cellar' },
    things: ['lamp'],
  }],
  ['garden', {
    text: 'You are in a garden. It smells of rain.',
    exits: { south: 'hall' },
    things: ['rope', 'rose'],
  }],
  ['cellar', {
    text: 'You are in a cellar. Something rustles.',
    exits: { up: 'hall' },
    things: [],
  }],
])
