/** Makes the CSV file that a coordinator asked for from what they may have now. Rights are asked here, at every making. */

import { skillChoices } from '../../dialogs/asking-words.ts';
import type { LoadCsv } from '../../documents/documents.ts';
import type { Clock, Reader } from '../../engine/ports.ts';
import { reportRows } from '../../mentoring/benefits/report-rows.ts';
import { guard } from '../../mentoring/csv/guard.ts';
import { mentorTable } from '../../mentoring/csv/mentors.ts';
import { peopleTable } from '../../mentoring/csv/people.ts';
import type { Problem } from '../../mentoring/csv/problem.ts';
import { linesTable } from '../../mentoring/csv/reporting-lines.ts';
import { writeHeader } from '../../mentoring/csv/table.ts';
import type { UploadKind } from '../../mentoring/upload.ts';
import { readReport } from '../../store/benefits-reports.ts';
import { coordinatedBy } from '../../store/coordinated.ts';
import type { InOrganisation } from '../../store/scope.ts';
import { problemsOf } from '../../store/uploads.ts';
import { exportFile } from './export-file.ts';
import type { ExportWish } from './export-file.ts';
import { byteOrderMark, writeRows } from './write-rows.ts';

/** With the mark by which Excel knows the letters: whoever opens it from a chat opens it in a spreadsheet. */
export function csvFiles(inOrganisation: InOrganisation, clock: Clock): LoadCsv {
  return async (request, reader) => {
    if (request.csv === 'benefits-report') return benefits(request.reportId, reader);
    if (request.csv === 'problems') return problems(request.uploadId, reader);
    const { organisationId, personId } = reader;
    const schemes = await inOrganisation(organisationId, (scope) => coordinatedBy(scope, personId));
    if (schemes.length === 0) return undefined;
    if (request.csv === 'template')
      return Buffer.from(byteOrderMark + writeRows([headings[request.of]]), 'utf8');
    const at = clock.now();
    if (request.csv !== 'mentors')
      return exported({ organisationId, content: { kind: request.csv } }, personId, at);
    const scheme = schemes.find(({ id }) => id === request.schemeId);
    if (scheme === undefined) return undefined;
    const choices = { areas: scheme.areas, skills: skillChoices, today: at.toISOString().slice(0, 10) };
    const content = { kind: 'mentors', schemeId: scheme.id, choices } as const;
    return exported({ organisationId, content }, personId, at);
  };

  async function exported(
    what: Pick<ExportWish, 'organisationId' | 'content'>,
    actorId: string,
    at: Date,
  ): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    await exportFile(
      inOrganisation,
      { ...what, actorId, mark: true, at },
      (bytes) => void pieces.push(bytes),
    );
    return Buffer.concat(pieces);
  }

  async function benefits(
    reportId: string,
    { organisationId, personId }: Reader,
  ): Promise<Uint8Array | undefined> {
    const kept = await inOrganisation(organisationId, (scope) => readReport(scope, reportId, personId));
    return kept && Buffer.from(byteOrderMark + writeRows(reportRows(kept.figures, kept)), 'utf8');
  }

  /** Only for whoever sent the file that they are about, as long as it is kept. */
  async function problems(
    uploadId: string,
    { organisationId, personId }: Reader,
  ): Promise<Uint8Array | undefined> {
    const found = await inOrganisation(organisationId, async (scope) => {
      const upload = await scope.trx
        .selectFrom('upload')
        .select('id')
        .where('organisation_id', '=', organisationId)
        .where('id', '=', uploadId)
        .where('person_id', '=', personId)
        .executeTakeFirst();
      const coordinates = (await coordinatedBy(scope, personId)).length > 0;
      return upload === undefined || !coordinates ? undefined : problemsOf(scope, uploadId);
    });
    return found && Buffer.from(byteOrderMark + writeRows([problemHeadings, ...found.map(cellsOf)]), 'utf8');
  }
}

const headings: Readonly<Record<UploadKind, readonly string[]>> = {
  people: writeHeader(peopleTable),
  mentors: writeHeader(mentorTable({ areas: [], skills: [], today: '' })),
  'reporting-lines': writeHeader(linesTable),
};

const problemHeadings = ['row', 'column', 'what is wrong'];

/** What is wrong quotes cells that somebody else may have written: a spreadsheet must not calculate them. */
function cellsOf({ row, column = '', words }: Problem): readonly string[] {
  return [row === undefined ? '' : String(row), guard(column), guard(words)];
}
