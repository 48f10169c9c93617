/** Which kind of file it is, by what its first row heads. */

import type { UploadKind } from '../upload.ts';
import { mentorTable } from './mentors.ts';
import { peopleTable } from './people.ts';
import { linesTable } from './reporting-lines.ts';
import { readHeader } from './table.ts';
import type { Layout, Table } from './table.ts';

/** The headings of mentors do not depend on a scheme's choices. */
const anyMentors = mentorTable({ areas: [], skills: [], today: '' });

/**
 * The kinds that a first row would do for, empty where there are none. Areas make it a file of mentors; several are left
 * only where a heading, such as "Role", means one thing among people and another among reporting lines.
 */
export function kindsHeadedBy(cells: readonly string[]): readonly UploadKind[] {
  const mentors = layoutOf(anyMentors, cells);
  if (mentors !== undefined) return ['mentors'];
  const people = layoutOf(peopleTable, cells);
  const lines = layoutOf(linesTable, cells);
  if (lines === undefined) return people === undefined ? [] : ['people'];
  if (people === undefined) return ['reporting-lines'];
  const meansBoth = people.places.some(({ index }) => index === placeOf(lines, 'kind'));
  return meansBoth ? ['people', 'reporting-lines'] : ['reporting-lines'];
}

function layoutOf<Row>(table: Table<Row>, cells: readonly string[]): Layout | undefined {
  const layout = readHeader(table, cells, 1);
  return 'words' in layout ? undefined : layout;
}

function placeOf({ places }: Layout, name: string): number | undefined {
  return places.find(({ column }) => column === name)?.index;
}
