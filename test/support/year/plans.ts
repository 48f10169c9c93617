/** What the two of a pair do of their own accord: ask, agree rules, book, move, cancel, pause, end. */

import type { RosterPerson } from '../../../adapters/playground/roster.ts';
import type { Inside } from '../inside-database.ts';
import { courseOf, rhythmOf } from './courses.ts';
import { confidential } from './filling.ts';
import type { Hands } from './hands.ts';
import { otherOf } from './people.ts';
import type { Pair } from './people.ts';
import type { Letter } from './post.ts';
import { exactly } from './reactions.ts';
import type { Chance } from './seed.ts';
import { addDays, daysBetween, instantAt, wallOf } from './wall.ts';

/** What the two have in their diaries. */
export type Diary = {
  readonly id: string;
  readonly state: 'active' | 'paused' | 'ended';
  readonly meetings: readonly { readonly at: Date; readonly state: string }[];
};

export async function readDiary({ query }: Inside, ids: readonly string[]): Promise<Diary | undefined> {
  const [relationship] = await query<{ id: string; state: Diary['state'] }>(
    'select id, state from relationship where mentee_id = $1 and mentor_id = $2',
    ids,
  );
  if (relationship === undefined) return undefined;
  const meetings = await query<{ date: string; start_time: string; start_zone: string; state: string }>(
    `select start_date::text as date, start_time, start_zone, state from meeting where relationship_id = $1
      order by start_date, start_time`,
    [relationship.id],
  );
  return {
    ...relationship,
    meetings: meetings.map((one) => ({
      at: instantAt(one.date, one.start_time, one.start_zone),
      state: one.state,
    })),
  };
}

export type Planned = {
  readonly pair: Pair;
  readonly diary: Diary;
  readonly now: Date;
  readonly chance: Chance;
  readonly hands: Hands;
};

/** How a day's thought about their mentoring ends; most end in nothing. */
export async function carryOn(planned: Planned): Promise<void> {
  const { pair, diary, now, chance, hands } = planned;
  const course = courseOf(pair);
  const month = monthOf(now);
  const met = diary.meetings.filter(({ state, at }) => at <= now && (state === 'met' || state === 'booked'));
  const [next] = diary.meetings.filter(({ state, at }) => state === 'booked' && at > now);
  const actor = chance.of('who', pair.number, dayOf(now)) < 0.5 ? pair.mentee : pair.mentor;
  if (diary.state !== 'active') return;

  if (course === 'ends naturally' && month >= 7 + (pair.number % 3) && met.length >= 3)
    return endIt(planned, actor, 'It has come to its natural end', 'Thank you for everything.');
  if (course === 'ends by circumstance' && month >= 5 + (pair.number % 2) && met.length >= 1)
    return endIt(planned, pair.mentee, 'Circumstances have changed', undefined);
  if ((course === 'fades' || course === 'fades and takes it up again') && month >= 4 && month <= 8) return;
  if (course === 'fades' && month >= 4) return;
  if (course === 'never starts')
    return next === undefined ? undefined : callOffOnce(planned, pair.mentee, next.at);
  if (course === 'pauses' && month === 6 && met.length >= 2) {
    await hands.type(pair.mentee, '/mentor pause').then((shown) =>
      throughCard(planned, pair.mentee, shown, /^Pause mentoring with/, {
        'First day after the pause': addDays(dayOf(now), 50),
      }),
    );
    return;
  }

  if (next !== undefined) return beforeMeeting(planned, actor, next.at);
  const last = met.at(-1)?.at;
  const since = last === undefined ? 99 : daysBetween(dayOf(last), dayOf(now));
  if (met.length === 1 && since <= 3 && pair.number % 3 !== 2) await agreeRules(planned, actor);
  const wait =
    course === 'slow'
      ? 24
      : course === 'wants to be contacted'
        ? 200
        : chance.between(3, 16, 'wait', pair.number, met.length);
  if (since >= wait) await book(planned, actor, last);
}

