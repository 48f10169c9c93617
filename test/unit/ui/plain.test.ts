import { expect, test } from 'vitest';
import { notification, plainCard, plainForm } from '../../../src/ui/plain.ts';
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
} from '../../../src/ui/view.ts';

const everything = card(
  'Your first meeting',
  text(['With ', bold('Dr Siân Rhys-Penhaligon'), '\nby video.']),
  note('Only the two of you can see this.'),
  facts({ When: 'Thursday 3 December, 17:30', Where: undefined }),
  list(['Bring your questions', 'Agree ground rules'], { ordered: true }),
  { type: 'image', url: 'https://example.org/chart.png', alt: 'Two of three steps done' },
  { type: 'progress', label: 'Steps done', done: 2, total: 3 },
  divider(),
  empty('No meetings yet.', 'Book one below.'),
  buttons(button('Reschedule', 'r1'), link('Open calendar', 'https://example.org')),
);

test('a card reads aloud from top to bottom, with its buttons named', () => {
  expect(plainCard(everything)).toBe(
    [
      'Your first meeting',
      'With Dr Siân Rhys-Penhaligon',
      'by video.',
      'Only the two of you can see this.',
      'When: Thursday 3 December, 17:30',
      '1. Bring your questions',
      '2. Agree ground rules',
      '[Picture: Two of three steps done]',
      'Steps done: 2 of 3',
      'No meetings yet. Book one below.',
      '[Reschedule] [Open calendar]',
    ].join('\n'),
  );
});

test('a notification is the title and the first paragraph on one line', () => {
  expect(notification(everything)).toBe('Your first meeting: With Dr Siân Rhys-Penhaligon by video.');
  expect(notification(card('Just a title', divider()))).toBe('Just a title');
});

test('a form reads with what is wrong beneath each field', () => {
  const open = {
    view: 'open-form' as const,
    to: 'r1',
    instance: 'i1',
    errors: { '': 'Please look again.', when: 'Please choose a date.' },
    form: {
      view: 'form' as const,
      title: 'Book a meeting',
      intro: [],
      submit: 'Book',
      fields: {
        when: { kind: 'date' as const, label: 'Date', required: true },
        place: { kind: 'text' as const, label: 'Place', required: false, maxLength: 80 },
      },
    },
  };
  expect(plainForm(open)).toBe(
    [
      'Book a meeting',
      '! Please look again.',
      'Date',
      '  ! Please choose a date.',
      'Place (optional)',
      '[Book]',
    ].join('\n'),
  );
});
