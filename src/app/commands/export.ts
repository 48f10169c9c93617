/** `rapport export`: people, mentors and reporting lines as a file that a spreadsheet opens, and `import` reads again. */

import { open, rename, rm } from 'node:fs/promises';
import { StartError } from '../../errors.ts';
import { exportFile } from '../csv/export-file.ts';
import type { ExportWish } from '../csv/export-file.ts';
import { chooseOrganisation, chooseScheme, choosing } from './choose-scheme.ts';
import type { Command, Given } from './command.ts';
import { withDeployment } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { choicesIn, readKind } from './file-kind.ts';
import type { FileKind } from './file-kind.ts';

export const exportCommand: Command = {
  name: 'export',
  synopsis: `KIND ${choosing.synopsis} [--out FILE] [--bom]`,
  summary: 'Write people, mentors or reporting lines to a CSV file.',
  details: [
    'KIND is people, mentors or reporting-lines. The file goes to the standard output, or to a file of its own, which is',
    'there only once it is whole. docs/csv.md shows the columns; import reads them again.',
    '',
    'Cells that a spreadsheet would take for a formula begin with an apostrophe, which import takes off again. Nothing',
    'confidential is in any of them: no blocks, no declarations, nothing that pairs write.',
    '',
    '  --scheme NAME        the scheme whose mentors are wanted, where there are several schemes',
    '  --organisation NAME  where several workspaces have installed Rapport',
    '  --out FILE           write to this file',
    '  --bom                for Excel: begin with a mark by which it knows the letters',
    '',
    '  rapport export mentors --out mentors.csv --bom',
  ],
  words: { least: 1, most: 1 },
  options: { ...choosing.options, out: { type: 'string' }, bom: { type: 'boolean' } },
  run: (given, { env, pour, note }) => {
    const kind = readKind(given.words[0]);
    const out = given.option('out');
    return withDeployment(env, async (deployment) => {
      const at = new Date();
      const wish = {
        ...(await contentOf(deployment, kind, given, at)),
        mark: given.flag('bom'),
        at,
      };
      const into = out === undefined ? straight(pour) : toFile(out);
      const { rows, withoutAddress } = await into((take) =>
        exportFile(deployment.inOrganisation, wish, take),
      );
      note(`${rows} ${rows === 1 ? 'row' : 'rows'} written.`);
      if (withoutAddress > 0)
        note(
          `${withoutAddress} more not written: no e-mail address is known, by which an import would know them.`,
        );
      return 0;
    });
  },
};

async function contentOf(
  deployment: Deployment,
  kind: FileKind,
  given: Given,
  at: Date,
): Promise<Pick<ExportWish, 'organisationId' | 'content'>> {
  if (kind !== 'mentors')
    return { organisationId: await chooseOrganisation(deployment, given), content: { kind } };
  const scheme = await chooseScheme(deployment, given);
  return {
    organisationId: scheme.organisationId,
    content: { kind, schemeId: scheme.id, choices: choicesIn(scheme, at) },
  };
}

type Take = (bytes: Uint8Array) => void | Promise<void>;
type Into = <T>(work: (take: Take) => Promise<T>) => Promise<T>;

function straight(take: Take): Into {
  return (work) => work(take);
}

/** Whole or not at all; and only this user may read it, as it is full of people's names. */
function toFile(path: string): Into {
  return async (work) => {
    const half = `${path}.${process.pid}.half`;
    const file = await open(half, 'w', 0o600).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new StartError(`The file ${path} cannot be written: ${why}.`, { cause: error });
    });
    try {
      const result = await work(async (bytes) => {
        await file.write(bytes);
      });
      await file.close();
      await rename(half, path);
      return result;
    } catch (error) {
      await file.close().catch(() => undefined);
      await rm(half, { force: true });
      throw error;
    }
  };
}
