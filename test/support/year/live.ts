/** The year itself: everybody asks, meets and answers as they are, while the clock goes from one instant to the next. */

import type { RosterPerson } from '../../../adapters/playground/roster.ts';
import { createAgenda } from './agenda.ts';
import { courseOf } from './courses.ts';
import { handsAt } from './hands.ts';
import type { Deed } from './hands.ts';
import { firstDay } from './inside.ts';
import { everybody, idsOf, pairs, theCoordinators } from './people.ts';
import type { Pair } from './people.ts';
import { carryOn, readDiary } from './plans.ts';
import type { Letter } from './post.ts';
import { reactionTo } from './reactions.ts';
import { chanceOf } from './seed.ts';
import type { Chance } from './seed.ts';
import { historyOf } from './record.ts';
import type { WishMade, YearRecord } from './record.ts';
import { settingsOf } from './settings.ts';
import type { Site } from './site.ts';
import { addDays, instantAt, wallOf } from './wall.ts';

const hourMs = 3_600_000;
/** Days between two thoughts that a pair gives to its mentoring. */
const thoughtEveryDays = 3;

/** The record grows while the year is lived, so that it can be read whatever happens. */
export type Year = { readonly record: YearRecord; readonly live: () => Promise<void> };

export async function aYear(
  site: Site,
  { seed, until }: { readonly seed: number; readonly until: Date },
): Promise<Year> {
  const chance = chanceOf(seed);
  const agenda = createAgenda();
  const deeds: Deed[] = [];
  const hands = handsAt(site, deeds);
  const wishes = new Map<string, readonly WishMade[]>();
  const ids = new Map<string, string>();
  for (const { id } of [...everybody, ...theCoordinators]) ids.set(id, await site.inside.personId(id));
  const history = historyOf(site.inside, ids);
  const personIds = (pair: Pair): readonly string[] => idsOf(pair).map((id) => ids.get(id) ?? '');

  /** Letters arrive; whoever has a mind to, answers later. */
  const read = (letters: readonly Letter[]): void => {
    for (const letter of letters) {
      const { person } = letter;
      if (person === undefined || letter.labels.length === 0 || letter.how === 'changed') continue;
      for (const pair of pairsIn(letter, person)) {
        const reaction =
          letter.how === 'sent' ? reactionTo(letter, person, pair, chance) : onTheSpot(letter, pair);
        if (reaction === undefined) continue;
        const at = awake(new Date(site.now().getTime() + reaction.afterHours * hourMs), person, chance);
        agenda.add(at, async () => {
          await act(() => hands.press(person, letter.message, reaction.press, reaction.answers));
        });
      }
    }
  };

  /** Runs a deed, and lets everybody read what came of it. */
  const act = async (deed: () => Promise<unknown>): Promise<void> => {
    const from = site.post.letters.length;
    await deed();
    read(site.post.letters.slice(from));
  };

  const played = pairs.filter(isPlayed);
  for (const pair of played) {
    const asks = addDays('2026-01-07', Math.floor(pair.number * 1.3));
    agenda.add(instantAt(asks, '12:20', pair.mentee.zone), () => act(() => ask(pair)));
    const think = async (): Promise<void> => {
      const now = site.now();
      const diary = await readDiary(site.inside, personIds(pair));
      if (diary !== undefined) await act(() => carryOn({ pair, diary, now, chance, hands }));
      plan(addDays(wallOf(now, pair.mentee.zone).date, thoughtEveryDays));
    };
    const plan = (date: string): void => {
      // Some think of it late in the evening, when the other is asleep.
      const time = chance.pick(['07:50', '12:40', '18:20', '21:40'], 'when', pair.number, date);
      agenda.add(instantAt(date, time, pair.mentee.zone), think);
    };
    plan(addDays(asks, 12));
  }

  for (const person of everybody.filter(({ id }) => played.some((pair) => idsOf(pair).includes(id))))
    for (const setting of settingsOf(person))
      agenda.add(instantAt(setting.on, '12:05', person.zone), () =>
        act(async () => {
          const [card] = await hands.type(person, '/mentor reminders');
          if (card === undefined) return;
          await hands.press(person, card.message, new RegExp(`^${setting.button}$`), setting.values);
          wishes.set(person.id, [...(wishes.get(person.id) ?? []), { at: site.now(), holds: setting.holds }]);
        }),
      );

  async function ask(pair: Pair): Promise<void> {
    const { mentee, mentor } = pair;
    const first = addDays(wallOf(site.now(), mentee.zone).date, 15);
    await hands.type(mentee, '/mentor ask');
    await hands.submit(mentee, {
      'What would you most like help with?': ['Exams and ARCP'],
      'In your own words': `I would like to think aloud about my next two years (${pair.number}).`,
      'First choice: date': first,
      'First choice: time': '12:30',
      'Second choice: date': addDays(first, 1),
      'Second choice: time': '17:30',
      'Third choice: date': addDays(first, 2),
      'Third choice: time': '08:30',
      'Is there a mentor you have in mind?': mentor.id,
      'Does your line manager know that you are asking?': 'I would rather not say',
    });
  }

  const live = async (): Promise<void> => {
    for (;;) {
      const due = await site.nextDue();
      const at = earlier(due, agenda.next());
      if (at === undefined || at > until) break;
      if (at > site.now()) site.moveTo(at);
      if (due !== undefined && due <= at) read(await site.ring());
      for (let deed = agenda.take(site.now()); deed !== undefined; deed = agenda.take(site.now()))
        await deed();
      await history.note(site.now());
    }
    if (until > site.now()) site.moveTo(until);
  };

  return {
    live,
    record: {
      seed,
      from: firstDay,
      until,
      letters: site.post.letters,
      deeds,
      wishes,
      people: new Map([...ids].map(([rosterId, id]) => [id, rosterId])),
      meetings: history.meetings,
      pairs: history.pairs,
    },
  };
}

function earlier(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
}

/** All forty, or those whose numbers YEAR_PAIRS names: each lives as it does among the others. */
function isPlayed({ number }: Pair): boolean {
  const named = process.env['YEAR_PAIRS'];
  return named === undefined || named.split(',').map(Number).includes(number);
}

/** The pairs that a letter to somebody is about: those whose other one it names. */
export function pairsIn({ text }: Pick<Letter, 'text'>, { id }: RosterPerson): readonly Pair[] {
  return pairs.filter(
    ({ mentee, mentor }) =>
      (mentee.id === id && text.includes(mentor.familyName)) ||
      (mentor.id === id && text.includes(mentee.familyName)),
  );
}

/** A card that asks at once for one thing more: it is answered while it is looked at. */
function onTheSpot({ labels }: Letter, pair: Pair): ReturnType<typeof reactionTo> {
  if (courseOf(pair) === 'wants to be contacted' && labels.includes('Ask a coordinator to contact me'))
    return { afterHours: 0.1, press: /^Ask a coordinator to contact me$/, answers: {} };
  return undefined;
}

/** Nobody answers in their sleep: before half past seven they do it then, after half past ten the next morning. */
function awake(at: Date, person: RosterPerson, chance: Chance): Date {
  const { date, time } = wallOf(at, person.zone);
  if (time >= '07:30' && time <= '22:30') return at;
  const morning = instantAt(time < '07:30' ? date : addDays(date, 1), '07:30', person.zone);
  return new Date(
    morning.getTime() + Math.floor(chance.of('awake', person.id, at.toISOString()) * 120) * 60_000,
  );
}
