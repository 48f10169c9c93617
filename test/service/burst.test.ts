/**
 * Everybody's reminders are due in the same minute, and half of them are one organisation's: whose turn it is, as the
 * messages arrive. Nothing here is about how fast; `npm run bench -- burst` measures that with a hundred thousand.
 */

import { describe, expect, test, vi } from 'vitest';
import { startBurstApp } from '../support/burst/burst-app.ts';
import { findRedis } from '../support/redis.ts';
import type { TestRedis } from '../support/redis.ts';

const size = { organisations: 12, reminders: 800 };
const redis = findRedis();

describe('a burst with the queue in PostgreSQL', () => {
  fairness();
});

describe.skipIf('skip' in redis)('a burst with the queue in Redis', () => {
  if ('start' in redis) fairness(redis.start);
});

function fairness(start?: () => Promise<TestRedis>): void {
  test(
    'the small organisations are served when the large one has had about as much as each of them',
    { timeout: 180_000 },
    async () => {
      const server = await start?.();
      const app = await startBurstApp(size, server);
      try {
        const due = await app.begin();
        const { arrived } = app.slack;
        await vi.waitFor(() => expect(arrived).toHaveLength(due), { timeout: 150_000, interval: 100 });

        const ofLarge = app.organisations[0]?.pairs ?? 0;
        const ofEach = (app.organisations[1]?.pairs ?? 0) * 2;
        const lastOfOthers = arrived.findLastIndex(({ organisation }) => organisation !== 0);
        const largeBefore = arrived
          .slice(0, lastOfOthers)
          .filter(({ organisation }) => organisation === 0).length;
        // As many as anybody else, and what is under way: far fewer than its own half of all.
        expect(largeBefore).toBeLessThan(ofEach * 2);
        expect(ofLarge * 2).toBeGreaterThan(ofEach * 8);

        // Nobody waits for the first until somebody else has had many.
        const firsts = app.organisations.map(({ number }) =>
          arrived.findIndex(({ organisation }) => organisation === number),
        );
        expect(Math.max(...firsts)).toBeLessThan(due / 4);

        // Each once.
        expect(new Set(arrived.map(({ channel }) => channel)).size).toBe(due);
      } finally {
        await app.stop();
        await server?.stop();
      }
    },
  );
}
