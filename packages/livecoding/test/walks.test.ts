import assert from 'node:assert/strict'
import { Session } from 'node:inspector'
import { after, test } from 'node:test'
import { InProcess } from './in-process.ts'

// V8 collects all garbage before each walk of the heap: a save of five classes took as long as five saves.
const program = new InProcess()
after(() => program.end())

interface Pets { Cat: new () => object, Dog: new () => object, Kitten: new () => object, Bee: new () => object }

const pets = (field: string): string => `
export class Cat { lives = 9;${field} }
export class Dog {${field} }
export class Kitten extends Cat {${field.replace('hunger', 'play')} }
export class Bee extends Map {${field} }
Object.freeze(Bee.prototype)
`

test('the instances of all classes of a save are found by one walk of the heap, and those with a frozen prototype by one more', async () => {
  const { Cat, Dog, Kitten, Bee } = await program.load<Pets>('pets.ts', pets(''))
  const all = [new Cat(), new Dog(), new Kitten(), new Bee()]
  const parents = [Cat, Dog, Kitten, Bee].map(each => Object.getPrototypeOf(each.prototype) as object)
  let walks = 0
  const post = Session.prototype.post as (this: Session, method: string, ...rest: unknown[]) => void
  Object.assign(Session.prototype, { post(this: Session, method: string, ...rest: unknown[]) {
    if (method === 'Runtime.queryObjects') walks++
    post.call(this, method, ...rest)
  } })
  try {
    assert.equal((await program.save({ 'pets.ts': pets(' hunger = 1') })).status, 'applied')
  } finally { Object.assign(Session.prototype, { post }) }
  assert.equal(walks, 2)
  assert.deepEqual(all.map(each => Object.entries(each)), [[['lives', 9], ['hunger', 1]], [['hunger', 1]], [['lives', 9], ['hunger', 1], ['play', 1]], [['hunger', 1]]])
  assert.deepEqual([Cat, Dog, Kitten, Bee].map(each => Object.getPrototypeOf(each.prototype) as object), parents)
})
