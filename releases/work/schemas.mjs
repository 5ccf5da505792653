import { result } from './thrown.mjs'

const outcome = ({ success, data, error }) => success ? data : error.issues

export const schemas = {
  work({ z }) {
    const schema = z.object({
      name: z.string().min(2), floor: z.number().int().optional(), doors: z.array(z.union([z.string(), z.boolean()])), mail: z.email(), kind: z.enum(['hall', 'cellar']).default('hall'),
    })
    return [
      outcome(schema.safeParse({ name: 'hall', doors: [true, 'north'], mail: 'a@example.org' })),
      outcome(schema.safeParse({ name: 1, floor: 1.5, doors: 'none', mail: 'nobody' })),
      z.toJSONSchema(schema), z.prettifyError(schema.safeParse({}).error),
    ]
  },
  hold: ({ z }) => ({ schema: z.object({ count: z.number().min(3), day: z.iso.date() }) }),
  use: ({ schema }) => [outcome(schema.safeParse({ count: 1, day: '2020-01-01' })), outcome(schema.safeParse({ count: 5, day: 'never' }))],
}

export const structs = {
  work({ object, string, optional, array, size, number, defaulted, union, literal, boolean, create, assert, is }) {
    const room = object({ name: string(), doors: optional(array(size(number(), 1, 3))), open: defaulted(union([literal(1), boolean()]), true) })
    return [create({ name: 'hall' }, room), result(() => assert({ name: 1 }, room)), is({ name: 'hall', doors: [9], open: 1 }, room)]
  },
  hold: ({ type, min, number, assert }) => ({ room: type({ floor: min(number(), 3) }), assert }),
  use: ({ room, assert }) => [result(() => assert({ floor: 1 }, room)), room.validate({ floor: 5 })[1]],
}
