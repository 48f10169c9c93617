/** A coordinator sets up a targeted scheme, changes every theme of it, and asks for training, which comes before the match. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import * as steps from '../support/steps.ts';
import type { FormAnswers } from '../support/steps.ts';

let app: TestApp;
let inside: Inside;
beforeAll(async () => {
  app = await startApp();
  inside = await insideOf(app);
}, 60_000);
afterAll(async () => {
  await inside.close();
  await app.stop();
});

const as = (id: string) => app.client.as(id);

const declaration = 'I have come back to work within the last year.';

/** Each theme with new values, and one that the coordinator reads when it is kept. */
const themes: readonly (readonly [string, FormAnswers, RegExp])[] = [
  [
    'Change: Kind of scheme',
    { 'What people declare when they ask': `${declaration} I say so myself.` },
    /Who asks declares: .*I say so myself/,
  ],
  [
    'Change: Matching and capacity',
    { 'Most mentees of one mentor': 2, 'How do people find a mentor?': ['A coordinator matches them'] },
    /One mentor has at most: two mentees/,
  ],
  [
    'Change: Time to answer',
    { 'Days until a mentor is reminded': 5, 'Days until somebody else is asked': 10 },
    /A mentor is reminded after: 5 days \(was: 7 days\)/,
  ],
  [
    'Change: Meetings, records and term',
    {
      'Months that a mentoring is meant to last': 12,
      'Are records of meetings kept?': 'The scheme expects them',
    },
    /A mentoring lasts: twelve months/,
  ],
  [
    'Change: Confidentiality',
    { 'Confidentiality and its limits': 'It stays here, unless somebody could come to harm.' },
    /version 2/,
  ],
];

/** A coordinator, a mentor and a mentee; the mentor uses the other platform. */
const sides = [
  { platform: 'Slack', coordinator: 'helen', mentor: 'priya', mentee: 'amara' },
  { platform: 'Teams', coordinator: 'grace', mentor: 'seyma', mentee: 'sian' },
] as const;

