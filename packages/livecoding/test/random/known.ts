/** Known gaps: seeds that fail, and why. One that passes has to go from here. */
export const known: Readonly<Record<number, string>> = {}
