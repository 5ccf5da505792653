/** What ECMA-262 (10.2.9, SetFunctionName) makes of a key. */
export const functionName = (key: PropertyKey): string => typeof key !== 'symbol' ? String(key) : key.description === undefined ? '' : `[${key.description}]`
