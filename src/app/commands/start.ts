/** `rapport start`: the same as `npm start`. */

import type { Command } from './command.ts';

export const startCommand: Command = {
  name: 'start',
  synopsis: '',
  summary: 'Start Rapport, until Ctrl-C or SIGTERM. The same as npm start.',
  details: [
    'RAPPORT_ROLE says which part of it: web (what the platforms reach), worker (what sends and reminds), or all.',
    'Without any platform configured it is the playground: a pretend Slack and a pretend Teams, for this machine only.',
  ],
  run: async (_, { env }) => {
    // Loaded when it is wanted: both platforms' SDKs take a second, and every other command does without them.
    const { runUntilStopped } = await import('../run.ts');
    return runUntilStopped(env);
  },
};
