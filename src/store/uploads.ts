/**
 * The content of files that coordinators send, and what is wrong with them: sealed under the sender's own key, in pieces,
 * each bound to its place. All of it goes with its upload.
 */

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Problem } from '../mentoring/csv/problem.ts';
import type { Summary } from '../mentoring/csv/summary.ts';
import type { Scope } from './scope.ts';
import type { Owner } from './vault.ts';

type Content = 'file' | 'problems';

/** Bytes of one piece, before it is sealed. */
const pieceBytes = 192 * 1024;

/**
 * Keeps a file's content, in the place of whatever was kept of it; what it was fetched by is forgotten. Of earlier files
 * of the same person that are not being imported the content goes: one at a time is what anybody can decide about.
 */
export async function keepContent(
  scope: Scope,
  upload: { readonly id: string; readonly personId: string },
  bytes: Buffer,
): Promise<void> {
  const { trx, organisationId } = scope;
  await sql`
    delete from upload_part where organisation_id = ${organisationId} and content = 'file' and upload_id in (
      select id from upload where organisation_id = ${organisationId} and person_id = ${upload.personId}
        and id <> ${upload.id} and state <> 'importing')
  `.execute(trx);
  await keepPieces(scope, upload, 'file', bytes);
  await trx
    .updateTable('upload')
    .set({ digest: digestOf(bytes), key: null })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', upload.id)
    .execute();
}

/** `undefined` where nothing is kept of it. Throws where it is not what was kept. */
export async function contentOf(scope: Scope, uploadId: string): Promise<Buffer | undefined> {
  const bytes = await pieces(scope, uploadId, 'file');
  if (bytes === undefined) return undefined;
  const row = await scope.trx
    .selectFrom('upload')
    .select('digest')
    .where('organisation_id', '=', scope.organisationId)
    .where('id', '=', uploadId)
    .executeTakeFirst();
  if (row?.digest !== digestOf(bytes))
    throw new Error('A file that was sent is not what was kept of it. Ask for it to be sent again.');
  return bytes;
}

/**
 * Notes within the import's own transaction that it is done; `false` where that was noted before, or the upload is not
 * being imported any more. Its content is needed no longer.
 */
export async function markImported(
  { trx, organisationId, vault }: Scope,
  { id, personId }: { readonly id: string; readonly personId: string },
  summary: Summary,
): Promise<boolean> {
  const owner: Owner = { kind: 'person', id: personId };
  await vault.prepare([owner]);
  const sealed = vault.seal(owner, JSON.stringify(summary), {
    table: 'upload',
    column: 'summary',
    rowId: id,
  });
  const { numUpdatedRows } = await trx
    .updateTable('upload')
    .set({ state: 'imported', summary: sealed })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('state', '=', 'importing')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await trx
    .deleteFrom('upload_part')
    .where('organisation_id', '=', organisationId)
    .where('upload_id', '=', id)
    .execute();
  return true;
}

/** Keeps what is wrong with a file, in the place of what was. */
export async function keepProblems(
  scope: Scope,
  upload: { readonly id: string; readonly personId: string },
  problems: readonly Problem[],
): Promise<void> {
  await keepPieces(scope, upload, 'problems', Buffer.from(JSON.stringify(problems), 'utf8'));
}

export async function problemsOf(scope: Scope, uploadId: string): Promise<readonly Problem[] | undefined> {
  const bytes = await pieces(scope, uploadId, 'problems');
  return bytes && (JSON.parse(bytes.toString('utf8')) as readonly Problem[]); // `keepProblems` wrote it
}

async function keepPieces(
  { trx, organisationId, vault }: Scope,
  { id, personId }: { readonly id: string; readonly personId: string },
  content: Content,
  bytes: Buffer,
): Promise<void> {
  await trx
    .deleteFrom('upload_part')
    .where('organisation_id', '=', organisationId)
    .where('upload_id', '=', id)
    .where('content', '=', content)
    .execute();
  const owner: Owner = { kind: 'person', id: personId };
  await vault.prepare([owner]);
  for (let part = 0; part * pieceBytes < bytes.length || part === 0; part += 1) {
    const piece = bytes.subarray(part * pieceBytes, (part + 1) * pieceBytes).toString('base64');
    const sealed = vault.seal(owner, piece, placeOf(id, content, part));
    await trx
      .insertInto('upload_part')
      .values({ organisation_id: organisationId, upload_id: id, content, part, sealed })
      .execute();
  }
}

async function pieces(
  { trx, organisationId, vault }: Scope,
  uploadId: string,
  content: Content,
): Promise<Buffer | undefined> {
  const rows = await trx
    .selectFrom('upload_part')
    .select(['part', 'sealed'])
    .where('organisation_id', '=', organisationId)
    .where('upload_id', '=', uploadId)
    .where('content', '=', content)
    .orderBy('part')
    .execute();
  if (rows.length === 0) return undefined;
  await vault.load(rows.map(({ sealed }) => sealed));
  const opened = rows.map(({ part, sealed }) => vault.open(sealed, placeOf(uploadId, content, part)));
  if (opened.includes(undefined)) return undefined; // the sender's texts were erased
  return Buffer.concat(opened.map((piece) => Buffer.from(piece ?? '', 'base64')));
}

function placeOf(uploadId: string, content: Content, part: number) {
  return { table: 'upload_part', column: 'sealed', rowId: `${uploadId}/${content}/${part}` };
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
