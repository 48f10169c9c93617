/** What an app owes, whatever goes wrong: the run once, then one test for each promise, and the figures as a table. */

import { beforeAll, expect, test } from 'vitest';
import type { TestRedis } from '../redis.ts';
import { runCrashes } from './run.ts';
import type { Outcome, Run } from './run.ts';
import { tableOf } from './table.ts';

/** Longer than any run on a machine that is busy with other things; on an idle one each takes less than a minute. */
const longestRunMs = 900_000;

/** Registers the tests. What it returns gives the outcome to further tests. */
export function reckoning(
  title: string,
  run: Omit<Run, 'redis'>,
  start?: () => Promise<TestRedis>,
): () => Outcome {
  let outcome: Outcome;

  beforeAll(async () => {
    const redis = await start?.();
    try {
      outcome = await runCrashes({ ...run, redis });
      process.stdout.write(tableOf(title, outcome));
    } finally {
      await redis?.stop();
    }
  }, longestRunMs);

  test('everybody has seen, in the end, what they waited for', () => {
    expect(outcome.stuck).toBeUndefined();
  });

  test('the app has died of everything that was planned', () => {
    expect(outcome.undone).toBe(0);
    for (const death of run.plan ?? []) {
      const at = 'step' in death ? death.step : 'outside';
      const isSo = (planned: typeof death): boolean => ('step' in planned ? planned.step : 'outside') === at;
      const planned = run.plan?.filter(isSo).length;
      expect(outcome.deaths.filter((died) => died.at === at).length, at).toBeGreaterThanOrEqual(planned ?? 0);
    }
  });

  test('whatever people were told is done is in the database', () => {
    expect(outcome.state.lost).toEqual([]);
    expect(outcome.told.length).toBeGreaterThan(30);
  });

  test('nothing was done twice, however often it was pressed, sent again or delivered again', () => {
    expect(outcome.state.doubled).toEqual([]);
  });

  test('every message has arrived', () => {
    expect(outcome.messages.lost).toEqual([]);
    expect(outcome.messages.unsent).toEqual([]);
    expect(outcome.messages.appended).toBeGreaterThan(50);
  });

  test('only a message that was in the air when the app died has arrived twice', () => {
    expect(outcome.messages.doubled).toEqual([]);
  });

  test('every card shows its last word', () => {
    expect(outcome.cards.stale).toEqual([]);
    expect(outcome.cards.checked).toBeGreaterThan(20);
  });

  test('every timer that was due has fired, and once', () => {
    expect(outcome.timers.lost).toEqual([]);
    expect(outcome.timers.doubled).toEqual([]);
    expect(outcome.timers.fired).toBeGreaterThan(15);
  });

  return () => outcome;
}
