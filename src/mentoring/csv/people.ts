/** The file of people: who they are, whether or not they have an account yet. */

import { remember } from '../remember.ts';
import { isZone } from '../time.ts';
import { readEmail, readLine } from './cell.ts';
import { isWrong, quote, wrong } from './problem.ts';
import type { Wrong } from './problem.ts';
import { empty } from './table.ts';
import type { Column, Table } from './table.ts';

/** What is absent was left empty, and is left as it is. */
export type PersonRow = {
  readonly email: string;
  readonly name: string;
  readonly grade?: string;
  readonly specialty?: string;
  readonly region?: string;
  /** IANA name. */
  readonly zone?: string;
};

/** As cells say it: the name may come in two. */
type Said = PersonRow & { readonly firstName?: string; readonly lastName?: string };

const longestName = 200;
const longestWords = 100;

/** `zoneCalled`: the one zone that people call so, where it is not an IANA name. */
export function peopleTableWith(zoneCalled: (name: string) => string | undefined): Table<Said> {
  // Asking whether a zone is one takes longer than all the rest of a row.
  const zoneOf = remember((cell) => {
    const zone = cell.replaceAll(' ', '_');
    return isZone(zone) ? zone : zoneCalled(cell);
  });
  return {
    columns: [
      ...columns,
      {
        name: 'time zone',
        also: ['zone', 'timezone'],
        read: (cell) => {
          const zone = zoneOf(cell);
          return zone === undefined
            ? wrong(`${quote(cell)} is not a time zone. Write one such as Europe/London, or leave it empty.`)
            : { zone };
        },
        write: ({ zone = '' }) => zone,
      },
    ],
    complete: ({ name, firstName, lastName, email, ...rest }) => {
      const whole = name ?? [firstName, lastName].filter((part) => part !== undefined).join(' ');
      if (whole === '') return empty('name');
      if (email === undefined) return empty('email');
      return { name: whole, email, ...rest };
    },
  };
}

const columns: readonly Column<Said>[] = [
  {
    name: 'name',
    also: ['full name', 'display name', 'doctor', 'doctor name'],
    needed: { orElse: ['first name', 'last name'] },
    read: (cell) => into('name', readLine(cell, longestName)),
    write: ({ name }) => name,
  },
  {
    name: 'first name',
    also: ['forename', 'given name', 'first names', 'forenames'],
    read: (cell) => into('firstName', readLine(cell, longestName / 2)),
  },
  {
    name: 'last name',
    also: ['surname', 'family name'],
    read: (cell) => into('lastName', readLine(cell, longestName / 2 - 1)),
  },
  {
    name: 'email',
    also: ['e-mail', 'email address', 'e-mail address', 'work email', 'nhs email', 'mail'],
    needed: true,
    read: (cell) => into('email', readEmail(cell)),
    write: ({ email }) => email,
  },
  words('grade', ['role', 'grade/role', 'role/grade', 'job title', 'position', 'position title'], 'grade'),
  words('specialty', ['speciality', 'department', 'specialty/department'], 'specialty'),
  words('region', ['deanery', 'nhse region', 'area team', 'locality'], 'region'),
];

/** As it is written, and as its columns are told from those of other files. */
export const peopleTable: Table<Said> = peopleTableWith(() => undefined);

function words(name: string, also: readonly string[], field: 'grade' | 'specialty' | 'region'): Column<Said> {
  return {
    name,
    also,
    read: (cell) => into(field, readLine(cell, longestWords)),
    write: (row) => row[field] ?? '',
  };
}

function into(field: keyof Said, read: string | Wrong): Partial<Said> | Wrong {
  return isWrong(read) ? read : { [field]: read };
}
