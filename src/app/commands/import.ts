/** `rapport import`: people, mentors and reporting lines from a file that a spreadsheet has saved. */

import { createReadStream } from 'node:fs';
import { StartError } from '../../errors.ts';
import { saySummary } from '../../mentoring/csv/summary.ts';
import { importFile } from '../csv/import-file.ts';
import type { Content } from '../csv/import-file.ts';
import { chooseOrganisation, chooseScheme, choosing } from './choose-scheme.ts';
import { UsageError } from './command.ts';
import type { Command, Given } from './command.ts';
import { withDeployment } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { choicesIn, readKind } from './file-kind.ts';
import type { FileKind } from './file-kind.ts';

export const importCommand: Command = {
  name: 'import',
  synopsis: `KIND FILE ${choosing.synopsis} [--dry-run] [--replace] [--errors COUNT]`,
  summary: 'Take people, mentors or reporting lines in from a CSV file: all of it, or nothing.',
  details: [
    'KIND is people, mentors or reporting-lines. FILE is what a spreadsheet saves as CSV; - reads it from the standard',
    'input. docs/csv.md shows the columns of each, and a sample.',
    '',
    'Nothing is imported while anything is wrong: every such row is listed with the number that the spreadsheet shows',
    'beside it, and what to do. Importing the same file again changes nothing. An empty cell leaves what is kept as it is.',
    '',
    '  --scheme NAME        the scheme whose mentors these are, where there are several schemes',
    '  --organisation NAME  where several workspaces have installed Rapport',
    '  --dry-run            only say what would be new or changed',
    '  --replace            reporting-lines only: remove the other lines of the people in the first column',
    '  --errors COUNT       how many errors to list, at most 10000; 20 unless said',
    '',
    '  rapport import mentors mentors.csv --dry-run',
  ],
  words: { least: 2, most: 2 },
  options: {
    ...choosing.options,
    'dry-run': { type: 'boolean' },
    replace: { type: 'boolean' },
    errors: { type: 'string' },
  },
  run: (given, { env, say, progress }) => {
    const kind = readKind(given.words[0]);
    const listed = readListed(given);
    const open = opener(given.words[1] ?? '');
    if (given.flag('replace') && kind !== 'reporting-lines')
      throw new UsageError('--replace is for reporting-lines only.');
    return withDeployment(env, async (deployment) => {
      const at = new Date();
      const about = await contentOf(deployment, kind, given, at);
      const wish = {
        ...about,
        dryRun: given.flag('dry-run'),
        listed,
        at,
        progress: (rows: number) => progress(`${rows} rows read ...`),
      };
      const summary = await importFile(deployment.inOrganisation, wish, open)
        .catch(explain)
        .finally(() => progress(undefined));
      for (const line of saySummary(summary)) say(line);
      return summary.outcome === 'refused' ? 1 : 0;
    });
  },
};

const usuallyListed = 20;
const mostListed = 10_000;

function readListed(given: Given): number {
  const typed = given.option('errors');
  if (typed === undefined) return usuallyListed;
  const listed = /^\d{1,5}$/.test(typed) ? Number(typed) : 0;
  if (listed >= 1 && listed <= mostListed) return listed;
  throw new UsageError(`--errors needs a number from 1 to ${mostListed}.`);
}

async function contentOf(
  deployment: Deployment,
  kind: FileKind,
  given: Given,
  at: Date,
): Promise<{ organisationId: string; content: Content }> {
  if (kind === 'mentors') {
    const scheme = await chooseScheme(deployment, given);
    const content = { kind, schemeId: scheme.id, choices: choicesIn(scheme, at) };
    return { organisationId: scheme.organisationId, content };
  }
  const organisationId = await chooseOrganisation(deployment, given);
  return kind === 'people'
    ? { organisationId, content: { kind } }
    : { organisationId, content: { kind, replace: given.flag('replace') } };
}

function opener(file: string): () => AsyncIterable<Uint8Array> {
  if (file !== '-') return () => bytesOf(file);
  let taken = false;
  return () => {
    if (taken) throw new StartError('The database broke off. Nothing was imported: run it again.');
    taken = true;
    return process.stdin;
  };
}

/** Opened only when somebody waits for the first bytes, who then learns that there is no such file. */
async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file);
}

/** What an operator can put right becomes a line. */
function explain(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const file = error instanceof Error && 'path' in error ? String(error.path) : undefined;
  if (code === 'ENOENT' && file !== undefined)
    throw new StartError(`There is no file ${file}.`, { cause: error });
  if ((code === 'EACCES' || code === 'EPERM') && file !== undefined)
    throw new StartError(`The file ${file} may not be read by this user.`, { cause: error });
  if (code === 'EISDIR') throw new StartError('That is a folder. Name the file in it.', { cause: error });
  if (code === '42501' && error instanceof Error && /temporary/.test(error.message))
    throw new StartError(
      'The database lets Rapport make no temporary tables, which an import needs. Run as an administrator: grant temporary on database DATABASE to rapport_app;',
      { cause: error },
    );
  throw error;
}
