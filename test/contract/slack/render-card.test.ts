/** Cards on Slack: nothing of ours is cut, nothing Slack refuses is sent, nothing typed is obeyed. */

import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { renderCard, renderHome, renderWindow } from '../../../adapters/slack/render-card.ts';
import { asReference } from '../../../src/ui/reference.ts';
import type { Reference } from '../../../src/ui/reference.ts';
import { bold, button, buttons, card, empty, facts, link, list, note, text } from '../../../src/ui/view.ts';
import type { Card } from '../../../src/ui/view.ts';
import { anyCard, shortCard } from './arbitrary-views.ts';
import { said } from './said.ts';
import { problemsOfMessage, problemsOfView } from './slack-rules.ts';

vi.setConfig({ testTimeout: 30_000 }); // hundreds of random views, on a busy machine

const to = asReference('0b6f3c1e-8d5a-4d0c-9c3e-2f6a7b1c9d10');
const runs = { numRuns: 200 };

describe('whatever a dialog says', () => {
  test('Slack takes it as a message', () => {
    fc.assert(
      fc.property(anyCard, (view) => {
        expect(problemsOfMessage(renderCard(view).payload)).toEqual([]);
      }),
      runs,
    );
  });

  test('Slack takes it as a Home tab', () => {
    fc.assert(
      fc.property(anyCard, (view) => {
        expect(problemsOfView(renderHome(view).payload)).toEqual([]);
      }),
      runs,
    );
  });

  test('Slack takes it as a window', () => {
    fc.assert(
      fc.property(anyCard, (view) => {
        expect(problemsOfView(renderWindow(view).payload)).toEqual([]);
      }),
      runs,
    );
  });

  test('every loss is reported: without a warning, every word and every button is there', () => {
    fc.assert(
      fc.property(shortCard, (view) => {
        const { payload, warnings } = renderCard(view);
        if (warnings.length > 0) return;
        const shown = squeeze(said(payload.blocks));
        for (const part of wordsOf(view)) expect(shown).toContain(squeeze(part));
        expect(referencesIn(payload.blocks)).toEqual(referencesOf(view));
      }),
      runs,
    );
  });
});

describe('what people type', () => {
  const typed = '<!channel> *hello* <https://bad.example|good.example> & :smile: <@U1>';

  test('is shown as typed where markup would be obeyed', () => {
    const { payload } = renderCard(card('Title', text(typed)));
    expect(payload.blocks[1]).toEqual({
      type: 'section',
      text: { type: 'plain_text', text: typed, emoji: false },
    });
  });

  test('is bold also where the space after it is a part of it', () => {
    const { payload } = renderCard(card('Title', text([bold('A copy: '), 'as a file'])));
    expect(JSON.stringify(payload)).toContain('*A copy:* as a file');
  });

  test('is never half bold inside a word', () => {
    const { payload } = renderCard(card('Title', text(['re', bold('port'), ' it'])));
    expect(JSON.stringify(payload)).toContain('"report it"');
  });

  test('cannot mention anybody or hide an address, also beside bold words', () => {
    const { payload } = renderCard(
      card('Title', text(['From ', bold('Ada'), ': <!here> <https://a.example|b>'])),
    );
    expect(payload.blocks[1]).toEqual({
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: 'From *Ada*: &lt;!here&gt; &lt;<https://a.example>|b&gt;',
        verbatim: true,
      },
    });
  });

  test('loses emphasis rather than be read as markup', () => {
    const { payload } = renderCard(card('Title', text([bold('Ada'), ' wrote 2*3*4'])));
    expect(payload.blocks[1]).toMatchObject({ text: { type: 'plain_text', text: 'Ada wrote 2*3*4' } });
  });

  test('is escaped in the notification', () => {
    expect(renderCard(card('A <!channel> & B')).payload.text).toBe('A &lt;!channel&gt; &amp; B');
  });

  test('keeps its web addresses, which open when pressed and show where they lead', () => {
    const { payload } = renderCard(card('Title', facts({ Place: 'https://meet.example/a?b=1&c=2.' })));
    expect(payload.blocks[1]).toMatchObject({
      fields: [{ type: 'mrkdwn', text: '*Place*\n<https://meet.example/a?b=1&amp;c=2>.' }],
    });
  });
});

