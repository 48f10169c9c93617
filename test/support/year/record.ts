/** What is left of the year when it is over, for those who check it: every letter, every deed, and what was really booked. */

import type { Inside } from '../inside-database.ts';
import type { Deed } from './hands.ts';
import { idsOf, pairs } from './people.ts';
import type { Pair } from './people.ts';
import type { Letter, Rung } from './post.ts';
import type { Wishes } from './settings.ts';
import { instantAt } from './wall.ts';

/** How a meeting stood from this moment on. */
export type MeetingThen = {
  readonly meeting: string;
  readonly pair: number;
  readonly from: Date;
  readonly start: Date;
  readonly end: Date;
  readonly state: 'booked' | 'met' | 'missed' | 'cancelled';
  /** Absent where it was told of afterwards. */
  readonly bookedAt: Date | undefined;
};

/** How a pair stood from this moment on. */
export type PairThen = {
  readonly relationship: string;
  readonly pair: number;
  readonly from: Date;
  readonly state: 'active' | 'paused' | 'ended';
  readonly ending: string | undefined;
};

export type WishMade = { readonly at: Date; readonly holds: Partial<Wishes> };

export type YearRecord = {
  readonly seed: number;
  readonly from: Date;
  readonly until: Date;
  readonly letters: readonly Letter[];
  readonly deeds: readonly Deed[];
  /** By the roster's ids. */
  readonly wishes: ReadonlyMap<string, readonly WishMade[]>;
  /** The roster's ids by the ids that the program has for people. */
  readonly people: ReadonlyMap<string, string>;
  readonly meetings: readonly MeetingThen[];
  readonly pairs: readonly PairThen[];
};

export type History = {
  readonly meetings: readonly MeetingThen[];
  readonly pairs: readonly PairThen[];
  /** Takes down what has changed at this moment. */
  readonly note: (now: Date) => Promise<void>;
};

export function historyOf({ query }: Inside, personIdOf: ReadonlyMap<string, string>): History {
  const meetings: MeetingThen[] = [];
  const changes: PairThen[] = [];
  const numberOf = (mentee: string, mentor: string): number =>
    pairs.find((pair) => {
      const [one, other] = idsOf(pair).map((id) => personIdOf.get(id));
      return one === mentee && other === mentor;
    })?.number ?? 0;
  return {
    meetings,
    pairs: changes,
    note: async (now) => {
      const rows = await query<{
        id: string;
        state: MeetingThen['state'];
        date: string;
        start_time: string;
        start_zone: string;
        minutes: number;
        booked_at: Date | null;
        mentee_id: string;
        mentor_id: string;
      }>(
        `select m.id, m.state, start_date::text as date, start_time, start_zone, minutes, booked_at, mentee_id, mentor_id
          from meeting m join relationship r on r.id = m.relationship_id where m.updated_at = $1`,
        [now],
      );
      for (const row of rows) {
        const start = instantAt(row.date, row.start_time, row.start_zone);
        const then: MeetingThen = {
          meeting: row.id,
          pair: numberOf(row.mentee_id, row.mentor_id),
          from: now,
          start,
          end: new Date(start.getTime() + row.minutes * 60_000),
          state: row.state,
          bookedAt: row.booked_at ?? undefined,
        };
        const last = meetings.findLast(({ meeting }) => meeting === row.id);
        if (last?.state !== then.state || last.start.getTime() !== start.getTime()) meetings.push(then);
      }
      const standing = await query<{
        id: string;
        state: PairThen['state'];
        ending: string | null;
        mentee_id: string;
        mentor_id: string;
      }>('select id, state, ending, mentee_id, mentor_id from relationship where updated_at = $1', [now]);
      for (const { id, state, ending, mentee_id: mentee, mentor_id: mentor } of standing) {
        const last = changes.findLast(({ relationship }) => relationship === id);
        if (last?.state !== state)
          changes.push({
            relationship: id,
            pair: numberOf(mentee, mentor),
            from: now,
            state,
            ending: ending ?? undefined,
          });
      }
    },
  };
}

/** How each meeting stood at a moment. */
export function meetingsAt({ meetings }: Pick<YearRecord, 'meetings'>, at: Date): readonly MeetingThen[] {
  const last = new Map<string, MeetingThen>();
  for (const one of meetings) if (one.from <= at) last.set(one.meeting, one);
  return [...last.values()];
}

export function pairAt(
  { pairs: all }: Pick<YearRecord, 'pairs'>,
  number: number,
  at: Date,
): PairThen | undefined {
  return all.findLast(({ pair, from }) => pair === number && from <= at);
}

/** What rang for the reader of a letter; nothing where it came of somebody's deed. */
export function rungFor(record: Pick<YearRecord, 'people'>, { cause, person }: Letter): readonly Rung[] {
  if (cause.of !== 'timers' || person === undefined) return [];
  return cause.timers.filter(
    ({ personId }) => personId !== undefined && record.people.get(personId) === person.id,
  );
}

/** A reminder or a question that nobody's deed has brought. */
export function isNudge(record: Pick<YearRecord, 'people'>, letter: Letter): boolean {
  return letter.how === 'sent' && rungFor(record, letter).length > 0;
}

/** The pair whose meeting or mentoring a thing that rang is about. */
export function pairOf(record: Pick<YearRecord, 'meetings' | 'pairs'>, { subject }: Rung): Pair | undefined {
  const number =
    record.pairs.find(({ relationship }) => relationship === subject)?.pair ??
    record.meetings.find(({ meeting }) => meeting === subject)?.pair;
  return pairs.find((pair) => pair.number === number);
}

/** A letter as a failure shows it: enough to find it, and to see what is wrong. */
export function cite({ number, at, person, channel, title, cause }: Letter): string {
  const because =
    cause.of === 'timers'
      ? cause.timers.map(({ kind }) => kind).join('+')
      : cause.of === 'deed'
        ? `${cause.by} ${cause.deed.slice(0, 60)}`
        : 'morning';
  return `#${number} ${at.toISOString().slice(0, 16)} ${person?.id ?? channel} “${title}” (${because})`;
}
