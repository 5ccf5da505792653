/** What is known of objects, each with its own. */
export interface Stamp<T> {
  get(object: object): T | undefined
  set(object: object, value: T | undefined): void
}

/** A constructor that gives back what it is given: a class that extends it puts its private field on an object that exists. */
const Same = function (object: object): object { return object } as unknown as new (object: object) => object

/**
 * Keeps a value with an object, as a private field of the object: nobody sees it, and it goes with the object. A WeakMap costs
 * twice the time where objects come and go by the million, most of that in the garbage collector, and its table never shrinks.
 */
export function createStamp<T>(): Stamp<T> {
  class Stamped extends Same {
    #value: T | undefined
    constructor(object: object, value: T | undefined) {
      super(object)
      this.#value = value
    }
    static has(object: object): object is Stamped { return #value in object }
    static get(object: Stamped): T | undefined { return object.#value }
    static set(object: Stamped, value: T | undefined): void { object.#value = value }
  }
  /** Of objects that take no field. */
  const others = new WeakMap<object, T | undefined>()
  return {
    get: object => Stamped.has(object) ? Stamped.get(object) : others.get(object),
    set(object, value) {
      if (Stamped.has(object)) return Stamped.set(object, value)
      try {
        Reflect.construct(Stamped, [object, value])
      } catch (error) {
        // Where nothing can be added to an object, a private field may count as something.
        if (!(error instanceof TypeError)) throw error
        others.set(object, value)
      }
    },
  }
}
