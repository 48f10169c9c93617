/** What `rapport match` reads: mentors, mentees and blocks in JSON. Says of each fault in which row it is. */

import { z } from 'zod';
import { isZone } from '../../mentoring/time.ts';

export type MatchFile = z.infer<typeof file>;
export type MatchMentor = MatchFile['mentors'][number];
export type MatchMentee = MatchFile['mentees'][number];

export type Reading =
  /** `unused`: fields that mean nothing here. */
  | { readonly file: MatchFile; readonly unused: readonly string[] }
  /** A line for each thing that is wrong, with where it is. */
  | { readonly faults: readonly string[] };

/** Reads the text of a file. */
export function readMatchFile(text: string): Reading {
  const json = parseJson(text);
  if ('fault' in json) return { faults: [json.fault] };
  const parsed = file.safeParse(json.value);
  if (!parsed.success)
    return { faults: parsed.error.issues.map(({ path, message }) => `${sayPath(path)}: ${message}`) };
  const faults = contradictionsIn(parsed.data);
  if (faults.length > 0) return { faults };
  return { file: parsed.data, unused: unusedIn(json.value) };
}

/** More pairs than these would not fit into memory beside everything else. */
const MOST_PAIRS = 100_000_000;

const LONDON = 'Europe/London';

const must = (be: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? `is missing; it must be ${be}` : `must be ${be}`,
});

const text = z.string(must('text'));
const id = z.string(must('text')).min(1, 'must not be empty');
const count = z.int(must('a whole number, 0 or more')).min(0, must('a whole number, 0 or more'));
const flag = z.boolean(must('true or false')).default(false);
const date = z.iso.date(must('a date like 2026-11-29'));
const texts = z.array(text, must('a list of texts')).default([]);
const ids = z.array(id, must('a list of ids')).default([]);
const place = z
  .enum(['video', 'in-person', 'phone', 'any'], must('"video", "in-person", "phone" or "any"'))
  .default('any');
const zone = z
  .string(must('a time zone like Europe/London'))
  .refine(isZone, must('a time zone like Europe/London'));

const mentor = z.object(
  {
    id,
    capacity: count,
    name: text.optional(),
    areas: texts,
    skills: texts,
    specialty: text.optional(),
    likesToHelp: texts,
    place,
    usualTimes: text.default(''),
    zone: zone.default(LONDON),
    trainedOn: date.optional(),
    timeAgreed: flag,
    pausedUntil: date.optional(),
    mentees: count.default(0),
    openProposals: count.default(0),
  },
  must('an object with an id and a capacity'),
);

const mentee = z.object(
  {
    id,
    name: text.optional(),
    areas: texts,
    skills: texts,
    prefersSpecialty: text.optional(),
    groups: texts,
    place,
    times: z
      .array(
        z.object(
          {
            date,
            time: z
              .string(must('a time like 17:30'))
              .regex(/^([01]\d|2[0-3]):[0-5]\d$/, must('a time like 17:30')),
            zone: zone.optional(),
          },
          must('a date and a time'),
        ),
        must('a list of dates and times'),
      )
      .default([]),
    zone: zone.default(LONDON),
    inMind: z.union([id.transform((one) => [one]), ids], must('an id or a list of ids')).default([]),
    conflicts: ids,
    declined: ids,
    askAgain: ids,
    askedAt: date.optional(),
  },
  must('an object with an id'),
);

const line = z.object(
  { person: id, manager: id, kind: text.default('manager') },
  must('an object with a person and a manager'),
);

const file = z.object(
  {
    mentors: z.array(mentor, must('a list of mentors')),
    mentees: z.array(mentee, must('a list of mentees')),
    blocked: z
      .array(z.tuple([id, id], must('two ids, like ["m1", "p1"]')), must('a list of pairs of ids'))
      .default([]),
    reportingLines: z.array(line, must('a list of reporting lines')).default([]),
    areas: z
      .array(
        z.object({ value: id, label: id }, must('an object with a value and a label')),
        must('a list of areas'),
      )
      .default([]),
    mostMentees: count.optional(),
    trainingRequired: flag,
    asOf: date.optional(),
  },
  must('an object with mentors and mentees'),
);

function parseJson(text: string): { readonly value: unknown } | { readonly fault: string } {
  try {
    // Some editors begin a file with a mark that JSON does not know.
    return { value: JSON.parse(text.replace(/^\uFEFF/, '')) };
  } catch (error) {
    return { fault: `the text is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** `mentees[3].areas`, as the file's writer would count, from 0. */
function sayPath(path: readonly PropertyKey[]): string {
  const said = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return said === '' ? 'the file' : said.replace(/^\./, '');
}

/** What each row may say by itself, and the file as a whole must not. */
function contradictionsIn({ mentors, mentees, blocked }: MatchFile): readonly string[] {
  const mentorIds = new Set(mentors.map((one) => one.id));
  const known = new Set([...mentorIds, ...mentees.map((one) => one.id)]);
  const unknownMentors = mentees.flatMap((one, row) =>
    (['declined', 'askAgain'] as const).flatMap((field) =>
      one[field].flatMap((id, at) =>
        mentorIds.has(id) ? [] : [`mentees[${row}].${field}[${at}]: no mentor has the id "${id}"`],
      ),
    ),
  );
  const badBlocks = blocked.flatMap(([one, other], row) =>
    one === other
      ? [`blocked[${row}]: a pair must be of two people`]
      : [one, other].flatMap((id, at) =>
          known.has(id) ? [] : [`blocked[${row}][${at}]: nobody has the id "${id}"`],
        ),
  );
  const tooMany =
    mentors.length * mentees.length > MOST_PAIRS
      ? [
          `the file: ${mentors.length} mentors and ${mentees.length} mentees make too many pairs; at most ${MOST_PAIRS} fit`,
        ]
      : [];
  return [
    ...repeatedIn('mentors', mentors),
    ...repeatedIn('mentees', mentees),
    ...unknownMentors,
    ...badBlocks,
    ...tooMany,
  ];
}

function repeatedIn(list: string, rows: readonly { readonly id: string }[]): readonly string[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ id }, row) => {
    const before = first.get(id);
    if (before !== undefined) return [`${list}[${row}].id: "${id}" is the id of ${list}[${before}] already`];
    first.set(id, row);
    return [];
  });
}

/** Most likely slips of the pen: `mentors[].capcity`. Said once each, however many rows have them. */
function unusedIn(value: unknown): readonly string[] {
  const lists = { mentors: mentor.shape, mentees: mentee.shape, reportingLines: line.shape };
  const unused = new Set(keysBeside(value, file.shape));
  for (const [list, shape] of Object.entries(lists))
    for (const row of rowsIn(value, list))
      for (const key of keysBeside(row, shape)) unused.add(`${list}[].${key}`);
  return [...unused];
}

function keysBeside(value: unknown, shape: object): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).filter((key) => !Object.hasOwn(shape, key));
}

function rowsIn(value: unknown, list: string): readonly unknown[] {
  const rows: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, list) : undefined;
  return Array.isArray(rows) ? rows : [];
}
