import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { array, assert as check, constantFrom, option, property, tuple } from 'fast-check'
import { matchTokens } from './match.ts'
import { tokensOf } from './tokens.ts'

/** The first text with dots for what the second does not have. */
function kept(from: string, to: string): string {
  const [a, b] = [tokensOf(from).text, tokensOf(to).text]
  const match = matchTokens(a, b)
  return a.map((token, index) => match[index]! < 0 ? '.'.repeat(token.length) : token).join('')
}

suite('what the user wrote is found among what the engine put in', () => {
  test('behind a guard that has the same words', () => {
    assert.equal(kept('{if($a.s!==void 0)return $a.s.apply(this); return this.x }', '{ return this.x }'),
      '{......................................... return this.x }')
  })
  test('in an arrow function whose parameter got brackets', () => {
    assert.equal(kept('f((x,...$r)=>$a.s!==void 0?$a.s(x,...$r):x, 1)', 'f(x=>x, 1)'), 'f.(x.......=>............................x, 1)')
  })
  test('where a name is said in another way', () => {
    assert.equal(kept('return (0,$lc.n[3].n)(n, $lcc.n)', 'return n(n, n)'), 'return ............n.(n, .....n)')
  })

  const word = constantFrom('a', 'b', 'return', '(', ')', '{', '}', ';', ' ', 'this', '.', ',', '=>', 'new', '+')
  const glue = constantFrom('if($lc0.m1s0!==void 0)return $lc0.m1s0.apply(this,arguments);', '$lcc.', '$lc0.m1s1!==void 0?$lc0.m1s1(a,...$lcr):', '(0,$lc.t.')
  test('wherever it was put in, all of the source is there, in its order', () => {
    check(property(array(tuple(word, option(glue, { freq: 3 })), { maxLength: 60 }), parts => {
      const to = tokensOf(parts.map(([text]) => text).join('')).text
      const from = tokensOf(parts.map(([text, put]) => (put ?? '') + text).join('')).text
      const match = matchTokens(from, to)
      const found = [...match].flatMap((at, index) => at < 0 ? [] : [[from[index], at] as const])
      // Words that now touch what was put in are other words; all else is there.
      const whole = from.filter((token, index) => match[index]! >= 0 || to.includes(token)).length
      assert.ok(found.length <= whole)
      assert.deepEqual(found.map(([, at]) => at), found.map(([, at]) => at).toSorted((a, b) => a - b))
      for (const [token, at] of found) assert.equal(token, to[at])
    }))
  })

  test('in a line that is too long for one table', () => {
    const statements = Array.from({ length: 3000 }, (_, index) => `a${index % 50}(b,${index})`)
    const [a, b] = [tokensOf(statements.map(each => `$lc.at(1);${each}`).join(';')).text, tokensOf(statements.join(';')).text]
    const match = matchTokens(a, b)
    assert.deepEqual([...match].filter(at => at >= 0), b.map((_, index) => index))
  })
})
