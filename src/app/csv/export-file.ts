/** What coordinators may take out, as the file that `import` reads: the same columns, safe in a spreadsheet. */

import type { MentorChoices } from '../../mentoring/csv/mentors.ts';
import { mentorTable } from '../../mentoring/csv/mentors.ts';
import { peopleTable } from '../../mentoring/csv/people.ts';
import { linesTable } from '../../mentoring/csv/reporting-lines.ts';
import { writeHeader, writeRow } from '../../mentoring/csv/table.ts';
import type { Table } from '../../mentoring/csv/table.ts';
import { appendAudit } from '../../store/audit.ts';
import { linesExport, mentorsExport, peopleExport } from '../../store/export.ts';
import type { Export } from '../../store/export.ts';
import type { InOrganisation, Scope } from '../../store/scope.ts';
import { subjectOf } from './import-file.ts';
import { byteOrderMark, writeRows } from './write-rows.ts';

export type ExportWish = {
  readonly organisationId: string;
  readonly content:
    | { readonly kind: 'people' | 'reporting-lines' }
    | { readonly kind: 'mentors'; readonly schemeId: string; readonly choices: MentorChoices };
  readonly actorId?: string | undefined;
  /** For Excel, which would take the file for Windows-1252 without it. */
  readonly mark: boolean;
  readonly at: Date;
};

export type Exported = {
  readonly rows: number;
  /** People, offers or lines that are missing, because no address is known that an import would know them by. */
  readonly withoutAddress: number;
};

/**
 * Hands the file on piece by piece, and waits for each to be taken. Throws where the database broke off and a part was
 * handed on already: whoever has it must begin again.
 */
export async function exportFile(
  inOrganisation: InOrganisation,
  wish: ExportWish,
  take: (bytes: Uint8Array) => void | Promise<void>,
): Promise<Exported> {
  const { content, organisationId } = wish;
  let begun = false;
  const hand = async (text: string): Promise<void> => {
    begun = true;
    await take(Buffer.from(text, 'utf8'));
  };
  return inOrganisation(organisationId, async (scope) => {
    if (begun) throw new Error('The database broke off while the file was written. Export it again.');
    switch (content.kind) {
      case 'people':
        return exportFrom(scope, wish, peopleTable, peopleExport, hand);
      case 'mentors': {
        const { schemeId, choices } = content;
        return exportFrom(scope, wish, mentorTable(choices), mentorsExport(schemeId, choices.today), hand);
      }
      case 'reporting-lines':
        return exportFrom(scope, wish, linesTable, linesExport, hand);
      default:
        return content satisfies never;
    }
  });
}

async function exportFrom<Row>(
  scope: Scope,
  wish: ExportWish,
  table: Table<Row>,
  from: Export<Row>,
  hand: (text: string) => Promise<void>,
): Promise<Exported> {
  const withoutAddress = await from.withoutAddress(scope);
  await hand((wish.mark ? byteOrderMark : '') + writeRows([writeHeader(table)]));
  let rows = 0;
  for await (const some of from.rows(scope)) {
    rows += some.length;
    await hand(writeRows(some.map((row) => writeRow(table, row))));
  }
  await appendAudit(scope, {
    actorId: wish.actorId,
    dialog: wish.actorId === undefined ? 'operator' : 'files',
    action: `export-${wish.content.kind}`,
    ...subjectOf(wish),
    counts: { rows },
    at: wish.at,
  });
  return { rows, withoutAddress };
}
