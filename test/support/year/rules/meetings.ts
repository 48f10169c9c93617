/** Meetings: each of the two is reminded of each, asked about each once it is over, and told of every change. */

import type { RosterPerson } from '../../../../adapters/playground/roster.ts';
import { pairs } from '../people.ts';
import type { Letter } from '../post.ts';
import { cite, rungFor } from '../record.ts';
import type { MeetingThen, YearRecord } from '../record.ts';
import { kinds, wishesOf } from '../settings.ts';
import type { Wishes } from '../settings.ts';
import { addDays, instantAt, wallOf } from '../wall.ts';
import { isDayOff, isQuietHour } from './quiet.ts';
import type { Rule } from './rule.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** A meeting as it stood until it was moved, called off or answered for. */
type Span = { readonly stood: MeetingThen; readonly until: Date };

function spansOf({ meetings, until }: YearRecord): readonly Span[] {
  return meetings.map((stood, index) => ({
    stood,
    until: meetings.slice(index + 1).find(({ meeting }) => meeting === stood.meeting)?.from ?? until,
  }));
}

function theTwo({ pair }: MeetingThen): readonly RosterPerson[] {
  const found = pairs.find(({ number }) => number === pair);
  return found === undefined ? [] : [found.mentee, found.mentor];
}

/** The letters to somebody in which this rang for them. */
function about(record: YearRecord, person: RosterPerson, kind: string, meeting: string): readonly Letter[] {
  return record.letters.filter(
    (letter) =>
      letter.how === 'sent' &&
      letter.person === person &&
      rungFor(record, letter).some((rung) => rung.kind === kind && rung.subject === meeting),
  );
}

export const meetingRules: readonly Rule[] = [
  {
    says: 'both are reminded of every meeting, as long before as each wants to be, unless their own choices forbid it',
    broken: (record) =>
      spansOf(record).flatMap(({ stood, until }) =>
        stood.state !== 'booked'
          ? []
          : theTwo(stood).flatMap((person) =>
              wishesAt(record, person, stood.start).before.flatMap((minutes) => {
                const from = remindFrom(record, person, stood, minutes);
                if (from === undefined || from >= until || from > record.until) return [];
                const came = about(record, person, 'meeting.remind', stood.meeting).some(
                  ({ at }) =>
                    at.getTime() >= from.getTime() - minuteMs &&
                    at.getTime() <= from.getTime() + 16 * minuteMs,
                );
                return came
                  ? []
                  : [
                      `${sayMeeting(stood)}: nothing to ${person.id} at ${from.toISOString()} (${minutes} minutes before)`,
                    ];
              }),
            ),
      ),
  },
  {
    says: 'both are asked whether they met, in the first good hour after the meeting, unless one has answered by stood',
    broken: (record) =>
      spansOf(record).flatMap(({ stood, until }) =>
        stood.state !== 'booked' || stood.end >= until
          ? []
          : theTwo(stood).flatMap((person) => {
              const from = askFrom(record, person, stood);
              if (from === undefined || from >= until || from >= endOf(record, stood)) return [];
              const came = about(record, person, 'meeting.did-you-meet', stood.meeting).some(
                ({ at }) => Math.abs(at.getTime() - from.getTime()) <= 16 * minuteMs,
              );
              return came
                ? []
                : [`${sayMeeting(stood)}: ${person.id} was not asked at ${from.toISOString()}`];
            }),
      ),
  },
  {
    says: 'one answer serves both: nobody is asked about a meeting that one of the two has answered for',
    broken: (record) =>
      record.letters.flatMap((letter) =>
        rungFor(record, letter).flatMap(({ kind, subject }) => {
          if (letter.how !== 'sent' || (kind !== 'meeting.did-you-meet' && kind !== 'meeting.remind'))
            return [];
          const stood = record.meetings.findLast(
            ({ meeting, from }) => meeting === subject && from < letter.at,
          );
          if (stood === undefined || stood.state === 'booked') return [];
          // Of several due together only those that still stand are in the letter.
          return / things for you/.test(letter.title) ? [] : [`${cite(letter)}: it was ${stood.state}`];
        }),
      ),
  },
  {
    says: 'both are told of every meeting that is booked, moved or called off, by the end of their quiet hours',
    broken: (record) =>
      record.meetings.flatMap((stood, index) => {
        const before = record.meetings.slice(0, index).findLast(({ meeting }) => meeting === stood.meeting);
        const isNews = stood.state === 'booked' || stood.state === 'cancelled';
        if (!isNews || stood.from.getTime() > record.until.getTime() - dayMs) return [];
        return theTwo(stood).flatMap((person) => {
          const wishes = wishesAt(record, person, stood.from);
          const by = new Date(afterQuiet(stood.from, person.zone, wishes).getTime() + 2 * minuteMs);
          // Another change in the night takes the place of what had not been said yet.
          const changed = record.meetings
            .slice(index + 1)
            .find(({ meeting, from }) => meeting === stood.meeting && from <= by);
          const came = record.letters.some(
            (letter) =>
              letter.person === person &&
              letter.at >= stood.from &&
              letter.at <= by &&
              letter.how !== 'changed' &&
              saysDayOf(letter, (before ?? stood).start, stood.start, person),
          );
          return came || changed !== undefined
            ? []
            : [`${sayMeeting(stood)}: ${person.id} was not told by ${by.toISOString()}`];
        });
      }),
  },
];

