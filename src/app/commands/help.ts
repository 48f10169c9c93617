/** What help prints: every command on a line, or one command in full. */

import { usageOf } from './command.ts';
import type { Command } from './command.ts';

export function helpFor(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => briefly(command).length));
  const lines = commands.map((command) => `  ${briefly(command).padEnd(width)}  ${command.summary}`);
  return [
    'Rapport: mentoring schemes inside Slack and Microsoft Teams.',
    '',
    ...lines,
    `  ${'rapport help COMMAND'.padEnd(width)}  More about one command, with its options.`,
    '',
    'Everything is configured by environment variables: see .env.example and docs/operating.md.',
    'Started without any, `rapport start` runs the playground, for this machine only.',
  ].join('\n');
}

export function helpAbout(command: Command): string {
  return [
    `rapport ${command.name}: ${command.summary}`,
    '',
    `  ${usageOf(command)}`,
    ...(command.details === undefined ? [] : ['', ...command.details]),
  ].join('\n');
}

/** Without its options, so that the table stays one. */
function briefly(command: Command): string {
  return usageOf(command).replaceAll(/ \[--[^\]]*\]/g, '');
}
