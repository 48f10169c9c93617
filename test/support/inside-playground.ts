/**
 * The whole of Rapport in this process, with the pretend platforms within a test's reach: what they were sent, and
 * signing secrets and token keys with which a test sends what no real client would.
 */

import { vi } from 'vitest';
import type * as Server from '../../adapters/playground/server.ts';
import type { Playground } from '../../adapters/playground/server.ts';
import { startApp } from './app.ts';
import type { TestApp } from './app.ts';

const made = vi.hoisted((): { playground: unknown } => ({ playground: undefined }));

vi.mock('../../adapters/playground/server.ts', async (original) => {
  const real = await original<typeof Server>();
  return {
    ...real,
    createPlayground: async (...given: Parameters<typeof real.createPlayground>) => {
      const playground = await real.createPlayground(...given);
      made.playground = playground;
      return playground;
    },
  };
});

export type InsideApp = TestApp & { readonly playground: Playground };

export async function startInside(settings?: Readonly<Record<string, string>>): Promise<InsideApp> {
  const app = await startApp(settings);
  return Object.defineProperty(app, 'playground', { get: () => made.playground }) as InsideApp; // made by starting
}
