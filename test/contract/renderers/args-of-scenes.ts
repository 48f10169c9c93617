/** What the buttons of a scene could fix: with each of these args an action is tried upon it. */

import type { RelationshipFacts, SchemeFacts } from '../../../src/mentoring/facts.ts';
import type { Scheme } from '../../../src/mentoring/records/scheme.ts';
import { checkInAnswers } from '../../../src/mentoring/check-ins.ts';
import { reviewsOf } from '../../../src/mentoring/reviews.ts';
import { markOf } from '../../../src/mentoring/report-back.ts';
import { uploadKinds } from '../../../src/mentoring/upload.ts';
import type { Target } from '../../../src/ui/reference.ts';
import { bankArgs } from './bank-scenes.ts';
import { coordinator, idOf, me, other, zone } from './longest-people.ts';
import { longestLine, longestText } from './longest-words.ts';
import type { Script } from './longest-words.ts';
import type { Scene } from './scenes.ts';

/** The words on what is reported back, as the button beside them carries them. */
function wordsOf({ reportBack = '' }: Scheme): { readonly words: string } {
  return { words: markOf(reportBack) };
}

/** What timers carry that wait for somebody, when all that waiting is over. */
const longAgo = { since: '2025-11-04T10:00:00.000Z', days: '31', told: '0', nth: '1' } as const;

/** Nothing fixed by a button, and everything that a button of such a scene could fix. */
export function argsFor(
  { subject, facts }: Scene,
  script: Script,
  dialog: string,
): readonly NonNullable<Target['args']>[] {
  switch (subject) {
    case 'person':
      if (dialog === 'schemes')
        return [{}, { page: '1' }, { page: '99' }, { need: 'coaching', grade: 'sas', region: 'wales' }];
      if (dialog === 'training') return trainingArgs;
      if (dialog === 'files') return [{}, ...uploadKinds.map((kind) => ({ kind, scheme: idOf('scheme 1') }))];
      if (dialog === 'ask') return askArgs;
      if (dialog === 'benefits-report') return benefitsArgs;
      if (dialog === 'changeovers') return [{}, { date: '2027-08-04' }];
      if (dialog === 'reminders') return [{}, { days: '7' }, { absence: idOf('absence 0') }];
      return [{}, { scheme: idOf('scheme 1') }];
    case 'request':
      if (dialog === 'report-back') return [{}, wordsOf(facts.scheme), longAgo];
      if (dialog === 'training-late') return [longAgo, { ...longAgo, told: '3' }];
      return [{}, { mentor: idOf('person 30') }, { person: coordinator }];
    case 'referral':
      return [{}];
    case 'proposal':
      return [{}, { since: longAgo.since }, { ...longAgo, last: 'yes' }];
    case 'relationship': {
      if (dialog === 'watch') return [{}, ...watchArgs(facts)];
      if (dialog === 'benefit-survey') return surveyArgs;
      if (dialog === 'last-meeting') return lastArgs(facts);
      if (dialog === 'closing' || dialog === 'rotation')
        return [{}, { person: me, on: '2027-02-03' }, { person: other }];
      if (dialog === 'check-in') return [{}, { person: me }, ...checkInArgs(facts)];
      if (dialog === 'review') return [{}, ...reviewArgs(facts)];
      if (dialog === 'introduction')
        return [{}, { person: coordinator }, { person: coordinator, reminder: 'yes' }];
      const agreement = (facts.proposedAgreement ?? facts.agreement)?.id ?? '';
      const action = facts.actions[0]?.id ?? '';
      return [
        {},
        {
          agreement,
          action,
          version: '22',
          part: '2',
          reminder: 'yes',
          person: me,
          ...wordsOf(facts.scheme),
        },
        { ...longAgo, person: me },
        { ...longAgo, person: other },
        ...watchArgs(facts),
      ];
    }
    case 'meeting': {
      const record = facts.records.find(({ meetingId }) => meetingId === facts.meeting.id)?.id ?? '';
      return [{}, { correct: 'yes', person: me, author: other, record }];
    }
    case 'scheme': {
      const name = longestLine(script, 80);
      const area = facts.scheme.areas.at(-1)?.value ?? '';
      if (dialog === 'closures') return [{}, { closure: idOf('closure 0') }];
      if (dialog === 'scheme-training') return schemeTrainingArgs(facts);
      if (dialog === 'scheme-settings')
        return [
          {},
          ...settingsBefore(script).map((before) => ({ before: JSON.stringify(before), after: '{}' })),
        ];
      return [
        {},
        { platform: 'one', workspace: 'workspace', name, address: '{"channel":"channel"}', zone },
        { person: coordinator, name, area },
        { area, label: longestLine(script, 70) },
      ];
    }
    case 'pairs':
      return [{}, { page: '1' }, { page: '99' }];
    case 'round':
      return [
        { by: coordinator },
        { list: 'pairs', page: '1', changed: 'yes' },
        { list: 'unmatched', page: '0' },
        { list: 'dropped', back: 'yes' },
      ];
    case 'roundPair':
    case 'roundChoice':
      return [{}, { page: '1', list: 'unmatched', back: 'yes' }];
    case 'outsideScheme':
      return [{}];
    case 'upload':
      return [{}, { kind: 'people', scheme: idOf('scheme 1'), replace: 'yes', person: me }];
    case 'bank':
      return bankArgs(facts.scheme);
    case 'question':
      return [{}];
    case 'lookout':
      return [{ told: '0' }, { told: '2' }];
    default:
      return subject satisfies never;
  }
}

