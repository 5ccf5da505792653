/** The middle one of some numbers; NaN where there are none. */
export const median = numbers => quantile(numbers, 0.5)

export function quantile(numbers, part) {
  if (numbers.length === 0) return NaN
  const sorted = numbers.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * part
  const below = sorted[Math.floor(at)]
  return below + (sorted[Math.ceil(at)] - below) * (at % 1)
}

/** The mean of ratios: twice as slow and twice as fast come out even. */
export const geometricMean = numbers => Math.exp(numbers.reduce((sum, number) => sum + Math.log(number), 0) / numbers.length)

export const round = (number, digits = 2) => Number.isFinite(number) ? Number(number.toFixed(digits)) : null

export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))

/** The line of an error that says what was wrong. */
export const reason = error => String(error.message).split('\n').find(line => /^\s*\w*Error: /.test(line))?.trim().slice(0, 160) ?? String(error.message).split('\n')[0]
