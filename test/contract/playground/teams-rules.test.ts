/** What the pretend Teams refuses of cards: what clients would not draw whole. */

import { expect, test } from 'vitest';
import { checkCard } from '../../../adapters/playground/teams-rules.ts';

const card = (body: readonly object[], more: object = {}): object => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body,
  ...more,
});
const text = (value: string): object => ({ type: 'TextBlock', text: value });
const choices = [{ title: 'One', value: '1' }];
const execute = { type: 'Action.Execute', title: 'Go' };

const refused: readonly (readonly [rule: string, card: object, words: string])[] = [
  ['a card names its type', card([], { type: 'Card' }), 'card.type: must be AdaptiveCard'],
  ['Teams draws cards up to 1.5', card([], { version: '1.6' }), 'card.version: must be 1.0 to 1.5'],
  ['elements are known', card([{ type: 'Carousel' }]), 'card.body[0]: unknown element "Carousel"'],
  [
    'elements inside others are known',
    card([{ type: 'Container', items: [{ type: 'Button' }] }]),
    'card.body[0].items[0]: unknown element "Button"',
  ],
  ['properties are known', card([{ ...text('x'), colour: 'red' }]), 'card.body[0].colour: unknown property'],
  ['a text says something', card([text('')]), 'card.body[0].text: is required'],
  [
    'a colour is a meaning',
    card([{ ...text('x'), color: 'purple' }]),
    'card.body[0].color: must be one of default dark light accent good warning attention',
  ],
  ['a picture has an address', card([{ type: 'Image', altText: 'x' }]), 'card.body[0].url: is required'],
  [
    'facts have names and values',
    card([{ type: 'FactSet', facts: [{ title: 'x' }] }]),
    'card.body[0].facts[0].value: is required',
  ],
  ['inputs have ids', card([{ type: 'Input.Text', label: 'x' }]), 'card.body[0].id: is required'],
  [
    'inputs’ ids differ',
    card([
      { type: 'Input.Text', id: 'a' },
      { type: 'Input.Date', id: 'a' },
    ]),
    'card: two inputs have the id "a"',
  ],
  [
    'choices are offered',
    card([{ type: 'Input.ChoiceSet', id: 'a', choices: [] }]),
    'card.body[0].choices: must offer something',
  ],
  [
    'choices have titles',
    card([{ type: 'Input.ChoiceSet', id: 'a', choices: [{ value: '1' }] }]),
    'card.body[0].choices[0]: needs a title and a value',
  ],
  [
    'a value of several has no comma',
    card([
      { type: 'Input.ChoiceSet', id: 'a', isMultiSelect: true, choices: [{ title: 'x', value: '1,2' }] },
    ]),
    'card.body[0].choices: a value of several must not contain a comma',
  ],
  [
    'a search names its data',
    card([{ type: 'Input.ChoiceSet', id: 'a', choices, 'choices.data': { type: 'Data.Query' } }]),
    'card.body[0].choices.data.dataset: is required',
  ],
  [
    'dates are dates',
    card([{ type: 'Input.Date', id: 'a', min: 'today' }]),
    'card.body[0].min: must be YYYY-MM-DD',
  ],
  [
    'times are times',
    card([{ type: 'Input.Time', id: 'a', value: '9am' }]),
    'card.body[0].value: must be HH:MM',
  ],
  [
    'numbers are numbers',
    card([{ type: 'Input.Number', id: 'a', min: '1' }]),
    'card.body[0].min: must be a number',
  ],
  [
    'actions are known',
    card([], { actions: [{ type: 'Action.Http', title: 'x' }] }),
    'card.actions[0]: unknown action "Action.Http"',
  ],
  [
    'six actions in a set',
    card([{ type: 'ActionSet', actions: Array.from({ length: 7 }, () => execute) }]),
    'card.body[0].actions: at most 6 actions',
  ],
  [
    'a link has an address',
    card([], { actions: [{ type: 'Action.OpenUrl', title: 'x' }] }),
    'card.actions[0].url: is required',
  ],
  [
    'a fallback is an action',
    card([], { actions: [{ ...execute, fallback: { type: 'Nothing' } }] }),
    'card.actions[0].fallback: unknown action "Nothing"',
  ],
];

test.each(refused)('%s', (_, wrong, words) => {
  expect(checkCard(wrong, 'personal')).toContain(words);
});

test('a card within the rules is taken, with searched choices and a fallback', () => {
  const good = card(
    [
      { type: 'TextBlock', text: 'x', wrap: true, size: 'Large', weight: 'Bolder', color: 'Attention' },
      { type: 'ColumnSet', columns: [{ type: 'Column', width: 'auto', items: [text('x')] }] },
      {
        type: 'Input.ChoiceSet',
        id: 'who',
        choices: [],
        'choices.data': { type: 'Data.Query', dataset: 'people' },
      },
      { type: 'Input.Toggle', id: 'yes', title: 'Yes' },
    ],
    {
      actions: [{ ...execute, verb: 'go', data: { a: 1 }, fallback: { type: 'Action.Submit', title: 'Go' } }],
    },
  );
  expect(checkCard(good, 'personal')).toEqual([]);
});

test('the whole directory is searched where nobody reads along', () => {
  const search = card([
    {
      type: 'Input.ChoiceSet',
      id: 'a',
      'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
    },
  ]);
  expect(checkCard(search, 'personal')).toEqual([]);
  expect(checkCard(search, 'channel')).toHaveLength(1);
});
