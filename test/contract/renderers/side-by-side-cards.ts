/** Every kind of block, every kind of button, and a few whole cards, to be drawn side by side. */

import { asReference } from '../../../src/ui/reference.ts';
import type { Reference } from '../../../src/ui/reference.ts';
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
import type { Block, Button, Card } from '../../../src/ui/view.ts';

export type BlockCase = {
  readonly says: string;
  readonly notice?: string;
  readonly body: readonly Block<Reference>[];
};

const to = asReference('0b6f3c1e-8d5a-4d0c-9c3e-2f6a7b1c9d10');

/** One entry for each kind of block: a new kind does not compile without its cases. */
export const blocks: Readonly<Record<Exclude<Block['type'], 'buttons'>, readonly BlockCase[]>> = {
  text: [
    { says: 'A paragraph', body: [text('You meet on Thursday.')] },
    {
      says: 'A paragraph with something in bold',
      notice:
        'Slack needs its markup for bold; Teams gets runs, because its markdown depends on what stands beside.',
      body: [text(['You meet ', bold('Dr Amara Invented'), ' on Thursday.'])],
    },
    {
      says: 'Words with the signs of either platform in them',
      notice:
        'They are shown as typed. Slack gets plain text, which has no markup; Teams gets every sign escaped.',
      body: [text('Use *stars*, _lines_, <@U123> & <at>all</at>.\n1. One\n# Two')],
    },
    {
      says: 'Bold words beside a sign of Slack’s own markup',
      notice: 'Slack cannot quote a star, so there the paragraph loses its emphasis and keeps its meaning.',
      body: [text([bold('Note:'), ' 2 * 3 * 4'])],
    },
    {
      says: 'An address',
      notice:
        'On Slack it is made a link, with nothing else in the paragraph turned into one; on Teams it stays as it was typed.',
      body: [text('See https://example.org/mentoring?a=1&b=2 (in English).')],
    },
    { says: 'Two lines in one paragraph', body: [text('One line.\nAnother line.')] },
  ],
  note: [{ says: 'Small print', body: [note('Only the two of you can read this.')] }],
  facts: [
    {
      says: 'Names and values',
      notice: 'Slack shows them in two columns, Teams as a table.',
      body: [facts({ When: 'Thursday 3 December, 17:30 (London time)', Where: 'Video call' })],
    },
    {
      says: 'A value that is a paragraph',
      notice: 'Too long for a column on Slack: there it stands alone.',
      body: [facts({ Goals: 'To learn. '.repeat(201).trim(), Where: 'Video call' })],
    },
  ],
  list: [
    { says: 'A list', body: [list(['Boundaries', ['Goals, ', bold('in your own words')]])] },
    { says: 'A list in order', body: [list(['Ask', 'Meet'], { ordered: true })] },
  ],
  image: [
    {
      says: 'A picture',
      body: [
        {
          type: 'image',
          url: 'https://rapport.example/week.png',
          alt: 'Nine of ten pairs met',
          title: 'This week',
        },
      ],
    },
    {
      says: 'A picture at an address that nobody can open',
      notice: 'What it shows is said in words.',
      body: [{ type: 'image', url: 'week.png', alt: 'Nine of ten pairs met' }],
    },
  ],
  progress: [
    {
      says: 'How far something has come',
      body: [{ type: 'progress', label: 'Training', done: 2, total: 5 }],
    },
  ],
  empty: [
    { says: 'Nothing here yet', body: [empty('No meeting is booked.')] },
    {
      says: 'Nothing here yet, and what to do about it',
      body: [empty('No meeting is booked.', 'Booking the next one keeps things going.')],
    },
  ],
  divider: [
    {
      says: 'A line between two parts',
      notice:
        'On Teams a line belongs to what follows it; one at the very end would be drawn beneath nothing.',
      body: [text('Above.'), divider(), text('Below.'), divider()],
    },
  ],
};

const accept = button<Reference>('Accept Dr Invented', to, { style: 'primary' });
const decline = button<Reference>('Decline Dr Invented', to);
const withdraw = button<Reference>('Withdraw my request', to, {
  style: 'danger',
  confirm: {
    title: 'Withdraw your request?',
    text: 'Nobody is told why. You can ask again whenever you like.',
    yes: 'Withdraw it',
    no: 'Keep it',
  },
});

/** Every variation of a button. */
export const buttonCases: readonly BlockCase[] = [
  {
    says: 'A button',
    notice:
      'What it carries is the reference alone. On Teams it has a twin for clients that know only `Action.Submit`.',
    body: [buttons<Reference>(decline)],
  },
  { says: 'The button that most people want', body: [buttons<Reference>(accept)] },
  {
    says: 'A button that takes something away',
    body: [buttons<Reference>(button('End it', to, { style: 'danger' }))],
  },
  {
    says: 'A button that asks first',
    notice:
      'Slack asks by itself. Teams cannot: the button uncovers the question, and the answer is what is sent.',
    body: [buttons<Reference>(withdraw)],
  },
  {
    says: 'A button that asks first and takes nothing away',
    body: [
      buttons<Reference>(
        button('Send me a copy', to, {
          confirm: { title: 'Send it here?', text: 'It is a file.', yes: 'Send it', no: 'Not now' },
        }),
      ),
    ],
  },
  { says: 'A link', body: [buttons<Reference>(link('Read the guidance', 'https://example.org/guidance'))] },
  {
    says: 'A link that no browser should open',
    notice: 'Slack shows it in words, Teams leaves it out; both say so.',
    body: [buttons<Reference>(decline, link('Read more', 'javascript:alert(1)'))],
  },
  {
    says: 'More buttons than Teams shows in a row',
    body: [
      buttons<Reference>(...[1, 2, 3, 4, 5, 6, 7].map((one): Button<Reference> => button(`Step ${one}`, to))),
    ],
  },
];

/** Whole cards, with everything around the blocks. */
export const cards: Readonly<Record<string, Card<Reference>>> = {
  'A request for a mentor, in a message': card(
    'Asha Testwell is looking for a mentor',
    text('The coordinators of Northvale mentoring think that you could help.'),
    facts({ 'Help with': 'Exam preparation and confidence', Where: 'Video call' }),
    text([bold('In their words: '), 'I keep putting off my exam.']),
    list(['Tuesday 8 December, 17:30 (London time)', 'Thursday 10 December, 12:30 (London time)']),
    note('Please answer by 6 December 2026; it stays open to you until 13 December 2026.'),
    buttons<Reference>(accept, decline),
  ),
  'One sentence': card<Reference>(
    'Passed on',
    text('Miles Sampleford is being told that you are running late.'),
  ),
  'A card without a word': card<Reference>(''),
};