async function beforeMeeting(planned: Planned, actor: RosterPerson, at: Date): Promise<void> {
  const { pair, now, chance } = planned;
  const course = courseOf(pair);
  const days = (at.getTime() - now.getTime()) / 86_400_000;
  const odds = chance.of('before', pair.number, at.toISOString(), dayOf(now));
  if (course === 'moves meetings' && days < 6 && odds < 0.5) {
    const to = wallOf(new Date(at.getTime() + 5 * 86_400_000), actor.zone);
    await atMeetings(planned, actor, /^Move meeting on/, { Date: to.date, Time: '13:15' });
  } else if (course === 'cancels' && days < 5 && odds < 0.35) {
    await atMeetings(planned, actor, /^Cancel meeting on/, {});
  }
}

async function callOffOnce(planned: Planned, actor: RosterPerson, at: Date): Promise<void> {
  if ((at.getTime() - planned.now.getTime()) / 86_400_000 < 4)
    await atMeetings(planned, actor, /^Cancel meeting on/, {});
}

/** Their usual time, some days after they think of it, or as long after the last as they are used to. */
async function book(planned: Planned, actor: RosterPerson, last: Date | undefined): Promise<void> {
  const { pair, now, chance } = planned;
  const today = dayOf(now);
  const usual = last === undefined ? addDays(today, 6) : addDays(dayOf(last), rhythmOf(pair));
  const soonest = addDays(today, chance.between(2, 6, 'soonest', pair.number, today));
  const date = onWorkday(usual > soonest ? usual : soonest);
  const time = chance.pick(['12:30', '17:45', '08:15', '13:00', '16:30', '19:15'], 'time', pair.number);
  await atMeetings(planned, actor, /^Book (a meeting|another) with/, { Date: date, Time: time });
}

async function agreeRules(planned: Planned, actor: RosterPerson): Promise<void> {
  const { pair, hands } = planned;
  const shown = await opened(planned, actor);
  const page = shown.find(({ labels }) => labels.includes('Propose ground rules'));
  if (page === undefined) return;
  const records = ['Shared by both', 'Each keeps their own', 'No records'][pair.number % 3] ?? 'No records';
  await hands.press(actor, page.message, /^Propose ground rules$/, {
    'Records of your meetings': records,
    Objectives: confidential('goals', pair),
  });
}

async function opened(planned: Planned, actor: RosterPerson): Promise<readonly Letter[]> {
  const { hands } = planned;
  const list = await hands.type(actor, '/mentor meetings');
  return throughCard(planned, actor, list, /^Open mentoring with/, {});
}

async function endIt(
  planned: Planned,
  actor: RosterPerson,
  how: string,
  thanks: string | undefined,
): Promise<void> {
  const shown = await planned.hands.type(actor, '/mentor end');
  await throughCard(planned, actor, shown, /^End mentoring with/, {
    'How it ends': how,
    'What was achieved': confidential('achieved', planned.pair, actor),
    ...(thanks !== undefined && { 'A few words to say goodbye': thanks }),
  });
}

async function atMeetings(
  planned: Planned,
  actor: RosterPerson,
  label: RegExp,
  answers: Parameters<Hands['submit']>[1],
): Promise<void> {
  const list = await planned.hands.type(actor, '/mentor meetings');
  await throughCard(planned, actor, list, label, answers);
}

/** Typed words lead to a form, or to a card from which to choose first: of several pairs, this one. */
async function throughCard(
  { pair, hands }: Planned,
  actor: RosterPerson,
  shown: readonly Letter[],
  label: RegExp,
  answers: Parameters<Hands['submit']>[1],
): Promise<readonly Letter[]> {
  const card = shown.find(({ labels }) => labels.some((one) => label.test(one)));
  if (card === undefined) return hands.submit(actor, answers);
  const name = otherOf(pair, actor.id).givenName;
  const theirs = card.labels.filter((one) => label.test(one));
  const exact = theirs.find((one) => one.includes(name)) ?? theirs[0] ?? '';
  return (await hands.press(actor, card.message, exactly(exact), answers)) ?? [];
}

function onWorkday(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 6 ? addDays(date, 2) : weekday === 0 ? addDays(date, 1) : date;
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** From 1. */
function monthOf(at: Date): number {
  return at.getUTCMonth() + 1 + (at.getUTCFullYear() - 2026) * 12;
}
