/** The benefits report at the desk: chosen, made, sent, and sent again each month or year. */

import { describe, expect, test } from 'vitest';
import { benefitsReport } from '../../../src/dialogs/benefits-report.ts';
import type { Outcome } from '../../../src/dialogs/define.ts';
import { decide } from '../../../src/engine/decide.ts';
import { schemeReport } from '../../../src/mentoring/benefits/report.ts';
import type { PersonFacts } from '../../../src/mentoring/facts.ts';
import type { Scheme } from '../../../src/mentoring/records/scheme.ts';
import type { TaskResults } from '../../../src/mentoring/tasks.ts';
import type { RawValues } from '../../../src/ui/form.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { aScheme } from '../../support/asking-facts.ts';
import { aPair, coordinator, idOf, mentee, now, personFacts } from '../../support/pair-facts.ts';

const mine: Scheme = { ...aScheme(), coordinatorIds: [idOf(coordinator)] };
const other: Scheme = { ...mine, id: idOf('other scheme'), name: 'Consultants' };
const foreign: Scheme = { ...other, coordinatorIds: [idOf(mentee)] };

function factsOf(schemes: readonly Scheme[] = [mine], set: Partial<PersonFacts> = {}): PersonFacts {
  return personFacts(aPair().rows, coordinator, { schemes, ...set });
}

const context = (args: Readonly<Record<string, string>> = {}) => ({
  now,
  newId: () => idOf('made'),
  args,
  words: '',
});

function act(
  facts: PersonFacts,
  name: string,
  values?: RawValues,
  by = coordinator,
  args: Readonly<Record<string, string>> = { scheme: mine.id },
) {
  const action = benefitsReport.actions[name];
  if (action === undefined) throw new Error(`There is no action ${name}`);
  const actor = facts.people[idOf(by)];
  if (actor === undefined) throw new Error(`Nobody here is called ${by}`);
  const target = { dialog: 'benefits-report', action: name, subject: facts.person.id, args };
  const all = { ...context(args), actor, picked: {}, channel: undefined };
  // As the registry does, which knows every dialog by its subject alone.
  return decide(action as Parameters<typeof decide>[0], target, facts, all, values && { values });
}

function outcomeOf(decision: ReturnType<typeof act>): Outcome {
  if (decision.decided !== 'outcome') throw new Error(`It was ${decision.decided}`);
  return decision.outcome as Outcome; // our dialogs write nothing else
}

function done(
  facts: PersonFacts,
  result: TaskResults['make-benefits-report'],
  args: Readonly<Record<string, string>>,
): Outcome {
  const action = benefitsReport.actions['make'];
  if (action?.type !== 'task') throw new Error('It is long work');
  return action.done(facts, result, context(args));
}

const figures = schemeReport({ months: [{}], followed: [] });
const wish = { scheme: mine.id, period: '2026-10', as: 'pdf' };

function aboutsOf(schemes: readonly Scheme[]): readonly string[] {
  const opened = act(factsOf(schemes), 'choose');
  const of = opened.decided === 'open' ? opened.open.form.fields['of'] : undefined;
  return of?.kind === 'oneOf' ? of.options.map(({ value }) => value) : [];
}

describe('choosing', () => {
  test('offers months and years that are over, newest first', () => {
    const opened = act(factsOf(), 'choose');
    if (opened.decided !== 'open') throw new Error('A form was expected');
    const { period } = opened.open.form.fields;
    expect(period?.kind === 'oneOf' && period.options.map(({ label }) => label)).toEqual([
      '2025',
      '2024',
      '2023',
      '2022',
      '2021',
      'October 2026',
      'September 2026',
      'August 2026',
      'July 2026',
      'June 2026',
      'May 2026',
      'April 2026',
      'March 2026',
      'February 2026',
      'January 2026',
      'December 2025',
      'November 2025',
    ]);
  });

  test('the whole is offered only to whoever coordinates every scheme', () => {
    expect(aboutsOf([mine, other])).toEqual(['scheme', 'all']);
    expect(aboutsOf([mine, foreign])).toEqual(['scheme']);
    expect(aboutsOf([mine])).toEqual(['scheme']);
  });

  test('begins the work, and says that it comes', () => {
    const { timers, reply } = outcomeOf(
      act(factsOf(), 'choose', { period: '2026-10', of: 'scheme', as: 'csv' }),
    );
    expect(timers).toMatchObject([
      {
        timer: 'set',
        at: now,
        to: { dialog: 'benefits-report', action: 'make', args: { ...wish, as: 'csv' } },
      },
    ]);
    expect(reply?.reply === 'answer' && plainCard(reply.card)).toContain('October 2026 comes to you');
  });

  test('is not for anybody else', () => {
    for (const action of ['show', 'choose', 'order'])
      expect(act(factsOf([foreign]), action).decided).toBe('notice');
  });
});

