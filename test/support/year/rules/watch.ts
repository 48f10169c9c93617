/** The watch over quiet pairs, and what is still said of a pair that has ended. */

import type { RosterPerson } from '../../../../adapters/playground/roster.ts';
import { pairs } from '../people.ts';
import type { Letter, Rung } from '../post.ts';
import { cite, meetingsAt, pairAt, pairOf, rungFor } from '../record.ts';
import type { YearRecord } from '../record.ts';
import type { Rule } from './rule.ts';

const dayMs = 86_400_000;
/** No pair is quiet after so few days, whatever its rhythm; and none that is quiet for so long is left alone. */
const fewestQuietDays = 14;
const mostQuietDays = 120;
/** What an ending brings after it: its own form, its survey, and the way back. */
const afterAnEnding = /ending|closing|survey|benefit|reopen|shred|rotation/i;
/** News of the last evening waits for the next morning. */
const morningMs = 26 * 3_600_000;

function asksOfWatch({ kind }: Rung): boolean {
  return kind === 'watch.ask';
}

export const watchRules: readonly Rule[] = [
  {
    says: 'only pairs that have been quiet are asked how it goes, and none that has a meeting booked',
    broken: (record) =>
      record.letters.flatMap((letter) =>
        rungFor(record, letter)
          .filter((rung) => letter.how === 'sent' && asksOfWatch(rung))
          .flatMap((rung) => {
            const pair = pairOf(record, rung);
            if (pair === undefined || / things for you/.test(letter.title)) return [];
            const theirs = meetingsAt(record, new Date(letter.at.getTime() - 1)).filter(
              (one) => one.pair === pair.number,
            );
            const booked = theirs.find(({ state, start }) => state === 'booked' && start > letter.at);
            const met = theirs.findLast(
              ({ state, start }) =>
                state === 'met' && start.getTime() > letter.at.getTime() - fewestQuietDays * dayMs,
            );
            const wrong = booked ?? met;
            return wrong === undefined
              ? []
              : [`${cite(letter)}: ${wrong.state} on ${wrong.start.toISOString()}`];
          }),
      ),
  },
  {
    says: `no pair that goes on is left alone for more than ${mostQuietDays} days without a meeting, a date or a question`,
    broken: (record) =>
      pairs.flatMap(({ number, mentee, mentor }) => {
        const signs = [
          ...record.pairs.filter(({ pair }) => pair === number).map(({ from }) => from),
          ...record.meetings
            .filter(({ pair }) => pair === number)
            .flatMap(({ from, start }) => [from, start]),
          ...record.letters.filter((letter) => asksAbout(record, letter, number)).map(({ at }) => at),
          ...record.deeds.filter(({ person }) => person === mentee || person === mentor).map(({ at }) => at),
          record.until,
        ]
          .filter((at) => at <= record.until)
          .toSorted((one, other) => one.getTime() - other.getTime());
        return signs.slice(1).flatMap((at, index) => {
          const before = signs[index] ?? at;
          const goesOn = pairAt(record, number, before)?.state === 'active';
          const days = (at.getTime() - before.getTime()) / dayMs;
          return goesOn && days > mostQuietDays
            ? [`pair ${number}: ${Math.round(days)} days from ${before.toISOString()}`]
            : [];
        });
      }),
  },
  {
    says: 'once a pair has ended, nothing more is said of it to either but what belongs to the ending',
    broken: (record) =>
      record.letters.flatMap((letter) => {
        if (letter.how !== 'sent' || letter.person === undefined || letter.person.role === 'coordinator')
          return [];
        const { person } = letter;
        return pairs.flatMap((pair) => {
          if (pair.mentee !== person && pair.mentor !== person) return [];
          const other = pair.mentee === person ? pair.mentor : pair.mentee;
          const ended = pairAt(record, pair.number, letter.at);
          if (ended?.state !== 'ended' || !isAbout(record, letter, pair.number, other)) return [];
          if (letter.at.getTime() - ended.from.getTime() <= morningMs && letter.cause.of !== 'timers')
            return [];
          if (letter.at.getTime() === ended.from.getTime() || belongsToTheEnding(letter)) return [];
          return [`${cite(letter)}: pair ${pair.number} ended on ${ended.from.toISOString()}`];
        });
      }),
  },
];

function asksAbout(record: YearRecord, letter: Letter, number: number): boolean {
  return (
    letter.how === 'sent' && rungFor(record, letter).some((rung) => pairOf(record, rung)?.number === number)
  );
}

function isAbout(record: YearRecord, letter: Letter, number: number, other: RosterPerson): boolean {
  return letter.text.includes(other.familyName) || asksAbout(record, letter, number);
}

/** Also what somebody does themselves with what is over, such as a record that they still write. */
function belongsToTheEnding({ cause, person }: Letter): boolean {
  if (cause.of === 'timers') return cause.timers.some(({ kind }) => afterAnEnding.test(kind));
  return cause.of === 'deed' && cause.by === person?.id;
}
