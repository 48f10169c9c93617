/** Wall times, zones and dates: which instant somebody meant, and how to say an instant to somebody else. */

import { tzOffset } from '@date-fns/tz';
import type { WallTime } from './records/wall-time.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/**
 * The instant that a wall time names. A time that the clocks skip in spring moves forward by what was skipped; of a
 * time that happens twice in autumn, the first. (@date-fns/tz takes the second: whoever comes for the first would
 * then wait an hour.) Throws a RangeError for a date, time or zone that does not exist: forms check them before.
 */
export function instantOf(wall: WallTime): Date {
  const asUtc = Date.parse(`${wall.date}T${wall.time}:00Z`);
  // A day either side of the same clock time in UTC lies before and after any change of clocks that could matter.
  const before = offsetMinutes(wall.zone, new Date(asUtc - DAY));
  const after = offsetMinutes(wall.zone, new Date(asUtc + DAY));
  const candidates = [asUtc - before * MINUTE, asUtc - after * MINUTE].toSorted((a, b) => a - b);
  const meant = candidates.find(
    (instant) => instant + offsetMinutes(wall.zone, new Date(instant)) * MINUTE === asUtc,
  );
  const instant = new Date(meant ?? asUtc - before * MINUTE);
  if (Number.isNaN(instant.getTime())) throw new RangeError('Not a date and time');
  return instant;
}

/** What the clock on the wall says there and then, to the minute. */
export function inZone(at: Date, zone: string): WallTime {
  const shifted = new Date(at.getTime() + offsetMinutes(zone, at) * MINUTE).toISOString();
  return { date: shifted.slice(0, 10), time: shifted.slice(11, 16), zone };
}

/** "Thursday 3 December, 17:30 (London time)". */
export function sayWhen(at: Date, zone: string): string {
  const wall = inZone(at, zone);
  return `${sayWeekday(wall.date)} ${sayDay(wall.date)}, ${wall.time} (${sayZone(zone)})`;
}

/** "3 December 2026". */
export function sayDate(date: string): string {
  return `${sayDay(date)} ${date.slice(0, 4)}`;
}

/** "3 December": short enough for a button. */
export function sayDay(date: string): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''}`;
}

/** "Thursday". */
export function sayWeekday(date: string): string {
  return WEEKDAYS[atMidnight(date).getUTCDay()] ?? '';
}

/** "London time" for Europe/London; the name people use for a place, never an abbreviation that two places share. */
export function sayZone(zone: string): string {
  const name = zone.includes('/') ? zone : canonical(zone);
  if (/^(Etc\/)?(UTC|UCT|GMT|Zulu|Universal|Greenwich|GMT[+-]?0)$/.test(name)) return 'UTC';
  // "Etc/GMT+5" is five hours *behind*; nobody reads it that way.
  const fixed = /^Etc\/GMT([+-])(\d+)$/.exec(name);
  if (fixed) return `UTC${fixed[1] === '+' ? '−' : '+'}${fixed[2] ?? ''}`;
  return `${(name.split('/').at(-1) ?? name).replaceAll('_', ' ')} time`;
}

/** An IANA zone or one of its older names. Bare offsets are not zones: they know no summer time. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone) || zone.length > 64) return false;
  try {
    canonical(zone);
    return true;
  } catch {
    return false;
  }
}

/** A date so many days later, or earlier where `days` is negative; no clock is involved. */
export function addDays(date: string, days: number): string {
  return new Date(atMidnight(date).getTime() + days * DAY).toISOString().slice(0, 10);
}

/** The same day so many months later, or earlier where `months` is negative; the month's last where it has no such day. */
export function addMonths(date: string, months: number): string {
  const first = atMidnight(`${date.slice(0, 7)}-01`);
  first.setUTCMonth(first.getUTCMonth() + months);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(Number(date.slice(8, 10)), last));
  return first.toISOString().slice(0, 10);
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((atMidnight(to).getTime() - atMidnight(from).getTime()) / DAY);
}

/** 1 Monday to 7 Sunday. */
export function weekdayOf(date: string): number {
  return atMidnight(date).getUTCDay() || 7;
}

/** The same time on another day there: a day later is not always 24 hours later. */
export function shiftDays(at: Date, days: number, zone: string): Date {
  const wall = inZone(at, zone);
  return instantOf({ ...wall, date: addDays(wall.date, days) });
}

/** Nine o'clock there: today, or tomorrow where that has passed. */
export function nextMorning(now: Date, zone: string): Date {
  const { date } = inZone(now, zone);
  const today = instantOf({ date, time: '09:00', zone });
  return today >= now ? today : instantOf({ date: addDays(date, 1), time: '09:00', zone });
}

/** The next time, after `now`, that this weekday and time come round there. `weekday`: 1 Monday to 7 Sunday. */
export function nextWeekly(now: Date, weekly: { weekday: number; time: string; zone: string }): Date {
  const today = inZone(now, weekly.zone).date;
  const ahead = (weekly.weekday - weekdayOf(today) + 7) % 7;
  const coming = instantOf({ date: addDays(today, ahead), time: weekly.time, zone: weekly.zone });
  if (coming > now) return coming;
  return instantOf({ date: addDays(today, ahead + 7), time: weekly.time, zone: weekly.zone });
}

/** Asking the platform takes longer than all the rest here, and the same few weeks are asked about again and again. */
const knownOffsets = new Map<string, number>();
const mostKnownOffsets = 20_000;
/** Clocks change on a quarter of an hour, in every zone since 1972. */
const QUARTER = 15 * MINUTE;

function offsetMinutes(zone: string, at: Date): number {
  const key = `${zone} ${Math.floor(at.getTime() / QUARTER)}`;
  const known = knownOffsets.get(key);
  if (known !== undefined) return known;
  const offset = tzOffset(zone, at);
  if (Number.isNaN(offset)) throw new RangeError('Not a time zone, or not a date');
  if (knownOffsets.size >= mostKnownOffsets) knownOffsets.clear();
  knownOffsets.set(key, offset);
  return offset;
}

function canonical(zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone }).resolvedOptions().timeZone;
}

function atMidnight(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}
