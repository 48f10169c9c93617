import { describe, expect, test } from 'vitest';
import { paperLoader } from '../../../src/documents/paper-loader.ts';
import type { PaperFacts } from '../../../src/documents/paper-loader.ts';
import type { Paper } from '../../../src/documents/paper.ts';
import { asPaperRequest, nameOfPaper } from '../../../src/documents/paper-request.ts';
import { erasedText } from '../../../src/mentoring/erased.ts';
import { mostInPortfolio, paperFile } from '../../../src/mentoring/paper-request.ts';
import type { PaperRequest, SinglePaper } from '../../../src/mentoring/paper-request.ts';
import {
  aPair,
  coordinator,
  idOf,
  mentee,
  mentor,
  now,
  personFacts,
  relationshipFacts,
  relationshipId,
  stranger,
} from '../../support/pair-facts.ts';
import type { Pair } from '../../support/pair-facts.ts';

const recordId = idOf('record: one');

const pair = aPair()
  .agreed()
  .meeting('2026-11-20 17:30', { state: 'met', sequence: 0 })
  .recorded(mentee, {
    id: recordId,
    discussed: 'Two questions.',
    reflection: 'I was afraid.',
    sharing: 'pair',
  })
  .meeting('2026-12-18 17:30');

/** A store that gives everybody what the real one gives the two: whether they may have it is asked after that. */
function storeOf(of: Pair, set: Partial<PaperFacts> = {}): PaperFacts {
  const nameBy = new Map([mentee, mentor, coordinator, stranger].map((name) => [idOf(name), name]));
  const nameOf = (id: string) => nameBy.get(id) ?? '';
  return {
    person: ({ personId }) => Promise.resolve(personFacts(of.rows, nameOf(personId))),
    everything: ({ personId }) => Promise.resolve(personFacts(of.rows, nameOf(personId))),
    relationship: ({ personId }, id) =>
      Promise.resolve(id === relationshipId ? relationshipFacts(of.rows, nameOf(personId)) : undefined),
    benefits: () => Promise.resolve(undefined),
    held: () => Promise.resolve([{ on: '2026-11-20', meetingMinutes: 60, preparationMinutes: 15 }]),
    ...set,
  };
}

function load(request: PaperRequest, reader: string, facts = storeOf(pair)): Promise<Paper | undefined> {
  return paperLoader(facts, { now: () => now })(request, { organisationId: 'one', personId: idOf(reader) });
}

const agreement: SinglePaper = { paper: 'agreement', relationshipId, version: 1 };
const record: SinglePaper = { paper: 'session-record', relationshipId, recordId };
const letter: SinglePaper = {
  paper: 'attendance-letter',
  relationshipId,
  from: '2026-11-01',
  until: '2026-12-31',
};
const pairPapers: readonly SinglePaper[] = [
  agreement,
  record,
  { paper: 'checklist', relationshipId },
  { paper: 'certificate', relationshipId },
];

