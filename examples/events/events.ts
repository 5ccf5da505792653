import { EventHandler } from 'livecoding/events'

/** All that happens in the village. */
export interface VillageEvents {
  Dawn(day: number): void
  Bell(strikes: number): void
}

export const events = new EventHandler<VillageEvents>()
