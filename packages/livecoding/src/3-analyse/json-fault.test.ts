import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { jsonFault } from './json-fault.ts'

suite('where a text stops to be JSON', () => {
  // `!` stands before the place.
  const marked = [
    '!', '!x', '{"a": !undefined}', '{\n  !// why\n  "a": 1\n}', '{"a": 1,\n!}', '[1, !]', '[!,]', '{!a: 1}', "{!'a': 1}", '{"a"!}', '{"a": 1 !"b": 2}', '[1] !2', '{"a": [1, {"b": !}]}', '0!1',
    '[!TRUE]', '[1e5, -0.5, "\\u00e9\\n", !"\\x"]', '["\u007f", {}, []!', '{"a": 1}!}', '[1!:2]', '{!1: 2}', '!NaN', '1!.', '["a", !"b\n"]',
  ]
  for (const text of marked) {
    const at = text.indexOf('!')
    test(JSON.stringify(text), () => assert.equal(jsonFault(text.replace('!', '')), at))
  }

  test('says of what is JSON that it ends', () => {
    for (const text of ['{}', ' [ ] ', '"a"', '-1.5E+3', 'null', '{"a":{"b":[1,true,"\\ud800",{}]},"":0}\n']) {
      JSON.parse(text)
      assert.equal(jsonFault(text), text.length, text)
    }
  })
})
