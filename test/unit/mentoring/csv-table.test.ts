/** How the rows of a coordinator's file are read: by what the first row calls its columns. */

import { describe, expect, test } from 'vitest';
import { mentorTable } from '../../../src/mentoring/csv/mentors.ts';
import { peopleTable, peopleTableWith } from '../../../src/mentoring/csv/people.ts';
import { sayProblem } from '../../../src/mentoring/csv/problem.ts';
import { linesTable } from '../../../src/mentoring/csv/reporting-lines.ts';
import { readHeader, readRow, writeHeader, writeRow } from '../../../src/mentoring/csv/table.ts';
import type { Layout, Table } from '../../../src/mentoring/csv/table.ts';

const mentors = mentorTable({
  areas: [
    { value: 'leadership', label: 'Leadership' },
    { value: 'return', label: 'Returning to work' },
  ],
  skills: [{ value: 'coaching', label: 'Coaching' }],
  today: '2026-11-23',
});

function layoutOf<Row>(table: Table<Row>, header: readonly string[]): Layout {
  const layout = readHeader(table, header, 1);
  if ('words' in layout) throw new Error(sayProblem(layout));
  return layout;
}

/** The row, or what is wrong with it. */
function read<Row>(
  table: Table<Row>,
  header: readonly string[],
  cells: readonly string[],
): Row | readonly string[] {
  const found = readRow(table, layoutOf(table, header), cells, 17);
  return 'value' in found ? found.value : found.problems.map(sayProblem);
}

function headerProblem<Row>(table: Table<Row>, header: readonly string[]): string {
  const found = readHeader(table, header, 1);
  return 'words' in found ? sayProblem(found) : 'nothing is wrong';
}

describe('columns', () => {
  test.each([
    ['Name', 'Email', 'Grade', 'Specialty', 'Region', 'Time zone'],
    [' NAME ', 'E-mail address', 'Role', 'Speciality', 'Deanery', 'Timezone'],
    ['Full_Name', 'EMAIL', 'grade/role', 'DEPARTMENT', 'region', 'Zone'],
    ["'Name", 'Ｅｍａｉｌ', 'Job Title', 'specialty', 'REGION', 'time-zone'],
  ])('are found in whatever case and under the names people give them: %s, %s', (...header) => {
    const row = read(peopleTable, header, [
      'Mina Hart',
      'mina@x.example',
      'ST5',
      'Surgery',
      'Wessex',
      'Europe/London',
    ]);
    expect(row).toEqual({
      name: 'Mina Hart',
      email: 'mina@x.example',
      grade: 'ST5',
      specialty: 'Surgery',
      region: 'Wessex',
      zone: 'Europe/London',
    });
  });

  test('may come in any order, with others between them, which are named and not used', () => {
    const header = ['Payroll', 'email', 'Notes', 'name', ''];
    expect(layoutOf(peopleTable, header).unused).toEqual(['Payroll', 'Notes']);
    expect(read(peopleTable, header, ['9', 'mina@x.example', 'tall', 'Mina Hart', ''])).toEqual({
      name: 'Mina Hart',
      email: 'mina@x.example',
    });
  });

  test('that have to be there are named in one line, with what is there', () => {
    expect(headerProblem(mentors, ['Doctor', 'Grade'])).toBe(
      'row 1: the columns "email" and "areas" are missing. The first row must head the columns; it says: "Doctor", "Grade".',
    );
    expect(headerProblem(peopleTable, ['email', 'surname'])).toBe(
      'row 1: the column "name" is missing. The first row must head the columns; it says: "email", "surname".',
    );
  });

  test('headed alike are refused; of two that mean one, the better counts', () => {
    expect(headerProblem(peopleTable, ['name', 'Email', 'EMAIL '])).toBe(
      'row 1: two columns are headed "EMAIL". Remove or rename one of them.',
    );
    const header = ['name', 'work email', 'email'];
    expect(read(peopleTable, header, ['Mina', 'old@x.example', 'new@x.example'])).toEqual({
      name: 'Mina',
      email: 'new@x.example',
    });
    expect(layoutOf(peopleTable, header).unused).toEqual(['work email']);
  });

  test('have names that nobody could take for another column of the same file', () => {
    for (const { columns } of [peopleTable, mentors, linesTable]) {
      const owners = new Map<string, string>();
      for (const { name, also } of columns)
        for (const one of [name, ...also]) {
          const key = one.toLowerCase().replaceAll(/[^a-z]+/g, ' ');
          expect([name, undefined]).toContain(owners.get(key));
          owners.set(key, name);
        }
    }
  });
});

