/** What comes of Slack's events: each is acknowledged when it has happened, and answered once. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../../src/engine/reply.ts';
import { answerBeside, fixture, open, reference, thanks } from './answer-kit.ts';
import { createWorld, eventually, held } from './slack-world.ts';
import type { World } from './slack-world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

describe('an event', () => {
  test('is acknowledged only when it has been dealt with', async () => {
    const turn = held<Reply>();
    world.engine(() => turn.promise);
    let acknowledged = false;
    const request = world.event(fixture(world, 'message')).then((got) => {
      acknowledged = true;
      return got;
    });
    await eventually(() => world.events.length === 1, 'the event');
    expect(acknowledged).toBe(false);
    turn.give({ reply: 'ack' });
    expect(await request).toMatchObject({ status: 200, text: '' });
  });

  test('that failed is refused, so that Slack sends it again', async () => {
    world.engine(() => Promise.reject(new Error('no database')));
    expect(await world.event(fixture(world, 'message'))).toMatchObject({ status: 500, text: '' });
    world.engine(() => answerBeside);
    expect((await world.event(fixture(world, 'message'), { 'x-slack-retry-num': '1' })).status).toBe(200);
    expect(world.callsTo('chat.postMessage')).toHaveLength(1);
  });

  test('that Slack sends again while we are at it is answered once', async () => {
    const turn = held<Reply>();
    world.engine(() => turn.promise);
    const first = world.event(fixture(world, 'message'));
    await eventually(() => world.events.length === 1, 'the first');
    const second = world.event(fixture(world, 'message'), { 'x-slack-retry-num': '1' });
    turn.give(answerBeside);
    expect((await first).status).toBe(200);
    expect((await second).status).toBe(200);
    expect(world.callsTo('chat.postMessage')).toHaveLength(1);
  });

  test('words in private are answered there', async () => {
    world.engine(() => answerBeside);
    await world.event(fixture(world, 'message'));
    expect(world.calls).toMatchObject([{ path: 'chat.postMessage', body: { channel: 'D0ADAWITHR' } }]);
  });

  test('words that lead to a form get a button, because no form opens by itself', async () => {
    world.engine(() => ({ reply: 'open', open: open() }));
    await world.event(fixture(world, 'message'));
    expect(world.calls[0]?.body['blocks']).toMatchObject([
      { text: { text: 'Ask for a mentor' } },
      {},
      { elements: [{ text: { text: 'Open the form' }, value: reference }] },
    ]);
  });

  test('a mention in a channel is answered to this person alone, or in private where that fails', async () => {
    world.engine(() => answerBeside);
    await world.event(fixture(world, 'mention'));
    expect(world.calls).toMatchObject([
      { path: 'chat.postEphemeral', body: { channel: 'C0WARDSIX1', user: 'U0ADAEXAM' } },
    ]);
    world.on('chat.postEphemeral', () => ({ json: { ok: false, error: 'user_not_in_channel' } }));
    await world.event({ ...fixture(world, 'mention'), event_id: 'Ev0EXAMPLE2' });
    expect(world.calls.slice(2)).toMatchObject([
      { path: 'conversations.open' },
      { path: 'chat.postMessage', body: { channel: 'D0OPENED01' } },
    ]);
  });

  test('opening the Home tab draws it', async () => {
    world.engine(() => ({ reply: 'home', card: thanks }));
    await world.event(fixture(world, 'home-opened'));
    expect(world.calls).toMatchObject([
      { path: 'views.publish', body: { user_id: 'U0ADAEXAM', view: { type: 'home' } } },
    ]);
  });

  test('a shortcut is answered in a window', async () => {
    world.engine(() => answerBeside);
    expect((await world.interact(fixture(world, 'shortcut'))).status).toBe(200);
    await eventually(() => world.callsTo('views.open').length === 1, 'the window');
    expect(world.events[0]?.deed).toEqual({ type: 'words', text: 'record' });
  });

  describe('that the app was removed', () => {
    let gone: string[];
    beforeEach(async () => {
      await world.close();
      gone = [];
      world = await createWorld({
        onUninstalled: (workspace) => {
          gone.push(workspace.externalId);
          return Promise.resolve();
        },
      });
    });

    test.each(['uninstalled', 'tokens-revoked'])(
      'makes its token forgotten, once Slack takes it no more (%s)',
      async (name) => {
        world.on('auth.test', () => ({ json: { ok: false, error: 'account_inactive' } }));
        expect((await world.event(fixture(world, name))).status).toBe(200);
        expect(gone).toEqual(['T0EXAMPLE1']);
        expect(world.events).toEqual([]);
      },
    );

    test('comes late, and takes nothing from a workspace that has installed it again', async () => {
      expect((await world.event(fixture(world, 'uninstalled'))).status).toBe(200);
      expect(world.callsTo('auth.test')).toHaveLength(1);
      expect(gone).toEqual([]);
    });

    test('is heard again when Slack cannot be asked', async () => {
      world.on('auth.test', () => 'drop');
      expect((await world.event(fixture(world, 'uninstalled'))).status).toBe(500);
      expect(gone).toEqual([]);
    });
  });
});
