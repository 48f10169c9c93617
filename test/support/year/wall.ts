/** The clock on somebody's wall, by the platform's own tables of zones: the year is not checked with what it checks. */

export type Wall = {
  /** As 2026-03-29. */
  readonly date: string;
  /** As 07:30. */
  readonly time: string;
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number;
};

const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

export function wallOf(at: Date, zone: string): Wall {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute } = parts;
  const date = `${year}-${month}-${day}`;
  return { date, time: `${hour}:${minute}`, weekday: weekdayOf(date) };
}

/** The first instant at which that wall shows it, or the one after a skipped hour. */
export function instantAt(date: string, time: string, zone: string): Date {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  for (const hours of [
    -15, -14, -13, -12, -11, -10, -9, -8, -7, -6, -5.5, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6,
  ]) {
    const at = new Date(asUtc + hours * 3_600_000);
    const wall = wallOf(at, zone);
    if (wall.date === date && wall.time === time) return at;
  }
  return new Date(instantAt(date, addMinutes(time, 60), zone).getTime());
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

export function weekdayOf(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** "Thursday 5 March, 12:30", as a person would write it. */
export function sayAt(at: Date, zone: string): string {
  const { date, time } = wallOf(at, zone);
  const day = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return `${day.format(new Date(`${date}T12:00:00Z`)).replace(',', '')}, ${time}`;
}

function addMinutes(time: string, minutes: number): string {
  const all = Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes;
  return `${String(Math.floor(all / 60) % 24).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(zone, made);
  return made;
}
