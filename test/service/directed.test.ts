/**
 * Directed mentoring from the scheme to the letter of attendance, through both real SDKs. Each walk has its coordinator on
 * one platform, and the two who meet on both.
 */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import * as steps from '../support/steps.ts';
import { readPdf } from '../unit/documents/read-pdf.ts';

const ACCEPT = 'Do you accept that exactly this is reported back?';
const YES = 'Yes, I accept exactly these words';
const discussed = 'PLANTED-3101 what the panel said';

let app: InsideApp;
let inside: Inside;
const as = (id: string) => app.client.as(id);

beforeAll(async () => {
  app = await startInside();
  inside = await insideOf(app);
}, 60_000);

afterAll(async () => {
  const faults = ['turn_failed', 'delivery_given_up', 'delivery_retry', 'carrier_error'];
  expect(app.log.filter(({ type }) => faults.includes(type))).toEqual([]);
  await inside.close();
  await app.stop();
});

/** As a file on Slack, beside its message; through a link on Teams. */
async function letterOf(id: string): Promise<string> {
  const message = await as(id).sees(/Letter of attendance[^]*Here is the PDF/);
  const url = message.controls.map((control) => control.url).find((one) => one !== undefined);
  if (url !== undefined) return readPdf(new Uint8Array(await (await fetch(url)).arrayBuffer())).text;
  const { payload } = await as(id).sees(/attendance-letter\.pdf/);
  const [, fileId = ''] = /"id":"(F[0-9A-Z]+)"/.exec(JSON.stringify(payload)) ?? [];
  const bytes = app.playground.slack.uploads.bytesOf(fileId);
  if (bytes === undefined) throw new Error(`No file in ${JSON.stringify(payload)}`);
  return readPdf(bytes).text;
}

const walks = [
  { platform: 'Slack', coordinator: 'helen', mentee: 'rohan', mentor: 'kwame' },
  { platform: 'Teams', coordinator: 'grace', mentee: 'lukasz', mentor: 'christina' },
] as const;

