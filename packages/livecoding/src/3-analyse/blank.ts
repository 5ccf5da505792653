/** White space of the same shape, so that lines and columns stay. */
export function blank(code: string, start: number, end: number, replacement = ''): { at: number, end: number, text: string } {
  const spaces = code.slice(start + replacement.length, end).replace(/[^\r\n\u2028\u2029]/g, ' ')
  return { at: start, end, text: replacement + spaces }
}
