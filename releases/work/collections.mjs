import { result } from './thrown.mjs'

export const collections = {
  work: ({ default: _, ...others }) => [
    Object.keys(others).length, _.chunk([1, 2, 3], 2), _.template('<%= a %> <% b %>')({ a: 1, b: 2 }), result(() => _.template('x', { variable: 'a b' })()), _.merge({ a: [1] }, { a: [2, 3] }),
    _([1, 2, 3]).map(n => n * 2).filter(n => n > 2).value(), _.trim('  x '), _.camelCase('foo bar'), _.toNumber(' 5 '), _.groupBy([1, 2], n => n % 2), _.isEqual(new Map([[1, 2]]), new Map([[1, 2]])),
    _.sortBy([{ a: 2 }, { a: 1 }], 'a'), _.zipObjectDeep(['a.b'], [1]), _.sortedIndex([1, 2], NaN), _.parseInt('08'), _.cloneDeep({ a: [{ b: 1 }] }), _.truncate('a'.repeat(40)),
    _.orderBy([{ a: 1, b: 2 }, { a: 1, b: 1 }], ['a', 'b'], ['asc', 'desc']), result(() => _.orderBy([{ a: [1, 2] }], [['a', 1]])),
  ],
  hold: ({ default: _ }) => ({ _, sum: _.curry((a, b) => a + b), wrapped: _([1, 2]), next: _.memoize(n => n + 1), text: _.template('<%- x %>') }),
  use: ({ _, sum, wrapped, next, text }) => [sum(1)(2), wrapped.map(n => n + 1).value(), next(1), text({ x: '<' }), _.chain([3, 1]).sortBy().head().value()],
}
