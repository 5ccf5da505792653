import { work as run } from './own/loops.mjs'

/** Loops that wait: `await`, `for await`, generators. */
export const work = () => run(80_000)
