/** Requests for CSV files as they come back from a link or a waiting message: what is none makes nothing. */

import { expect, test } from 'vitest';
import { asCsvRequest, nameOfCsv } from '../../../src/documents/csv-request.ts';
import { createDocuments } from '../../../src/documents/documents.ts';

const clock = { now: () => new Date('2026-11-29T10:00:00Z') };
const reader = { organisationId: 'o1', personId: 'p1' };

test.each([
  [{ csv: 'people' }, 'people.csv'],
  [{ csv: 'reporting-lines' }, 'reporting-lines.csv'],
  [{ csv: 'mentors', schemeId: 's1' }, 'mentors.csv'],
  [{ csv: 'template', of: 'mentors' }, 'mentors-template.csv'],
  [{ csv: 'problems', uploadId: 'u1' }, 'what-is-wrong.csv'],
])('%j comes back as it was, and is called %s', (data, name) => {
  const request = asCsvRequest(JSON.parse(JSON.stringify(data)));
  expect(request).toEqual(data);
  if (request !== undefined) expect(nameOfCsv(request)).toBe(name);
});

test.each([
  undefined,
  'people',
  {},
  { csv: 'records' },
  { csv: 'mentors' },
  { csv: 'template', of: 'everything' },
])('%j is no request', (data) => {
  expect(asCsvRequest(data)).toBeUndefined();
});

test('a file that its reader may not have any more says so, and says nothing else', async () => {
  const documents = createDocuments({ clock, linkTo: () => '', loadCsv: () => Promise.resolve(undefined) });
  await expect(documents.make({ kind: 'csv', data: { csv: 'people' } }, reader)).rejects.toMatchObject({
    name: 'GoneError',
  });
  await expect(documents.make({ kind: 'csv', data: { csv: 'people' } }, undefined)).rejects.toMatchObject({
    name: 'GoneError',
  });
});

test('a link to a CSV file or to all of somebody’s data works for a day, and others as long as they are meant to', () => {
  const until: Date[] = [];
  const linkTo = (_: unknown, at: Date): string => `${until.push(at)}`;
  const documents = createDocuments({ clock, linkTo });
  const inTwoWeeks = new Date('2026-12-13T10:00:00Z');
  documents.linkTo({ kind: 'csv', data: { csv: 'people' } }, inTwoWeeks, reader);
  documents.linkTo({ kind: 'own-data', data: {} }, inTwoWeeks, reader);
  documents.linkTo({ kind: 'paper', data: { paper: 'own-data' } }, inTwoWeeks, reader);
  documents.linkTo(
    { kind: 'paper', data: { paper: 'checklist', relationshipId: 'one' } },
    inTwoWeeks,
    reader,
  );
  const tomorrow = new Date('2026-11-30T10:00:00Z');
  expect(until).toEqual([tomorrow, tomorrow, tomorrow, inTwoWeeks]);
});
