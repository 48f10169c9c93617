import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import type { SchemeFacts } from '../../../src/mentoring/facts.ts';
import type { Scheme } from '../../../src/mentoring/records/scheme.ts';
import { aMentor } from '../../support/asking-facts.ts';
import { actionButtons } from '../../support/card-rules.ts';
import { aPair, coordinator, mentee } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { Answer, PairWorld } from '../../support/pair-world.ts';

const scheme = aPair().rows.scheme;
const to = (action: string) => target('scheme-settings', action, scheme.id);
const channel = { platform: 'fake', workspace: 'W1', address: { id: 'C1' }, name: '#mentoring' };
const digest = { channel, weekday: 1, time: '09:00', zone: 'Europe/London' };
const world = (set: Partial<Scheme> = {}, about: Partial<SchemeFacts> = {}) =>
  aPairWorld(aPair().inScheme(set), { scheme: about });
const themes = [
  'about',
  'kind',
  'matching',
  'answering',
  'meetings',
  'check-ins',
  'confidentiality',
  'digest',
];

function press(here: PairWorld, answer: Answer, label: string): Answer {
  const found =
    'card' in answer ? actionButtons(answer.card).find((one) => one.label.startsWith(label)) : undefined;
  if (found === undefined) throw new Error(`No button ${label} among ${labelsOf(answer).join(', ')}`);
  return here.act(coordinator, found.to);
}

/** What a form is sent with when nobody touches it. */
function untouched(answer: Answer): Record<string, string | readonly string[]> {
  if (answer.shown !== 'form') throw new Error('No form');
  const values: Record<string, string | readonly string[]> = {};
  for (const [id, field] of Object.entries(answer.open.form.fields)) {
    const { value } = field as { value?: string | number | boolean | readonly string[] };
    if (value === undefined) continue;
    values[id] =
      typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'object' ? value : `${value}`;
  }
  return values;
}

describe('the settings of a scheme', () => {
  test('are shown theme by theme, each with the way to change it', () => {
    const answer = world({ digest, termMonths: 12, mostMentees: 2 }).act(coordinator, to('show'));
    for (const said of [
      'Kind: Formal: the employer knows of it and sets time aside',
      'How people find a mentor: A coordinator matches them or they name somebody they have in mind',
      'One mentor has at most: two mentees',
      'A mentoring lasts: twelve months',
      'Records: Each pair decides',
      'Asked how it goes: each of a pair, after 30 days, then every 60 days',
      'When: Mondays at 09:00 (London time)',
      'Training: None is asked for.',
    ])
      expect(plain(answer)).toContain(said);
    expect(labelsOf(answer).filter((label) => label.startsWith('Change: '))).toHaveLength(themes.length);
  });

  test('are for coordinators only', () => {
    for (const action of ['show', 'undo', ...themes])
      expect(plain(world().act(mentee, to(action)))).toContain(
        'Only the coordinators of Northvale mentoring',
      );
  });

  test.each(themes)('sent as they were, %s changes nothing', (theme) => {
    const here = world({
      digest,
      termMonths: 12,
      mostMentees: 2,
      kind: 'targeted',
      eligibility: 'I am one.',
    });
    const before = here.rows().scheme;
    const answer = here.act(coordinator, to(theme), untouched(here.act(coordinator, to(theme))));
    expect(plain(answer)).toContain('Nothing has changed');
    expect(here.rows().scheme).toEqual(before);
  });

  test('changed, are shown with what they were, and can be taken back at one press', () => {
    const here = world();
    const answer = here.act(coordinator, to('meetings'), {
      cadenceDays: '21',
      meetingMinutes: '45',
      recordsPolicy: 'expected',
      termMonths: '12',
    });
    expect(plain(answer)).toContain('Between meetings: 21 days (was: 28 days)');
    expect(plain(answer)).toContain('Records: The scheme expects them (was: Each pair decides)');
    expect(plain(answer)).toContain('Pairs that have begun keep the end that they planned.');
    expect(here.rows().scheme).toMatchObject({ cadenceDays: 21, recordsPolicy: 'expected', termMonths: 12 });
    press(here, answer, 'Undo');
    expect(here.rows().scheme).toMatchObject({ cadenceDays: 28, recordsPolicy: 'pair-decides' });
    expect(here.rows().scheme.termMonths).toBeUndefined();
    expect(plain(press(here, answer, 'Undo'))).toContain('Nothing has changed');
  });

  test('refused, keep what was typed', () => {
    const typed = { name: 'x'.repeat(61), about: 'For all.', acceptsRequests: 'no' };
    const answer = world().act(coordinator, to('about'), typed);
    expect(plain(answer)).toContain('Please shorten this to 60 characters');
    expect(answer.shown === 'rejected' && answer.open.values).toEqual(typed);
  });

  test('a mentor is reminded before somebody else is asked', () => {
    const here = world();
    const answer = here.act(coordinator, to('answering'), { replyDays: '5', expiryDays: '5' });
    expect(plain(answer)).toContain('Please give more than 5 days.');
    expect(here.rows().scheme.replyDays).toBe(7);
  });

  test('an undo does not undo what another coordinator has changed since', () => {
    const here = world();
    const answer = here.act(coordinator, to('answering'), { replyDays: '2', expiryDays: '5' });
    here.act(coordinator, to('answering'), { replyDays: '20', expiryDays: '30' });
    expect(plain(press(here, answer, 'Undo'))).toContain('It has been changed again since.');
    expect(here.rows().scheme).toMatchObject({ replyDays: 20, expiryDays: 30 });
  });

  test('an undo that would contradict what has changed since is not done', () => {
    const here = world({ replyDays: 20, expiryDays: 30 });
    const answer = here.act(coordinator, to('answering'), { replyDays: '20', expiryDays: '60' });
    here.act(coordinator, to('answering'), { replyDays: '40', expiryDays: '60' });
    expect(here.rows().scheme.replyDays).toBe(20);
    here.act(coordinator, to('answering'), { replyDays: '30', expiryDays: '60' });
    expect(plain(press(here, answer, 'Undo'))).toContain('Please give more than 30 days.');
  });

  test('a scheme that takes no requests says so, and can be opened again at once', () => {
    const here = world();
    const answer = here.act(coordinator, to('about'), {
      name: scheme.name,
      about: scheme.about,
      acceptsRequests: 'no',
    });
    expect(plain(answer)).toContain('takes no new requests for now');
    press(here, answer, 'Undo');
    expect(here.rows().scheme.acceptsRequests).toBe(true);
  });

  test('the digest moves to its new day, and is not promised without a channel', () => {
    const here = world({ digest });
    here.act(coordinator, to('digest'), { weekday: '5', time: '16:00' });
    expect(here.timers.get(`scheme:${scheme.id}:digest`)?.at.toISOString()).toBe('2026-12-04T16:00:00.000Z');
    const none = world();
    expect(plain(none.act(coordinator, to('digest'), { weekday: '5', time: '16:00' }))).toContain(
      'No channel gets the weekly digest yet',
    );
    expect(none.timers.size).toBe(0);
  });
});

