import { describe, expect, test } from 'vitest';
import { ownData } from '../../../src/mentoring/own-data.ts';
import type { OwnData } from '../../../src/mentoring/own-data.ts';
import {
  aPair,
  idOf,
  mentee,
  mentor,
  now,
  personFacts,
  relationshipFacts,
  relationshipId,
} from '../../support/pair-facts.ts';
import type { PairRows } from '../../support/pair-facts.ts';

function topicsBy(name: string, word: string) {
  return { relationshipId, authorId: idOf(name), words: `${word} named topics`, writtenAt: now };
}

/** Everything that both of them can write about each other, each word with its author. */
function bothWrote(): PairRows {
  const met = aPair()
    .agreed()
    .meeting('2026-11-20 12:00', { state: 'met' })
    .recorded(mentee, {
      discussed: 'Mentee discussed',
      reflection: 'Mentee reflected',
      useful: 4,
      topics: ['Exams'],
    })
    .action(mentor, 'Mentor is asked to do this')
    .action(mentee, 'Mentee is to do this', { dueOn: '2026-12-20' })
    .recorded(mentor, { discussed: 'Mentor discussed', reflection: 'Mentor reflected' })
    .action(mentor, 'Mentor does this for themselves', { doneAt: now });
  return {
    ...met.rows,
    preparations: [
      { ...topicsBy(mentee, 'Mentee'), id: idOf('preparation: 1'), meetingId: idOf('meeting: 1') },
      { ...topicsBy(mentor, 'Mentor'), id: idOf('preparation: 2'), meetingId: idOf('meeting: 1') },
    ],
    watchAnswers: [
      { id: idOf('answer: 1'), relationshipId, personId: idOf(mentee), givenAt: now, answer: 'not-working' },
      { id: idOf('answer: 2'), relationshipId, personId: idOf(mentor), givenAt: now, answer: 'natural' },
    ],
    contactAttempts: [
      {
        id: idOf('attempt: 1'),
        relationshipId,
        authorId: idOf(mentor),
        triedOn: '2026-11-10',
        how: 'phone',
        note: 'Mentor tried',
      },
    ],
    rulesDrafts: [
      {
        id: idOf('draft: 1'),
        relationshipId,
        authorId: idOf(mentor),
        words: {
          objectives: 'Mentor began this',
          notThis: '',
          boundaries: '',
          goalsShort: '',
          goalsMedium: '',
          goalsLong: '',
        },
        writtenAt: now,
      },
    ],
  };
}

function dataOf(name: string, rows = bothWrote()): OwnData['relationships'][number] {
  const [only] = ownData(personFacts(rows, name), [relationshipFacts(rows, name)], now).relationships;
  if (only === undefined) throw new Error('There is one relationship');
  return only;
}

describe('a copy of one’s own data', () => {
  test('has what the mentee wrote, answered and took upon themselves', () => {
    expect(dataOf(mentee)).toMatchObject({
      groundRulesThatIHaveBegun: null,
      sessionRecords: [
        {
          meeting: '2026-11-20 12:00 Europe/London',
          discussed: 'Mentee discussed',
          topics: ['Exams'],
          reflection: 'Mentee reflected',
          useful: 4,
          sharedWithTheOther: true,
        },
      ],
      topicsThatINamed: [{ meeting: '2026-11-20 12:00 Europe/London', topics: 'Mentee named topics' }],
      nextSteps: [
        { what: 'Mentor is asked to do this', who: mentor },
        { what: 'Mentee is to do this', who: mentee, dueOn: '2026-12-20', doneAt: null },
      ],
      answersWhenAsked: [{ on: now.toISOString(), answer: 'It is not working' }],
      attemptsToReachTheMentee: [],
    });
  });

  test('has what the mentor did, with what they noted for themselves', () => {
    expect(dataOf(mentor)).toMatchObject({
      groundRulesThatIHaveBegun: { objectives: 'Mentor began this' },
      sessionRecords: [{ discussed: 'Mentor discussed', reflection: 'Mentor reflected' }],
      topicsThatINamed: [{ topics: 'Mentor named topics' }],
      nextSteps: [
        { what: 'Mentor is asked to do this', who: mentor },
        { what: 'Mentor does this for themselves', doneAt: now.toISOString() },
      ],
      answersWhenAsked: [{ answer: 'It has come to its natural end' }],
      attemptsToReachTheMentee: [{ on: '2026-11-10', how: 'Phone', note: 'Mentor tried' }],
    });
  });

  test('has nothing that the other one wrote, not even what they share', () => {
    expect(JSON.stringify(dataOf(mentee))).not.toMatch(
      /Mentor (discussed|reflected|named|tried|began|does)|natural end/,
    );
    expect(JSON.stringify(dataOf(mentor))).not.toMatch(
      /Mentee (discussed|reflected|named|is to)|not working/,
    );
  });

  test('is not cut however much there is, and what was erased is presumed of nobody', () => {
    const many = Array.from({ length: 200 }, (_, index) => `Step ${index} ${'x'.repeat(280)}`);
    const rows = many.reduce((pair, what) => pair.action(mentee, what), aPair().agreed()).rows;
    expect(dataOf(mentee, rows).nextSteps.map(({ what }) => what)).toEqual(many);
    const erased = 'This text has been erased.';
    const gone = aPair().agreed({ objectives: erased, boundaries: erased, contactBetween: erased }).rows;
    expect(dataOf(mentee, gone).groundRules).toEqual({ version: 1, objectives: erased });
  });
});
