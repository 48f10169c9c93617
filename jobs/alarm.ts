/** Wakes workers after a commit. Whatever goes wrong here makes things late by one sweep, and nobody waits for it. */

import type { Alarm } from '../src/engine/ports.ts';
import type { Log } from '../src/log.ts';
import type { Drains } from './drains.ts';
import type { Loader } from './loader.ts';

/** Longer than this a nudge does not take: the person who pressed a button may be waiting. */
const patienceMs = 1_000;

export function createAlarm(parts: {
  readonly loader: Pick<Loader, 'armOrganisation'>;
  readonly drains: Pick<Drains, 'start'>;
  readonly log: Log;
}): Alarm {
  return {
    nudge: async (organisationId, what) => {
      const work = what.outbox.map((platform) => parts.drains.start({ organisationId, platform }));
      if (what.timers) work.push(parts.loader.armOrganisation(organisationId));
      const failed = await firstFailure(work, patienceMs);
      if (failed !== undefined) {
        parts.log('warn', { type: 'alarm_failed', organisationId, error: failed.error });
      }
    },
  };
}

/** Waits for all, at most so long; says what went wrong first. Failures after that are nobody's business any more. */
async function firstFailure(
  work: readonly Promise<void>[],
  limitMs: number,
): Promise<{ error: unknown } | undefined> {
  let timeout: NodeJS.Timeout | undefined;
  const tooLate = new Promise<{ error: unknown }>((resolve) => {
    timeout = setTimeout(() => resolve({ error: new Error('The queue did not answer in time.') }), limitMs);
  });
  const outcome = Promise.allSettled(work).then((results) => {
    const rejected = results.find((result) => result.status === 'rejected');
    return rejected === undefined ? undefined : { error: rejected.reason as unknown };
  });
  try {
    return await Promise.race([outcome, tooLate]);
  } finally {
    clearTimeout(timeout);
  }
}
