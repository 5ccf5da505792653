/** Known gaps: seeds that fail, and why. One that passes has to go from here. */
export const known: Readonly<Record<number, string>> = {
  77: 'a file whose first load threw is that one for `require` of an ES module, also when a later save has mended it',
}
