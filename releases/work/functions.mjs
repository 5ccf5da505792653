import { result } from './thrown.mjs'

export const functions = {
  work: R => [
    Object.keys(R).toSorted(), R.F?.(), R.groupBy(n => n % 2 ? 'odd' : 'even', [1, 2, 3]), R.pipe(R.add(1), R.multiply(3))(4), R.toString({ made: new Date(0), none: [undefined] }), R.uniq([1, 1, '1', [1], [1]]),
    result(() => R.propEq(1, 'a', { a: 1 })), result(() => R.propEq('a', 1, { a: 1 })), result(() => R.modify('a', R.inc, { a: 1 })), result(() => R.swap(0, 2, [1, 2, 3])), result(() => R.pathOr('none', ['a', 0], { a: [] })),
    R.into([], R.map(R.inc), [1, 2]), R.clone({ a: { b: [1] } }), R.evolve({ a: R.inc }, { a: 1, b: 2 }), R.splitWhen(n => n > 1, [1, 2, 3]), R.memoizeWith(String, R.inc)(4), R.without([1], [1, 2]),
  ],
  hold: R => ({ inc: R.map(R.inc), equals: R.equals({ a: 1 }), lens: R.lensProp('a'), first: R.pipe(R.filter(R.gt(3)), R.head), view: R.view, over: R.over, average: R.converge(R.divide, [R.sum, R.length]) }),
  use: ({ inc, equals, lens, first, view, over, average }) => [inc([1]), equals({ a: 1 }), view(lens, { a: 4 }), over(lens, n => n + 1, { a: 1 }), first([5, 2]), average([1, 2, 3])],
}