describe('a card', () => {
  test('has its title as a header and all its words as the notification', () => {
    const { payload, warnings } = renderCard(
      card<Reference>(
        'A request for you',
        text('Dr Ada Example asks for a mentor.'),
        facts({ Area: 'Audit', Place: undefined }),
        list(['first', ['second ', bold('thing')]], { ordered: true }),
        { type: 'progress', label: 'Steps done', done: 2, total: 5 },
        note('Only you can see this.'),
        buttons(
          button('Accept', to, {
            style: 'primary',
            confirm: { title: 'Accept?', text: 'You can end it at any time.', yes: 'Accept', no: 'Not now' },
          }),
          link('Read more', 'https://example.org/more'),
        ),
      ),
    );
    expect(warnings).toEqual([]);
    expect(payload.text).toBe(
      'A request for you\nDr Ada Example asks for a mentor.\nArea: Audit\n1. first\n2. second thing\nSteps done: 2 of 5\nOnly you can see this.\n[Accept] [Read more]',
    );
    expect(payload.blocks).toMatchInlineSnapshot(`
      [
        {
          "text": {
            "emoji": false,
            "text": "A request for you",
            "type": "plain_text",
          },
          "type": "header",
        },
        {
          "text": {
            "emoji": false,
            "text": "Dr Ada Example asks for a mentor.",
            "type": "plain_text",
          },
          "type": "section",
        },
        {
          "fields": [
            {
              "text": "*Area*
      Audit",
              "type": "mrkdwn",
              "verbatim": true,
            },
          ],
          "type": "section",
        },
        {
          "text": {
            "text": "1. first
      2. second *thing*",
            "type": "mrkdwn",
            "verbatim": true,
          },
          "type": "section",
        },
        {
          "text": {
            "emoji": false,
            "text": "Steps done: 2 of 5
      ■■□□□",
            "type": "plain_text",
          },
          "type": "section",
        },
        {
          "elements": [
            {
              "emoji": false,
              "text": "Only you can see this.",
              "type": "plain_text",
            },
          ],
          "type": "context",
        },
        {
          "elements": [
            {
              "action_id": "press:1",
              "confirm": {
                "confirm": {
                  "emoji": false,
                  "text": "Accept",
                  "type": "plain_text",
                },
                "deny": {
                  "emoji": false,
                  "text": "Not now",
                  "type": "plain_text",
                },
                "style": "primary",
                "text": {
                  "emoji": false,
                  "text": "You can end it at any time.",
                  "type": "plain_text",
                },
                "title": {
                  "emoji": false,
                  "text": "Accept?",
                  "type": "plain_text",
                },
              },
              "style": "primary",
              "text": {
                "emoji": false,
                "text": "Accept",
                "type": "plain_text",
              },
              "type": "button",
              "value": "0b6f3c1e-8d5a-4d0c-9c3e-2f6a7b1c9d10",
            },
            {
              "action_id": "link:2",
              "text": {
                "emoji": false,
                "text": "Read more",
                "type": "plain_text",
              },
              "type": "button",
              "url": "https://example.org/more",
            },
          ],
          "type": "actions",
        },
      ]
    `);
  });

  test('says in words what is empty and how far something has come', () => {
    const { payload } = renderCard(
      card('Meetings', empty('No meetings yet.', 'Type "meetings" to book one.'), {
        type: 'progress',
        label: 'Half',
        done: 15,
        total: 30,
      }),
    );
    expect(said(payload.blocks)).toContain('No meetings yet.');
    expect(said(payload.blocks)).toContain('Half: 15 of 30\n■■■■■□□□□□');
  });

  test('spreads twenty-six buttons over two rows without losing one', () => {
    const many = Array.from({ length: 26 }, (_, index) => button(`Option ${index}`, to));
    const { payload, warnings } = renderCard(card('Choose', buttons(...many)));
    expect(warnings).toEqual([]);
    expect(payload.blocks.map((block) => block.type)).toEqual(['header', 'actions', 'actions']);
    expect(referencesIn(payload.blocks)).toHaveLength(26);
  });

  test('spreads eleven facts over two sections', () => {
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`Fact ${index}`, 'value']));
    const { payload } = renderCard(card('Facts', facts(many)));
    expect(payload.blocks.map((block) => ('fields' in block ? block.fields?.length : 0))).toEqual([0, 10, 1]);
  });

  test('splits a text of 7,000 characters instead of cutting it', () => {
    const long = 'word '.repeat(1_400).trim();
    const { payload, warnings } = renderCard(card('Long', text(long)));
    expect(warnings).toEqual([]);
    expect(squeeze(said(payload.blocks))).toContain(squeeze(long));
  });

  test('that is too long says how much is missing and keeps its last buttons', () => {
    const body = Array.from({ length: 80 }, (_, index) => text(`Line ${index}`));
    const { payload, warnings } = renderCard(card<Reference>('Much', ...body, buttons(button('Go on', to))));
    expect(payload.blocks).toHaveLength(50);
    expect(payload.blocks.at(-1)?.type).toBe('actions');
    expect(said(payload.blocks.slice(-2, -1))).toBe('33 more parts did not fit here.');
    expect(warnings).toEqual([{ code: 'dropped', where: 'body', detail: '82 blocks, 49 fit' }]);
  });

  test('cuts an over-long title between characters, with a warning', () => {
    const { payload, warnings } = renderCard(card('👩‍⚕️'.repeat(60)));
    expect(said(payload.blocks)).toMatch(/^(👩‍⚕️)+…$/u);
    expect(warnings).toEqual([{ code: 'clamped', where: 'title', detail: '300 characters, 150 fit' }]);
  });

  test('shows the description of a picture that has no usable address', () => {
    const { payload, warnings } = renderCard(
      card('Chart', { type: 'image', url: 'file:///x', alt: 'Waiting times' }),
    );
    expect(said(payload.blocks)).toContain('Waiting times');
    expect(warnings[0]).toMatchObject({ code: 'fallback', where: 'body[0]' });
  });
});

/** Without white space and asterisks, which may move to where a text was split or made bold. */
function squeeze(value: string): string {
  return value.replaceAll(/[\s*]+/g, '');
}

function wordsOf(view: Card<Reference>): readonly string[] {
  return view.body.flatMap((block) => {
    switch (block.type) {
      case 'text':
      case 'note':
        return [plainOf(block.text)];
      case 'list':
        return block.items.map(plainOf);
      case 'facts':
        return block.facts.flatMap((fact) => [fact.name, fact.value]);
      case 'buttons':
        return block.buttons.map((one) => one.label);
      default:
        return [];
    }
  });
}

function plainOf(value: string | readonly (string | { bold: string })[]): string {
  return typeof value === 'string'
    ? value
    : value.map((run) => (typeof run === 'string' ? run : run.bold)).join('');
}

function referencesOf(view: Card<Reference>): readonly string[] {
  return view.body.flatMap((block) =>
    block.type === 'buttons' ? block.buttons.flatMap((one) => (one.type === 'action' ? [one.to] : [])) : [],
  );
}

function referencesIn(blocks: readonly unknown[]): readonly string[] {
  return (blocks as KnownBlock[]).flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((one) => ('value' in one && typeof one.value === 'string' ? [one.value] : []))
      : [],
  );
}
