import { describe, expect, test } from 'vitest';
import type { Block, Paper } from '../../../src/documents/paper.ts';
import { agreementPaper, sectionsOf } from '../../../src/documents/papers/agreement.ts';
import { attendanceLetterPaper } from '../../../src/documents/papers/attendance-letter.ts';
import { certificatePaper } from '../../../src/documents/papers/certificate.ts';
import { checklistPaper } from '../../../src/documents/papers/checklist.ts';
import { hoursStatementPaper } from '../../../src/documents/papers/hours-statement.ts';
import { ownDataPaper } from '../../../src/documents/papers/own-data.ts';
import { portfolioPaper } from '../../../src/documents/papers/portfolio.ts';
import { sessionRecordPaper } from '../../../src/documents/papers/session-record.ts';
import { completeTerms } from '../../../src/mentoring/agreement-terms.ts';
import { firstMeetingPoints } from '../../../src/mentoring/first-meeting.ts';
import { ownData } from '../../../src/mentoring/own-data.ts';
import { sayDate } from '../../../src/mentoring/time.ts';
import { aPair, mentee, personFacts, relationshipFacts } from '../../support/pair-facts.ts';

const occasion = {
  scheme: 'Northvale mentoring',
  madeAt: new Date('2026-12-03T23:30:00Z'),
  zone: 'Asia/Kolkata',
};

const terms = completeTerms({
  objectives: 'Prepare for the interview.',
  boundaries: '',
  contactBetween: 'By message.',
  cadenceDays: 28,
  minutes: 60,
  place: 'video',
  cancellationHours: 24,
  records: 'shared',
  reviewOn: '2027-03-01',
});

/** All that a paper says, block by block. */
function wordsOf({ title, lead = '', foot, body }: Paper): string {
  const of = (block: Block): readonly string[] => {
    switch (block.block) {
      case 'heading':
      case 'text':
        return [block.text];
      case 'panel':
        return [block.title ?? '', block.text];
      case 'list':
        return block.items;
      case 'facts':
        return block.rows.map(({ label, value }) => `${label}: ${value}`);
      case 'table':
        return [block.columns.map((one) => one.title), ...block.rows, block.total ?? []].map((row) =>
          row.join(' | '),
        );
      case 'checklist':
        return block.items.map(({ text, ticked, note }) =>
          `[${ticked ? 'x' : ' '}] ${text} ${note ?? ''}`.trim(),
        );
      case 'signatures':
        return block.parties.map(({ role, name, agreed }) => `${role}, ${name}, ${agreed ?? 'not asked'}`);
      case 'bound':
        return [wordsOf(block.paper)];
      case 'picture':
        return [block.alt];
      case 'contents':
        return [];
      default:
        return block satisfies never;
    }
  };
  return [title, lead, ...foot, ...body.flatMap(of)].join('\n').replaceAll(/[\u2068\u2069]/g, '');
}

function agreement(mentee: { name: string; at?: Date }): Paper {
  return agreementPaper({
    occasion,
    version: 3,
    mentee,
    mentor: { name: 'Miles Sampleford', at: new Date('2026-12-01T17:00:00Z'), proposed: true },
    sections: sectionsOf(terms),
    confidentiality: 'It stays between you.',
    confidentialityVersion: 2,
  });
}