describe('when the figures are there', () => {
  test('a new report is kept as it was first made, and sent', () => {
    const { changes, effects } = done(factsOf(), { made: 'new', figures }, wish);
    expect(changes).toMatchObject([
      {
        change: 'insert',
        noun: 'benefitsReport',
        row: { schemeId: mine.id, period: '2026-10', figures, madeAt: now },
      },
    ]);
    expect(effects).toMatchObject([
      {
        to: { person: idOf(coordinator) },
        files: [{ kind: 'paper', data: { paper: 'benefits-report', reportId: idOf('made') } }],
      },
    ]);
  });

  test('one that was made before is sent again, the same', () => {
    const { changes, effects } = done(
      factsOf(),
      { made: 'known', id: idOf('first') },
      { ...wish, as: 'csv' },
    );
    expect(changes).toBeUndefined();
    expect(effects).toMatchObject([
      { files: [{ kind: 'csv', data: { csv: 'benefits-report', reportId: idOf('first') } }] },
    ]);
  });

  test('whoever has ceased to coordinate meanwhile gets nothing', () => {
    expect(done(factsOf([foreign]), { made: 'new', figures }, wish)).toEqual({});
    expect(done(factsOf([mine, foreign]), { made: 'new', figures }, { period: '2026', as: 'pdf' })).toEqual(
      {},
    );
  });

  test('a month that still runs where the organisation is says so', () => {
    const { effects } = done(factsOf(), { made: 'not-over' }, wish);
    expect(effects).toMatchObject([{ card: { title: 'October 2026 is not over yet' } }]);
  });
});

describe('sent regularly', () => {
  const order = {
    id: idOf('order'),
    personId: idOf(coordinator),
    schemeId: mine.id,
    every: 'month',
  } as const;
  const due = (facts: PersonFacts, at: string): Outcome => {
    const action = benefitsReport.actions['due'];
    if (action?.type !== 'timer') throw new Error('It is a timer');
    return action.fire(facts, { ...context({ order: order.id }), now: new Date(at) });
  };

  test('is kept with a timer for the morning after the month', () => {
    const { changes, timers } = outcomeOf(act(factsOf(), 'order', { every: ['month'] }));
    expect(changes).toMatchObject([{ change: 'insert', noun: 'benefitsOrder', row: { every: 'month' } }]);
    const [timer] = timers ?? [];
    expect(timer?.timer === 'set' && timer.at.toISOString()).toBe('2026-12-02T09:00:00.000Z');
  });

  test('can be taken back', () => {
    const { changes, timers } = outcomeOf(
      act(factsOf([mine], { reportOrders: [order] }), 'order', { every: [] }),
    );
    expect(changes).toEqual([{ change: 'remove', noun: 'benefitsOrder', id: order.id }]);
    expect(timers).toEqual([{ timer: 'cancel', key: `benefits-order:${order.id}` }]);
  });

  test('when it is due the report of the month before is made, and the next is set', () => {
    const { timers } = due(factsOf([mine], { reportOrders: [order] }), '2026-12-02T09:00:00Z');
    expect(timers).toMatchObject([
      { to: { action: 'due' }, at: new Date('2027-01-04T08:00:00Z') },
      { to: { action: 'make', args: { scheme: mine.id, period: '2026-11', as: 'pdf' } } },
    ]);
  });

  test('waits for the morning, and ends with the coordinating', () => {
    const { again } = due(factsOf([mine], { reportOrders: [order] }), '2026-12-02T23:00:00Z');
    expect(again).toEqual(new Date('2026-12-03T08:00:00Z'));
    expect(due(factsOf([foreign], { reportOrders: [order] }), '2026-12-02T09:00:00Z')).toEqual({
      changes: [{ change: 'remove', noun: 'benefitsOrder', id: order.id }],
    });
  });
});