describe('who may have a paper', () => {
  test.each(pairPapers)('the two may have their $paper, and nobody else', async (request) => {
    expect(await load(request, mentee)).toBeDefined();
    expect(await load(request, mentor)).toBeDefined();
    expect(await load(request, coordinator)).toBeUndefined();
    expect(await load(request, stranger)).toBeUndefined();
  });

  test('a record that one keeps for themselves is not made for the other', async () => {
    const own = aPair()
      .meeting('2026-11-20 17:30', { state: 'met' })
      .recorded(mentee, { id: recordId, sharing: 'author' });
    // As if the store had given it: the rule holds by itself.
    const careless = storeOf(own, {
      relationship: () => Promise.resolve(relationshipFacts(own.rows, mentee)),
    });
    expect(await load(record, mentee, careless)).toBeDefined();
    expect(await load(record, mentor, careless)).toBeUndefined();
  });

  test('a reflection is on the paper of its author alone', async () => {
    const careless = storeOf(pair, {
      relationship: () => Promise.resolve(relationshipFacts(pair.rows, mentee)),
    });
    expect(JSON.stringify(await load(record, mentee, careless))).toContain('I was afraid.');
    expect(JSON.stringify(await load(record, mentor, careless))).not.toContain('I was afraid.');
  });

  test('ground rules that were erased are on no paper, and tick nothing on the checklist', async () => {
    const erased = storeOf(aPair().agreed({ objectives: erasedText, boundaries: erasedText }));
    expect(await load(agreement, mentee, erased)).toBeUndefined();
    const without = await load({ paper: 'checklist', relationshipId }, mentee, storeOf(aPair()));
    expect(without).toBeDefined();
    expect(await load({ paper: 'checklist', relationshipId }, mentee, erased)).toEqual(without);
  });

  const wording = 'Dates only.';
  const directed = pair.inScheme({ kind: 'directed', matching: ['coordinator'], reportBack: wording });
  const accepted = directed.consented(mentee, wording).consented(mentor, wording);

  test('a letter of attendance waits until both have accepted what it says, and is then for the two and the coordinators', async () => {
    for (const one of [mentee, mentor, coordinator])
      for (const before of [pair, directed, directed.consented(mentee, wording)])
        expect(await load(letter, one, storeOf(before))).toBeUndefined();
    for (const one of [mentee, mentor, coordinator])
      expect(await load(letter, one, storeOf(accepted))).toBeDefined();
    expect(await load(letter, stranger, storeOf(accepted))).toBeUndefined();
    const paper = JSON.stringify(await load(letter, coordinator, storeOf(accepted)));
    expect(paper).toContain('20 November 2026');
    expect(paper).toContain(wording);
    for (const kept of ['18 December', 'Two questions.', 'I was afraid.', mentor])
      expect(paper).not.toContain(kept);
  });

  test('a letter of attendance is not for a coordinator who manages or assesses one of them', async () => {
    expect(await load(letter, coordinator, storeOf(accepted.line(mentee, coordinator)))).toBeUndefined();
    expect(await load(letter, coordinator, storeOf(accepted.conflict(coordinator)))).toBeUndefined();
    expect(await load(letter, mentee, storeOf(accepted.conflict(coordinator)))).toBeDefined();
  });

  test('new words stop the letter of a pair that goes on, and leave that of one that has ended as it was accepted', async () => {
    const reworded = accepted.inScheme({ reportBack: 'Dates, and why a meeting was missed.' });
    expect(await load(letter, mentee, storeOf(reworded))).toBeUndefined();
    const over = reworded.with({ state: 'ended', endedAt: now });
    const paper = JSON.stringify(await load(letter, mentee, storeOf(over)));
    expect(paper).toContain(wording);
    expect(paper).not.toContain('why a meeting was missed');
  });

  test('there is no certificate before a first meeting, and no agreement of a version that was replaced', async () => {
    expect(await load({ paper: 'certificate', relationshipId }, mentee, storeOf(aPair()))).toBeUndefined();
    expect(await load({ ...agreement, version: 9 }, mentee)).toBeUndefined();
  });

  test('what is not there any more is not made from what is left', async () => {
    expect(await load({ ...record, recordId: 'gone' }, mentee)).toBeUndefined();
    expect(await load({ ...agreement, relationshipId: 'gone' }, mentee)).toBeUndefined();
    const nobody = storeOf(pair, { person: () => Promise.resolve(undefined) });
    expect(await load({ paper: 'own-data' }, mentee, nobody)).toBeUndefined();
  });
});

describe('a portfolio', () => {
  test('has the ticked papers that are the reader’s own, in the order of their dates', async () => {
    const papers = [record, agreement, { ...record, recordId: 'not mine' }];
    const paper = await load({ paper: 'portfolio', papers }, mentee);
    const titles = paper?.body.flatMap((block) => (block.block === 'bound' ? [block.paper.title] : []));
    expect(titles).toHaveLength(2);
    expect(await load({ paper: 'portfolio', papers }, stranger)).toBeUndefined();
  });
});

describe('a request for a paper', () => {
  const requests: readonly PaperRequest[] = [
    ...pairPapers,
    letter,
    { paper: 'hours-statement', from: '2026-01-01', until: '2026-12-31' },
    { paper: 'own-data' },
    { paper: 'portfolio', papers: [agreement, record] },
  ];

  test('comes back from storage as it was, and names its file without naming anybody', () => {
    for (const request of requests) {
      const kept: unknown = JSON.parse(JSON.stringify(paperFile(request).data));
      expect(asPaperRequest(kept)).toEqual(request);
      expect(nameOfPaper(request)).toMatch(/^[a-z-]+\.pdf$/);
    }
  });

  test('that is broken is none', () => {
    for (const broken of [
      undefined,
      {},
      { paper: 'papyrus' },
      { paper: 'agreement', relationshipId },
      { paper: 'session-record', relationshipId },
      { paper: 'hours-statement', from: 'then', until: 'now' },
      { paper: 'portfolio', papers: [{ paper: 'portfolio', papers: [] }] },
      { paper: 'portfolio', papers: Array.from({ length: mostInPortfolio + 1 }, () => agreement) },
    ])
      expect(asPaperRequest(broken)).toBeUndefined();
  });
});
