/** How letters read: in plain British English, with nothing of the machine in them, and times as the reader's clock has them. */

import { everybody, pairs, theCoordinators } from '../people.ts';
import type { Letter } from '../post.ts';
import { cite, meetingsAt, rungFor } from '../record.ts';
import { addDays, wallOf, weekdayOf } from '../wall.ts';
import type { Rule } from './rule.ts';

const machine =
  /\bundefined\b|\bnull\b|\bNaN\b|\[object|Invalid Date|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}|\b(relationship|meeting|scheme|request):[0-9a-f]{4}|did-you-meet|\bsnake_case\b|\b\w+_\w+_\w+\b|\$\{|=>|\bfunction\b/;
const american =
  /\b(organiz\w*|recogniz\w*|canceled|canceling|color\w*|favorite|center|behavior|apologiz\w*|summariz\w*|labor|honor\w*|analyz\w*|gotten|calendar year-round|fulfill\b|enrollment|program\b)\b/i;
/** "1 meetings", a space before a stop, two spaces, a sentence that ends twice. */
const slips =
  /\b1 (meetings|minutes|days|weeks|mentors|people|times)\b| [,.;:?!](\s|$)|[^.]\.\.(\s|$)|[a-z]  [a-z]|\b(the the|a a|to to|is is)\b/;

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const aTime = /(\w+day) (\d{1,2}) (\w+), (\d\d:\d\d) \(([^)]+) time\)/g;
const when = /^When:?\s+(\w+day) (\d{1,2}) (\w+), (\d\d:\d\d) \(([^)]+) time\)$/m;

export const wordRules: readonly Rule[] = [
  {
    says: 'no letter holds a word of the machine: no “undefined”, no ids, no names of its parts',
    broken: ({ letters }) => letters.flatMap((letter) => found(letter, machine)),
  },
  {
    says: 'letters are in British English, without slips of the pen',
    broken: ({ letters }) =>
      letters.flatMap((letter) => [...found(letter, american), ...found(letter, slips)]),
  },
  {
    says: 'every time is said by the clock of its reader’s zone, with the weekday that the date has',
    broken: ({ letters }) =>
      letters.flatMap((letter) =>
        // Coordinators bring others together, and are told their times with the zone in which they are meant.
        letter.person === undefined || letter.person.role === 'coordinator'
          ? []
          : [...letter.text.matchAll(aTime)].flatMap(([said = '', weekday, day, month, , place = '']) => {
              const date = dateNear(letter.at, Number(day), month ?? '');
              const right = weekdays[weekdayOf(date) - 1] === weekday;
              const here = (letter.person?.zone ?? '').replaceAll('_', ' ').endsWith(place);
              return right && here ? [] : [`${cite(letter)}: “${said}”, but it is ${letter.person?.zone}`];
            }),
      ),
  },
  {
    says: 'the time in a reminder is the time of the meeting, there and then, also when the clocks have changed between',
    broken: (record) =>
      record.letters.flatMap((letter) => {
        const [rung, second] = rungFor(record, letter).filter(({ kind }) => kind === 'meeting.remind');
        if (
          rung === undefined ||
          second !== undefined ||
          !letter.title.startsWith('Reminder') ||
          letter.how !== 'sent' ||
          letter.person === undefined
        )
          return [];
        const meeting = meetingsAt(record, letter.at).find((one) => one.meeting === rung.subject);
        const said = when.exec(letter.text);
        if (meeting === undefined || said === null) return [`${cite(letter)}: no time, or no such meeting`];
        const [, , day, month, time] = said;
        const truly = wallOf(meeting.start, letter.person.zone);
        const same = truly.time === time && truly.date === dateNear(letter.at, Number(day), month ?? '');
        return same && meeting.state === 'booked'
          ? []
          : [`${cite(letter)}: “${said[0]}”, truly ${truly.date} ${truly.time}`];
      }),
  },
  {
    says: 'a letter greets the right people: whoever is named in it is a partner of its reader, or coordinates',
    broken: ({ letters }) => {
      const all = [...everybody, ...theCoordinators];
      return letters.flatMap((letter) => {
        const { person } = letter;
        if (person === undefined)
          return all
            .filter(({ familyName }) => letter.text.includes(familyName))
            .map(({ name }) => `${cite(letter)} names ${name}`);
        if (person.role === 'coordinator') return [];
        return all
          .filter(
            (one) => one.role !== 'coordinator' && one !== person && letter.text.includes(one.familyName),
          )
          .filter((one) => !arePartners(person.id, one.id))
          .map(({ name }) => `${cite(letter)} names ${name}`);
      });
    },
  },
];

function found(letter: Letter, pattern: RegExp): readonly string[] {
  const match = pattern.exec([letter.text, ...letter.labels].join('\n'));
  return match === null ? [] : [`${cite(letter)}: “${match[0]}”`];
}

function arePartners(one: string, other: string): boolean {
  return pairs.some(
    ({ mentee, mentor }) => [mentee.id, mentor.id].includes(one) && [mentee.id, mentor.id].includes(other),
  );
}

/** The date of that name that is nearest to the letter: a letter says no year where there can be no doubt. */
function dateNear(at: Date, day: number, month: string): string {
  const year = at.getUTCFullYear();
  const candidates = [year - 1, year, year + 1].map(
    (one) => `${one}-${String(months.indexOf(month) + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  );
  const middle = addDays(at.toISOString().slice(0, 10), 60);
  return (
    candidates.toSorted(
      (a, b) => Math.abs(Date.parse(a) - Date.parse(middle)) - Math.abs(Date.parse(b) - Date.parse(middle)),
    )[0] ?? ''
  );
}
