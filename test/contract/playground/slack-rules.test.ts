/** What the pretend Slack refuses, with the words that Slack would use. */

import { expect, test } from 'vitest';
import { checkBlocks } from '../../../adapters/playground/slack-rules.ts';

const plain = (text: string): object => ({ type: 'plain_text', text });
const section = (text: string): object => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (more: object = {}): object => ({
  type: 'button',
  text: plain('Go'),
  action_id: 'go',
  ...more,
});
const actions = (...elements: readonly object[]): object => ({ type: 'actions', elements });
const input = (element: object, more: object = {}): object => ({
  type: 'input',
  label: plain('Name'),
  element,
  ...more,
});
const option = (n: number, text = `Option ${n}`): object => ({ text: plain(text), value: `v${n}` });
const many = (count: number): object[] => Array.from({ length: count }, () => ({ type: 'divider' }));
const options = (count: number): object[] => Array.from({ length: count }, (_, index) => option(index));
const confirm = (more: object = {}): object => ({
  title: plain('Sure?'),
  text: plain('It ends.'),
  confirm: plain('Yes'),
  deny: plain('No'),
  ...more,
});

const refused: readonly (readonly [rule: string, block: object, words: string])[] = [
  [
    'a section has 3000 characters',
    section('x'.repeat(3001)),
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['a text is never empty', section(''), 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  ['a section says something', { type: 'section' }, 'missing required field: text [json-pointer:/blocks/0]'],
  [
    'a section has 10 fields',
    { type: 'section', fields: Array.from({ length: 11 }, () => plain('x')) },
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'a field has 2000 characters',
    { type: 'section', fields: [plain('x'.repeat(2001))] },
    'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
  ],
  [
    'a header has 150 characters',
    { type: 'header', text: plain('x'.repeat(151)) },
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'a header takes no markup',
    { type: 'header', text: { type: 'mrkdwn', text: 'x' } },
    'must be of type plain_text [json-pointer:/blocks/0/text/type]',
  ],
  [
    'a context has 10 elements',
    { type: 'context', elements: Array.from({ length: 11 }, () => plain('x')) },
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'actions have 25 elements',
    actions(...Array.from({ length: 26 }, (_, n) => button({ action_id: `a${n}` }))),
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  ['actions are not empty', actions(), 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
  [
    'action ids are unique in a block',
    actions(button(), button()),
    'action_id already exists [json-pointer:/blocks/0/elements/1/action_id]',
  ],
  [
    'a button has 75 characters',
    actions(button({ text: plain('x'.repeat(76)) })),
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'a button carries 2000 characters',
    actions(button({ value: 'x'.repeat(2001) })),
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'a button has one of two styles',
    actions(button({ style: 'default' })),
    'must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]',
  ],
  [
    'an action id has 255 characters',
    actions(button({ action_id: 'x'.repeat(256) })),
    'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
  ],
  [
    'a block id has 255 characters',
    { ...section('x'), block_id: 'x'.repeat(256) },
    'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
  ],
  [
    'a confirmation has a title of 100',
    actions(button({ confirm: confirm({ title: plain('x'.repeat(101)) }) })),
    'must be less than 101 characters [json-pointer:/blocks/0/elements/0/confirm/title/text]',
  ],
  [
    'a confirmation says 300 characters',
    actions(button({ confirm: confirm({ text: plain('x'.repeat(301)) }) })),
    'must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
  ],
  [
    'a confirmation’s buttons have 30',
    actions(button({ confirm: confirm({ deny: plain('x'.repeat(31)) }) })),
    'must be less than 31 characters [json-pointer:/blocks/0/elements/0/confirm/deny/text]',
  ],
  [
    'a menu has 100 options',
    input({ type: 'static_select', options: options(101) }),
    'no more than 100 items allowed [json-pointer:/blocks/0/element/options]',
  ],
  [
    'radio buttons are 10',
    input({ type: 'radio_buttons', options: options(11) }),
    'no more than 10 items allowed [json-pointer:/blocks/0/element/options]',
  ],
  [
    'checkboxes are 10',
    input({ type: 'checkboxes', options: options(11) }),
    'no more than 10 items allowed [json-pointer:/blocks/0/element/options]',
  ],
  [
    'an overflow menu has 5',
    actions({ type: 'overflow', options: options(6) }),
    'no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'an option has 75 characters',
    input({ type: 'static_select', options: [option(1, 'x'.repeat(76))] }),
    'must be less than 76 characters [json-pointer:/blocks/0/element/options/0/text/text]',
  ],
  [
    'an option’s value has 75',
    input({ type: 'static_select', options: [{ ...option(1), value: 'x'.repeat(76) }] }),
    'must be less than 76 characters [json-pointer:/blocks/0/element/options/0/value]',
  ],
  [
    'what is preselected is an option',
    input({ type: 'static_select', options: options(2), initial_option: option(7) }),
    'must match one of the options [json-pointer:/blocks/0/element/initial_option]',
  ],
  [
    'a placeholder has 150',
    input({ type: 'users_select', placeholder: plain('x'.repeat(151)) }),
    'must be less than 151 characters [json-pointer:/blocks/0/element/placeholder/text]',
  ],
  [
    'a text input takes 3000',
    input({ type: 'plain_text_input', max_length: 3001 }),
    'must be between 1 and 3000 [json-pointer:/blocks/0/element/max_length]',
  ],
  [
    'an initial value fits its own limit',
    input({ type: 'plain_text_input', max_length: 3, initial_value: 'four' }),
    'must be less than 4 characters [json-pointer:/blocks/0/element/initial_value]',
  ],
  [
    'a number input says whether it takes decimals',
    input({ type: 'number_input' }),
    'missing required field: is_decimal_allowed [json-pointer:/blocks/0/element]',
  ],
  [
    'a date is a date',
    input({ type: 'datepicker', initial_date: '1 March' }),
    'must be YYYY-MM-DD [json-pointer:/blocks/0/element/initial_date]',
  ],
  [
    'a time is a time',
    input({ type: 'timepicker', initial_time: '25:00' }),
    'must be HH:mm [json-pointer:/blocks/0/element/initial_time]',
  ],
  [
    'a label has 2000',
    input({ type: 'datepicker' }, { label: plain('x'.repeat(2001)) }),
    'must be less than 2001 characters [json-pointer:/blocks/0/label/text]',
  ],
  [
    'a hint has 2000',
    input({ type: 'datepicker' }, { hint: plain('x'.repeat(2001)) }),
    'must be less than 2001 characters [json-pointer:/blocks/0/hint/text]',
  ],
  ['a button is no input', input(button()), 'unsupported type: button [json-pointer:/blocks/0/element/type]'],
  [
    'an image says what it shows',
    { type: 'image', image_url: 'https://example.org/a.png' },
    'missing required field [json-pointer:/blocks/0/alt_text]',
  ],
  [
    'an image has an address',
    { type: 'image', image_url: 'a.png', alt_text: 'x' },
    'must be a valid URL [json-pointer:/blocks/0/image_url]',
  ],
  [
    'unknown properties are refused',
    { ...section('x'), colour: 'red' },
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  [
    'the newest kinds of block are not counted upon',
    { type: 'carousel', elements: [] },
    'unsupported type: carousel [json-pointer:/blocks/0/type]',
  ],
];

test.each(refused)('%s', (_, block, words) => {
  expect(checkBlocks([block], 'message')).toContain(words);
});

test('a message has 50 blocks and a view 100', () => {
  expect(checkBlocks(many(50), 'message')).toEqual([]);
  expect(checkBlocks(many(51), 'message')).toEqual(['no more than 50 items allowed [json-pointer:/blocks]']);
  expect(checkBlocks(many(100), 'modal', '/view/blocks')).toEqual([]);
  expect(checkBlocks(many(101), 'home', '/view/blocks')).toEqual([
    'no more than 100 items allowed [json-pointer:/view/blocks]',
  ]);
});

test('block ids are unique', () => {
  const block = { ...section('x'), block_id: 'same' };
  expect(checkBlocks([block, block], 'message')).toEqual([
    'block_id already exists [json-pointer:/blocks/1/block_id]',
  ]);
});

test('characters are counted as people count them', () => {
  expect(checkBlocks([{ type: 'header', text: plain('😀'.repeat(150)) }], 'message')).toEqual([]);
});

test('what stands within the limits is taken', () => {
  const blocks = [
    section('x'.repeat(3000)),
    { type: 'section', text: plain('Choose'), accessory: button({ confirm: confirm() }) },
    {
      type: 'context',
      elements: [plain('x'), { type: 'image', image_url: 'https://example.org/a.png', alt_text: 'A' }],
    },
    input({ type: 'static_select', options: options(100), initial_option: option(3) }),
    input({
      type: 'multi_external_select',
      min_query_length: 2,
      max_selected_items: 3,
      placeholder: plain('Type'),
    }),
  ];
  expect(checkBlocks(blocks, 'modal')).toEqual([]);
});
