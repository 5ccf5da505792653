/** Texts by path; undefined: deleted. */
export type Files = Map<string, string | undefined>
