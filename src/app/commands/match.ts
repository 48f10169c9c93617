/** `rapport match`: the best assignment for a whole pool, from a file. Needs no database, and sends nothing. */

import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { StartError } from '../../errors.ts';
import { inSteps } from '../../mentoring/in-steps.ts';
import type { Progress } from '../../mentoring/in-steps.ts';
import { planRound } from '../../mentoring/round.ts';
import type { Plan } from '../../mentoring/round.ts';
import type { Command, Tools } from './command.ts';
import { factsOfFile } from './match-facts.ts';
import { readMatchFile } from './match-file.ts';

export const matchCommand: Command = {
  name: 'match',
  synopsis: 'FILE',
  summary: 'Match a whole pool from a JSON file: who with whom, and why.',
  details: [
    'FILE is {"mentors": [{"id", "capacity", "areas", ...}], "mentees": [{"id", "areas", ...}], "blocked": [[id, id]]};',
    '- reads it from the standard input. docs/matching.md has every field, the rules, and a sample.',
    '',
    'Prints JSON: "assignments" with their scores and reasons, "unmatched" with the reason, and "total", the highest',
    'sum of scores that the rules allow. The order of the rows changes nothing. How far it is goes to the terminal.',
    '',
    '  rapport match pool.json > plan.json',
  ],
  words: { least: 1, most: 1 },
  run: async (given, { say, note, progress }) => {
    const [name = ''] = given.words;
    const reading = readMatchFile(await textOf(name));
    if ('faults' in reading) {
      for (const line of sayFaults(name, reading.faults)) note(line);
      return 1;
    }
    const { file, unused } = reading;
    if (unused.length > 0) note(`Not used: ${unused.join(', ')}.`);
    const now = file.asOf === undefined ? new Date() : new Date(`${file.asOf}T12:00:00Z`);
    const plan = await inSteps(planRound(factsOfFile(file, now), now), { onProgress: showing(progress) });
    progress(undefined);
    say(JSON.stringify(asPrinted(plan), undefined, 2));
    note(`${plan.pairs.length} of ${file.mentees.length} mentees have a mentor. Total: ${plan.total}.`);
    return 0;
  },
};

/** More lines than anybody mends before trying again. */
const MOST_FAULTS = 20;

async function textOf(name: string): Promise<string> {
  try {
    return (await (name === '-' ? buffer(process.stdin) : readFile(name))).toString('utf8');
  } catch (error) {
    throw new StartError(`Cannot read ${name}: ${whyNot(error)}.`, { cause: error });
  }
}

function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'this user may not';
  return error instanceof Error ? error.message : String(error);
}

function sayFaults(name: string, faults: readonly string[]): readonly string[] {
  const more = faults.length - MOST_FAULTS;
  const of = name === '-' ? 'The input' : name;
  return [
    `${of} cannot be used. Nothing was matched.`,
    ...faults.slice(0, MOST_FAULTS).map((fault) => `  ${fault}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

const DOING: Readonly<Record<string, string>> = {
  reading: 'Reading requests',
  comparing: 'Comparing everybody with everybody',
  matching: 'Matching',
  explaining: 'Writing reasons',
};

/** Says how far it is whenever that is another hundredth. */
function showing(progress: Tools['progress']): (step: Progress) => void {
  let shown = '';
  return ({ doing, done, total }) => {
    const line = `${DOING[doing] ?? doing}: ${Math.floor((100 * done) / total)} %`;
    if (line === shown) return;
    shown = line;
    progress(line);
  };
}

/** The field names are part of what scripts rely on: docs/matching.md. */
function asPrinted({ pairs, unmatched, total }: Plan): object {
  return {
    assignments: pairs.map(({ menteeId, mentorId, score, reasons, nothingInCommon }) => ({
      mentee: menteeId,
      mentor: mentorId,
      score,
      reasons,
      ...(nothingInCommon && { nothingInCommon }),
    })),
    unmatched: unmatched.map(({ menteeId, why, words }) => ({ mentee: menteeId, why, reason: words })),
    total,
  };
}
