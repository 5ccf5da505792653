/** What the source awaits on the way; where it awaits nothing, all is one turn. */
export type Waits<T = void> = Generator<Promise<unknown>, T, unknown>

/** Runs it; gives a promise only where there is something to wait for. */
export function run<T>(waits: Waits<T>): T | Promise<T> {
  const first = waits.next()
  return first.done ? first.value : goOn(waits, first)
}

async function goOn<T>(waits: Waits<T>, first: IteratorResult<Promise<unknown>, T>): Promise<T> {
  let step = first
  while (!step.done) step = await step.value.then(value => waits.next(value), error => waits.throw(error))
  return step.value
}