const askArgs = ['coordinator', 'named', undefined].flatMap((way) => {
  const args = { scheme: idOf('scheme 1'), ...(way !== undefined && { way }) };
  return way === undefined ? [{}, args] : [args];
});

const surveyArgs = [
  {},
  ...['start', 'end', 'later'].flatMap((stage) =>
    [me, other].flatMap((person) => [
      { stage, person },
      { stage, person, again: 'yes' },
    ]),
  ),
];

const benefitsArgs = [
  {},
  { scheme: idOf('scheme 1') },
  { scheme: idOf('scheme 1'), period: '2026-09', as: 'pdf' },
  { period: '2025', as: 'csv' },
  { order: idOf('order 1') },
];

const trainingArgs = [
  {},
  { scheme: idOf('scheme 1'), module: 'module-1' },
  { scheme: idOf('scheme 1'), module: 'module-2', doneOn: '2026-09-20' },
  { scheme: idOf('scheme 1'), module: 'module-3' },
];

function schemeTrainingArgs({ scheme, trainings = [] }: SchemeFacts): readonly NonNullable<Target['args']>[] {
  const [first, second] = scheme.modules;
  return [
    {},
    { module: first?.value ?? '', was: 'absent' },
    { module: first?.value ?? '', was: JSON.stringify({ ...second, value: first?.value ?? '' }) },
    ...trainings.slice(1, 3).map(({ id }) => ({ training: id })),
  ];
}

/** Settings as they could have been before: other numbers, other words, and a kind that may not come back. */
function settingsBefore(script: Script): readonly Partial<Scheme>[] {
  return [
    { name: longestLine(script, 60), about: longestText(script, 400), replyDays: 29, acceptsRequests: false },
    { confidentiality: longestText(script, 1500) },
    { kind: 'formal' },
  ];
}

function checkInArgs({ checkIns = [] }: RelationshipFacts): readonly NonNullable<Target['args']>[] {
  const check = checkIns.at(-1)?.id ?? '';
  return Object.keys(checkInAnswers).map((answer) => ({ check, answer }));
}

function reviewArgs(facts: RelationshipFacts): readonly NonNullable<Target['args']>[] {
  return reviewsOf(facts).flatMap(({ occasion, on }) => [
    { person: me, occasion, on },
    { person: other, occasion, on },
  ]);
}

function lastArgs({ meetings }: RelationshipFacts): readonly NonNullable<Target['args']>[] {
  const coming = meetings.findLast(({ state }) => state === 'booked')?.id ?? '';
  const last = meetings.find((one) => one.last === true)?.id ?? '';
  return [{}, { meeting: coming, until: '2027-12-31' }, { meeting: last }];
}

function watchArgs({ relationship, meetings }: RelationshipFacts): readonly NonNullable<Target['args']>[] {
  const asked = relationship.watch?.asked ?? [];
  const meeting = meetings.findLast(({ state }) => state === 'met')?.id ?? '';
  return [
    ...asked.map(({ at, question }) => ({ at, question, person: me })),
    { when: 'this-week', meeting },
    { when: 'last-week' },
  ];
}