describe('an agreement', () => {
  test('says which version it is, what was agreed, and when each of the two said yes', () => {
    const words = wordsOf(agreement({ name: 'Asha Testwell', at: new Date('2026-12-02T09:00:00Z') }));
    expect(words).toContain('Ground rules of Asha Testwell and Miles Sampleford, version 3');
    expect(words).toContain('How often: Every 4 weeks');
    expect(words).toContain('Boundaries, and roles that could conflict: Nothing was written here.');
    expect(words).toContain('It stays between you. (Version 2 of the scheme’s text.)');
    expect(words).toContain(
      'Mentee, Asha Testwell, Agreed to in Rapport, Wednesday 2 December 2026, 14:30 (Kolkata time)',
    );
    expect(words).toContain('Mentor, Miles Sampleford, Proposed in Rapport, Tuesday 1 December 2026');
    expect(words).not.toContain('Not agreed yet');
  });

  test('that waits for one of the two says so at the top', () => {
    const words = wordsOf(agreement({ name: 'Asha Testwell' }));
    expect(words).toContain('Not agreed yet');
    expect(words).toContain('Mentee, Asha Testwell, Has not agreed yet');
  });

  test('is dated as the calendar of its reader has it', () => {
    expect(agreement({ name: 'Asha Testwell' }).madeOn).toBe('2026-12-04');
    expect(agreement({ name: 'Asha Testwell' }).foot).toContain('Made with Rapport on 4 December 2026');
  });
});

test('a checklist ticks what the ground rules have settled, and leaves the rest to a pen', () => {
  const names = { mentee: 'Asha Testwell', mentor: 'Miles Sampleford' };
  const settled = wordsOf(
    checklistPaper({
      occasion,
      ...names,
      metOn: '2026-12-01',
      groups: firstMeetingPoints(terms, '2026-12-29'),
    }),
  );
  expect(settled).toContain('[x] How often you meet Every 4 weeks');
  expect(settled).toContain('[ ] Boundaries, and roles that could conflict');
  expect(settled).toContain('[x] Your next meeting is booked 29 December 2026');
  const blank = wordsOf(
    checklistPaper({ occasion, ...names, groups: firstMeetingPoints(undefined, undefined) }),
  );
  expect(blank).not.toContain('[x]');
  expect(blank.match(/\[ \]/g)).toHaveLength(19);
});

test('a session record says what was discussed and what follows, and shows a reflection only where there is one', () => {
  const content = {
    occasion,
    mentee: 'Asha Testwell',
    mentor: 'Miles Sampleford',
    meeting: {
      number: 2,
      start: { date: '2026-12-03', time: '17:30', zone: 'Europe/London' },
      minutes: 90,
      place: 'video',
    },
    author: 'Asha Testwell',
    writtenAt: new Date('2026-12-03T20:00:00Z'),
    topics: ['Interview'],
    discussed: 'Two questions.',
    steps: [{ what: 'Send the draft', owner: 'Asha Testwell', dueOn: '2026-12-20', done: false }],
    readers: 'Both of you can read this record.',
  } as const;
  const words = wordsOf(sessionRecordPaper(content));
  expect(words).toContain('When: Thursday 3 December 2026, 23:00 (Kolkata time)');
  expect(words).toContain('How long: 1 hour and 30 minutes');
  expect(words).toContain('Send the draft | Asha Testwell | 20 December 2026 | Not yet');
  expect(words).not.toContain('reflection');
  expect(wordsOf(sessionRecordPaper({ ...content, reflection: 'I felt sure.' }))).toContain(
    'Own reflection\nI felt sure.',
  );
});

test('a portfolio binds the chosen papers in the order of their dates', () => {
  const [one, two, three] = ['One', 'Two', 'Three'].map((title) => ({
    ...agreement({ name: 'Asha Testwell' }),
    title,
  })) as [Paper, Paper, Paper]; // as many as there are titles
  const paper = portfolioPaper({
    occasion,
    owner: 'Asha Testwell',
    papers: [
      { on: '2026-12-01', paper: two },
      { on: '2026-11-01', paper: one },
      { on: '2026-12-01', paper: three },
    ],
  });
  const bound = paper.body.flatMap((block) => (block.block === 'bound' ? [block.paper.title] : []));
  expect(bound).toEqual(['One', 'Two', 'Three']);
  expect(wordsOf(paper)).toContain('Period: 1 November 2026 to 1 December 2026');
});

