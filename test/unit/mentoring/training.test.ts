import { describe, expect, test } from 'vitest';
import { partsIn } from '../../../src/mentoring/parts.ts';
import type { Training, TrainingModule } from '../../../src/mentoring/records/scheme.ts';
import { addMonths } from '../../../src/mentoring/time.ts';
import { lackingModules, modulesFor, noticeOn, standingOf } from '../../../src/mentoring/training.ts';
import { aRequest, aScheme, idOf, mentee, someone } from '../../support/asking-facts.ts';

const module: TrainingModule = {
  value: 'skills',
  label: 'Mentoring skills',
  about: 'Half a day at the education centre.',
  who: 'mentor',
  confirmedBy: 'self',
};
const scheme = aScheme({ modules: [module] });
const done = (set: Partial<Training> = {}): Training => ({
  id: idOf('training: one'),
  schemeId: scheme.id,
  personId: idOf(mentee),
  module: 'skills',
  doneOn: '2026-01-31',
  ...set,
});

const valuesOf = (modules: readonly TrainingModule[]) => modules.map(({ value }) => value);

describe('how somebody stands with a module', () => {
  test('what was never recorded is missing', () => {
    expect(standingOf(module, undefined, '2026-11-29')).toEqual({ state: 'missing' });
  });

  test('one’s own word counts where that is enough, and a coordinator’s where that is asked for', () => {
    const confirmed: TrainingModule = { ...module, confirmedBy: 'coordinator' };
    expect(standingOf(module, done(), '2026-11-29').state).toBe('done');
    expect(standingOf(confirmed, done(), '2026-11-29').state).toBe('waiting');
    expect(standingOf(confirmed, done({ confirmedById: idOf('c') }), '2026-11-29').state).toBe('done');
  });

  test('it counts through its last day, and has lapsed on the next', () => {
    const yearly: TrainingModule = { ...module, validMonths: 13 };
    expect(standingOf(yearly, done(), '2027-02-28')).toMatchObject({
      state: 'done',
      validUntil: '2027-02-28',
    });
    expect(standingOf(yearly, done(), '2027-03-01').state).toBe('expired');
    expect(noticeOn('2027-02-28')).toBe('2027-01-28');
  });

  test.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-02-28', 12, '2027-02-28'],
    ['2026-01-31', -13, '2024-12-31'],
  ])('%s and %i months is %s', (date, months, then) => {
    expect(addMonths(date, months)).toBe(then);
  });
});

describe('what a scheme asks of somebody', () => {
  const mentees: TrainingModule = { ...module, value: 'first-steps', who: 'mentee' };
  const both: TrainingModule = { ...module, value: 'confidentiality', who: 'both' };
  const retired: TrainingModule = { ...module, value: 'old', retired: true };
  const all = aScheme({ modules: [module, mentees, both, retired] });

  test('follows from their part, and what is retired is asked of nobody', () => {
    expect(valuesOf(modulesFor(all, ['mentor']))).toEqual(['skills', 'confidentiality']);
    expect(valuesOf(modulesFor(all, ['mentee']))).toEqual(['first-steps', 'confidentiality']);
    expect(valuesOf(modulesFor(all, ['mentor', 'mentee']))).toEqual([
      'skills',
      'first-steps',
      'confidentiality',
    ]);
    expect(modulesFor(all, [])).toEqual([]);
  });

  const lacking = (...trainings: Training[]) =>
    valuesOf(lackingModules(all, ['mentor'], idOf(mentee), trainings, '2026-11-29'));

  test('is lacking until it is done, in this scheme and by this person', () => {
    expect(lacking(done(), done({ module: 'confidentiality' }))).toEqual([]);
    expect(
      lacking(done({ personId: idOf('x') }), done({ schemeId: idOf('y'), module: 'confidentiality' })),
    ).toEqual(['skills', 'confidentiality']);
  });

  test('somebody who is asked is a mentor, and somebody whose request has ended is no mentee', () => {
    const nothing = { person: someone(mentee), offers: [], requests: [], proposals: [], relationships: [] };
    const request = aRequest();
    const proposal = { id: '', requestId: request.id, mentorId: idOf(mentee), proposedById: '' };
    expect(partsIn(nothing, request.schemeId)).toEqual([]);
    expect(partsIn({ ...nothing, requests: [request] }, request.schemeId)).toEqual(['mentee']);
    expect(partsIn({ ...nothing, requests: [{ ...request, state: 'withdrawn' }] }, request.schemeId)).toEqual(
      [],
    );
    expect(
      partsIn(
        {
          ...nothing,
          proposals: [{ proposal: { ...proposal, state: 'open', sentAt: new Date(0) }, request }],
        },
        request.schemeId,
      ),
    ).toEqual(['mentor']);
  });
});
