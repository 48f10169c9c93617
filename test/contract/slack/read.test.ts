/** What comes in from Slack: each payload is understood, or left alone, and never a reason to fall over. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPayload } from '../../../adapters/slack/read.ts';
import type { Reading } from '../../../adapters/slack/read.ts';
import { dropMention, readTyped } from '../../../adapters/slack/words.ts';
import { fixtureNames, slackFixture } from '../../replay/slack-fixtures.ts';

const reference = '0b6f3c1e-8d5a-4d0c-9c3e-2f6a7b1c9d10';
const instance = '5a1c2d3e-0f4b-4a6c-8d7e-9f0a1b2c3d4e';

function read(name: string): Reading {
  return readPayload(slackFixture(name), '/mentor');
}

function eventOf(name: string): Extract<Reading, { read: 'event' }> {
  const reading = read(name);
  if (reading.read !== 'event') throw new Error(`${name} was read as ${reading.read}`);
  return reading;
}

describe('words', () => {
  test('typed after the command arrive without markup, smart quotes or hard spaces, and say in which channel', () => {
    const { event, way } = eventOf('command-in-channel');
    expect(event).toEqual({
      id: 'slack:command:6789012345.123456789012.0123456789abcdef0123456789abcdef',
      workspace: { platform: 'slack', externalId: 'T0EXAMPLE1' },
      account: { externalId: 'U0ADAEXAM' },
      channel: {
        platform: 'slack',
        workspace: 'T0EXAMPLE1',
        address: { workspace: 'T0EXAMPLE1', channel: 'C0WARDSIX1' },
        name: '#ward-six',
      },
      deed: { type: 'words', text: 'ask "clinical audit" with @ben.example & team' },
    });
    expect(way).toMatchObject({ from: 'command', responseUrl: expect.stringContaining('hooks.slack.com') });
  });

  test('typed after the command in a direct message are private, and tell no address of the bot', () => {
    const { event } = eventOf('command-in-direct-message');
    expect(event).not.toHaveProperty('channel');
    expect(event.account).toEqual({ externalId: 'U0ADAEXAM' });
  });

  test('after another command than ours are not ours', () => {
    expect(readPayload({ ...slackFixture('command-in-channel'), command: '/other' }, '/mentor').read).toBe(
      'nothing',
    );
  });

  test('sent to the bot in private tell where to reach the person', () => {
    const { event, way } = eventOf('message');
    expect(event).toMatchObject({
      id: 'slack:event:Ev0EXAMPLE1',
      account: { address: { workspace: 'T0EXAMPLE1', user: 'U0ADAEXAM', channel: 'D0ADAWITHR' } },
      deed: { type: 'words', text: 'ask <urgent>' },
    });
    expect(way).toEqual({ from: 'direct-message', channel: 'D0ADAWITHR' });
  });

  test('that mention the bot in a channel lose its name and keep the others', () => {
    const { event } = eventOf('mention');
    expect(event.deed).toEqual({ type: 'words', text: 'admin for @U0BENEXAM' });
    expect(event.channel).toMatchObject({ address: { channel: 'C0WARDSIX1' } });
  });

  test('picked from the shortcuts are words as if typed', () => {
    expect(eventOf('shortcut').event.deed).toEqual({ type: 'words', text: 'record' });
  });

  test.each([
    'message-edited',
    'message-from-bot',
    'message-in-channel',
    'messages-tab-opened',
    'press-on-link',
  ])('%s is not for us', (name) => {
    expect(read(name)).toEqual({ read: 'nothing' });
  });

  test.each([
    ['‘ask’ “me”', `'ask' "me"`],
    ['a\u00a0b\u202fc', 'a b c'],
    ['<@U1|anna> <@U2> <#C1|general> <#C2|>', '@anna @U2 #general #C2'],
    ['<!here> <!subteam^S1|@doctors> <!channel>', '@here @doctors @channel'],
    ['<https://a.example/x|x> <mailto:a@b.example|a@b.example>', 'https://a.example/x a@b.example'],
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2, &amp;lt;', '1 < 2 && 3 > 2, &lt;'],
  ])('%j reads as %j', (typed, words) => {
    expect(readTyped(typed)).toBe(words);
  });

  test('only a mention of the bot itself is dropped', () => {
    expect(dropMention('<@U0RAPPORT1> help', 'U0RAPPORT1')).toBe(' help');
    expect(dropMention('<@U0BENEXAM> help', 'U0RAPPORT1')).toBe('<@U0BENEXAM> help');
  });
});

describe('a press', () => {
  test('in the direct message carries its reference, the message and the address', () => {
    const { event, way } = eventOf('press-in-direct-message');
    expect(event).toEqual({
      id: 'slack:press:6789012345.123456789012.0123456789abcdef0123456789abcdef',
      workspace: { platform: 'slack', externalId: 'T0EXAMPLE1' },
      account: {
        externalId: 'U0ADAEXAM',
        address: { workspace: 'T0EXAMPLE1', user: 'U0ADAEXAM', channel: 'D0ADAWITHR' },
      },
      origin: { message: 'D0ADAWITHR/1764500000.000100', ephemeral: false },
      deed: { type: 'press', reference },
    });
    expect(way).toMatchObject({
      from: 'message-press',
      ephemeral: false,
      origin: { channel: 'D0ADAWITHR', ts: '1764500000.000100' },
    });
  });

  test('in a channel says which, and learns no address', () => {
    const { event } = eventOf('press-in-channel');
    expect(event.channel?.name).toBe('#mentoring-digest');
    expect(event.account).toEqual({ externalId: 'U0ADAEXAM' });
  });

  test('in a message that only one person sees can replace it by its response address alone', () => {
    const { event, way } = eventOf('press-in-ephemeral');
    expect(event.origin).toEqual({ message: 'C0WARDSIX1/1764500000.000100', ephemeral: true });
    expect(way).toMatchObject({ origin: { responseUrl: expect.stringContaining('hooks.slack.com') } });
  });

  test('on the Home tab and in a window has no message', () => {
    expect(eventOf('press-on-home')).toMatchObject({ way: { from: 'elsewhere' } });
    expect(eventOf('press-in-window')).toMatchObject({ way: { from: 'window-press', viewId: 'V0WINDOW01' } });
    expect(eventOf('press-in-window').event).not.toHaveProperty('origin');
  });

  test('by somebody of another organisation belongs to their own workspace, where nobody knows us', () => {
    const body = slackFixture('press-in-channel');
    body['team'] = { id: 'T0STRANGER', domain: 'elsewhere' };
    expect(readPayload(body, '/mentor')).toMatchObject({
      event: { workspace: { externalId: 'T0STRANGER' } },
    });
  });

  test('twice is two deeds, and the same one delivered twice is one', () => {
    const first = slackFixture('press-in-direct-message');
    const again = { ...first, trigger_id: 'another.trigger' };
    expect(idOf(readPayload(first, '/mentor'))).toBe(idOf(readPayload(structuredClone(first), '/mentor')));
    expect(idOf(readPayload(first, '/mentor'))).not.toBe(idOf(readPayload(again, '/mentor')));
  });
});

describe('a form that was sent', () => {
  test('gives the answers by field, empty where they were left empty', () => {
    const { event } = eventOf('form-sent');
    expect(event.deed).toEqual({
      type: 'submit',
      reference,
      instance,
      values: {
        note: 'Two lines\nof text',
        mentor: '3f0c8f5a-1c2b-4d3e-8f4a-5b6c7d8e9f00',
        areas: ['audit'],
        when: '',
        told: '',
      },
    });
    expect(event).not.toHaveProperty('origin');
  });

  test('knows the message that it was opened from', () => {
    expect(eventOf('form-sent-from-message').event.origin).toEqual({
      message: 'D0ADAWITHR/1764500000.000100',
      ephemeral: false,
    });
    expect(eventOf('form-sent-from-ephemeral').event.origin?.ephemeral).toBe(true);
  });

  test('is the same deed when the same answers are sent again, and another when they were corrected', () => {
    const first = slackFixture('form-sent');
    const again = { ...slackFixture('form-sent'), trigger_id: 'another.trigger' };
    const corrected = JSON.parse(JSON.stringify(first).replace('Two lines', 'Three lines')) as unknown;
    expect(idOf(readPayload(again, '/mentor'))).toBe(idOf(readPayload(first, '/mentor')));
    expect(idOf(readPayload(corrected, '/mentor'))).not.toBe(idOf(readPayload(first, '/mentor')));
  });

  test('remembers what the chosen people were called', () => {
    const { way } = eventOf('form-sent');
    if (way.from !== 'submit') throw new Error(way.from);
    expect(way.labels.get('3f0c8f5a-1c2b-4d3e-8f4a-5b6c7d8e9f00')).toBe('Dr Ben Example – Renal medicine');
  });

  test('closed without sending is a dismissal', () => {
    expect(eventOf('form-closed').event.deed).toEqual({ type: 'dismiss', reference });
  });

  test('of another app, or with carried data that is not ours, is left alone', () => {
    for (const changed of [{ private_metadata: 'x' }, { private_metadata: '{}' }, { callback_id: 'other' }]) {
      const body = slackFixture('form-sent');
      body['view'] = { ...(body['view'] as object), ...changed };
      expect(readPayload(body, '/mentor').read).toBe('nothing');
    }
  });
});

describe('the rest', () => {
  test('a search tells who asks and what for', () => {
    expect(read('search-for-person')).toEqual({
      read: 'suggest',
      what: 'people',
      asker: { workspace: { platform: 'slack', externalId: 'T0EXAMPLE1' }, externalId: 'U0ADAEXAM' },
      typed: 'ben',
    });
    expect(read('search-for-zone')).toMatchObject({ what: 'zones', typed: 'buenos' });
  });

  test('opening the Home tab is a deed', () => {
    expect(eventOf('home-opened').event.deed).toEqual({ type: 'home' });
  });

  test.each(['uninstalled', 'tokens-revoked'])('%s says goodbye for the whole workspace', (name) => {
    expect(read(name)).toEqual({
      read: 'uninstalled',
      workspace: { platform: 'slack', externalId: 'T0EXAMPLE1' },
    });
  });

  test('every id is Slack’s own and short enough', () => {
    const ids = fixtureNames.map((name) => idOf(read(name))).filter((id) => id !== undefined);
    expect(ids.length).toBeGreaterThan(10);
    for (const id of ids) {
      expect(id.length).toBeLessThanOrEqual(200);
      expect(id).toMatch(/^slack:/);
    }
    const body = { ...slackFixture('command-in-channel'), trigger_id: 't'.repeat(500) };
    expect(idOf(readPayload(body, '/mentor'))?.length).toBeLessThanOrEqual(200);
  });

  test('nothing at all makes reading fail: not garbage, nor a payload with any part of it replaced by garbage', () => {
    const garbage = fc.oneof(fc.anything(), fc.constantFrom(null, '__proto__', [], {}, { __proto__: null }));
    fc.assert(
      fc.property(garbage, (body) => {
        readPayload(body, '/mentor');
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...fixtureNames), fc.nat(), garbage, (name, where, put) => {
        const body = slackFixture(name);
        replaceSomewhere(body, where, put);
        readPayload(body, '/mentor');
      }),
      { numRuns: 1_000 },
    );
  });
});

function idOf(reading: Reading): string | undefined {
  return reading.read === 'event' ? reading.event.id : undefined;
}

/** Puts something at the `where`-th place of a payload, counted through all its depths. */
function replaceSomewhere(body: object, where: number, put: unknown): void {
  const places: [Record<string, unknown>, string][] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      places.push([value as Record<string, unknown>, key]); // an own key of an object
      walk((value as Record<string, unknown>)[key]);
    }
  };
  walk(body);
  const place = places[where % places.length];
  if (place !== undefined) place[0][place[1]] = put;
}
