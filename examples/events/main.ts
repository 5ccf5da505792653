import { events } from './events.ts'
import { Baker, Guard, Villager } from './villagers.ts'

export const people = [new Baker('Ada'), new Guard('Bo'), new Villager('Cy')]

const pace = Number(process.env['PACE'] ?? 1000)
let hour = 0

setInterval(() => {
  hour++
  if (hour % 24 === 6) events.Dawn(Math.ceil(hour / 24))
  if (hour % 3 === 0) events.Bell(hour % 24)
}, pace)

console.log('The village wakes up. Edit villagers.ts while it lives.')
