/** Known gaps: seeds that fail, and why. One that passes has to go from here. */
export const known: Readonly<Record<number, string>> = {
  91: 'an enum that moves from an ES module to a CommonJS file becomes another object',
  101: 'a class that moves to another file and gets a parent in the same save, which failed once before, cannot be made: its code does not find the parent',
}
