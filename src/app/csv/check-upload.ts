/** Looks at a file that a coordinator has sent: fetches it, tells of what kind it is, and holds it against what is kept. */

import { skillChoices } from '../../dialogs/asking-words.ts';
import type { ChatPort, Progress, Task } from '../../engine/ports.ts';
import type { Platform } from '../../engine/terms.ts';
import { DeliveryError } from '../../errors.ts';
import { kindsHeadedBy } from '../../mentoring/csv/recognise.ts';
import type { UploadFacts } from '../../mentoring/facts.ts';
import type { Scheme } from '../../mentoring/records/scheme.ts';
import type { Upload } from '../../mentoring/records/upload.ts';
import { mostUploadBytes, problemsListed, problemsShown } from '../../mentoring/upload.ts';
import type { UploadCheck, UploadKind } from '../../mentoring/upload.ts';
import type { InOrganisation } from '../../store/scope.ts';
import { uploadFacts } from '../../store/upload-facts.ts';
import { contentOf, keepContent, keepProblems } from '../../store/uploads.ts';
import { importFile } from './import-file.ts';
import type { Content } from './import-file.ts';
import { readRows } from './read-rows.ts';
import { UnreadableFile } from './unreadable-file.ts';

export type UploadParts = {
  readonly inOrganisation: InOrganisation;
  readonly ports: ReadonlyMap<Platform, Pick<ChatPort, 'fetchFile'>>;
};

type Unfetched = Extract<UploadCheck, { came: 'unfetched' }>;
type Told = Parameters<Task>[1];

/** Fetched once: what was looked at is what is imported, also where the platform has forgotten it by then. */
export function checkUpload({ inOrganisation, ports }: UploadParts): Task<UploadCheck> {
  return async ({ organisationId, subject: id, now }, told) => {
    const facts = await inOrganisation(organisationId, (scope) => uploadFacts(scope, id, undefined));
    if (facts === undefined || facts.schemes.length === 0) return { came: 'gone' };
    const { upload, schemes } = facts;

    let bytes = await inOrganisation(organisationId, (scope) => contentOf(scope, id));
    if (bytes === undefined) {
      if (upload.key === undefined) return { came: 'gone' };
      const fetched = await fetchContent(ports, upload, told);
      if ('came' in fetched) return fetched;
      bytes = fetched;
      await inOrganisation(organisationId, (scope) => keepContent(scope, upload, fetched));
    }

    const what = await recognise(upload, schemes, bytes);
    if ('came' in what) return what;
    const { kind, scheme } = what;
    const summary = await importFile(
      inOrganisation,
      {
        organisationId,
        content: contentFor(kind, scheme, upload, now),
        actorId: upload.personId,
        dryRun: true,
        listed: problemsListed,
        at: now,
        progress: sayProgress('Checking the rows', bytes, told),
      },
      () => inPieces(bytes),
    );
    told.signal.throwIfAborted();
    if (summary.errors > 0)
      await inOrganisation(organisationId, (scope) => keepProblems(scope, upload, summary.problems));
    const shown = { ...summary, problems: summary.problems.slice(0, problemsShown) };
    return { came: 'checked', kind, ...(scheme && { schemeId: scheme.id }), summary: shown };
  };
}

/** What the file is imported as. Lines that keep its sender from learning of somebody are not theirs to remove. */
export function contentFor(
  kind: UploadKind,
  scheme: UploadFacts['schemes'][number] | undefined,
  { replace, personId }: Pick<Upload, 'replace' | 'personId'>,
  at: Date,
): Content {
  switch (kind) {
    case 'people':
      return { kind };
    case 'reporting-lines':
      return { kind, replace, keepAbove: personId };
    case 'mentors': {
      if (scheme === undefined) throw new Error('A file of mentors is imported into a scheme');
      const choices = { areas: scheme.areas, skills: skillChoices, today: at.toISOString().slice(0, 10) };
      return { kind, schemeId: scheme.id, choices };
    }
    default:
      return kind satisfies never;
  }
}

/** Says how far it is by the rows that the file has, as far as its line breaks tell. */
export function sayProgress(
  doing: string,
  bytes: Buffer,
  { report, signal }: { report: (progress: Progress) => void; signal: AbortSignal },
): (rows: number) => void {
  let total = 1;
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) total += 1;
  return (rows) => {
    signal.throwIfAborted();
    report({ doing, done: Math.min(rows, total), total });
  };
}

export async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    await new Promise((done) => setImmediate(done));
    yield bytes.subarray(at, at + pieceBytes);
  }
}

const pieceBytes = 64 * 1024;
const lineFeed = 0x0a;

/** Rejects where trying again later may help. */
async function fetchContent(
  ports: UploadParts['ports'],
  upload: Upload,
  { signal }: Told,
): Promise<Buffer | Unfetched> {
  const port = ports.get(upload.platform);
  if (port === undefined) return { came: 'unfetched', why: 'refused' };
  const workspace = { platform: upload.platform, externalId: upload.workspace };
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of port.fetchFile(workspace, upload.key ?? '', mostUploadBytes)) {
      signal.throwIfAborted();
      pieces.push(piece);
    }
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    if (error.failure === 'retry-at' || error.failure === 'unreachable') throw error;
    return { came: 'unfetched', why: whyUnfetched(error) };
  }
  return Buffer.concat(pieces);
}

function whyUnfetched({ failure, code }: DeliveryError): Unfetched['why'] {
  if (code === 'file_too_large') return 'too-large';
  if (failure === 'gone') return 'run-out';
  return failure === 'forbidden' ? 'not-allowed' : 'refused';
}

/** Of what kind a file is, and about which scheme: as its sender says, or as only one will do. */
async function recognise(
  upload: Upload,
  schemes: readonly Scheme[],
  bytes: Buffer,
): Promise<{ readonly kind: UploadKind; readonly scheme: Scheme | undefined } | UploadCheck> {
  let kind = upload.kind;
  if (kind === undefined) {
    const headings = await firstRow(bytes);
    if ('came' in headings) return headings;
    const kinds = kindsHeadedBy(headings);
    const [first] = kinds;
    if (first === undefined) return { came: 'unknown', headings: headings.slice(0, 12) };
    if (kinds.length > 1) return { came: 'which-kind', kinds };
    kind = first;
  }
  if (kind !== 'mentors') return { kind, scheme: undefined };
  if (upload.schemeId === undefined && schemes.length > 1) return { came: 'which-scheme' };
  const scheme = schemes.find(({ id }) => upload.schemeId === undefined || id === upload.schemeId);
  return scheme === undefined ? { came: 'gone' } : { kind, scheme };
}

async function firstRow(bytes: Buffer): Promise<readonly string[] | UploadCheck> {
  try {
    for await (const { cells } of readRows(inPieces(bytes))) return cells.map((cell) => cell.trim());
  } catch (error) {
    if (error instanceof UnreadableFile) return { came: 'unreadable', words: error.message };
    throw error;
  }
  return { came: 'unreadable', words: 'the file is empty. Its first row must head the columns.' };
}
