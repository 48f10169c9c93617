/** What `npm start` and `rapport start` do: reads the environment, starts Rapport, stops it cleanly on Ctrl-C or SIGTERM. */

import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { ConfigError, StartError } from '../errors.ts';
import { jsonLog } from '../log.ts';
import type { Log } from '../log.ts';
import { startRapport } from './rapport.ts';
import type { Rapport } from './rapport.ts';

/** A second Ctrl-C ends at once; without one, this is how long an orderly stop may take. */
const longestStopMs = 15_000;
const lookForNpmMs = 500;

/** Never resolves: the process ends with it. What stands in the way is said on stderr, and the exit code is 1. */
export async function runUntilStopped(env: NodeJS.ProcessEnv): Promise<never> {
  try {
    return await run(env);
  } catch (error) {
    return fail(error);
  }
}

async function run(env: NodeJS.ProcessEnv): Promise<never> {
  const config = readConfig(env);
  // In the playground the page is what people look at; the terminal shows only what went wrong.
  const quiet = config.playground && env['LOG_LEVEL'] === undefined;
  const log = jsonLog(quiet ? 'warn' : config.logLevel);
  for (const warning of config.warnings) note(`Note: ${warning}`);
  if (config.playground) say('Starting Rapport with nothing configured: the playground …');
  const asked = stopAsked(env);
  const rapport = await startRapport(config, { log });
  if (config.playground) say(welcome(rapport, config));
  return stop(rapport, await asked, log);
}

/** Resolves with the first signal that asks to stop, also while Rapport is still starting. */
function stopAsked(env: NodeJS.ProcessEnv): Promise<NodeJS.Signals> {
  return new Promise((done) => {
    let asked = false;
    const heard = (signal: NodeJS.Signals): void => {
      if (asked) process.exit(130);
      asked = true;
      note('Stopping …');
      done(signal);
    };
    process.on('SIGINT', heard);
    process.on('SIGTERM', heard);
    process.on('SIGHUP', heard);
    // npm ends by itself on a signal that only it gets, and passes none on: then its end is what asks us to stop.
    const parent = process.ppid;
    if (env['npm_lifecycle_event'] !== undefined)
      setInterval(() => {
        if (!asked && process.ppid !== parent) heard('SIGTERM');
      }, lookForNpmMs).unref();
  });
}

async function stop(rapport: Rapport, signal: NodeJS.Signals, log: Log): Promise<never> {
  setTimeout(() => process.exit(1), longestStopMs).unref();
  await rapport.stop();
  log('info', { type: 'stopped', reason: signal });
  note('Stopped. Everything is kept; the next start goes on where this one left off.');
  // A job that did not finish in time keeps timers of its own; whatever it was doing is done again at the next start.
  process.exit(0);
}

function welcome({ url, embeddedData }: Rapport, { dataDir }: Config): string {
  const elsewhere = embeddedData !== undefined && !embeddedData.startsWith(resolve(dataDir));
  return `
  Rapport is running, with a pretend Slack and a pretend Teams.

    Open  ${url}

  What to try first:
    1. Be Dr Amara Okonkwo (Slack, mentee) and type  /mentor ask
    2. Be Helen Whitcombe (coordinator) and choose whom to ask
    3. Be that mentor and accept by choosing a time
    4. Press "Next thing that happens" and see the reminder arrive

  Everything is kept in ${dataDir}${elsewhere ? ` (the database in ${embeddedData})` : ''}. Ctrl-C stops it.
  To connect a real Slack or Teams, see README.md.
`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Not on stdout, which holds nothing but the log, one JSON object a line, wherever platforms are configured. */
function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** What an operator can act on is one line for each thing; anything else is a fault of ours, with its stack. */
function fail(error: unknown): never {
  const known = error instanceof ConfigError || error instanceof StartError;
  const text = known ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`Rapport cannot start.\n${String(text)}\n`);
  process.exit(1);
}
