import { setTimeout as sleep } from 'node:timers/promises'
import { visitors } from './visitors.ts'

let hour = 6

export function hourOfDay(): string {
  return hour < 6 || hour > 20 ? 'Night' : hour < 12 ? 'Morning' : hour < 18 ? 'Afternoon' : 'Evening'
}

/** One hour passes every ten seconds, for as long as the world is open. */
export async function runClock(): Promise<never> {
  while (true) {
    await sleep(10_000)
    hour = (hour + 1) % 24
    if (hour % 6 === 0) for (const visitor of visitors.values()) visitor.tell(`A bell rings: ${hour} o'clock.`)
  }
}
