import { describe, expect, test } from 'vitest';
import { createDocuments } from '../../../src/documents/documents.ts';
import type { LoadPaper } from '../../../src/documents/paper-loader.ts';
import { ownData } from '../../../src/mentoring/own-data.ts';
import { paperFile } from '../../../src/mentoring/paper-request.ts';
import type { CalendarEntry } from '../../../src/mentoring/calendar.ts';
import { aPair, mentee, personFacts, relationshipFacts } from '../../support/pair-facts.ts';
import { readPdf } from './read-pdf.ts';

const at = new Date('2026-11-29T10:00:00Z');
const reader = { organisationId: 'one', personId: 'asha' };
const spec = paperFile({ paper: 'agreement', relationshipId: 'r-1', version: 2 });

function documentsWith(loadPaper?: LoadPaper) {
  return createDocuments({
    clock: { now: () => at },
    linkTo: ({ kind }, expiresAt) => `https://rapport.test/${kind}?until=${expiresAt.toISOString()}`,
    ...(loadPaper !== undefined && { loadPaper }),
  });
}

describe('a paper', () => {
  test('is made when it is wanted, for whoever gets it, from what they may read then', async () => {
    const asked: unknown[] = [];
    const documents = documentsWith((request, whose) => {
      asked.push(request, whose);
      return Promise.resolve({
        title: 'Mentoring agreement',
        scheme: 'Northvale mentoring',
        foot: [],
        madeAt: at,
        madeOn: '2026-11-29',
        body: [{ block: 'text', text: 'Every 4 weeks.' }],
      });
    });
    const file = await documents.make(spec, reader);
    expect(asked).toEqual([{ paper: 'agreement', relationshipId: 'r-1', version: 2 }, reader]);
    expect(file).toMatchObject({ name: 'mentoring-agreement.pdf', mime: 'application/pdf' });
    expect(documents.nameOf(spec)).toBe(file.name);
    expect(readPdf(file.bytes).text).toContain('Every 4 weeks.');
  });

  test('that is not theirs, or not any more, is not made, and they are told what to do', async () => {
    const gone = documentsWith(() => Promise.resolve(undefined));
    await expect(gone.make(spec, reader)).rejects.toMatchObject({ name: 'GoneError' });
    await expect(gone.make(spec, reader)).rejects.toThrow('Ask Rapport for a new one');
  });

  test('is never made for a channel', async () => {
    const documents = documentsWith(() => Promise.reject(new Error('nobody should be asked')));
    await expect(documents.make(spec)).rejects.toMatchObject({ name: 'GoneError' });
  });

  test('that nobody can have asked for is our own mistake', async () => {
    const documents = documentsWith();
    const broken = { kind: 'paper', data: { paper: 'papyrus' } };
    await expect(documents.make(broken, reader)).rejects.toThrow('the request is broken');
    expect(() => documents.nameOf(broken)).toThrow('the request is broken');
  });
});

test('a document that nobody knows is not made', async () => {
  const documents = documentsWith();
  await expect(documents.make({ kind: 'papyrus', data: {} })).rejects.toThrow('No document of kind papyrus');
  expect(() => documents.nameOf({ kind: 'papyrus', data: {} })).toThrow('No document of kind papyrus');
});

describe('a person’s own data', () => {
  const spec = { kind: 'own-data', data: {} };

  test('is gathered when it is sent or fetched, as a file that programs and people can read', async () => {
    const rows = aPair().agreed().rows;
    const data = ownData(personFacts(rows, mentee), [relationshipFacts(rows, mentee)], at);
    const documents = createDocuments({
      clock: { now: () => at },
      linkTo: () => '',
      loadOwnData: async () => data,
    });
    const file = await documents.make(spec, reader);
    expect(file.name).toBe('my-rapport-data.json');
    expect(JSON.parse(new TextDecoder().decode(file.bytes))).toEqual(JSON.parse(JSON.stringify(data)));
    expect(documents.nameOf(spec)).toBe(file.name);
  });

  test('is made for nobody but whose it is', async () => {
    await expect(documentsWith().make(spec)).rejects.toMatchObject({ name: 'GoneError' });
    await expect(documentsWith().make(spec, reader)).rejects.toMatchObject({ name: 'GoneError' });
  });
});

test('links are made by whoever serves the files', () => {
  const entry: Pick<CalendarEntry, 'uid'> = { uid: 'meeting-1@rapport' };
  expect(documentsWith().linkTo({ kind: 'calendar', data: entry }, at)).toBe(
    'https://rapport.test/calendar?until=2026-11-29T10:00:00.000Z',
  );
});
