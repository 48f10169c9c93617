/** When nobody is to be disturbed: hours, days, leave, what they have put off and what they have switched off. */

import { pairs } from '../people.ts';
import type { Letter } from '../post.ts';
import { cite, isNudge, meetingsAt, rungFor } from '../record.ts';
import type { YearRecord } from '../record.ts';
import { kinds, wishesOf } from '../settings.ts';
import type { Wishes } from '../settings.ts';
import { wallOf } from '../wall.ts';
import type { Rule } from './rule.ts';

const dayMs = 86_400_000;

/** From gov.uk, for the days of the year that is played. */
const bankHolidays: Readonly<Record<Wishes['holidays'], readonly string[]>> = {
  'England and Wales': [
    '2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28 2027-01-01'.split(' '),
  ].flat(),
  Scotland: [
    '2026-04-03 2026-05-04 2026-05-25 2026-06-15 2026-08-03 2026-11-30 2026-12-25 2026-12-28 2027-01-01 2027-01-04'.split(
      ' ',
    ),
  ].flat(),
  None: [],
};

/** What each switch on the card of kinds is about, as far as it is known here. */
const switched: Readonly<Record<string, RegExp>> = {
  [kinds.meeting]: /^meeting\.remind$|^preparation\./,
  [kinds.didYouMeet]: /^meeting\.did-you-meet$/,
  [kinds.nextStep]: /^relationship\.action-due$/,
  [kinds.watch]: /^watch\./,
};

export function wishesAt(record: YearRecord, { person }: Letter, at: Date): Wishes | undefined {
  return person && wishesOf(person, record.wishes.get(person.id) ?? [], at);
}

export function isQuietHour(
  { quietFrom, quietTo }: Pick<Wishes, 'quietFrom' | 'quietTo'>,
  time: string,
): boolean {
  if (quietFrom === quietTo) return false;
  return quietFrom < quietTo ? quietFrom <= time && time < quietTo : time >= quietFrom || time < quietTo;
}

export function isDayOff(wishes: Wishes, date: string, weekday: number): boolean {
  return (
    wishes.quietDays.includes(weekday) ||
    bankHolidays[wishes.holidays].includes(date) ||
    wishes.away.some(([first, last]) => first <= date && date <= last)
  );
}

/** A reminder for the last hours before a meeting: its reader chose that very time. */
function isPicked(record: YearRecord, letter: Letter): boolean {
  const rung = rungFor(record, letter);
  return (
    rung.length > 0 &&
    rung.every(({ kind, args }) => kind === 'meeting.remind' && Number(args['minutes']) < 720)
  );
}

/** News of a meeting within a day cannot wait for the morning. */
function isUrgent(record: YearRecord, letter: Letter): boolean {
  const { person, at } = letter;
  const theirs = pairs.filter(({ mentee, mentor }) => mentee === person || mentor === person);
  const soon = new Date(at.getTime() + dayMs);
  const before = meetingsAt(record, new Date(at.getTime() - 1));
  const after = meetingsAt(record, at);
  return [...before, ...after].some(
    ({ pair, start, state }) =>
      theirs.some(({ number }) => number === pair) &&
      state !== 'met' &&
      start < soon &&
      start.getTime() > at.getTime() - dayMs,
  );
}

/** When the app is installed, both platforms show its first words at once. */
function isWelcome({ title }: Letter): boolean {
  return title === 'Welcome to Rapport';
}

function isOwnDeed({ cause, person }: Letter): boolean {
  return cause.of === 'deed' && cause.by === person?.id;
}

export const quietRules: readonly Rule[] = [
  {
    says: 'nobody is written to in their quiet hours, by the clock of their own zone, but at a time that they picked or when it cannot wait',
    broken: (record) =>
      record.letters.flatMap((letter) => {
        const wishes = wishesAt(record, letter, letter.at);
        if (
          wishes === undefined ||
          letter.how !== 'sent' ||
          isOwnDeed(letter) ||
          isWelcome(letter) ||
          letter.person === undefined
        )
          return [];
        const { time } = wallOf(letter.at, letter.person.zone);
        if (!isQuietHour(wishes, time)) return [];
        if (isPicked(record, letter) || (letter.cause.of === 'deed' && isUrgent(record, letter))) return [];
        return [`${cite(letter)} at ${time}, quiet from ${wishes.quietFrom} to ${wishes.quietTo}`];
      }),
  },
  {
    says: 'on days off, on bank holidays and on leave nobody is reminded of anything but meetings',
    broken: (record) =>
      record.letters.flatMap((letter) => {
        const wishes = wishesAt(record, letter, letter.at);
        if (wishes === undefined || letter.person === undefined || !isNudge(record, letter)) return [];
        if (rungFor(record, letter).every(({ kind }) => switched[kinds.meeting]?.test(kind))) return [];
        const { date, weekday } = wallOf(letter.at, letter.person.zone);
        return isDayOff(wishes, date, weekday) ? [`${cite(letter)} on ${date}`] : [];
      }),
  },
  {
    says: 'what somebody has put off until a day does not come before it',
    broken: (record) =>
      record.letters.flatMap((letter) => {
        const wishes = wishesAt(record, letter, letter.at);
        if (wishes === undefined || letter.person === undefined || !isNudge(record, letter)) return [];
        const { date } = wallOf(letter.at, letter.person.zone);
        return date < wishes.snoozedUntil ? [`${cite(letter)} before ${wishes.snoozedUntil}`] : [];
      }),
  },
  {
    says: 'nothing comes of a kind that somebody has switched off',
    broken: (record) =>
      record.letters.flatMap((letter) => {
        const off = wishesAt(record, letter, letter.at)?.off ?? [];
        if (!isNudge(record, letter)) return [];
        const kindsOf = rungFor(record, letter).map(({ kind }) => kind);
        // Of several due together those that are wanted come: none is said that is not.
        return off.some(
          (label) => kindsOf.length > 0 && kindsOf.every((kind) => switched[label]?.test(kind) === true),
        )
          ? [`${cite(letter)}, switched off: ${off.join(', ')}`]
          : [];
      }),
  },
  {
    says: 'what is due to somebody within a quarter of an hour comes in one letter, but for times that they picked',
    broken: (record) => {
      const nudges = record.letters.filter((letter) => isNudge(record, letter) && !isPicked(record, letter));
      return nudges.flatMap((letter, index) => {
        const before = nudges.slice(0, index).findLast(({ person }) => person === letter.person);
        const apart = before === undefined ? Infinity : letter.at.getTime() - before.at.getTime();
        // The clocks themselves count: what waits for eight o'clock there is as late as eight.
        return before !== undefined && apart < 15 * 60_000 && !/ things for you/.test(before.title)
          ? [`${cite(letter)}, ${apart / 60_000} minutes after ${cite(before)}`]
          : [];
      });
    },
  },
];
