/** The very first start, on a machine so slow that the pretend platforms do not answer in time. */

import { afterEach, expect, test, vi } from 'vitest';
import type * as Server from '../../adapters/playground/server.ts';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';

const platforms = vi.hoisted(() => ({ missed: 0 }));

vi.mock('../../adapters/playground/server.ts', async (original) => {
  const real = await original<typeof Server>();
  return {
    ...real,
    createPlayground: async (...given: Parameters<typeof real.createPlayground>) => {
      const playground = await real.createPlayground(...given);
      return {
        ...playground,
        install: async () => {
          if (platforms.missed > 0) platforms.missed -= 1;
          else await playground.install();
        },
      };
    },
  };
});

let app: TestApp | undefined;

afterEach(async () => {
  await app?.stop();
  app = undefined;
});

test('whoever was not shown at first is asked for again, and the demo is complete', async () => {
  platforms.missed = 2;
  app = await startApp();
  const grace = app.client.as('grace');
  await grace.type('admin');
  await grace.sees(/Meadowbank/);
});

test('where the platforms never answer, one line says so', async () => {
  platforms.missed = Number.POSITIVE_INFINITY;
  await expect(startApp()).rejects.toThrow(
    /^The pretend platforms did not show .*Ndlovu.*\. Start once more\.$/,
  );
});
