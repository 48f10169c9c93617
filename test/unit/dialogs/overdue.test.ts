/** What an outage does to what was due in it: the table is whole, and each row that leaves something out does so in time. */

import { describe, expect, test } from 'vitest';
import { overdue } from '../../../src/dialogs/overdue.ts';
import { registry } from '../../../src/dialogs/registry.ts';

const kinds = registry.dialogs.flatMap(({ name, actions }) =>
  Object.entries(actions).flatMap(([action, { type }]) => (type === 'timer' ? [`${name}.${action}`] : [])),
);

describe('the table of what becomes of late things', () => {
  test('says it of everything that a timer leads to', () => {
    expect(kinds.filter((kind) => !Object.hasOwn(overdue, kind))).toEqual([]);
  });

  test('has no row about something that there is not', () => {
    expect(Object.keys(overdue).filter((kind) => !kinds.includes(kind))).toEqual([]);
  });

  test('leaves out no deadline and nothing that changes how things stand: only words that would come too late', () => {
    const left = Object.entries(overdue).flatMap(([kind, { late }]) => (late === 'skip' ? [kind] : []));
    expect(left.toSorted()).toEqual([
      'answer-proposal.remind',
      'meeting.remind',
      'preparation.ask',
      'question.remind',
      'referral.remind',
      'scheme-desk.digest-due',
    ]);
  });
});