describe('a row', () => {
  test('may be shorter than the header, but not longer', () => {
    expect(read(peopleTable, ['name', 'email', 'grade'], ['Mina', 'mina@x.example'])).toEqual({
      name: 'Mina',
      email: 'mina@x.example',
    });
    expect(read(peopleTable, ['name', 'email'], ['Hart', ' Mina', 'mina@x.example'])).toEqual([
      'row 17: it has more cells than there are columns. Put quotation marks around text that has a comma in it, or head every column.',
      'row 17, column "email": "Mina" is not an e-mail address. Write one address, such as name@example.org.',
    ]);
    expect(read(peopleTable, ['name', 'email'], ['Mina', 'mina@x.example', '', ' '])).not.toBeInstanceOf(
      Array,
    );
  });

  test('has every bad cell named, by the heading of the file itself', () => {
    const header = ['E-mail address', 'Areas', 'Capacity', 'Trained'];
    expect(read(mentors, header, ['otto', 'Golf', 'many', 'yes'])).toEqual([
      'row 17, column "E-mail address": "otto" is not an e-mail address. Write one address, such as name@example.org.',
      'row 17, column "Areas": "Golf" is not an area of this scheme. Write one or more of these, with semicolons between them: Leadership; Returning to work.',
      'row 17, column "Capacity": "many" is not a number from 1 to 10. Write the number in digits.',
      'row 17, column "Trained": "yes" does not say when. Write the date, such as 2026-05-03, or leave it empty.',
    ]);
  });

  test('with an NHS number anywhere in it is refused, and the number is not repeated', () => {
    for (const cell of ['Looked after 943 476 5919', '9434765919', '９４３４７６５９１９']) {
      const problems = read(mentors, ['email', 'areas', 'pen portrait'], ['otto@x.example', '', cell]);
      expect(problems).toEqual([
        'row 17, column "pen portrait": This seems to hold an NHS number. Please take out anything that identifies a patient, then send it again.',
      ]);
    }
  });

  test('of people may have the name in two columns', () => {
    const header = ['Forename', 'Surname', 'Email'];
    expect(read(peopleTable, header, ['Mina', 'Hart', 'mina@x.example'])).toEqual({
      name: 'Mina Hart',
      email: 'mina@x.example',
    });
    expect(read(peopleTable, header, ['', '', 'mina@x.example'])).toEqual([
      'row 17, column "name": it is empty. Fill it in, or take the row out.',
    ]);
  });

  test('of a mentor says only what is filled in', () => {
    expect(
      read(mentors, ['email', 'areas', 'skills', 'place'], ['otto@x.example', 'Leadership', '', '']),
    ).toEqual({
      email: 'otto@x.example',
      areas: ['leadership'],
    });
    expect(read(mentors, ['email', 'areas', 'training done'], ['otto@x.example', '', 'not yet'])).toEqual({
      email: 'otto@x.example',
    });
  });

  test('of a mentor cannot be trained tomorrow, or paused without an end', () => {
    expect(read(mentors, ['email', 'areas', 'trained on'], ['otto@x.example', '', '24/11/2026'])).toEqual([
      'row 17, column "trained on": "24/11/2026" is still to come. Write the date when it was done.',
    ]);
    expect(read(mentors, ['email', 'areas', 'state'], ['otto@x.example', '', 'Paused'])).toEqual([
      'row 17, column "paused until": it is empty. Write the date until which the offer is paused.',
    ]);
  });

  test.each([
    ['Line manager', 'line manager'],
    ['LM', 'line manager'],
    ['line-manager', 'line manager'],
    ['ES', 'educational supervisor'],
    ['Clinical Supervisor', 'clinical supervisor'],
    ['Appraiser', 'appraiser'],
    ['RO', 'responsible officer'],
    ['ARCP panel', 'assessment panel'],
  ])('of reporting lines calls the kind %s: %s', (cell, kind) => {
    expect(
      read(linesTable, ['email', 'manager email', 'kind'], ['a@x.example', 'b@x.example', cell]),
    ).toEqual({
      email: 'a@x.example',
      managerEmail: 'b@x.example',
      kind,
    });
  });

  test('of reporting lines needs two people and a kind that is known', () => {
    const header = ['email', 'manager email', 'kind'];
    expect(read(linesTable, header, ['a@x.example', 'A@x.example', 'ES'])).toEqual([
      'row 17, column "manager email": it is the same person. Write the address of the one who manages or assesses them.',
    ]);
    expect(read(linesTable, header, ['a@x.example', 'b@x.example', 'friend'])).toEqual([
      'row 17, column "kind": "friend" is not one of the choices. Write one of: line manager; educational supervisor; clinical supervisor; appraiser; responsible officer; assessment panel.',
    ]);
    expect(read(linesTable, header, ['a@x.example', 'b@x.example', ''])).toEqual([
      'row 17, column "kind": it is empty. Fill it in, or take the row out.',
    ]);
  });
});

test('what an export writes is what an import reads, column by column', () => {
  const row = {
    email: '=otto@x.example',
    name: '@Otto',
    areas: ['leadership', 'return'],
    skills: ['coaching'],
    portrait: '=1+1\nsecond line',
    likesToHelp: '-',
    capacity: 2,
    place: 'in-person' as const,
    usualTimes: "'=Tuesdays",
    timeAgreed: false,
    trainedOn: '2025-05-03',
    state: 'paused' as const,
    pausedUntil: '2027-01-01',
  };
  const cells = writeRow(mentors, row);
  expect(cells).toContain("'=1+1\nsecond line");
  const { name: _, ...rest } = row; // for whoever reads the file; the account says what somebody is called
  expect(read(mentors, writeHeader(mentors), cells)).toEqual(rest);
});

test('a time zone is read by its own name, and by another where somebody knows which one it means', () => {
  const called = peopleTableWith((name) => (name === 'Delhi' ? 'Asia/Kolkata' : undefined));
  const row = (zone: string) =>
    read(called, ['name', 'email', 'time zone'], ['Mina', 'mina@x.example', zone]);
  expect(row('Europe/London')).toMatchObject({ zone: 'Europe/London' });
  expect(row('America/New York')).toMatchObject({ zone: 'America/New_York' });
  expect(row('Delhi')).toMatchObject({ zone: 'Asia/Kolkata' });
  expect(JSON.stringify(row('Nowhere'))).toContain('is not a time zone');
});