test('a statement of hours adds up meetings and preparation, and names nobody but the mentor', () => {
  const words = wordsOf(
    hoursStatementPaper({
      occasion,
      mentor: 'Miles Sampleford',
      from: '2026-01-01',
      until: '2026-12-31',
      sessions: [
        { on: '2026-06-10', meetingMinutes: 60, preparationMinutes: 15 },
        { on: '2026-02-10', meetingMinutes: 45, preparationMinutes: 0 },
      ],
    }),
  );
  expect(words).toContain('Meeting time: 1 hour and 45 minutes');
  expect(words).toContain('Together: 2 hours');
  expect(words).toContain('10 February 2026 | 45 minutes | 0 minutes\n10 June 2026 | 1 hour | 15 minutes');
  expect(words).toContain('Together | 1 hour and 45 minutes | 15 minutes');
});

test('a certificate says who took part, as what, for how long, and nothing of what it was about', () => {
  const words = wordsOf(
    certificatePaper({
      occasion,
      person: 'Miles Sampleford',
      role: 'mentor',
      organisation: 'Northvale Hospitals',
      from: '2026-01-05',
      to: '2026-12-01',
      meetings: 9,
      minutes: 540,
      training: [{ title: 'Mentoring skills', on: '2025-11-02' }],
    }),
  );
  expect(words).toContain('Miles Sampleford\ntook part in mentoring as a mentor at\nNorthvale Hospitals');
  expect(words).toContain('Nine meetings, 9 hours in all');
  expect(words).toContain('2 November 2025: Mentoring skills');
});

describe('a letter of attendance', () => {
  const content = {
    occasion,
    mentee: 'Asha Testwell',
    wording: 'Only the dates of attendance are reported.',
    acceptedOn: '2026-05-30',
    from: '2026-06-01',
    until: '2026-08-31',
    attendedOn: ['2026-08-31', '2026-06-01', '2026-05-31', '2026-09-01'],
    signedBy: 'Helen Whitcombe',
  };

  test('gives exactly the dates attended within its period, and the words that both accepted', () => {
    const paper = attendanceLetterPaper(content);
    expect(paper.body.find(({ block }) => block === 'list')).toEqual({
      block: 'list',
      items: ['1 June 2026', '31 August 2026'],
    });
    expect(wordsOf(paper)).toContain('Asha Testwell attended two mentoring meetings, on these dates:');
    expect(wordsOf(paper)).toContain('Only the dates of attendance are reported.');
    expect(wordsOf(paper)).toContain('as both accepted it by 30 May 2026');
    expect(wordsOf(paper)).not.toContain('Mentor,');
  });

  test('says so where there was none', () => {
    expect(wordsOf(attendanceLetterPaper({ ...content, attendedOn: [] }))).toContain(
      'Asha Testwell attended no mentoring meetings.',
    );
  });
});

function sayIt(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value);
}

test('a copy of one’s data has everything that the file for programs has', () => {
  const pair = aPair()
    .agreed()
    .meeting('2026-12-01 17:30')
    .recorded(mentee, { topics: ['Exams', 'Leave'] })
    .action(mentee, 'Send the draft')
    .action(mentee, 'Read it again', { dueOn: '2026-12-20' });
  const facts = [relationshipFacts(pair.rows, mentee)];
  const data = ownData(personFacts(pair.rows, mentee), facts, occasion.madeAt);
  const words = wordsOf(ownDataPaper(data, occasion));
  const told = (value: unknown): readonly string[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(told) : [sayIt(value)];
  const { about: _, ...kept } = data;
  const values = told(kept).filter((one) => one !== '' && one !== 'null');
  expect(values.length).toBeGreaterThan(15);
  for (const one of values) {
    const day = /^(\d{4}-\d\d-\d\d)(T[\d:.]+Z)?$/.exec(one)?.[1];
    expect(words).toContain(day === undefined ? one : sayDate(day));
  }
  expect(words).toContain(
    'What Rapport keeps about Asha Testwell at Northvale Hospital, as of Friday 4 December 2026',
  );
  expect(words).toContain('Ground rules: review on: 1 March 2027');
  expect(words).toContain('Relationships: next steps, 2 of 2');
});
