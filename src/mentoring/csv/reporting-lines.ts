/** The file of reporting lines: who manages or assesses whom, and so may not be their mentor. */

import { readEmail } from './cell.ts';
import { oneOf } from './choices.ts';
import type { NamedChoice } from './choices.ts';
import { isWrong } from './problem.ts';
import type { Wrong } from './problem.ts';
import { empty } from './table.ts';
import type { Column, Table } from './table.ts';

export type LineRow = {
  readonly email: string;
  readonly managerEmail: string;
  /** As `ReportingLine.kind`: only where it has "manager" in it do that person's own managers count, too. */
  readonly kind: string;
  /** Written for whoever reads the file, never read. */
  readonly name?: string;
  readonly managerName?: string;
};

const kinds: readonly NamedChoice[] = [
  kind('line manager', 'manager', 'lm', 'management'),
  kind('educational supervisor', 'es', 'ed sup', 'named educational supervisor', 'education supervisor'),
  kind('clinical supervisor', 'cs', 'named clinical supervisor'),
  kind('appraiser', 'medical appraiser'),
  kind('responsible officer', 'ro'),
  kind('assessment panel', 'panel', 'arcp panel', 'panel member', 'assessor'),
];

const readKind = oneOf(kinds);

const columns: readonly Column<LineRow>[] = [
  {
    name: 'email',
    also: ['e-mail', 'email address', 'e-mail address', 'person email', 'employee email', 'doctor email'],
    needed: true,
    read: (cell) => into('email', readEmail(cell)),
    write: ({ email }) => email,
  },
  { name: 'name', also: ['full name', 'person', 'employee'], write: ({ name = '' }) => name },
  {
    name: 'manager email',
    also: [
      'manager e-mail',
      'manager email address',
      'manager e-mail address',
      'line manager email',
      'supervisor email',
      'reports to email',
      'reports to',
    ],
    needed: true,
    read: (cell) => into('managerEmail', readEmail(cell)),
    write: ({ managerEmail }) => managerEmail,
  },
  {
    name: 'manager name',
    also: ['manager', 'line manager', 'supervisor'],
    write: ({ managerName = '' }) => managerName,
  },
  {
    name: 'kind',
    also: ['type', 'relationship', 'role', 'kind of line', 'manager role'],
    needed: true,
    read: (cell) => into('kind', readKind(cell)),
    write: (row) => row.kind,
  },
];

export const linesTable: Table<LineRow> = {
  columns,
  complete: ({ email, managerEmail, kind: said, ...rest }) => {
    if (email === undefined) return empty('email');
    if (managerEmail === undefined) return empty('manager email');
    if (said === undefined) return empty('kind');
    if (email === managerEmail)
      return {
        column: 'manager email',
        wrong: 'it is the same person. Write the address of the one who manages or assesses them.',
      };
    return { email, managerEmail, kind: said, ...rest };
  },
};

function kind(label: string, ...also: readonly string[]): NamedChoice {
  return { value: label, label, also };
}

function into(field: keyof LineRow, read: string | Wrong): Partial<LineRow> | Wrong {
  return isWrong(read) ? read : { [field]: read };
}
