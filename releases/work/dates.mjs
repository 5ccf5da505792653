import { result } from './thrown.mjs'

function work({ DateTime, Duration, Interval, Info, VERSION }) {
  const leap = DateTime.utc(2024, 2, 29, 12, 30)
  return [
    VERSION,
    leap.plus({ years: 1 }).toISODate(),
    leap.setZone('America/New_York').toLocaleString(DateTime.DATETIME_FULL),
    leap.toRelative({ base: leap.plus({ days: 4 }) }),
    DateTime.fromISO('2024-W09-4T10:11:12.5+02:00', { zone: 'Europe/Paris' }).toString(),
    DateTime.fromFormat('12 Mar 2020 5:06 PM', 'dd MMM yyyy h:mm a').toISODate(),
    Duration.fromISO('P1Y2M3DT4H').shiftTo('months', 'days', 'hours').toObject(),
    result(() => Duration.fromMillis(1e8).toHuman()),
    Interval.fromISO('2020-01-01/P3M').count('months'),
    Info.months('long', { locale: 'fr' }),
  ]
}

const hold = ({ DateTime, Duration, Interval }) =>
  ({ date: DateTime.utc(2020, 5, 17, 3, 4, 5), duration: Duration.fromObject({ hours: 30, minutes: 70 }), year: Interval.fromDateTimes(DateTime.utc(2020), DateTime.utc(2021)) })

const use = ({ date, duration, year }) =>
  [date.toISO(), date.plus({ days: 3 }).toFormat('yyyy LLL dd'), duration.normalize().toISO(), year.splitBy({ months: 4 }).length, year.toISO()]

export const dates = { work, hold, use }
