/** Cards and forms as Teams draws them. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AdaptiveCard } from '../../../adapters/teams/elements.ts';
import { ACTIONS_IN_A_ROW, CARD_BYTES, FORM_UNITS } from '../../../adapters/teams/limits.ts';
import { renderCard } from '../../../adapters/teams/render-card.ts';
import { renderForm } from '../../../adapters/teams/render-form.ts';
import { form, type OpenForm } from '../../../src/ui/form.ts';
import { asReference, type Reference } from '../../../src/ui/reference.ts';
import {
  bold,
  button,
  buttons,
  card,
  divider,
  empty,
  facts,
  link,
  list,
  note,
  text,
  type Card,
} from '../../../src/ui/view.ts';
import { nodes, press } from './fill.ts';
import { complaints, readPage } from './parser.ts';
import { faults } from './teams-rules.ts';
import { cards, forms } from './views.ts';

const ref = asReference('11111111-aaaa-4bbb-8ccc-222222222222');

async function isSound(drawn: AdaptiveCard): Promise<void> {
  expect(faults(drawn)).toEqual([]);
  expect(await complaints(drawn)).toEqual([]);
}

const everything: Card<Reference> = card<Reference>(
  'A request for you',
  text(['From ', bold('Dr Amara Okafor'), ', who would like to talk about leadership.']),
  facts({ Areas: 'Leadership, research', Place: 'Video' }),
  list(['Listening', ['Asking ', bold('open')]], { ordered: true }),
  list(['One', 'Two']),
  divider(),
  { type: 'image', url: 'https://rapport.example/chart.png', alt: 'Nine of ten met', title: 'This month' },
  { type: 'progress', label: 'Sessions held', done: 2, total: 6 },
  empty('Nothing waits for you.', 'Type ask to find a mentor.'),
  buttons<Reference>(
    button('Accept Dr Okafor', ref, { style: 'primary' }),
    button('Decline', ref, {
      style: 'danger',
      confirm: {
        title: 'Decline this request?',
        text: 'They are told kindly.',
        yes: 'Yes, decline',
        no: 'Not yet',
      },
    }),
    link('Read more', 'https://rapport.example/help'),
  ),
  note('Only you and your coordinator can see this.'),
);

describe('a card', () => {
  test('with every kind of block is one that Teams draws, without warnings', async () => {
    const { payload, warnings } = renderCard(everything);
    expect(warnings).toEqual([]);
    await isSound(payload);
  });

  test('reads on the page as it was written', async () => {
    const page = await readPage(renderCard(everything).payload);
    for (const words of ['Dr Amara Okafor', 'Leadership, research', 'Sessions held: 2 of 6', 'Not yet'])
      expect(page).toContain(words);
  });

  test('carries nothing in a button but the reference, under our own key, with a twin for older clients', () => {
    const { payload } = renderCard(everything);
    expect(press(payload, 'Accept Dr Okafor')).toEqual({ rapport: { ref } });
    const accept = nodes(payload).find((node) => node['title'] === 'Accept Dr Okafor');
    expect(accept).toMatchObject({
      type: 'Action.Execute',
      style: 'positive',
      associatedInputs: 'none',
      fallback: { type: 'Action.Submit', data: { rapport: { ref } }, associatedInputs: 'none' },
    });
  });

  test('asks before a button that wants to be sure: the first press uncovers the question, "no" covers it', () => {
    const all = nodes(renderCard(everything).payload);
    const decline = all.find((node) => node['title'] === 'Decline');
    const question = all.find((node) => node.type === 'Container' && node['isVisible'] === false);
    expect(decline).toMatchObject({
      type: 'Action.ToggleVisibility',
      targetElements: [{ elementId: question?.['id'], isVisible: true }],
    });
    expect(nodes(question).find((node) => node['title'] === 'Yes, decline')).toMatchObject({
      type: 'Action.Execute',
      data: { rapport: { ref } },
    });
    expect(nodes(question).find((node) => node['title'] === 'Not yet')).toMatchObject({
      targetElements: [{ isVisible: false }],
    });
  });

  test(`shows more than ${ACTIONS_IN_A_ROW} buttons in several rows, and none is lost`, async () => {
    const many = Array.from({ length: 14 }, (_, index) => button(`Choice ${index}`, ref));
    const { payload, warnings } = renderCard(card('Choose', buttons(...many)));
    expect(warnings).toEqual([]);
    expect(nodes(payload).filter((node) => node.type === 'Action.Execute')).toHaveLength(14);
    await isSound(payload);
  });

  test('drops a link that is not https, and says so', () => {
    const { payload, warnings } = renderCard(
      card<Reference>('x', buttons(link('Bad', 'javascript:alert(1)'))),
    );
    expect(nodes(payload).some((node) => node['title'] === 'Bad')).toBe(false);
    expect(warnings).toEqual([{ code: 'dropped', where: 'body.0.0', detail: 'a link that is not https' }]);
  });

  test('says a picture in words where it cannot be shown', () => {
    const { payload, warnings } = renderCard(
      card<Reference>('x', { type: 'image', url: 'http://rapport.example/a.png', alt: 'Two of three met' }),
    );
    expect(JSON.stringify(payload)).toContain('Two of three met');
    expect(warnings.map((warning) => warning.code)).toEqual(['fallback']);
  });

  test('without a word still shows something', async () => {
    await isSound(renderCard(card<Reference>('')).payload);
  });

  test('of a page of text in any script goes out whole', () => {
    for (const sign of ['w', 'ж', '語', '👩‍⚕️']) {
      const page = sign.repeat(Math.floor(4_000 / sign.length));
      expect(renderCard(card<Reference>('Notes', text(page))).warnings).toEqual([]);
    }
  });

  test('too large for Teams is shortened with a warning, keeps its buttons and says how much is missing', async () => {
    const long = Array.from({ length: 90 }, (_, index) => text(`${index} ${'語'.repeat(2_000)}`));
    const { payload, warnings } = renderCard(card<Reference>('Long', ...long, buttons(button('Go on', ref))));
    expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThanOrEqual(CARD_BYTES);
    expect(warnings.length).toBeGreaterThan(0);
    expect(nodes(payload).some((node) => node['title'] === 'Go on')).toBe(true);
    await isSound(payload);
  });

  test('with a list that is too long tells how many entries are missing', () => {
    const items = Array.from({ length: 400 }, (_, index) => `Entry number ${index} with some words`);
    const { payload } = renderCard(card<Reference>('List', list(items)));
    expect(JSON.stringify(payload)).toMatch(/and \d+ more/);
  });

  test('of any kind is sound, within its size, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(cards, async (view) => {
        const { payload } = renderCard(view);
        expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThanOrEqual(CARD_BYTES);
        await isSound(payload);
      }),
      { numRuns: 150 },
    );
  });
});

const openForm = (more: Partial<OpenForm<Reference>> = {}): OpenForm<Reference> => ({
  view: 'open-form',
  form: form({
    title: 'Accept and book',
    intro: [note('Both of you see this.')],
    submit: 'Accept',
    fields: {
      time: { kind: 'oneOf', label: 'Time', required: true, options: [{ value: 'a,b', label: 'Mon, 9:00' }] },
      place: { kind: 'text', label: 'Place', required: false, maxLength: 100, value: 'Room 3' },
      day: { kind: 'date', label: 'Day', required: true, min: '2026-01-01', max: '2026-12-31' },
      who: { kind: 'person', label: 'Colleague', required: false },
    },
  }),
  to: ref,
  instance: 'instance-1',
  ...more,
});

describe('a form', () => {
  test('is one that Teams draws, without warnings, with a label and words on every input', async () => {
    const { payload, warnings } = renderForm(openForm());
    expect(warnings).toEqual([]);
    await isSound(payload);
  });

  test('sends our reference and instance beside the answers; cancelling takes no answers along', () => {
    const { payload } = renderForm(openForm());
    expect(press(payload, 'Accept')).toEqual({
      rapport: { ref, instance: 'instance-1', form: true },
      one_place: 'Room 3',
    });
    expect(press(payload, 'Cancel')).toEqual({
      rapport: { ref, instance: 'instance-1', form: true, cancel: true },
    });
  });

  test('that was refused shows what was typed, and above each field what is wrong with it', () => {
    const { payload } = renderForm(
      openForm({
        values: { place: 'The café', day: '2026-05-01', who: 'id-1' },
        errors: { '': 'Somebody was faster.', time: 'This time is gone. Choose another.' },
      }),
      { names: { 'id-1': 'Dr Ben Adeyemi' } },
    );
    const shown = JSON.stringify(payload);
    for (const words of [
      'Somebody was faster\\.'.replace('\\', ''),
      'Please look again at: Time',
      'The café',
    ])
      expect(shown).toContain(words);
    const body = payload.body.map((element) => ('text' in element ? element.text : element.type));
    const input = payload.body.findIndex((element) => element.id === 'one_time');
    expect(body[input - 1]).toContain('This time is gone');
    expect(payload.body.find((element) => element.id === 'person_who')).toMatchObject({
      choices: [{ title: 'Dr Ben Adeyemi' }],
    });
  });

  test('that was refused leaves empty what the person emptied', () => {
    const { payload } = renderForm(openForm({ values: { day: '2026-05-01' }, errors: { time: 'Choose.' } }));
    expect(payload.body.find((element) => element.id === 'one_place')).not.toHaveProperty('value');
  });

  test('keeps every word that was typed, however much it is', () => {
    const fields = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [
        `f${index}`,
        { kind: 'longText' as const, label: `Question ${index}`, required: true, maxLength: 3_000 },
      ]),
    );
    const values = Object.fromEntries(Object.keys(fields).map((id) => [id, 'ж'.repeat(3_000)]));
    const open = openForm({
      form: { view: 'form', title: 'Record', intro: [], submit: 'Keep', fields },
      values,
    });
    const { payload, warnings } = renderForm({ ...open, errors: { f0: 'Please shorten this.' } });
    expect(warnings).toEqual([]);
    expect(JSON.stringify(payload).length).toBeLessThanOrEqual(FORM_UNITS);
    for (const id of Object.keys(fields))
      expect(payload.body.find((element) => element.id === `one_${id}`)).toMatchObject({ value: values[id] });
  });

  test('of any kind is sound', async () => {
    await fc.assert(
      fc.asyncProperty(forms, async ({ open, answers }) => {
        await isSound(renderForm(open).payload);
        await isSound(renderForm({ ...open, values: answers, errors: { '': 'Look again.' } }).payload);
      }),
      { numRuns: 150 },
    );
  });
});
