/**
 * Does this with room for so many more frames in the stacks of errors: some are the engine's, or Node's for its hooks, and the
 * code of the program that asked for a module is to be among the others as it is without them.
 */
export function withRoom<T>(frames: number, work: () => T): T {
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