describe('the words on confidentiality', () => {
  const words = { confidentiality: 'Everything stays here, unless somebody could come to harm.' };

  test('in a new version raise its number, and say what follows for pairs that agreed before', () => {
    const here = world();
    const answer = here.act(coordinator, to('confidentiality'), words);
    expect(here.rows().scheme).toMatchObject({ ...words, confidentialityVersion: 2 });
    expect(plain(answer)).toContain('version 2. Pairs that have agreed to ground rules keep the words');
  });

  test('taken back are the first words under a further number: somebody may have read the ones between', () => {
    const here = world();
    press(here, here.act(coordinator, to('confidentiality'), words), 'Undo');
    expect(here.rows().scheme).toMatchObject({
      confidentiality: scheme.confidentiality,
      confidentialityVersion: 3,
    });
  });
});

describe('the kind of a scheme', () => {
  const declared = 'I identify as one of the people this scheme is for.';

  test('targeted needs the words of a declaration, and says who sees it', () => {
    const here = world({}, { pairs: 0 });
    expect(plain(here.act(coordinator, to('kind'), { kind: 'targeted' }))).toContain(
      'Please write what people declare',
    );
    const answer = here.act(coordinator, to('kind'), { kind: 'targeted', eligibility: declared });
    expect(plain(answer)).toContain('seen by the coordinators of this scheme only');
    expect(here.rows().scheme).toMatchObject({ kind: 'targeted', eligibility: declared });
  });

  test('directed brings matching by a coordinator with it, and keeps it', () => {
    const here = world();
    const answer = here.act(coordinator, to('kind'), { kind: 'directed', reportBack: 'Dates of meetings.' });
    expect(plain(answer)).toContain('How people find a mentor: A coordinator matches them');
    expect(here.rows().scheme.matching).toEqual(['coordinator']);
    const refused = here.act(coordinator, to('matching'), {
      matching: ['coordinator', 'bank'],
      introduces: 'no',
    });
    expect(plain(refused)).toContain('Directed mentoring is matched by a coordinator only.');
    press(here, answer, 'Undo');
    expect(here.rows().scheme).toMatchObject({ kind: 'formal', matching: ['coordinator', 'named'] });
    expect(here.rows().scheme.reportBack).toBeUndefined();
  });

  test.each([
    ['there are pairs', { pairs: 1 }],
    ['somebody offers', { pool: [aMentor('Miles Sampleford')] }],
  ])('stays while %s, and the refusal says what to do', (_, about) => {
    const here = world({}, about);
    const typed = { kind: 'directed', reportBack: 'Dates of meetings.' };
    const answer = here.act(coordinator, to('kind'), typed);
    expect(plain(answer)).toContain('Please set up another scheme for the new kind');
    expect(here.rows().scheme.kind).toBe('formal');
    expect(here.act(coordinator, to('kind'), { kind: 'informal' }).shown).toBe('card');
    expect(here.rows().scheme.kind).toBe('informal');
  });
});
