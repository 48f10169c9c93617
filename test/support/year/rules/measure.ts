/** How much people get: three reminders of a thing and no more, nothing twice, and few in a week. */

import { grouped } from '../../../../src/mentoring/grouped.ts';
import { everybody, idsOf } from '../people.ts';
import type { Letter } from '../post.ts';
import { cite, isNudge, pairOf, rungFor } from '../record.ts';
import type { YearRecord } from '../record.ts';
import { wishesAt } from './quiet.ts';
import type { Rule } from './rule.ts';

const mostNudges = 3;
/** In any seven days, of all that comes by itself; whoever has two pairs has more to do with both. */
export const mostInAWeek = 9;
const weekMs = 7 * 86_400_000;

type Counted = { readonly letter: Letter; readonly thing: string; readonly most: number };

function thingsOf(record: YearRecord, letter: Letter): readonly Counted[] {
  return rungFor(record, letter).map((rung) => {
    const times =
      rung.kind === 'meeting.remind' ? (wishesAt(record, letter, letter.at)?.before.length ?? 1) : mostNudges;
    // Each of the next steps of a pair is a thing of its own.
    const step = rung.args['action'] ?? '';
    return {
      letter,
      thing: `${letter.person?.id} ${rung.kind} ${rung.subject} ${step}`,
      most: Math.max(1, times),
    };
  });
}

/** What those of the pair have done since begins the count anew: they were heard. */
function hasHeard(record: YearRecord, from: Letter, to: Letter): boolean {
  const about = rungFor(record, to).flatMap((rung) => pairOf(record, rung) ?? []);
  const whose = new Set([...about.flatMap(idsOf), to.person?.id]);
  return record.deeds.some(({ at, person }) => at > from.at && at < to.at && whose.has(person.id));
}

export const measureRules: readonly Rule[] = [
  {
    says: 'nobody is reminded of any one thing more than three times while they and the other one leave it alone',
    broken: (record) => {
      const counts = new Map<
        string,
        { readonly since: Letter; readonly last: Letter; readonly count: number }
      >();
      const broken: string[] = [];
      for (const letter of record.letters.filter((one) => isNudge(record, one)))
        for (const { thing, most } of thingsOf(record, letter)) {
          const before = counts.get(thing);
          const goesOn =
            before !== undefined && (thing.includes('meeting.') || !hasHeard(record, before.last, letter));
          const count = goesOn ? before.count + 1 : 1;
          counts.set(thing, { since: goesOn ? before.since : letter, last: letter, count });
          // A meeting that is moved is reminded of anew.
          if (count > most && !thing.includes('meeting.remind'))
            broken.push(`${cite(letter)}: time ${count}`);
        }
      return broken;
    },
  },
  {
    says: 'nothing is said to anybody twice: the same words to the same person are a reminder, and one of three at most',
    broken: (record) => {
      const said = new Map<string, Letter[]>();
      // A file is named by its day, and of two meetings on one day there are two.
      for (const letter of record.letters.filter(
        ({ how, person, text }) => how === 'sent' && person !== undefined && !text.startsWith('File: '),
      )) {
        const key = `${letter.person?.id} ${letter.text}`;
        said.set(key, [...(said.get(key) ?? []), letter]);
      }
      return [...said.values()].flatMap((same) => {
        const [first] = same;
        if (first === undefined || same.length === 1) return [];
        const all = same.filter((letter) => !isNudge(record, letter));
        const sameInstant = same.some((one, index) =>
          same.slice(index + 1).some(({ at }) => at.getTime() === one.at.getTime()),
        );
        if (sameInstant) return [`${same.length} times at once: ${cite(first)}`];
        const close = all.filter(
          (one, index) => index > 0 && one.at.getTime() - (all[index - 1]?.at.getTime() ?? 0) < weekMs,
        );
        return close.length > 0 ? [`${cite(first)}, and again: ${close.map(cite).join('; ')}`] : [];
      });
    },
  },
  {
    says: `nobody gets more than ${mostInAWeek} letters in any seven days`,
    broken: (record) => {
      const theirs = grouped(unasked(record), ({ person }) => person?.id ?? '');
      return everybody.flatMap(({ id }) => {
        const letters = theirs(id);
        const worst = letters
          .map((letter) => ({ letter, week: inWeekFrom(letters, letter) }))
          .toSorted((one, other) => other.week.length - one.week.length)[0];
        return worst !== undefined && worst.week.length > mostInAWeek
          ? [
              `${worst.week.length} from ${cite(worst.letter)}: ${worst.week.map(({ title }) => title).join(' / ')}`,
            ]
          : [];
      });
    },
  },
];

/** What came by itself or by others' deeds: not what somebody was shown for what they had just done. */
function unasked({ letters }: YearRecord): readonly Letter[] {
  return letters.filter(
    ({ how, person, cause }) =>
      how === 'sent' &&
      person !== undefined &&
      person.role !== 'coordinator' &&
      !(cause.of === 'deed' && cause.by === person.id),
  );
}

function inWeekFrom(letters: readonly Letter[], { at }: Letter): readonly Letter[] {
  return letters.filter((one) => one.at >= at && one.at.getTime() < at.getTime() + weekMs);
}

/** How many letters a week people had: so many weeks with none, with one, with two … */
export function weeklyDistribution(record: YearRecord, personIds: readonly string[]): readonly number[] {
  const weeks = Math.floor((record.until.getTime() - record.from.getTime()) / weekMs);
  const counts = new Map<string, number>();
  for (const { person, at } of unasked(record)) {
    const key = `${person?.id} ${Math.floor((at.getTime() - record.from.getTime()) / weekMs)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const distribution: number[] = [];
  for (const count of counts.values()) distribution[count] = (distribution[count] ?? 0) + 1;
  distribution[0] = personIds.length * weeks - counts.size;
  return Array.from(distribution, (times) => times ?? 0);
}
