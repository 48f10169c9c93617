/** What `rapport assess` reads: one history in JSON on each line. Says of a fault in which field it is. */

import { z } from 'zod';
import type { History } from '../../mentoring/wind-down/history.ts';

export type Assessed = {
  /** As it stands in the file. */
  readonly id: string | number;
  readonly history: History;
  /** Days since 1 January 1970. */
  readonly asOf: number;
};

/** One line of a file, without its end. */
export function readHistory(line: string): Assessed | { readonly faults: readonly string[] } {
  const json = parseJson(line);
  if ('fault' in json) return { faults: [json.fault] };
  const parsed = history.safeParse(json.value);
  if (!parsed.success)
    return { faults: parsed.error.issues.map(({ path, message }) => `${sayPath(path)} ${message}`) };
  const { id, asOf, bookedAhead, contacts, signs, plannedEnd, ended, ...read } = parsed.data;
  return {
    id,
    asOf,
    history: {
      cadenceDays: read.cadenceDays,
      meetings: read.meetings.map((day, at) => ({ day, bookedAhead: bookedAhead[at] ?? undefined })),
      booked: read.booked,
      pauses: read.pauses.map(([from, to]) => ({ from, to: to ?? undefined })),
      contacts,
      signs: signs.map(({ sign, on }) => ({ sign, day: on })),
      plannedEnd: plannedEnd ?? undefined,
      endedOn: ended ?? undefined,
    },
  };
}

const DAY_MS = 86_400_000;

const must = (be: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? `is missing; it must be ${be}` : `must be ${be}`,
});

const A_DATE = must('a date like 2026-01-05');

/** A calendar date, or an instant, of which the date in UTC counts: whole days since 1 January 1970. */
const day = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], A_DATE)
  .transform((text) => Math.floor(Date.parse(text) / DAY_MS));

const days = z.array(day, must('a list of dates')).default([]);

const pause = z
  .union(
    [z.tuple([day]), z.tuple([day, day.nullable()])],
    must('two dates, like ["2026-01-05", "2026-01-19"]; null for the second where nobody knows'),
  )
  .refine(([from, to]) => typeof to !== 'number' || to >= from, 'ends before it begins');

const history = z
  .object(
    {
      id: z.union([z.string(), z.number()], must('text or a number')),
      cadenceDays: z.number(must('a number above 0')).positive(must('a number above 0')),
      meetings: z.array(day, must('a list of dates')),
      bookedAhead: z
        .array(z.boolean(must('true, false or null')).nullable(), must('a list of true, false or null'))
        .default([]),
      booked: days,
      pauses: z.array(pause, must('a list of pairs of dates')).default([]),
      contacts: days,
      signs: z
        .array(
          z.object(
            {
              sign: z.enum(
                ['cancelled', 'not-met', 'goals-met'],
                must('"cancelled", "not-met" or "goals-met"'),
              ),
              on: day,
            },
            must('an object with a sign and a date'),
          ),
          must('a list of signs'),
        )
        .default([]),
      plannedEnd: day.nullable().optional(),
      ended: day.nullable().optional(),
      asOf: day,
    },
    must('an object'),
  )
  .refine(({ meetings, bookedAhead }) => bookedAhead.length <= meetings.length, {
    path: ['bookedAhead'],
    message: 'has more entries than there are meetings',
  });

function parseJson(text: string): { readonly value: unknown } | { readonly fault: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: `it is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** `pauses[1]`, counted from 0. */
function sayPath(path: readonly PropertyKey[]): string {
  const said = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return said === '' ? 'it' : said.replace(/^\./, '');
}
