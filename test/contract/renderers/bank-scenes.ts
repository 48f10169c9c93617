/** Scenes of the bank and of a question to a mentor in it: every state, filled to the brim. */

import type { BankFacts, LookoutFacts, PoolMentor, QuestionFacts } from '../../../src/mentoring/facts.ts';
import type { Lookout } from '../../../src/mentoring/records/lookout.ts';
import type { Question } from '../../../src/mentoring/records/question.ts';
import type { Scheme } from '../../../src/mentoring/records/scheme.ts';
import type { Target } from '../../../src/ui/reference.ts';
import { anOfferIn, aRequestIn, aSchemeIn, idOf, me, now, other, peopleIn } from './longest-people.ts';
import { longestLine, longestText } from './longest-words.ts';
import type { Script } from './longest-words.ts';
import { scenesOf } from './scenes.ts';
import type { Scene } from './scenes.ts';

/** The one whom the controls of these scenes name. */
const lookedAt = 30;

export function bankScenes(script: Script): readonly Scene[] {
  const people = peopleIn(script);
  const scheme = aSchemeIn(script, 1);
  const request = aRequestIn(script, { wishIds: [idOf('person 40')], inMindId: undefined });
  const full: BankFacts = {
    person: people[me] ?? { id: me, name: '', zone: 'Europe/London' },
    scheme,
    people,
    found: 12_345,
    shown: mentorsIn(script, [20, 21, 22, 23, 24]),
    suggested: mentorsIn(script, [25, 26, 27]),
    named: mentorsIn(script, [lookedAt, 31, 32]),
    request: undefined,
    questions: [],
    reportingLines: [],
  };
  const asked = (set: Partial<Question>): BankFacts => ({
    ...full,
    questions: [{ ...questionIn(script), mentorId: idOf(`person ${lookedAt}`), ...set }],
  });
  const as = (set: Partial<Scheme>): BankFacts => ({ ...full, scheme: { ...scheme, ...set } });
  return scenesOf('bank', scheme.id, {
    full,
    'formal, nobody suggested': { ...as({ kind: 'formal' }), suggested: [] },
    'nobody fits': { ...full, ...nobody },
    'nobody, and they are told once somebody can be asked': {
      ...full,
      ...nobody,
      lookout: lookoutIn(scheme),
    },
    'nobody, and coordinators do not match': {
      ...as({ matching: ['bank'] }),
      ...nobody,
    },
    'one of the choice is gone': { ...full, named: full.named.slice(0, 2) },
    'a request is under way': { ...full, request },
    'a request with three wishes': { ...full, request: aRequestIn(script) },
    'asked them before': asked({}),
    'asked them in vain': asked({ answeredAt: now }),
    'asked many today': asked({
      mentorId: other,
      askedAt: now,
      answeredAt: now,
      answer: longestText(script, 1000),
    }),
    'asked three today': {
      ...full,
      questions: [41, 42, 43].map((number) => ({
        ...questionIn(script),
        id: idOf(`question ${number}`),
        mentorId: idOf(`person ${number}`),
        askedAt: now,
      })),
    },
    'no new requests': as({ acceptsRequests: false }),
    'no bank': as({ matching: ['coordinator'] }),
    directed: as({ kind: 'directed' }),
  });
}

const nobody = { found: 0, shown: [], suggested: [], named: [] } as const;

function lookoutIn({ id: schemeId }: Scheme): Lookout {
  return { id: idOf('lookout 1'), schemeId, personId: me, since: new Date('2026-01-05T10:00:00Z') };
}

export function lookoutScenes(script: Script): readonly Scene[] {
  const people = peopleIn(script);
  const scheme = aSchemeIn(script, 1);
  const lookout = lookoutIn(scheme);
  const waits: LookoutFacts = {
    person: people[me] ?? { id: me, name: '', zone: 'Europe/London' },
    scheme,
    people,
    ...nobody,
    request: undefined,
    questions: [],
    reportingLines: [],
    lookout,
  };
  return scenesOf('lookout', lookout.id, {
    'nobody yet': waits,
    'somebody now': { ...waits, shown: mentorsIn(script, [20]), found: 1 },
    'with a request meanwhile': { ...waits, request: aRequestIn(script) },
  });
}

export function questionScenes(script: Script): readonly Scene[] {
  const question = questionIn(script);
  const facts: QuestionFacts = { question, scheme: aSchemeIn(script, 1), people: peopleIn(script) };
  const closed = (set: Partial<Question>): QuestionFacts => ({
    ...facts,
    question: { ...question, answeredAt: now, ...set },
  });
  return scenesOf('question', question.id, {
    open: facts,
    answered: closed({ answer: longestText(script, 1000) }),
    'closed without an answer': closed({}),
  });
}

/** What a control of the bank could fix. */
export function bankArgs(scheme: Scheme): readonly NonNullable<Target['args']>[] {
  const all = {
    areas: scheme.areas.map(({ value }) => value).join(','),
    skill: 'active-listening',
    place: 'in-person',
    mentor: idOf(`person ${lookedAt}`),
  };
  const chosen = [31, 32].map((number) => idOf(`person ${number}`));
  return [
    {},
    { ...all, page: '1', turn: 'yes' },
    { ...all, chosen: chosen.join(',') },
    { mentor: all.mentor, page: '9999', chosen: [all.mentor, ...chosen].join(','), turn: 'yes' },
    { mentor: idOf('nobody'), words: longestLine('latin', 100) },
  ];
}

function mentorsIn(script: Script, numbers: readonly number[]): readonly PoolMentor[] {
  return numbers.map((number) => ({
    offer: anOfferIn(script, number, { portrait: longestText(script, 1000) }),
    mentees: 0,
    openProposals: 0,
  }));
}

function questionIn(script: Script): Question {
  return {
    id: idOf('question 1'),
    schemeId: idOf('scheme 1'),
    askerId: me,
    mentorId: other,
    words: longestText(script, 500),
    askedAt: new Date('2026-11-20T10:00:00Z'),
  };
}
