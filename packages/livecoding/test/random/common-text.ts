/** How a CommonJS module gives its names: one by one, or all at once. */
const each = (say: (outside: string, inside: string) => string) => (names: readonly Given[]): string[] => names.map(([outside, inside]) => say(outside, inside))
const list = (names: readonly Given[]): string => names.map(([outside, inside]) => outside === inside ? inside : `${outside}: ${inside}`).join(', ')

type Given = readonly [outside: string, inside: string]

export const commonForms = {
  exports: each((outside, inside) => `exports.${outside} = ${inside};\n`),
  object: (names, typed) => [`${typed ? 'export' : 'module.exports'} = { ${list(names)} };\n`],
  module: each((outside, inside) => `module.exports.${outside} = ${inside};\n`),
  both: names => [`exports = module.exports = { ${list(names)} };\n`],
  defined: each((outside, inside) => `Object.defineProperty(exports, '${outside}', { enumerable: true, get: function () { return ${inside}; } });\n`),
  keys: each((outside, inside) => `exports['${outside}'] = ${inside};\n`),
} satisfies Record<string, (names: readonly Given[], typed: boolean) => string[]>

export type CommonForm = keyof typeof commonForms
export const allCommonForms = Object.keys(commonForms) as CommonForm[]