function wishesAt(record: YearRecord, person: RosterPerson, at: Date): Wishes {
  return wishesOf(person, record.wishes.get(person.id) ?? [], at);
}

/** When a reminder is to come; `undefined` where it is not. */
function remindFrom(
  record: YearRecord,
  person: RosterPerson,
  stood: MeetingThen,
  minutes: number,
): Date | undefined {
  const wall = wallOf(stood.start, person.zone);
  const asked =
    minutes % (24 * 60) === 0
      ? instantAt(addDays(wall.date, -minutes / (24 * 60)), wall.time, person.zone)
      : new Date(stood.start.getTime() - minutes * minuteMs);
  if (asked <= stood.from) return undefined;
  const wishes = wishesAt(record, person, asked);
  if (wishes.off.includes(kinds.meeting) || !wishes.before.includes(minutes)) return undefined;
  const picked = minutes < 12 * 60;
  const snoozed = wallOf(asked, person.zone).date < wishes.snoozedUntil;
  const free = snoozed ? instantAt(wishes.snoozedUntil, '00:00', person.zone) : asked;
  const at = picked ? free : afterQuiet(free, person.zone, wishes);
  return at < stood.start ? at : undefined;
}

function askFrom(record: YearRecord, person: RosterPerson, stood: MeetingThen): Date | undefined {
  let at = stood.end;
  for (let days = 0; days < 120; days += 1) {
    const wishes = wishesAt(record, person, at);
    if (wishes.off.includes(kinds.didYouMeet)) return undefined;
    const { date, weekday } = wallOf(at, person.zone);
    if (isDayOff(wishes, date, weekday) || date < wishes.snoozedUntil) {
      at = instantAt(addDays(date, 1), '00:00', person.zone);
      continue;
    }
    const free = afterQuiet(at, person.zone, wishes);
    if (free.getTime() === at.getTime()) return at;
    at = free;
  }
  return undefined;
}

function afterQuiet(at: Date, zone: string, wishes: Wishes): Date {
  const { date, time } = wallOf(at, zone);
  if (!isQuietHour(wishes, time)) return at;
  return instantAt(time < wishes.quietTo ? date : addDays(date, 1), wishes.quietTo, zone);
}

/** When the pair ended, if it did. */
function endOf(record: YearRecord, { pair, from }: MeetingThen): Date {
  return (
    record.pairs.find((one) => one.pair === pair && one.state === 'ended' && one.from >= from)?.from ??
    record.until
  );
}

function saysDayOf({ text }: Letter, was: Date, now: Date, { zone }: RosterPerson): boolean {
  return [was, now].some((at) => {
    const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: zone }).format(
      at,
    );
    return text.includes(day);
  });
}

function sayMeeting({ pair, start, state, from }: MeetingThen): string {
  return `pair ${pair}, meeting of ${start.toISOString()}, ${state} from ${from.toISOString()}`;
}
