import { z } from './zod/index.js'

const address = z.object({ street: z.string().min(1), city: z.string(), zip: z.string().regex(/^\d{5}$/) })
const person = z.object({
  name: z.string().trim().min(2).max(80),
  mail: z.email(),
  age: z.number().int().min(0).max(130).optional(),
  kind: z.enum(['guest', 'member', 'owner']),
  tags: z.array(z.string().toLowerCase()).max(10),
  home: address.nullable(),
  contact: z.discriminatedUnion('by', [z.object({ by: z.literal('phone'), number: z.string() }), z.object({ by: z.literal('post'), to: address })]),
  score: z.union([z.number(), z.string().transform(Number)]).refine(score => Number(score) >= 0),
  more: z.record(z.string(), z.unknown()).default({}),
})
const home = { street: 'Long Street 1', city: 'Town', zip: '12345' }
const people = Array.from({ length: 200 }, (_, index) => ({
  name: ` Person ${index} `, mail: `person${index}@example.org`, age: index % 4 ? index : undefined, kind: ['guest', 'member', 'owner'][index % 3],
  tags: ['A', 'B', 'C'].slice(index % 3), home: index % 5 ? home : null, contact: index % 2 ? { by: 'phone', number: '1' } : { by: 'post', to: home },
  score: index % 2 ? index : String(index), ...(index % 7 === 0 && { mail: 'wrong', age: -1 }),
}))

/** zod checks people, some of whom are wrong. */
export function work() {
  for (let count = 0; count < 60; count++) for (const each of people) person.safeParse(each)
}