describe.each(sides)(
  'on $platform',
  ({ platform, coordinator: coordinatorId, mentor: mentorId, mentee: menteeId }) => {
    const name = `Returners of ${platform}`;
    const coordinator = () => as(coordinatorId);
    const mentor = () => as(mentorId);
    const mentee = () => as(menteeId);
    const stored = <R extends object>(columns: string) =>
      inside.one<R>(`select ${columns} from scheme where name = $1`, [name]);

    async function settings(): Promise<string> {
      return (await coordinator().sees(new RegExp(`${name}: settings`))).id;
    }

    async function addTraining(answers: FormAnswers): Promise<void> {
      await coordinator().press('Add training');
      await coordinator().submit({ 'Where it is done': 'https://example.org/training', ...answers });
      await coordinator().sees(new RegExp(`Training added[^]*${String(answers['What it is called'])}`));
    }

    test('a coordinator sets up a targeted scheme, with the words of a declaration', async () => {
      await coordinator().type('/mentor admin');
      const desk = await coordinator().sees(/: the desk/);
      await coordinator().press('Change the settings', desk.id);
      await coordinator().press('Set up another scheme');
      await coordinator().press('Set up a targeted scheme');
      const refused = await coordinator().submit({
        'Name of the scheme': name,
        'Who it is for': 'For doctors who come back.',
        'Areas that people may ask for': `Exams and ARCP\n${'Confidence '.repeat(8)}`,
        'What people declare when they ask': declaration,
      });
      const field = (label: string) => refused.form?.fields.find((one) => one.label === label);
      expect(field('What people declare when they ask')?.value).toBe(declaration);
      expect(field('Areas that people may ask for')?.error).toMatch(/Please shorten line 2/);
      await coordinator().submit({ 'Areas that people may ask for': 'Exams and ARCP\nConfidence' });
      const founded = await coordinator().sees(new RegExp(`${name} is set up`));
      expect(founded.text).toContain('seen by the coordinators of this scheme only');
      expect(await stored('kind, eligibility')).toEqual({ kind: 'targeted', eligibility: declaration });
    });

    test('and changes every theme of it, each said with what it was', async () => {
      await coordinator().press('Change the settings');
      for (const [label, answers, kept] of themes) {
        await coordinator().press(label, await settings());
        await coordinator().submit(answers);
        const said = await coordinator().sees(/^Settings kept/);
        expect(said.text).toMatch(kept);
        await coordinator().press('Show all settings', said.id);
      }
      expect(
        await stored(
          'matching, most_mentees, term_months, records_policy, reply_days, confidentiality_version',
        ),
      ).toEqual({
        matching: ['coordinator'],
        most_mentees: 2,
        term_months: 12,
        records_policy: 'expected',
        reply_days: 5,
        confidentiality_version: 2,
      });
    });

    test('a slip is taken back at one press', async () => {
      await coordinator().press('Change: Name and who it is for', await settings());
      await coordinator().submit({ 'People can ask for a mentor now': false });
      await coordinator().press('Undo: as it was before', (await coordinator().sees(/^Settings kept/)).id);
      expect(await stored('accepts_requests')).toEqual({ accepts_requests: true });
      await coordinator().press('Show all settings', (await coordinator().sees(/^Settings kept/)).id);
    });

    test('training is asked for, recorded by a mentor, and confirmed by the coordinator', async () => {
      await coordinator().press('Change the training', await settings());
      await addTraining({
        'What it is called': 'Mentoring skills',
        'Who does it?': 'Mentors',
        'Whose word counts?': 'A coordinator confirms it',
        'For how many months does it count?': 24,
      });
      await addTraining({ 'What it is called': 'First steps', 'Who does it?': 'Mentees' });
      await mentor().type('/mentor offer');
      await mentor().press(`My offer in ${name}`);
      await mentor().submit({
        'What could you help with?': ['Exams and ARCP'],
        'Is time for this agreed in your job plan?': true,
      });
      expect((await mentor().sees(/Your offer to mentor is open/)).text).toContain('“Mentoring skills”');
      await mentor().type('/mentor training');
      await mentor().press('Record Mentoring skills');
      await mentor().submit({ 'When did you do it?': await steps.dayIn(app.client, -30) });
      await mentor().sees(/has yet to confirm it|are asked to confirm it/);
      const question = await coordinator().sees(
        new RegExp(`${steps.nameOf(mentorId)} has recorded “Mentoring skills”`),
      );
      await coordinator().press(steps.labelOf(question, /^Confirm/), question.id);
      await mentor().sees(/Your training is confirmed/);
    });

    test('a mentee asks at once, and is matched once their own training is done', async () => {
      await mentee().type('/mentor ask');
      await mentee().press(`Ask in ${name}`);
      await mentee().submit(await steps.askAnswers(app.client, { 'Can you say this of yourself?': true }));
      const call = await mentee().sees(/Before your first meeting[^]*First steps/);
      await steps.putTo(app.client, coordinator(), menteeId, [mentorId]);
      const asked = await mentor().sees(steps.lookingFor(menteeId));
      await mentor().press('Accept and choose a time', asked.id);
      await mentor().sees(/They have something to finish first/);
      expect(
        await inside.query(
          'select id from relationship where scheme_id = (select id from scheme where name = $1)',
          [name],
        ),
      ).toEqual([]);
      await mentee().press('Record First steps', call.id);
      await mentee().submit({ 'When did you do it?': await steps.dayIn(app.client, 0) });
      await mentor().sees(/so you can accept now/);
      await steps.accept(mentor(), menteeId);
      const pair = await inside.one<{ planned_end: string | null }>(
        'select planned_end::text from relationship where scheme_id = (select id from scheme where name = $1)',
        [name],
      );
      expect(pair.planned_end).not.toBeNull();
    });

    test('the kind stays while there is a pair, and the coordinator reads what to do instead', async () => {
      await coordinator().type('/mentor admin');
      await coordinator().press(`Desk of ${name}`);
      await coordinator().press(
        'Change the settings',
        (await coordinator().sees(new RegExp(`${name}: the desk`))).id,
      );
      await coordinator().press('Change: Kind of scheme', await settings());
      const form = await coordinator().form();
      const directed = form.fields[0]?.options?.find((option) => option.startsWith('Directed')) ?? '';
      const refused = await coordinator().submit({ Kind: directed });
      expect(refused.form?.fields[0]?.error).toMatch(/Please set up another scheme for the new kind/);
    });
  },
);

test('none of it failed inside', () => {
  expect(app.log.filter(({ type }) => type === 'turn_failed' || type === 'carrier_error')).toEqual([]);
});
