/** How code reaches a property by its name: `.hall`, or `["Door:width"]`. */
export const property = (name: string): string => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
