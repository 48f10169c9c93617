/** `rapport migrate`: makes or updates the tables, before a new version starts. */

import { openConnection } from '../../../jobs/connection.ts';
import { StartError } from '../../errors.ts';
import { noLog } from '../../log.ts';
import { migrate } from '../../store/migrate.ts';
import { readDataConfig, withDatabase } from './deployment.ts';
import type { Command } from './command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  synopsis: '',
  summary: 'Bring the database to the tables of this version. Safe to run twice, or by many at once.',
  details: [
    'Reads DATABASE_URL; without REDIS_URL it also makes the tables of the queues.',
    'Every process does the same when it starts; run it beforehand to know that it worked before you replace anything.',
    'It never goes back: to undo an upgrade, restore a backup.',
  ],
  run: async (_, { env, say }) => {
    const config = readDataConfig(env);
    await withDatabase(config, async (url) => {
      const { applied, already } = await migrate(url);
      for (const name of applied) say(`applied  ${name}`);
      say(
        applied.length === 0
          ? `Nothing to do: all ${already} migrations had been applied already.`
          : `${applied.length} applied, ${already} already there.`,
      );
      if (config.redisUrl === undefined) {
        await makeQueueTables(url);
        say('The tables of the queues are there.');
      }
    });
    return 0;
  },
};

async function makeQueueTables(databaseUrl: string): Promise<void> {
  try {
    const connection = await openConnection({ redisUrl: undefined, databaseUrl, log: noLog });
    await connection.close();
  } catch (error) {
    const why = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : String(error);
    throw new StartError(
      `The tables of the queues cannot be made: ${why}. Let the database user create schemas, or set REDIS_URL.`,
      { cause: error },
    );
  }
}
