/** Coordinators' files: what may be sent, what becomes of it, and who may decide. */

import { describe, expect, test } from 'vitest';
import { files } from '../../../src/dialogs/files.ts';
import { upload } from '../../../src/dialogs/upload.ts';
import type { PersonContext, TaskAction, TimerAction } from '../../../src/engine/dialog.ts';
import type { SentFile } from '../../../src/engine/event.ts';
import { kindsHeadedBy } from '../../../src/mentoring/csv/recognise.ts';
import type { Summary } from '../../../src/mentoring/csv/summary.ts';
import type { PersonFacts, UploadFacts } from '../../../src/mentoring/facts.ts';
import type { Change } from '../../../src/mentoring/records/change.ts';
import type { Scheme } from '../../../src/mentoring/records/scheme.ts';
import type { Upload } from '../../../src/mentoring/records/upload.ts';
import { usualScheme } from '../../../src/mentoring/usual-scheme.ts';
import { plainCard } from '../../../src/ui/plain.ts';

const now = new Date('2026-11-29T10:00:00Z');
const sender = { id: 'p1', name: 'Asha Testwell', zone: 'Europe/London' };
const scheme: Scheme = {
  ...usualScheme,
  id: 's1',
  name: 'Sample scheme',
  about: '',
  areas: [{ value: 'exams', label: 'Exams' }],
  coordinatorIds: ['p1', 'p2'],
  confidentiality: '',
};
const summary: Summary = {
  outcome: 'dry-run',
  rows: 2,
  counts: { new: 2, changed: 0, unchanged: 0, removed: 0 },
  problems: [],
  errors: 0,
  unused: [],
  remarks: [],
};
const row: Upload = {
  id: 'u1',
  personId: 'p1',
  platform: 'one',
  workspace: 'w1',
  name: 'lines.csv',
  state: 'checked',
  kind: 'reporting-lines',
  replace: false,
  summary,
  sentAt: now,
};

function aFile(set: Partial<Upload> = {}, schemes: readonly Scheme[] = [scheme]): UploadFacts {
  return { upload: { ...row, ...set }, sender, schemes, coordinatorIds: ['p1', 'p2', 'p3'] };
}

function context(set: Partial<PersonContext> = {}): PersonContext {
  return {
    now,
    newId: () => 'u1',
    args: {},
    words: '',
    actor: sender,
    picked: {},
    channel: undefined,
    ...set,
  };
}

function pressed(action: string, facts: UploadFacts, set: Partial<PersonContext> = {}) {
  const found = upload.actions[action];
  if (found?.type !== 'press') throw new Error(`${action} is no press`);
  return found.press(facts, context(set));
}

const work = (action: string) => upload.actions[action] as TaskAction<UploadFacts, Change>;
const byItself = { now, newId: () => 'n1', args: {}, words: '' };

function says(outcome: { effects?: readonly object[]; reply?: object | undefined }): string {
  const cards = [...(outcome.effects ?? []), outcome.reply ?? {}].flatMap((one) =>
    'card' in one ? [plainCard(one.card as Parameters<typeof plainCard>[0])] : [],
  );
  return cards.join('\n---\n');
}

describe('a file that was sent', () => {
  const person = { person: sender, people: {}, schemes: [scheme] } as unknown as PersonFacts; // all that is asked of it
  const sent = (...all: SentFile[]) => {
    const { received } = files.actions;
    if (received?.type !== 'press') throw new Error('It is no press');
    return received.press(
      person,
      context({ sent: { workspace: { platform: 'one', externalId: 'w1' }, files: all } }),
    );
  };

  test('is kept with what it is fetched by, looked at at once, and forgotten in an hour', () => {
    const outcome = sent({ name: 'a\u0000\n b.csv', size: 10, key: 'secret' });
    expect(outcome.changes).toMatchObject([{ row: { name: 'a b.csv', key: 'secret', state: 'checking' } }]);
    expect(outcome.timers).toMatchObject([
      { key: 'upload:u1:work', at: now, to: { action: 'check', args: { person: 'p1' } } },
      { key: 'upload:u1:forget', at: new Date('2026-11-29T11:00:00Z') },
    ]);
    expect(JSON.stringify(outcome.timers)).not.toMatch(/secret|csv/);
  });

  test.each([
    ['too large', [{ name: 'a.csv', size: 21 * 1_048_576, key: 'k' }], 'larger than 20 MB'],
    ['empty', [{ name: 'a.csv', size: 0, key: 'k' }], 'It is empty.'],
    ['a picture', [{ name: 'a.png' }], 'attach that file here'],
    [
      'one of two',
      [
        { name: 'a', key: 'k' },
        { name: 'b', key: 'k' },
      ],
      'Nothing was read.',
    ],
  ])('and is %s is not even fetched, and the coordinator is told what to do', (_, all, words) => {
    const outcome = sent(...all);
    expect(outcome.changes ?? []).toEqual([]);
    expect(says(outcome)).toContain(words);
  });
});

