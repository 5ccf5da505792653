function read(object: object): unknown {
  return (object as Record<string, unknown>)['$lc']
}

// Before this V8 keeps no notes about the read.
for (let times = 0; times < 50; times++) read(Object.create({}) as object)

/**
 * Lets V8 find the properties of an object without a prototype as fast as those of any other: it keeps them in a hash
 * table until code has read through the object as a prototype, and from then on in a shape that optimised code knows.
 */
export function quickly(object: object): void {
  for (let times = 0; times < 2; times++) read(Object.create(object) as object)
}
