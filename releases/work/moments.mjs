import { result } from './thrown.mjs'

export const moments = {
  work: ({ default: moment }) => [
    moment.version, moment.utc([2020, 1, 29]).format(), moment.utc('2013-02-08 09:30:26').format('dddd, MMMM Do YYYY, h:mm:ss a'), moment.utc('12-25-1995', 'MM-DD-YYYY').toISOString(), moment.duration(3661000).humanize(),
    moment.duration('P1Y2M').toISOString(), moment.utc(0).from(moment.utc(1e9)), moment.utc('2016-W05-2').format('GGGG-[W]WW-E'), moment.utc('2020-13-01').isValid(), moment.utc(0).add(1, 'month').subtract(3, 'days').endOf('week').toISOString(),
    moment.localeData('en').months(), moment.utc('2020-06-01T00:00:00.123Z').diff(moment.utc(0), 'years', true), moment.normalizeUnits('y'), moment.utc('2020-01-01', moment.ISO_8601, true).isValid(), moment.min(moment.utc(5), moment.utc(2)).valueOf(),
    result(() => moment.utc(0).eraName()),
  ],
  hold: ({ default: moment }) => ({ moment, leap: moment.utc([2020, 1, 29, 3, 4, 5]), long: moment.duration(5e9), english: moment.localeData('en') }),
  use: ({ moment, leap, long, english }) => [
    leap.format(), leap.clone().add(2, 'd').format('LLL'), long.humanize(), long.asDays(), long.toISOString(), english.ordinal(3), leap.toObject(), leap.isoWeek(), moment.utc('2020-05-05').format(), leap.clone().set('y', 2019).toJSON(),
    moment.utc('5 March 2020', 'D MMMM YYYY').format('L'),
  ],
}
