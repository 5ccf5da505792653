/** For a pattern: the characters of a name as they are. */
export const literally = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** For a pattern: the whole name, where `\b` would end it at a `$`. */
export const wordOf = (name: string): string => `(?<![\\w$])${literally(name)}(?![\\w$])`
