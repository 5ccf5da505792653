/** How many frames of a stack are the engine's, or Node's for its hooks, at the most. */
const frames = 12

/** Does this with room for these frames in the stacks of errors: the code of the program that asked for a module is to be among the others as it is without them. */
export function withRoom<T>(work: () => T): T {
  const { stackTraceLimit } = Error
  const more = stackTraceLimit + frames
  if (typeof stackTraceLimit !== 'number' || !Reflect.set(Error, 'stackTraceLimit', more)) return work()
  try {
    return work()
  } finally {
    // The program may have set another.
    if (Error.stackTraceLimit === more) Error.stackTraceLimit = stackTraceLimit
  }
}
