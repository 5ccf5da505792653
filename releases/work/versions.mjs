import { result } from './thrown.mjs'

export const versions = {
  work: ({ satisfies, inc, sort, coerce, validRange, minVersion, diff, SemVer, subset, outside, rcompare }) => [
    satisfies('1.2.3', ' ^1.0.0 ||  >=  3'), inc('1.2.3-beta.1', 'prerelease'), sort(['2.0.0', '1.0.0-a', '1.0.0']), coerce('v3.4 replaced').version, validRange('~1.2 <2'),
    minVersion('>1.2.3').version, diff('1.0.0', '2.0.0-a'), result(() => new SemVer('x')), subset('^1.2', '>=1'), outside('0.1.0', '>1', '<'), rcompare('1.0.0', '1.0.1'),
  ],
  hold: ({ SemVer, Range, Comparator }) => ({ Range, version: new SemVer('1.2.3-a.0'), range: new Range('^1.2 || ~3'), comparator: new Comparator('>=1.0.0') }),
  use: ({ Range, version, range, comparator }) => [
    version.compare('1.2.4'), version.comparePre('1.2.3-a.1'), range.test('3.0.5'), range.format(), comparator.test('2.0.0'), range.intersects(new Range('>= 1.4')), String(new Range(' >1  <=2 ')),
  ],
}