describe('its kind is told by the first row', () => {
  test.each([
    [['Name', 'E-mail address', 'Grade'], ['people']],
    [['name', 'email', 'areas'], ['mentors']],
    [['email', 'manager email', 'kind'], ['reporting-lines']],
    [['email', 'name', 'manager email', 'manager name', 'kind'], ['reporting-lines']],
    [
      ['Name', 'Email', 'Role', 'Line manager email'],
      ['people', 'reporting-lines'],
    ],
    [['colour', 'shape'], []],
  ])('%j', (headings, kinds) => {
    expect(kindsHeadedBy(headings)).toEqual(kinds);
  });
});

describe('an import', () => {
  test('begins once, and only of what was checked and found right', () => {
    expect(pressed('import', aFile()).changes).toMatchObject([{ set: { state: 'importing' } }]);
    for (const set of [
      { state: 'checking' as const },
      { state: 'importing' as const },
      { state: 'imported' as const },
      { summary: { ...summary, errors: 1 } },
    ])
      expect(pressed('import', aFile(set)).changes ?? []).toEqual([]);
  });

  test('is for its sender alone, while they coordinate what it is about', () => {
    const { import: action } = upload.actions;
    if (action?.type !== 'press') throw new Error('It is no press');
    expect(action.may(aFile(), sender)).toBe(true);
    expect(action.may(aFile(), { ...sender, id: 'p2' })).toContain('Only whoever sent this file');
    expect(action.may(aFile({}, []), sender)).toContain('do not coordinate');
    expect(action.may(aFile({ schemeId: 's9' }), sender)).toContain('do not coordinate');
  });

  test('of reporting lines is told to everybody else who coordinates, and nothing of the file is left', () => {
    const outcome = work('import-it').done(
      aFile({ state: 'importing' }),
      { came: 'imported', summary },
      byItself,
    );
    expect(outcome.changes).toEqual([{ change: 'remove', noun: 'upload', id: 'u1' }]);
    const told = (outcome.effects ?? []).flatMap((one) =>
      one.effect === 'send' && 'person' in one.to ? [one.to.person] : [],
    );
    expect(told).toEqual(['p2', 'p3']);
    expect(says(outcome)).toContain('Asha Testwell has imported a file of reporting lines. 2 rows: 2 new');
  });

  test('of people is told to nobody else', () => {
    const facts = aFile({ state: 'importing', kind: 'people' });
    const outcome = work('import-it').done(facts, { came: 'imported', summary }, byItself);
    expect(outcome.effects).toHaveLength(1);
  });

  test('that was done, and only not told of, is told of when its worker gives up', () => {
    expect(says(work('import-it').failed(aFile({ state: 'imported' }), byItself))).toContain('is imported');
    expect(says(work('import-it').failed(aFile({ state: 'importing' }), byItself))).toContain(
      'Nothing was changed: please send it again.',
    );
  });

  test('that is under way is neither put away, nor looked at again, nor forgotten', () => {
    const facts = aFile({ state: 'importing' });
    for (const action of ['discard', 'replace', 'kind'])
      expect(pressed(action, facts, { args: { kind: 'people' } }).changes ?? []).toEqual([]);
    const { forget } = upload.actions;
    expect((forget as TimerAction<UploadFacts, Change>).fire(facts, byItself)).toEqual({});
    expect(work('check').done(facts, { came: 'gone' }, byItself)).toEqual({});
  });

  test('that would remove other lines is checked anew before anything else', () => {
    const outcome = pressed('replace', aFile(), { args: { replace: 'yes' } });
    expect(outcome.changes).toMatchObject([{ set: { replace: true, state: 'checking' } }]);
    expect(outcome.timers).toMatchObject([{ key: 'upload:u1:work', to: { action: 'check' } }, {}]);
  });
});
