/** An organisation into which files are imported, and out of which they are exported, as a coordinator does. */

import { skillChoices } from '../../src/dialogs/asking-words.ts';
import { exportFile } from '../../src/app/csv/export-file.ts';
import { importFile } from '../../src/app/csv/import-file.ts';
import type { Content, ImportWish } from '../../src/app/csv/import-file.ts';
import { saySummary } from '../../src/mentoring/csv/summary.ts';
import type { Summary } from '../../src/mentoring/csv/summary.ts';
import type { Scheme } from '../../src/mentoring/records/scheme.ts';
import { parseKeys } from '../../src/store/keys.ts';
import { inOrganisations } from '../../src/store/scope.ts';
import { anOrganisation, noon } from '../service/store/world.ts';
import type { World } from '../service/store/world.ts';

export type Kind = Content['kind'];

export type Folder = Awaited<ReturnType<typeof aFolder>>;

export type Choosing = {
  readonly dryRun?: boolean;
  readonly replace?: boolean;
  /** Of reporting lines: who may not remove those by which they are above somebody. */
  readonly keepAbove?: string;
  /** Written with the import. */
  readonly besides?: ImportWish['besides'];
  readonly listed?: number;
  readonly actorId?: string;
  readonly at?: Date;
};

export async function aFolder(world: World, areas: Scheme['areas'] = usualAreas) {
  const organisation = await anOrganisation(world);
  const scheme = await organisation.scheme({ areas });
  const inOrganisation = inOrganisations(world.database, parseKeys(world.keys));

  function contentOf(kind: Kind, replace: boolean, at: Date, schemeId = scheme.id): Content {
    const choices = { areas, skills: skillChoices, today: at.toISOString().slice(0, 10) };
    if (kind === 'mentors') return { kind, schemeId, choices };
    return kind === 'people' ? { kind } : { kind, replace };
  }

  /** Text is a file in UTF-8; bytes are the file. */
  function take(kind: Kind, file: string | Uint8Array, how: Choosing = {}): Promise<Summary> {
    const { dryRun = false, replace = false, listed = 20, actorId, at = noon, keepAbove, besides } = how;
    const bytes = typeof file === 'string' ? Buffer.from(file, 'utf8') : file;
    const content = { ...contentOf(kind, replace, at), ...(keepAbove !== undefined && { keepAbove }) };
    return importFile(
      inOrganisation,
      { organisationId: organisation.id, content, actorId, dryRun, listed, at, ...(besides && { besides }) },
      () => inPieces(bytes),
    );
  }

  async function give(organisationId: string, content: Content, mark: boolean, at: Date): Promise<string> {
    const pieces: Uint8Array[] = [];
    await exportFile(inOrganisation, { organisationId, content, mark, at }, (bytes) => {
      pieces.push(bytes);
    });
    return Buffer.concat(pieces).toString('utf8');
  }

  return {
    organisation,
    scheme,
    /** What is said to whoever imports the file. */
    importing: async (kind: Kind, file: string | Uint8Array, how?: Choosing) =>
      saySummary(await take(kind, file, how)),
    take,
    /** The file's text. */
    exporting: (kind: Kind, mark = false, at = noon) =>
      give(organisation.id, contentOf(kind, false, at), mark, at),
    /** The same, out of an organisation that was made elsewhere. */
    exportingFrom: (organisationId: string, schemeId: string, kind: Kind) =>
      give(organisationId, contentOf(kind, false, noon, schemeId), false, noon),
  };
}

export const usualAreas: Scheme['areas'] = [
  { value: 'leadership', label: 'Leadership' },
  { value: 'return', label: 'Returning to work' },
  { value: 'exams', label: 'Exams, and after them' },
];

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) {
    await Promise.resolve();
    yield bytes.subarray(at, at + 65_536);
  }
}
