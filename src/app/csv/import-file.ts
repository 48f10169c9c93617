/**
 * A coordinator's file, imported: all of it in one transaction, or nothing. The command line uses it, and whatever
 * receives a file in a chat can. Who may import is for the caller to know.
 */

import type { MentorChoices } from '../../mentoring/csv/mentors.ts';
import { mentorTable } from '../../mentoring/csv/mentors.ts';
import { peopleTableWith } from '../../mentoring/csv/people.ts';
import type { Problem } from '../../mentoring/csv/problem.ts';
import { linesTable } from '../../mentoring/csv/reporting-lines.ts';
import { firstByRow, problemOf } from '../../mentoring/csv/summary.ts';
import type { Summary } from '../../mentoring/csv/summary.ts';
import { readHeader, readRow } from '../../mentoring/csv/table.ts';
import type { Layout, Table } from '../../mentoring/csv/table.ts';
import { appendAudit } from '../../store/audit.ts';
import { linesImport } from '../../store/import-lines.ts';
import { mentorsImport } from '../../store/import-mentors.ts';
import { peopleImport } from '../../store/import-people.ts';
import { lockPeople } from '../../store/import.ts';
import type { Import, Numbered } from '../../store/import.ts';
import type { InOrganisation, Scope } from '../../store/scope.ts';
import { zoneCalled } from '../../ui/find-zones.ts';
import { readRows } from './read-rows.ts';
import { UnreadableFile } from './unreadable-file.ts';

export type Content =
  | { readonly kind: 'people' }
  | { readonly kind: 'mentors'; readonly schemeId: string; readonly choices: MentorChoices }
  /** `replace`: other lines of the people in the file's first column are removed. */
  | {
      readonly kind: 'reporting-lines';
      readonly replace: boolean;
      /** Lines by which this person manages or assesses somebody, or somebody's manager, are not removed. */
      readonly keepAbove?: string;
    };

export type ImportWish = {
  readonly organisationId: string;
  readonly content: Content;
  /** Absent where somebody does it who is nobody in the organisation: an operator. */
  readonly actorId?: string | undefined;
  readonly dryRun: boolean;
  /** How many problems to list; the rest are counted. */
  readonly listed: number;
  readonly at: Date;
  /** Told now and then how many rows have been read. */
  readonly progress?: (rows: number) => void;
  /** Written in the same transaction, where the file is imported; what it throws undoes the import. */
  readonly besides?: (scope: Scope, summary: Summary) => Promise<void>;
};

/**
 * Reads the file and holds it against what is kept; changes something only where every row can be imported. `open` gives
 * the file's bytes from the start, and is asked again where the database breaks the transaction off.
 */
export async function importFile(
  inOrganisation: InOrganisation,
  wish: ImportWish,
  open: () => AsyncIterable<Uint8Array>,
): Promise<Summary> {
  const { content, organisationId } = wish;
  return inOrganisation(organisationId, (scope) => {
    switch (content.kind) {
      case 'people':
        return importInto(scope, wish, peopleTableWith(zoneCalled), peopleImport, open());
      case 'mentors': {
        const { schemeId, choices } = content;
        return importInto(scope, wish, mentorTable(choices), mentorsImport(schemeId, choices), open());
      }
      case 'reporting-lines':
        return importInto(scope, wish, linesTable, linesImport(content.replace, content.keepAbove), open());
      default:
        return content satisfies never;
    }
  });
}

/** So many rows travel to the database at once. */
const batch = 1_000;

async function importInto<Row>(
  scope: Scope,
  wish: ImportWish,
  table: Table<Row>,
  into: Import<Row>,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Summary> {
  await into.begin(scope);
  const reading = await putAside(scope, wish, table, into, chunks);
  const { layout, rows } = reading;
  if (layout === undefined || !reading.complete)
    return {
      outcome: 'refused',
      rows,
      problems: reading.problems,
      errors: reading.errors,
      unused: layout?.unused ?? [],
      remarks: [],
    };
  if (!wish.dryRun && reading.errors === 0) await lockPeople(scope);
  const { counts, findings, found, remarks } = await into.judge(scope, wish.listed);
  const errors = reading.errors + found;
  const imports = errors === 0 && !wish.dryRun;
  if (imports) {
    await into.apply(scope, wish.at);
    await appendAudit(scope, {
      actorId: wish.actorId,
      dialog: wish.actorId === undefined ? 'operator' : 'files',
      action: `import-${wish.content.kind}`,
      ...subjectOf(wish),
      counts: { rows, ...counts },
      at: wish.at,
    });
  }
  const held = findings.map((finding) => problemOf(finding, layout.titles));
  const summary: Summary = {
    outcome: imports ? 'imported' : errors > 0 ? 'refused' : 'dry-run',
    rows,
    counts,
    problems: firstByRow([...reading.problems, ...held], wish.listed),
    errors,
    unused: layout.unused,
    remarks,
  };
  if (imports) await wish.besides?.(scope, summary);
  return summary;
}

/** What the audit says that an import or an export was about. */
export function subjectOf(wish: {
  readonly organisationId: string;
  readonly content: { readonly kind: string; readonly schemeId?: string };
}): { subject: string; subjectId: string } {
  return wish.content.schemeId === undefined
    ? { subject: 'organisation', subjectId: wish.organisationId }
    : { subject: 'scheme', subjectId: wish.content.schemeId };
}

type Reading = {
  /** Absent where the first row does not head the columns. */
  readonly layout: Layout | undefined;
  /** Whether every row was reached. */
  readonly complete: boolean;
  readonly rows: number;
  readonly problems: readonly Problem[];
  readonly errors: number;
};

async function putAside<Row>(
  scope: Scope,
  { listed, progress }: ImportWish,
  table: Table<Row>,
  into: Import<Row>,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Reading> {
  const problems: Problem[] = [];
  let errors = 0;
  const refuse = (...found: readonly Problem[]): void => {
    errors += found.length;
    problems.push(...found.slice(0, listed - problems.length));
  };
  let layout: Layout | undefined;
  let rows = 0;
  let waiting: Numbered<Row>[] = [];
  const done = (complete: boolean): Reading => ({ layout, complete, rows, problems, errors });
  try {
    for await (const { row, cells } of readRows(chunks)) {
      if (layout === undefined) {
        const header = readHeader(table, cells, row);
        if ('words' in header) {
          refuse(header);
          return done(false);
        }
        layout = header;
        continue;
      }
      rows += 1;
      const read = readRow(table, layout, cells, row);
      if ('problems' in read) refuse(...read.problems);
      else waiting.push({ row, value: read.value });
      if (waiting.length === batch) {
        await into.put(scope, waiting);
        waiting = [];
        progress?.(rows);
      }
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    refuse({ row: error.row, words: error.message });
    return done(false);
  }
  if (layout === undefined) {
    refuse({ words: 'the file is empty. Its first row must head the columns.' });
    return done(false);
  }
  if (waiting.length > 0) await into.put(scope, waiting);
  return done(true);
}