describe.each(walks)('with a coordinator on $platform', ({ platform, coordinator, mentee, mentor }) => {
  const name = `Directed at ${platform}`;
  const dates = `The dates of the meetings, at ${platform}.`;
  const reasons = `The dates of the meetings, at ${platform}, and nothing about them.`;

  const consents = () =>
    inside.query<{ wording: string }>(
      `select wording from consent join relationship on relationship.id = relationship_id
        join scheme on scheme.id = scheme_id where scheme.name = $1 order by given_at`,
      [name],
    );
  const pageOf = (id: string) => steps.openMentoring(as(id), id === mentee ? mentor : mentee);

  test('a directed scheme is set up with the wording, and a mentor offers', async () => {
    await as(coordinator).type('/mentor admin');
    await as(coordinator).press('Change the settings', (await as(coordinator).sees(/: the desk/)).id);
    await as(coordinator).press('Set up another scheme');
    await as(coordinator).press('Set up a directed scheme');
    await as(coordinator).submit({
      'Name of the scheme': name,
      'Who it is for': 'For doctors with a condition of practice.',
      'Areas that people may ask for': 'Exams and ARCP\nConfidence',
      'Exactly what is reported back': dates,
    });
    await as(coordinator).sees(new RegExp(`${name} is set up`));
    await as(mentor).type('/mentor offer');
    await as(mentor).press(`My offer in ${name}`);
    await as(mentor).submit({
      'What could you help with?': ['Exams and ARCP'],
      'Is time for this agreed in your job plan?': true,
    });
  });

  test('nobody asks in it without accepting the wording, and what they wrote is kept', async () => {
    await as(mentee).type('/mentor ask');
    await as(mentee).press(`Ask in ${name}`);
    const form = await as(mentee).form();
    expect(form.text).toContain('This is directed mentoring');
    expect(form.text).toContain(dates);
    const answers = await steps.askAnswers(app.client, { 'In your own words': 'I was told to.' });
    const refused = await as(mentee).submit({ ...answers, [ACCEPT]: 'No, I do not accept them' });
    const field = (label: string) => refused.form?.fields.find((one) => one.label === label);
    expect(field(ACCEPT)?.error).toMatch(/cannot begin without it/);
    expect(field('In your own words')?.value).toBe('I was told to.');
    await as(mentee).submit({ [ACCEPT]: YES });
    expect((await as(coordinator).sees(/asks for a mentor/)).text).toContain('(directed)');
  });

  test('the mentor reads the wording, accepts it in so many words, and both consents are kept', async () => {
    await steps.putTo(app.client, as(coordinator), mentee, [mentor]);
    const asked = await as(mentor).sees(steps.lookingFor(mentee));
    expect(asked.text).toContain(`Exactly this is reported back: ${dates}`);
    await as(mentor).press('Accept and choose a time', asked.id);
    const time = await steps.optionOf(as(mentor), 'When will you first meet?', /:/);
    const refused = await as(mentor).submit({
      'When will you first meet?': time,
      [ACCEPT]: 'No, I do not accept them',
    });
    expect(JSON.stringify(refused.form)).toMatch(/cannot begin without it/);
    expect(await consents()).toEqual([]);
    await as(mentor).submit({ [ACCEPT]: YES });
    await as(mentee).sees(/is your mentor/);
    expect(await consents()).toEqual([{ wording: dates }, { wording: dates }]);
  });

  test('once they have met, the letter has the dates and the wording, and nothing that they wrote', async () => {
    await steps.moveUntil(app.client, 'meeting.did-you-meet');
    await app.client.move({ by: '14h' });
    await steps.writeRecord(as(mentee), { 'What did you discuss': discussed });
    const { on } = await inside.one<{ on: string }>(
      `select start_date::text as on from meeting join relationship on relationship.id = relationship_id
        join scheme on scheme.id = scheme_id where scheme.name = $1`,
      [name],
    );
    const [year = '', , day = ''] = on.split('-');
    for (const id of [mentee, mentor]) {
      await as(id).press('Letter of attendance', (await pageOf(id)).id);
      await as(id).submit({});
      const text = await letterOf(id);
      expect(text).toContain('one mentoring meeting');
      expect(text).toMatch(new RegExp(`${Number(day)} \\w+ ${year}`));
      expect(text.replaceAll(/\s+/g, ' ')).toContain(dates);
      expect(text).not.toContain('PLANTED');
    }
  });

  test('the coordinator makes the same letter from the list of pairs', async () => {
    await as(coordinator).type('/mentor admin');
    await as(coordinator).press(`Desk of ${name}`);
    const desk = await as(coordinator).sees(new RegExp(`${name}: the desk`));
    await as(coordinator).press(steps.labelOf(desk, /pairs/i), desk.id);
    await as(coordinator).press('Letter of attendance');
    await as(coordinator).submit({
      'Whose letter?': await steps.optionOf(as(coordinator), 'Whose letter?', /./),
    });
    const text = await letterOf(coordinator);
    expect(text).toContain('one mentoring meeting');
    expect(text).not.toContain('PLANTED');
  });

  test('new words ask both again in private, and there is no letter before both have said yes', async () => {
    await as(coordinator).type('/mentor admin');
    await as(coordinator).press(`Desk of ${name}`);
    const desk = await as(coordinator).sees(new RegExp(`${name}: the desk`));
    await as(coordinator).press('Change the settings', desk.id);
    const settings = await as(coordinator).sees(new RegExp(`${name}: settings`));
    await as(coordinator).press('Change: Kind of scheme', settings.id);
    await as(coordinator).submit({ 'Exactly what is reported back': reasons });
    await app.client.move({ by: '14h' });
    for (const id of [mentee, mentor]) {
      const question = await as(id).sees(/New words on what is reported back/);
      expect(question.text).toContain(reasons);
      expect(steps.labels(await pageOf(id))).not.toContain('Letter of attendance');
      await as(id).press('I accept exactly these words', question.id);
    }
    await as(mentor).sees(/Both of you have accepted/);
    expect(steps.labels(await pageOf(mentee))).toContain('Letter of attendance');
    expect((await consents()).map(({ wording }) => wording)).toEqual([dates, dates, reasons, reasons]);
  });
});
