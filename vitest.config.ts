import { defineConfig } from 'vitest/config';

/** They kill the app again and again and keep both cores busy, so they come when the others are done. */
const crashes = ['test/service/crash-*.test.ts', 'test/service/redelivery.test.ts'];

const shared = {
  // Processes of their own: native parts and servers of one test file cannot disturb another's.
  pool: 'forks',
  testTimeout: 20_000,
  // The first test file that needs PostgreSQL waits for it to be made.
  hookTimeout: 60_000,
  // What is waited for comes at once, but not on a machine that has other things to do.
  expect: { poll: { timeout: 10_000 } },
} as const;

export default defineConfig({
  test: {
    globalSetup: ['test/support/postgres-setup.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'rules',
          // One fewer than there are cores, as is usual, would leave half of a small machine idle.
          maxWorkers: '100%',
          include: ['test/**/*.test.ts'],
          exclude: ['test/bench/**', 'node_modules/**', 'dist/**', ...crashes],
        },
      },
      {
        test: {
          ...shared,
          name: 'crashes',
          include: crashes,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
