/** `rapport doctor`: checks everything that Rapport needs, in order, and says what to do. Changes nothing. */

import { readConfig } from '../../config.ts';
import type { Config } from '../../config.ts';
import { ConfigError } from '../../errors.ts';
import { checkDatabase } from './checks/database.ts';
import { notChecked, note, ok, toDo } from './checks/finding.ts';
import type { Finding } from './checks/finding.ts';
import { checkPublicUrl } from './checks/public-url.ts';
import { checkRedis } from './checks/redis.ts';
import { checkSlack } from './checks/slack.ts';
import { checkTeams } from './checks/teams.ts';
import type { Command, Environment } from './command.ts';
import { aboutPackage } from './package-root.ts';

export const doctorCommand: Command = {
  name: 'doctor',
  synopsis: '',
  summary: 'Check configuration, database, keys, Redis, Slack, Teams and the public address.',
  details: [
    'One line for each, with what to do. Changes nothing, and never prints a secret.',
    'Exit code 0 when there is nothing to do, otherwise 1. Run it where Rapport runs, with the same environment.',
  ],
  run: async (_, { env, say }) => {
    let open = 0;
    for await (const finding of examine(env)) {
      say(lineFor(finding));
      if (finding.state === 'to do') open += 1;
    }
    say('');
    say(open === 0 ? 'Everything is in order.' : `${open} ${open === 1 ? 'thing' : 'things'} to do.`);
    return open === 0 ? 0 : 1;
  },
};

async function* examine(env: Environment): AsyncGenerator<Finding> {
  yield checkNode(process.versions.node);
  const config = tryConfig(env);
  if (config instanceof ConfigError) {
    for (const fault of config.message.split('\n')) yield toDo('configuration', fault);
    yield notChecked('everything else', 'the configuration has to be read first');
    return;
  }
  yield ok('configuration', describe(config));
  for (const warning of config.warnings) yield note('configuration', warning);
  yield* await checkDatabase(config);
  yield await checkRedis(config.redisUrl);
  yield* checkSlack(config);
  yield await checkTeams(config);
  yield await checkPublicUrl(config);
}

function checkNode(running: string): Finding {
  const { node: needed } = aboutPackage();
  return isOlder(running, needed)
    ? toDo('Node.js', `${running} is too old. Install ${needed} or newer.`)
    : ok('Node.js', running);
}

function isOlder(version: string, than: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [thanMajor = 0, thanMinor = 0] = than.split('.').map(Number);
  return major < thanMajor || (major === thanMajor && minor < thanMinor);
}

function tryConfig(env: Environment): Config | ConfigError {
  try {
    return readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

function describe({ playground, production, role, slack, teams }: Config): string {
  const platforms = [slack && 'Slack', teams && 'Teams'].filter((name) => name !== undefined);
  const runs = playground ? 'the playground, for this machine only' : platforms.join(' and ');
  return `${runs}; role ${role}${production ? '; production' : ''}`;
}

function lineFor({ state, about, says }: Finding): string {
  const mark = state === 'not checked' ? '-' : state;
  return `${mark.padEnd(6)} ${about}: ${says}`;
}
