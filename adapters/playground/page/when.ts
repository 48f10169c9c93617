/** Says instants in words, in the zone that the playground's people live in. */

/** The fictional hospital is in England; the page says so wherever a time could be misread. */
export const zone = 'Europe/London';

const long = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** "Thursday 3 December 2026" */
export function sayDate(at: Date): string {
  return long.format(at).replace(',', '');
}

/** "09:00" */
export function sayTime(at: Date): string {
  return clock.format(at);
}

/** "Thursday 3 December" */
export function sayDay(at: Date): string {
  return day.format(at).replace(',', '');
}

/** What a `datetime-local` input shows for an instant: "2026-12-03T09:00". */
export function asWallTime(at: Date): string {
  const found = Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value]));
  return `${found['year']}-${found['month']}-${found['day']}T${found['hour']}:${found['minute']}`;
}

/**
 * The instant of a wall time in the zone; in the hour that the autumn repeats, the first, in the hour that spring skips,
 * the time after it.
 */
export function instantOf(wall: string): Date | undefined {
  const asIfUtc = new Date(`${wall}:00Z`);
  if (Number.isNaN(asIfUtc.getTime())) return undefined;
  // The offset differs on the two sides of a change: try the one before first, it gives the earlier instant.
  const before = new Date(asIfUtc.getTime() - offsetAt(new Date(asIfUtc.getTime() - 86_400_000)));
  if (asWallTime(before) === wall) return before;
  const after = new Date(asIfUtc.getTime() - offsetAt(new Date(asIfUtc.getTime() + 86_400_000)));
  return asWallTime(after) === wall ? after : before;
}

/** Whether two instants fall on the same date in the zone. */
export function isSameDay(a: Date, b: Date): boolean {
  return asWallTime(a).slice(0, 10) === asWallTime(b).slice(0, 10);
}

function offsetAt(at: Date): number {
  const whole = Math.floor(at.getTime() / 60_000) * 60_000;
  return new Date(`${asWallTime(at)}:00Z`).getTime() - whole;
}
