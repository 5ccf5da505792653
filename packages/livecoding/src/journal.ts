/** What undoes the steps so far, newest last; what takes a moment gives a promise. */
export type Journal = (() => unknown)[]
