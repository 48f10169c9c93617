/** Forms on Slack: whole at the longest that our dialogs allow, never refused, and never without what was typed. */

import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { readMetadata } from '../../../adapters/slack/metadata.ts';
import { renderForm } from '../../../adapters/slack/render-form.ts';
import { form } from '../../../src/ui/form.ts';
import type { Field, OpenForm } from '../../../src/ui/form.ts';
import { asReference } from '../../../src/ui/reference.ts';
import type { Reference } from '../../../src/ui/reference.ts';
import { anyForm } from './arbitrary-views.ts';
import { said } from './said.ts';
import { problemsOfView } from './slack-rules.ts';

vi.setConfig({ testTimeout: 30_000 }); // hundreds of random views, on a busy machine

const to = asReference('0b6f3c1e-8d5a-4d0c-9c3e-2f6a7b1c9d10');

describe('whatever a dialog asks', () => {
  test('Slack takes it, also with what was typed and what was wrong', () => {
    fc.assert(
      fc.property(anyForm, (open) => {
        expect(problemsOfView(renderForm(open).payload)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  }, 30_000);
});

describe('a form at the longest that our dialogs allow', () => {
  const every: Readonly<Record<string, Field>> = {
    text: { kind: 'text', label: 'Name', required: true, maxLength: 3_000, value: 'x'.repeat(3_000) },
    longText: {
      kind: 'longText',
      label: 'Notes',
      required: false,
      maxLength: 3_000,
      value: '&'.repeat(3_000),
    },
    few: { kind: 'oneOf', label: 'Few', required: true, options: choices(10), value: 'v9' },
    many: { kind: 'oneOf', label: 'Many', required: true, options: choices(100), value: 'v99' },
    lots: { kind: 'oneOf', label: 'Lots', required: true, options: choices(250), value: 'v249' },
    boxes: { kind: 'manyOf', label: 'Boxes', required: true, options: choices(10), value: ['v0', 'v9'] },
    picks: { kind: 'manyOf', label: 'Picks', required: true, options: choices(60), value: ['v5'], max: 5 },
    person: { kind: 'person', label: 'Person', required: true, value: { id: 'p1', name: 'x'.repeat(40) } },
    people: { kind: 'people', label: 'People', required: true, max: 3, value: [{ id: 'p1', name: 'Ada' }] },
    date: { kind: 'date', label: 'Date', required: true, value: '2026-12-03' },
    time: { kind: 'time', label: 'Time', required: true, value: '17:30' },
    zone: { kind: 'zone', label: 'Zone', required: true, value: 'America/Argentina/Buenos_Aires' },
    number: { kind: 'number', label: 'Number', required: true, min: 0, max: 99, value: 7 },
    scale: { kind: 'scale', label: 'Scale', required: true, low: 'not at all', high: 'very much', value: 3 },
    yesNo: { kind: 'yesNo', label: 'Yes or no', required: true, value: false },
  };

  test('is drawn whole, without a warning', () => {
    const { payload, warnings } = renderForm(
      opened(every, { title: 'x'.repeat(24), submit: 'y'.repeat(24) }),
    );
    expect(warnings).toEqual([]);
    expect(problemsOfView(payload)).toEqual([]);
    expect(elementTypes(payload.blocks)).toEqual({
      text: 'plain_text_input',
      longText: 'plain_text_input',
      few: 'radio_buttons',
      many: 'static_select',
      lots: 'static_select',
      boxes: 'checkboxes',
      picks: 'multi_static_select',
      person: 'external_select',
      people: 'multi_external_select',
      date: 'datepicker',
      time: 'timepicker',
      zone: 'external_select',
      number: 'number_input',
      scale: 'radio_buttons',
      yesNo: 'radio_buttons',
    });
  });

  test('carries a reference, an instance and an origin, and nothing else', () => {
    const origin = { channel: 'C0123456789', ts: '1764500000.000100' };
    const { payload } = renderForm(opened({}), { origin });
    expect(JSON.parse(payload.private_metadata ?? '')).toEqual({
      r: to,
      i: 'i-1',
      c: origin.channel,
      t: origin.ts,
    });
  });

  test('still opens without its origin where that would not fit', () => {
    const origin = {
      channel: 'C0123456789',
      ts: '1764500000.000100',
      responseUrl: `https://x.example/${'a'.repeat(3_000)}`,
    };
    const { payload } = renderForm(opened({}), { origin });
    expect(JSON.parse(payload.private_metadata ?? '')).toEqual({ r: to, i: 'i-1' });
    expect(readMetadata(payload.private_metadata)).toEqual({ reference: to, instance: 'i-1' });
  });

  test('with more text than Slack takes in one view leaves out the longest, with a warning', () => {
    const field: Field = { kind: 'longText', label: 'Notes', required: false, maxLength: 3_000 };
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index}`, field]));
    const values = Object.fromEntries(Object.keys(many).map((id) => [id, 'Ж'.repeat(3_000)]));
    const { payload, warnings } = renderForm({ ...opened(many), values });
    expect(problemsOfView(payload)).toEqual([]);
    expect(elementTypes(payload.blocks)).toHaveProperty('f39');
    expect(warnings[0]).toMatchObject({ code: 'dropped', detail: 'the form has too many bytes' });
  });

  test('gives each showing its own action ids, so that Slack does not carry old text into a new form', () => {
    const first = renderForm(opened({ text: every['text'] as Field })).payload.blocks[0];
    const second = renderForm({ ...opened({ text: every['text'] as Field }), instance: 'i-2' }).payload
      .blocks[0];
    expect(first).toMatchObject({ element: { action_id: 'text.i-1' } });
    expect(second).toMatchObject({ element: { action_id: 'text.i-2' } });
  });

  test('shows what was typed rather than what it began with, also where that was emptied', () => {
    const fields: Readonly<Record<string, Field>> = {
      a: { kind: 'text', label: 'A', required: false, maxLength: 10, value: 'before' },
      b: { kind: 'text', label: 'B', required: false, maxLength: 10, value: 'before' },
    };
    const { payload } = renderForm({ ...opened(fields), values: { a: 'after', b: '' } });
    expect(payload.blocks[0]).toMatchObject({ element: { initial_value: 'after' } });
    expect(payload.blocks[1]).not.toHaveProperty('element.initial_value');
  });

  test('names a chosen person by what the screen called them', () => {
    const fields: Readonly<Record<string, Field>> = { who: { kind: 'person', label: 'Who', required: true } };
    const open = { ...opened(fields), values: { who: 'p-7' } };
    const { payload, warnings } = renderForm(open, { labels: new Map([['p-7', 'Dr Ada Example']]) });
    expect(payload.blocks[0]).toMatchObject({
      element: { initial_option: { value: 'p-7', text: { text: 'Dr Ada Example' } } },
    });
    expect(warnings).toEqual([]);
  });

  test('says above the fields what is wrong', () => {
    const fields: Readonly<Record<string, Field>> = {
      a: { kind: 'text', label: 'Place', required: true, maxLength: 9 },
    };
    const { payload } = renderForm({
      ...opened(fields),
      errors: { '': 'This has changed.', a: 'Please fill this in.' },
    });
    expect(said(payload.blocks.slice(0, 1))).toBe(
      'Please look at this again.\nThis has changed.\nPlace: Please fill this in.',
    );
  });

  test('says how many may be chosen where Slack lets people tick more, and only there', () => {
    const many: Field = { kind: 'manyOf', label: 'Whom to ask', required: true, options: choices(4), max: 2 };
    const hints = (field: Field): string => {
      const [block] = renderForm(opened({ field })).payload.blocks as KnownBlock[];
      return block?.type === 'input' ? (block.hint?.text ?? '') : 'no input';
    };
    expect(hints(many)).toBe('Choose up to 2.');
    expect(hints({ ...many, hint: 'The first who accepts is matched.' })).toBe(
      'The first who accepts is matched. Choose up to 2.',
    );
    expect(hints({ ...many, max: 4 })).toBe('');
    expect(hints({ ...many, max: undefined })).toBe('');
    const menu = { ...many, options: choices(60) };
    expect(hints(menu)).toBe('');
    expect(renderForm(opened({ menu })).payload.blocks[0]).toMatchObject({
      element: { max_selected_items: 2 },
    });
  });

  test('lets an optional question with radio buttons be unanswered again', () => {
    const fields: Readonly<Record<string, Field>> = { a: { kind: 'yesNo', label: 'A', required: false } };
    expect(JSON.stringify(renderForm(opened(fields)).payload.blocks)).toContain('No answer');
  });
});

function opened(
  fields: Readonly<Record<string, Field>>,
  words = { title: 'Title', submit: 'Send' },
): OpenForm<Reference> {
  return { view: 'open-form', form: form({ ...words, fields }), to, instance: 'i-1' };
}

function elementTypes(blocks: readonly unknown[]): Readonly<Record<string, string>> {
  const inputs = (blocks as KnownBlock[]).flatMap((block) => (block.type === 'input' ? [block] : []));
  return Object.fromEntries(inputs.map((block) => [block.block_id ?? '', block.element.type]));
}

function choices(count: number): { value: string; label: string; hint: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    value: `v${index}`,
    label: `${index} `.padEnd(75, 'l'),
    hint: 'h'.repeat(75),
  }));
}
