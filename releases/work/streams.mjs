async function work({ of, throwError, BehaviorSubject, firstValueFrom, map, filter, mergeMap, scan, toArray, retry, catchError, distinctUntilChanged, bufferCount }) {
  const sums = await firstValueFrom(of(1, 2, 3, 4).pipe(map(n => n * 2), filter(n => n > 2), mergeMap(n => of(n, -n)), scan((sum, n) => sum + n, 0), toArray()))
  const pairs = []
  const subject = new BehaviorSubject(1)
  const subscription = subject.pipe(distinctUntilChanged(), bufferCount(2)).subscribe(pair => pairs.push(pair))
  for (const n of [2, 2, 3, 4]) subject.next(n)
  subscription.unsubscribe()
  const caught = await firstValueFrom(throwError(() => new Error('late')).pipe(retry(2), catchError(({ message }) => of(message))))
  return [sums, pairs, caught]
}

function hold({ Subject, map, share }) {
  const seen = []
  const subject = new Subject()
  subject.pipe(map(n => n + 1), share()).subscribe(n => seen.push(n))
  return { subject, seen }
}

function use({ subject, seen }) {
  subject.next(7)
  return seen.at(-1)
}

export const streams = { work, hold, use }
