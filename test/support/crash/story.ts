/** What people do while the app dies under their hands: whole stories from asking to ending, and a few restless ones. */

import { about, askForHelp, countOf, createDeeds } from './deeds.ts';
import type { Director } from './director.ts';
import type { Ledger } from './ledger.ts';
import { messageWith, peopleOf } from './person.ts';
import type { CrashPerson } from './person.ts';
import type { CrashSite } from './site.ts';

export type Story = {
  /**
   * Everybody asks, is matched, meets, writes and ends, all at once, with the app's clock going through the weeks in
   * between. Resolves when everybody has seen everything they should see.
   */
  readonly everybody: () => Promise<void>;
  /** The restless ones go on by themselves until `enough` says so. */
  readonly restless: (enough: () => boolean) => Promise<void>;
};

/** On both platforms, and across them. The times are one and the same instant. */
const pairs = [
  { mentee: 'amara', mentor: 'seyma', coordinator: 'helen', time: '12:00' },
  { mentee: 'minseo', mentor: 'fiona', coordinator: 'helen', time: '12:00' },
  { mentee: 'rohan', mentor: 'kwame', coordinator: 'grace', time: '17:30' },
  { mentee: 'lukasz', mentor: 'priya', coordinator: 'grace', time: '12:00' },
  { mentee: 'sian', mentor: 'bola', coordinator: 'helen', time: '12:00' },
] as const;

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

export function createStory(site: CrashSite, director: Director, ledger: Ledger): Story {
  const deeds = createDeeds(ledger);
  const person = peopleOf(site);
  let matters = 0;
  const newWords = (): string => `This is about matter ${(matters += 1)}, please.`;

  /** Whoever waits for an app that cannot be started any more need not wait. */
  const all = async (work: readonly Promise<unknown>[]): Promise<void> => {
    await Promise.race([Promise.all(work), director.failed]);
  };

  async function everybody(): Promise<void> {
    const today = new Date(Math.floor(site.now().getTime() / dayMs) * dayMs);
    const meetingDay = new Date(today.getTime() + 14 * dayMs);
    const day = meetingDay.toISOString().slice(0, 10);
    const onDay = meetingDay.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });
    const cases = pairs.map((pair) => ({
      words: newWords(),
      time: pair.time,
      mentee: person(pair.mentee),
      mentor: person(pair.mentor),
      coordinator: person(pair.coordinator),
    }));
    const both = cases.flatMap(({ mentee, mentor }) => [mentee, mentor]);
    const jumpTo = (hours: number): Promise<void> =>
      director.jump(meetingDay.getTime() + hours * hourMs - site.now().getTime());

    await all(
      cases.map(async ({ mentee, mentor, coordinator, words, time }) => {
        await deeds.ask(mentee, words, day, time);
        await deeds.propose(coordinator, words, mentor);
        await deeds.accept(mentor, words);
        for (const one of [mentee, mentor])
          await one.awaits('the booking', countOf(new RegExp(`Meeting booked for ${onDay}`), 1));
      }),
    );

    // The day before, an hour after they should have been reminded.
    await jumpTo(-24 + 13);
    const reminder = new RegExp(`Reminder: you meet on ${onDay}`);
    await all(both.map((one) => one.awaits('the reminder', countOf(reminder, 1))));

    await jumpTo(14);
    await all(
      cases.map(async ({ mentee, mentor, words }) => {
        await deeds.writeRecord(mentee, words, newWords(), new RegExp(`^Yes, we met on ${onDay}`));
        ledger.tell({ deed: 'met', by: mentee.id, words });
        await deeds.writeRecord(mentor, words, newWords(), new RegExp(`^Write the record of ${onDay}`));
        await deeds.end(mentee, words);
        await mentor.awaits('the ending', countOf(/Your mentoring has ended/, 1));
      }),
    );
  }

  async function askAndWithdraw(by: CrashPerson): Promise<void> {
    const words = newWords();
    const day = new Date(site.now().getTime() + 20 * dayMs).toISOString().slice(0, 10);
    await deeds.ask(by, words, day, '12:00');
    for (const id of ['helen', 'grace'])
      await person(id).awaits(`"${words}"`, (screen) => messageWith(screen, about(words)));
    await deeds.withdraw(by, words);
    await askForHelp(by);
  }

  return {
    everybody,
    restless: async (enough) => {
      const again = async (deed: () => Promise<void>): Promise<void> => {
        while (!enough()) await deed();
      };
      await all([
        again(() => askAndWithdraw(person('marcus'))),
        again(() => deeds.offer(person('christina'), newWords(), 1)),
      ]);
    },
  };
}
