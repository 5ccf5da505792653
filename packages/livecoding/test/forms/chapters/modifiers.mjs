// ECMA-262 22.2.1: modifiers in regular expressions, and one name in several alternatives.
import { check } from './lib/check.cjs'
check('on and off', [/(?i:a)b/.test('Ab'), /(?i:a)b/.test('AB'), /(?-i:a)b/i.test('Ab'), /(?-i:a)b/i.test('aB'), /(?s:.)/.test('\n'), /(?m:^b)/.test('a\nb'), /(?im-s:^b.)/s.test('a\nB\n'), /a(?i:b(?-i:c))d/.test('aBcd')], [true, false, false, true, true, true, false, true])
check('braces and slashes in them', [/(?i:[/}])/.test('}'), `${/(?i:x)/.source}`, 8 / 2 / 2], [true, '(?i:x)', 2])
check('one name', ['2026-11', '11/2026'].map(text => /(?<year>\d{4})-\d\d|\d\d\/(?<year>\d{4})/.exec(text).groups.year), ['2026', '2026'])
check('in functions', [((a = /(?i:a)/) => a.test('A'))(), class { static re = /(?i:b)/ }.re.test('B'), [...function* () { yield /(?i:c)/.test('C') }()]], [true, true, [true]])
