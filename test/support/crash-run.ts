/** One run: an installation, people who use it, something that goes wrong again and again, and the reckoning. */

import type { DieAt } from './crash-app.ts';
import { staleCards } from './crash-cards.ts';
import { direct } from './crash-director.ts';
import type { Death, Director } from './crash-director.ts';
import { createLedger } from './crash-ledger.ts';
import type { Told, Verdict } from './crash-ledger.ts';
import { createMessageAudit } from './crash-messages.ts';
import type { MessageVerdict } from './crash-messages.ts';
import { createCrashSite } from './crash-site.ts';
import type { CrashSite } from './crash-site.ts';
import { createStory } from './crash-story.ts';
import { verifyTimers } from './crash-timers.ts';
import { until } from './crash-wait.ts';
import type { TestRedis } from './redis.ts';

export type Outcome = {
  readonly deaths: readonly Death[];
  readonly told: readonly Told[];
  readonly state: Verdict;
  readonly messages: MessageVerdict;
  readonly cards: { readonly checked: number; readonly stale: readonly string[] };
  readonly timers: Verdict & { readonly fired: number };
  /** Steps that were planned and at which the app did not die. */
  readonly undone: number;
  /** What somebody waited for in vain; `undefined` when everybody has seen what they should. */
  readonly stuck: string | undefined;
};

export type Run = {
  /** Absent: the queue is in the database. */
  readonly redis?: TestRedis | undefined;
  /** Where the app kills itself, one life after the other. */
  readonly plan?: readonly DieAt[];
  /** How often everybody's story is told, from asking to ending. */
  readonly rounds: number;
  /** What else goes wrong while people are at it. Everything ends when it and the rounds have. */
  readonly trouble?: (site: CrashSite, director: Director) => Promise<void>;
};

export async function runCrashes(options: Run): Promise<Outcome> {
  const site = await createCrashSite({ redis: options.redis });
  const messages = await createMessageAudit(site);
  const ledger = createLedger(site);
  const director = direct(site, messages, options.plan ?? []);
  const story = createStory(site, director, ledger);
  try {
    let told = 0;
    let troubled = options.trouble === undefined;
    const enough = (): boolean => told === options.rounds && troubled && director.left() === 0;
    const rounds = async (): Promise<void> => {
      for (; told < options.rounds; told += 1) await story.round();
    };
    const trouble = async (): Promise<void> => {
      await options.trouble?.(site, director);
      troubled = true;
    };
    // Who waits in vain does not keep the others, nor us, from the reckoning: it says what is lost.
    let stuck: string | undefined;
    const inVain = (error: unknown): void => {
      stuck = error instanceof Error ? error.message : String(error);
    };
    await Promise.all([rounds(), trouble(), story.restless(enough)]).catch(inVain);
    const undone = director.left();
    director.spare();
    await Promise.race([settled(site), director.failed]).catch(inVain);
    return {
      deaths: director.deaths,
      told: ledger.told,
      state: await ledger.verify(),
      messages: await messages.verify(),
      cards: await staleCards(site),
      timers: await verifyTimers(site),
      undone,
      stuck,
    };
  } finally {
    director.end();
    await site.stop();
  }
}

/** Nothing is due that has not been done. */
async function settled(site: CrashSite): Promise<void> {
  await until(
    'everything due has been done',
    async () => {
      const [row] = await site.query<{ left: number }>(
        `select ((select count(*) from outbox where state = 'pending')
          + (select count(*) from timer where state = 'pending' and due_at <= $1))::int as left`,
        [site.now()],
      );
      return row?.left === 0;
    },
    60_000,
  );
}
