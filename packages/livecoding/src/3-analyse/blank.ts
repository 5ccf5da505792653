const hasLines = /[\r\n\u2028\u2029]/

/** White space of the same shape, so that lines and columns stay. */
export function blank(code: string, start: number, end: number, replacement = ''): { at: number, end: number, text: string } {
  const blanked = code.slice(start + replacement.length, end)
  return { at: start, end, text: replacement + (hasLines.test(blanked) ? blanked.replace(/[^\r\n\u2028\u2029]/g, ' ') : ' '.repeat(blanked.length)) }
}
