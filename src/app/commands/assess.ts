/**
 * `rapport assess`: how likely each pair of a file still goes on, and why; and what the pairs of a file, or of a scheme, show
 * of how pairs meet and end. Only a scheme needs the database.
 */

import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { StartError } from '../../errors.ts';
import { judge, statedLines } from '../../mentoring/wind-down/judge.ts';
import type { Lines } from '../../mentoring/wind-down/judge.ts';
import { plainDefaults, plainPrior, statedPrior } from '../../mentoring/wind-down/prior.ts';
import type { Prior } from '../../mentoring/wind-down/prior.ts';
import { readHistory } from './assess-file.ts';
import type { Assessed } from './assess-file.ts';
import { sayFit } from './assess-fit.ts';
import { assessOwn } from './assess-own.ts';
import { choosing } from './choose-scheme.ts';
import { UsageError } from './command.ts';
import type { Command, Given, Tools } from './command.ts';

export const assessCommand: Command = {
  name: 'assess',
  synopsis:
    'FILE [--k K] [--r R] [--alpha ALPHA] [--a A] [--b B] [--line P] [--second-line P] [--fit] | --fit --scheme NAME [--organisation NAME] [--save | --forget]',
  summary:
    'Judge from a file of meetings which pairs have wound down; fit the figures to a scheme’s own pairs.',
  details: [
    'FILE has one JSON object on each line; - reads from the standard input. docs/wind-down.md has every field.',
    '  {"id": "p1", "cadenceDays": 28, "meetings": ["2026-01-05", "2026-02-02"], "bookedAhead": [true, false],',
    '   "booked": [], "pauses": [["2026-02-10", "2026-02-24"]], "asOf": "2026-04-20"}',
    'Prints one JSON object for each: id, pAlive, state, nextCrossing (a date) and reason. A line that cannot be read is',
    'named on stderr, the others are judged all the same, and the exit code is 1.',
    '',
    'Without options the stated prior judges, which learns how regular each pair is. --k, --r and --alpha put one',
    `regularity for all in its place: the plain closed form (k ${plainDefaults.k}, r ${plainDefaults.r} and alpha r/k where not given).`,
    `--a and --b say how soon pairs end (${plainDefaults.a} and ${plainDefaults.b}). --line and --second-line are the chances at which people are asked`,
    `(${statedLines.first} and ${statedLines.second}).`,
    '',
    '--fit reads histories of which some have an "ended" date, and prints the parameters that explain them best, their',
    'likelihood, and how far judgements can be believed.',
    '',
    '--fit --scheme NAME does so with the pairs of that scheme, from the database, once more than 100 of them that met have',
    'finished. It prints the figures that would judge its pairs beside the stated ones, and whether they do better on pairs',
    'that they were not fitted to. --save keeps them where they do: its pairs are judged by them from then on, and each is',
    'looked at anew within a day. --forget goes back to the stated figures. Nothing that anybody wrote is opened.',
  ],
  words: { least: 0, most: 1 },
  options: {
    k: { type: 'string' },
    r: { type: 'string' },
    alpha: { type: 'string' },
    a: { type: 'string' },
    b: { type: 'string' },
    line: { type: 'string' },
    'second-line': { type: 'string' },
    fit: { type: 'boolean' },
    ...choosing.options,
    save: { type: 'boolean' },
    forget: { type: 'boolean' },
  },
  run: async (given, tools) => {
    const [name] = given.words;
    if (isOfScheme(given, name)) return assessOwn(given, tools);
    if (name === undefined) throw new UsageError('something is missing.');
    const prior = priorFrom(given);
    const lines = linesFrom(given);
    if (given.flag('fit')) {
      const all: Assessed[] = [];
      const faulty = await eachHistory(name, tools, (one) => void all.push(one));
      for (const line of sayFit(all, prior, tools.note)) tools.say(line);
      return faulty === 0 ? 0 : 1;
    }
    const faulty = await eachHistory(name, tools, (one) => tools.say(sayJudged(one, prior, lines)));
    return faulty === 0 ? 0 : 1;
  },
};

