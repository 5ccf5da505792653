/**
 * Where sloppy code begins that runs for another function: `arguments.callee` is that one, whose guard has called the code. Behind what hands
 * variables over it is not to be seen, and in strict code `callee` throws for everybody.
 */
export function callee(given: IArguments): void {
  const around = (Object.getOwnPropertyDescriptor(given, 'callee')?.value as { caller?: unknown } | undefined)?.caller
  if (typeof around === 'function') given.callee = around
}
