/** Three times to meet, as form fields, and what was wrong with them in words. */

import type { WallTime } from '../mentoring/records/wall-time.ts';
import { addDays, inZone, instantOf, sayZone } from '../mentoring/time.ts';
import type { FieldErrors, Fields } from '../ui/form.ts';

/** Nobody can promise an hour further ahead than this. */
const DAYS_AHEAD = 180;

const ORDER = ['First', 'Second', 'Third'] as const;

/**
 * A date and a time each; the first is required. Times are meant in the person's own zone, which the hint names. `before`:
 * times that are filled in.
 */
export function timeFields(zone: string, now: Date, advice: string, before: readonly WallTime[] = []) {
  const today = inZone(now, zone).date;
  const [first, second, third] = before.map((time) => inZone(instantOf(time), zone));
  const date = (value: string | undefined) =>
    ({ kind: 'date', value, min: today, max: addDays(today, DAYS_AHEAD) }) as const;
  const time = (value: string | undefined) =>
    ({ kind: 'time', value, hint: `In ${sayZone(zone)}.` }) as const;
  return {
    date1: { label: 'First choice: date', hint: advice, required: true, ...date(first?.date) },
    time1: { label: 'First choice: time', required: true, ...time(first?.time) },
    date2: { label: 'Second choice: date', required: false, ...date(second?.date) },
    time2: { label: 'Second choice: time', required: false, ...time(second?.time) },
    date3: { label: 'Third choice: date', required: false, ...date(third?.date) },
    time3: { label: 'Third choice: time', required: false, ...time(third?.time) },
  } as const satisfies Fields;
}

export type TimeValues = Readonly<
  Record<'date1' | 'time1', string> & Record<'date2' | 'time2' | 'date3' | 'time3', string | undefined>
>;

/** The times in the order of preference, with every mistake beside the field that can mend it. */
export function readTimes(
  values: TimeValues,
  zone: string,
  now: Date,
): { readonly times: readonly WallTime[]; readonly errors: FieldErrors } {
  const errors: Record<string, string> = {};
  const taken = new Map<number, string>();
  const times: WallTime[] = [];
  const rows = [
    [values.date1, values.time1],
    [values.date2, values.time2],
    [values.date3, values.time3],
  ] as const;
  for (const [index, [date, time]] of rows.entries()) {
    const number = index + 1;
    if (date === undefined && time === undefined) continue;
    if (date === undefined)
      errors[`date${number}`] = 'Please add the date, or clear the time that goes with it.';
    else if (time === undefined)
      errors[`time${number}`] = 'Please add the time, or clear the date that goes with it.';
    else {
      const start = { date, time, zone };
      const at = instantOf(start).getTime();
      const same = taken.get(at);
      if (inZone(instantOf(start), zone).time !== time)
        errors[`time${number}`] =
          `The clocks go forward then, and ${time} is skipped. Please choose another time.`;
      else if (at <= now.getTime())
        errors[`time${number}`] = 'This time has passed. Please choose a later one.';
      else if (same !== undefined)
        errors[`time${number}`] =
          `This is the same as your ${same} choice. Please choose another, or clear it.`;
      taken.set(at, (ORDER[index] ?? '').toLowerCase());
      times.push(start);
    }
  }
  return { times, errors };
}
