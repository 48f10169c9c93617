import { defineConfig } from 'vitest/config';

// They kill the app for minutes on end and are run by themselves: npm run test:crash
const crash = ['test/service/crash-*.test.ts', 'test/service/redelivery.test.ts'];
const crashTests = process.env['RAPPORT_CRASH_TESTS'] === undefined ? crash : [];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**', 'node_modules/**', 'dist/**', ...crashTests],
    // Processes of their own: native parts and servers of one test file cannot disturb another's.
    pool: 'forks',
    globalSetup: ['test/support/postgres-setup.ts'],
    testTimeout: 20_000,
    // The first test file that needs PostgreSQL waits for it to be made.
    hookTimeout: 60_000,
  },
});
