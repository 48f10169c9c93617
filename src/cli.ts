#!/usr/bin/env node
/** `rapport`: what an operator types. Finds the command, and turns what went wrong into a line and an exit code. */

import { assessCommand } from './app/commands/assess.ts';
import { coordinatorAddCommand } from './app/commands/coordinator-add.ts';
import { coordinatorListCommand } from './app/commands/coordinator-list.ts';
import { readArguments, usageOf, UsageError } from './app/commands/command.ts';
import type { Command, Tools } from './app/commands/command.ts';
import { doctorCommand } from './app/commands/doctor.ts';
import { erasePersonCommand } from './app/commands/erase-person.ts';
import { exportCommand } from './app/commands/export.ts';
import { helpAbout, helpFor } from './app/commands/help.ts';
import { importCommand } from './app/commands/import.ts';
import { keysNewCommand } from './app/commands/keys-new.ts';
import { keysRewrapCommand } from './app/commands/keys-rewrap.ts';
import { manifestSlackCommand } from './app/commands/manifest-slack.ts';
import { manifestTeamsCommand } from './app/commands/manifest-teams.ts';
import { matchCommand } from './app/commands/match.ts';
import { migrateCommand } from './app/commands/migrate.ts';
import { aboutPackage } from './app/commands/package-root.ts';
import { reportCommand } from './app/commands/report.ts';
import { startCommand } from './app/commands/start.ts';
import { didYouMean } from './dialogs/did-you-mean.ts';
import { ConfigError, StartError } from './errors.ts';

const commands: readonly Command[] = [
  startCommand,
  migrateCommand,
  doctorCommand,
  manifestSlackCommand,
  manifestTeamsCommand,
  coordinatorAddCommand,
  coordinatorListCommand,
  importCommand,
  exportCommand,
  reportCommand,
  matchCommand,
  assessCommand,
  keysNewCommand,
  keysRewrapCommand,
  erasePersonCommand,
];

const failed = 1;
const typedWrongly = 2;

const tools: Tools = {
  env: process.env,
  say: (line) => process.stdout.write(`${line}\n`),
  pour: (bytes) => process.stdout.write(bytes),
  note: (line) => process.stderr.write(`${line}\n`),
  progress: (line) => process.stderr.isTTY && process.stderr.write(`\r\u001B[K${line ?? ''}`),
};

// Whoever reads the first lines of what is printed, and closes the pipe, has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await main(process.argv.slice(2));

async function main(typed: readonly string[]): Promise<number> {
  const [first, ...rest] = typed;
  if (first === undefined || isHelp(first)) return help(rest);
  if (first === '--version' || first === '-v') {
    tools.say(aboutPackage().version);
    return 0;
  }
  const found = findCommand(typed);
  if (found === undefined) return unknown(typed);
  const { command, args } = found;
  if (args.some(isHelp)) return help(command.name.split(' '));
  try {
    return await command.run(readArguments(command, args), tools);
  } catch (error) {
    return explain(command, error);
  }
}

function findCommand(typed: readonly string[]): { command: Command; args: readonly string[] } | undefined {
  const command = commands.find(({ name }) => name.split(' ').every((word, at) => typed[at] === word));
  return command && { command, args: typed.slice(command.name.split(' ').length) };
}

function isHelp(word: string): boolean {
  return word === 'help' || word === '--help' || word === '-h';
}

function help(words: readonly string[]): number {
  if (words.length === 0) {
    tools.say(helpFor(commands));
    return 0;
  }
  const [group] = words;
  const one = findCommand(words)?.command;
  const asked = one === undefined ? commands.filter(({ name }) => name.split(' ')[0] === group) : [one];
  if (asked.length === 0) return unknown(words);
  tools.say(asked.map(helpAbout).join('\n\n'));
  return 0;
}

function unknown(typed: readonly string[]): number {
  const [first = '', second] = typed;
  const group = commands.filter(({ name }) => name.startsWith(`${first} `));
  if (group.length > 0) {
    const choices = group.map(({ name }) => `rapport ${name}`).join(', ');
    tools.note(
      `rapport ${first}: ${second === undefined ? 'say what' : 'there is no such command'}. There is: ${choices}.`,
    );
    return typedWrongly;
  }
  const words = [...new Set(commands.map(({ name }) => name.split(' ')[0] ?? ''))];
  const meant = didYouMean(first, words);
  const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  tools.note(`There is no command "${first.slice(0, 40)}".${hint} "rapport help" lists all of them.`);
  return typedWrongly;
}

/** What an operator can act on is a line for each thing; anything else is a fault of ours, with its stack. */
function explain(command: Command, error: unknown): number {
  if (error instanceof UsageError) {
    tools.note(`rapport ${command.name}: ${error.message} Usage: ${usageOf(command)}`);
    return typedWrongly;
  }
  const known = error instanceof ConfigError || error instanceof StartError;
  tools.note(known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
  return failed;
}
