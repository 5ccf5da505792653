import type { Subscriber } from 'livecoding/events'
import type { VillageEvents } from './events.ts'

export class Villager implements Subscriber<VillageEvents, Villager> {
  name: string
  constructor(name: string) { this.name = name }
  say(text: string): void { console.log(`${this.name}: ${text}`) }
  // Add a line like this one and save: everybody who lives here hears the bell.
  // event_Bell(strikes: number) { this.say(`${strikes} o'clock`) }
}

export class Baker extends Villager {
  loaves = 0
  event_Dawn(day: number) { this.say(`day ${day}, ${this.loaves += 12} loaves so far`) }
}

export class Guard extends Villager {
  event_Bell(strikes: number) { this.say(strikes > 6 ? 'all is well' : 'still asleep') }
}
