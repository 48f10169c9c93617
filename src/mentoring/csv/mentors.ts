/** The file of a scheme's mentors: what each of them offers there. */

import type { Offer } from '../records/offer.ts';
import type { Choice } from '../records/scheme.ts';
import { readCount, readEmail, readLine, readLines, readYesNo, writeYesNo } from './cell.ts';
import { manyOf, oneOf, writeChoices } from './choices.ts';
import type { NamedChoice } from './choices.ts';
import { readDate } from './date.ts';
import { isWrong, quote, wrong } from './problem.ts';
import type { Wrong } from './problem.ts';
import { empty } from './table.ts';
import type { Column, Table } from './table.ts';

type Said = Pick<
  Offer,
  | 'areas'
  | 'skills'
  | 'portrait'
  | 'likesToHelp'
  | 'capacity'
  | 'place'
  | 'usualTimes'
  | 'timeAgreed'
  | 'trainedOn'
  | 'state'
  | 'pausedUntil'
>;

/** What is absent was left empty: it stays as it is, or as an offer begins. */
export type MentorRow = Partial<Said> & {
  readonly email: string;
  /** Written for whoever reads the file, never read. */
  readonly name?: string;
};

/** What a mentor chooses from. */
export type MentorChoices = {
  readonly areas: readonly Choice[];
  readonly skills: readonly Choice[];
  /** The day of the import, YYYY-MM-DD. */
  readonly today: string;
};

/** The same limits as when mentors write their own offer. */
const mostMentees = 10;
const longestPortrait = 1000;
const longestLikes = 500;
const longestTimes = 200;

const places: readonly NamedChoice[] = [
  { value: 'video', label: 'Video call', also: ['online', 'remote', 'virtual', 'video conference'] },
  { value: 'in-person', label: 'In person', also: ['face to face', 'f2f'] },
  { value: 'phone', label: 'Phone call', also: ['telephone', 'telephone call'] },
  { value: 'any', label: 'Any of these', also: ['either', 'both', 'all', 'no preference'] },
];

const states: readonly NamedChoice[] = [
  { value: 'open', label: 'open', also: ['active', 'available'] },
  { value: 'paused', label: 'paused', also: ['on hold'] },
  { value: 'closed', label: 'closed', also: ['inactive'] },
];

const readPlace = oneOf(places);
const readState = oneOf(states);

export function mentorTable(choices: MentorChoices): Table<MentorRow> {
  const readAreas = manyOf(choices.areas, 'an area of this scheme');
  const readSkills = manyOf(choices.skills, 'a skill');
  const column = (
    name: string,
    also: readonly string[],
    read: NonNullable<Column<MentorRow>['read']>,
    write: NonNullable<Column<MentorRow>['write']>,
  ): Column<MentorRow> => ({ name, also, read, write });
  return {
    columns: [
      {
        name: 'email',
        also: ['e-mail', 'email address', 'e-mail address', 'mentor email', 'work email', 'nhs email'],
        needed: true,
        read: (cell) => into('email', readEmail(cell)),
        write: ({ email }) => email,
      },
      { name: 'name', also: ['full name', 'mentor', 'mentor name'], write: ({ name = '' }) => name },
      {
        name: 'areas',
        also: ['area', 'can help with', 'areas of work', 'areas of expertise', 'topics'],
        needed: true,
        read: (cell) => into('areas', readAreas(cell)),
        write: ({ areas = [] }) => writeChoices(areas, choices.areas),
      },
      column(
        'skills',
        ['skill', 'mentoring skills'],
        (cell) => into('skills', readSkills(cell)),
        ({ skills = [] }) => writeChoices(skills, choices.skills),
      ),
      column(
        'pen portrait',
        ['portrait', 'about', 'bio', 'biography', 'profile'],
        (cell) => into('portrait', readLines(cell, longestPortrait)),
        ({ portrait = '' }) => portrait,
      ),
      column(
        'likes to help',
        ['who they like to help', 'whom they like to help', 'likes to mentor'],
        (cell) => into('likesToHelp', readLines(cell, longestLikes)),
        ({ likesToHelp = '' }) => likesToHelp,
      ),
      column(
        'capacity',
        ['places available', 'number of mentees', 'mentees at once', 'max mentees', 'at once'],
        (cell) => into('capacity', readCount(cell, 1, mostMentees)),
        ({ capacity }) => (capacity === undefined ? '' : String(capacity)),
      ),
      column(
        'place',
        ['places', 'where', 'how to meet', 'meeting place'],
        (cell) => into('place', readPlace(cell)),
        ({ place }) => labelOf(place, places),
      ),
      column(
        'usual times',
        ['times', 'availability', 'usually free', 'when'],
        (cell) => into('usualTimes', readLine(cell, longestTimes)),
        ({ usualTimes = '' }) => usualTimes,
      ),
      column(
        'time agreed',
        ['job plan', 'in job plan', 'agreed in job plan', 'time agreed in the job plan', 'spa'],
        (cell) => into('timeAgreed', readYesNo(cell)),
        ({ timeAgreed }) => (timeAgreed === undefined ? '' : writeYesNo(timeAgreed)),
      ),
      column(
        'trained on',
        ['training done', 'trained', 'date trained', 'training date', 'last trained'],
        (cell) => readTrained(cell, choices.today),
        ({ trainedOn = '' }) => trainedOn,
      ),
      column(
        'state',
        ['status'],
        (cell) => into('state', readState(cell)),
        ({ state = '' }) => state,
      ),
      column(
        'paused until',
        ['pause until', 'back on'],
        (cell) => into('pausedUntil', readDate(cell)),
        ({ pausedUntil = '' }) => pausedUntil,
      ),
    ],
    complete: ({ email, ...rest }) => {
      if (email === undefined) return empty('email');
      if (rest.state === 'paused' && rest.pausedUntil === undefined)
        return {
          column: 'paused until',
          wrong: 'it is empty. Write the date until which the offer is paused.',
        };
      return { email, ...rest };
    },
  };
}

/** Who has not trained yet has no date, however that is put. */
function readTrained(cell: string, today: string): Partial<MentorRow> | Wrong {
  if (/^(no|none|not yet|never|n\/?a)$/i.test(cell)) return {};
  if (/^(yes|y|true|done)$/i.test(cell))
    return wrong(`${quote(cell)} does not say when. Write the date, such as 2026-05-03, or leave it empty.`);
  const date = readDate(cell);
  if (isWrong(date)) return date;
  return date <= today
    ? { trainedOn: date }
    : wrong(`${quote(cell)} is still to come. Write the date when it was done.`);
}

function labelOf(value: string | undefined, choices: readonly NamedChoice[]): string {
  return choices.find((one) => one.value === value)?.label ?? '';
}

function into(
  field: keyof MentorRow,
  read: string | number | boolean | readonly string[] | Wrong,
): Partial<MentorRow> | Wrong {
  return typeof read === 'object' && isWrong(read) ? read : { [field]: read };
}