/** Whether it is about a scheme of the database. Throws a UsageError where it is about both, or about half of it. */
function isOfScheme(given: Given, file: string | undefined): boolean {
  const asked = ['scheme', 'organisation'].filter((name) => given.option(name) !== undefined);
  const also = [...asked, ...['save', 'forget'].filter((name) => given.flag(name))];
  const [first] = also;
  if (first === undefined) return false;
  if (file !== undefined) throw new UsageError(`--${first} is about a scheme, and not about a file.`);
  if (!given.flag('fit')) throw new UsageError(`--${first} goes with --fit.`);
  const [typed] = ofFile.filter((name) => given.option(name) !== undefined);
  if (typed !== undefined) throw new UsageError(`--${typed} is for a file; a scheme is judged as it is.`);
  return true;
}

const ofFile = ['k', 'r', 'alpha', 'a', 'b', 'line', 'second-line'];

/** Judged line by line, so that a file of any length needs little memory. Resolves with how many could not be read. */
async function eachHistory(name: string, { note }: Tools, take: (one: Assessed) => void): Promise<number> {
  const lines = createInterface({
    input: name === '-' ? process.stdin : await opened(name),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let number = 0;
  let faulty = 0;
  for await (const line of lines) {
    number += 1;
    // Some editors begin a file with a mark that JSON does not know.
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') continue;
    const read = readHistory(text);
    if ('faults' in read) {
      faulty += 1;
      note(`line ${number}: ${read.faults.join('; ')}.`);
    } else take(read);
  }
  return faulty;
}

async function opened(name: string): Promise<Readable> {
  try {
    const file = await open(name);
    if ((await file.stat()).isDirectory()) throw new StartError(`Cannot read ${name}: it is a folder.`);
    return file.createReadStream();
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`Cannot read ${name}: ${whyNot(error)}.`, { cause: error });
  }
}

function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'this user may not';
  return error instanceof Error ? error.message : String(error);
}

function sayJudged({ id, history, asOf }: Assessed, prior: Prior, lines: Lines): string {
  const { pAlive, state, nextCrossing, reason } = judge(history, asOf, { prior, lines });
  return JSON.stringify({
    id,
    pAlive,
    state,
    nextCrossing: nextCrossing && dateOf(nextCrossing.day),
    reason,
  });
}

const DAY_MS = 86_400_000;

/** The first date on which the line has been reached, by midnight UTC. */
function dateOf(day: number): string {
  return new Date(Math.ceil(day) * DAY_MS).toISOString().slice(0, -'T00:00:00.000Z'.length);
}

function priorFrom(given: Given): Prior {
  const k = wholeNumber(given, 'k');
  const r = positive(given, 'r');
  const alpha = positive(given, 'alpha');
  const a = positive(given, 'a') ?? plainDefaults.a;
  const b = positive(given, 'b') ?? plainDefaults.b;
  if (k === undefined && r === undefined && alpha === undefined) return { ...statedPrior, a, b };
  const { k: usualK, r: usualR } = plainDefaults;
  return plainPrior({
    k: k ?? usualK,
    r: r ?? usualR,
    alpha: alpha ?? (r ?? usualR) / (k ?? usualK),
    a,
    b,
  });
}

function linesFrom(given: Given): Lines {
  const first = chance(given, 'line') ?? statedLines.first;
  const second = chance(given, 'second-line') ?? Math.min(statedLines.second, first);
  if (second > first) throw new UsageError('--second-line must not be above --line.');
  return { first, second };
}

function positive(given: Given, name: string): number | undefined {
  const typed = given.option(name);
  if (typed === undefined) return undefined;
  const number = Number(typed);
  // Beyond these nothing is left of the numbers that they are added to.
  if (!(number >= 1e-9 && number <= 1e9)) throw new UsageError(`--${name} must be a number above 0.`);
  return number;
}

/** The stages of a gap: many more than anybody's regularity needs, and few enough to be added up. */
const MOST_STAGES = 1_000;

function wholeNumber(given: Given, name: string): number | undefined {
  const number = positive(given, name);
  if (number !== undefined && !(Number.isInteger(number) && number <= MOST_STAGES))
    throw new UsageError(`--${name} must be a whole number from 1 to ${MOST_STAGES}.`);
  return number;
}

function chance(given: Given, name: string): number | undefined {
  const number = positive(given, name);
  if (number !== undefined && number >= 1) throw new UsageError(`--${name} must be above 0 and below 1.`);
  return number;
}
