/** One run: an installation, people who use it, something that goes wrong again and again, and the reckoning. */

import type { TestRedis } from '../redis.ts';
import { staleCards } from './cards.ts';
import { direct } from './director.ts';
import type { Died } from './director.ts';
import { createLedger } from './ledger.ts';
import type { Told, Verdict } from './ledger.ts';
import { createMessageAudit } from './messages.ts';
import type { MessageVerdict } from './messages.ts';
import type { Death } from './plan.ts';
import { createCrashSite } from './site.ts';
import type { CrashSite } from './site.ts';
import { createStory } from './story.ts';
import { verifyTimers } from './timers.ts';

export type Run = {
  /** Absent: the queue is in the database. */
  readonly redis?: TestRedis | undefined;
  /** What the app dies of, one life after the other. */
  readonly plan?: readonly Death[];
  /** What else goes wrong while people are at it. The run ends when it, the plan and everybody's story have. */
  readonly trouble?: (site: CrashSite) => Promise<void>;
  /** See `CrashSite`. Without deaths there is nobody to jump past a lease: then it is better short. */
  readonly leaseMs?: number;
};

export type Outcome = {
  readonly deaths: readonly Died[];
  readonly told: readonly Told[];
  readonly state: Verdict;
  readonly messages: MessageVerdict;
  readonly cards: { readonly checked: number; readonly stale: readonly string[] };
  readonly timers: Verdict & { readonly fired: number };
  /** Deaths that were planned and did not come. */
  readonly undone: number;
  /** What somebody waited for in vain; `undefined` when everybody has seen what they should. */
  readonly stuck: string | undefined;
};

export async function runCrashes({ redis, plan = [], trouble, leaseMs }: Run): Promise<Outcome> {
  const site = await createCrashSite({ redis, leaseMs });
  const messages = await createMessageAudit(site);
  const ledger = createLedger(site);
  const director = direct(site, messages, () => ledger.told.length, plan);
  const story = createStory(site, director, ledger);
  try {
    // Who waits in vain does not keep the others, nor us, from the reckoning: it says what is lost.
    let stuck: string | undefined;
    const inVain = (error: unknown): void => {
      stuck ??= error instanceof Error ? error.message : String(error);
      director.spare();
    };
    let isOver = false;
    const restless = story.restless(() => isOver && director.left() === 0).catch(inVain);
    await Promise.all([story.everybody(), trouble?.(site)]).catch(inVain);
    isOver = true;
    await restless;
    const undone = director.left();
    director.spare();
    await Promise.race([site.settled(), director.failed]).catch(inVain);
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
