/** What people see on Slack after they typed or pressed something: in time, and where they are looking. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../../src/engine/reply.ts';
import { answerBeside, answerInPlace, command, fixture, open, reference } from './answer-kit.ts';
import { createWorld, eventually, held } from './slack-world.ts';
import type { World } from './slack-world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

describe('a command', () => {
  test('is answered in the same breath, for this person alone', async () => {
    world.engine(() => answerBeside);
    const got = await command(world);
    expect(got.json).toMatchObject({
      response_type: 'ephemeral',
      text: 'Thank you\nYour answer was kept.',
      blocks: [{ type: 'header' }, { type: 'section' }],
    });
    expect(world.calls).toEqual([]);
  });

  test('opens its form', async () => {
    world.engine(() => ({ reply: 'open', open: open() }));
    expect(await command(world)).toMatchObject({ status: 200, text: '' });
    await eventually(() => world.callsTo('views.open').length === 1, 'views.open');
    expect(world.callsTo('views.open')[0]?.body).toMatchObject({
      trigger_id: fixture(world, 'command-in-channel')['trigger_id'],
      view: { type: 'modal', callback_id: 'form', title: { text: 'Ask for a mentor' } },
    });
  });

  test('whose form could not be opened in time gets a button that opens it', async () => {
    world.on('views.open', () => ({ json: { ok: false, error: 'expired_trigger_id' } }));
    world.engine(() => ({ reply: 'open', open: open() }));
    await command(world);
    await eventually(() => world.callsTo('/response/1').length === 1, 'the button');
    expect(world.callsTo('/response/1')[0]?.body).toMatchObject({
      response_type: 'ephemeral',
      blocks: [{}, {}, { type: 'actions', elements: [{ value: reference }] }],
    });
    expect(world.log).toContainEqual({
      type: 'answer_failed',
      platform: 'slack',
      what: 'open-form',
      code: 'expired_trigger_id',
    });
  });

  test('that failed says so kindly, and that nothing was lost', async () => {
    world.engine(() => Promise.reject(new Error('no database')));
    const got = await command(world);
    expect(got.status).toBe(200);
    expect(JSON.stringify(got.json)).toContain('Nothing was lost');
    expect(got.json['response_type']).toBe('ephemeral');
  });

  test('that takes long is acknowledged in time and answered when it is done', async () => {
    await world.close();
    world = await createWorld({ patienceMs: 20 });
    const turn = held<Reply>();
    world.engine(() => turn.promise);
    expect(await command(world)).toMatchObject({ status: 200, text: '' });
    turn.give(answerBeside);
    await eventually(() => world.callsTo('/response/1').length === 1, 'the answer');
    expect(world.callsTo('/response/1')[0]?.body).toMatchObject({ text: 'Thank you\nYour answer was kept.' });
  });
});

describe('a press', () => {
  test('in a message that others see leaves replacing it to the outbox', async () => {
    world.engine(() => answerInPlace);
    expect(await world.interact(fixture(world, 'press-in-direct-message'))).toMatchObject({
      status: 200,
      text: '',
    });
    await world.adapter.stop();
    expect(world.calls).toEqual([]);
  });

  test('in a message that only this person sees replaces it', async () => {
    world.engine(() => answerInPlace);
    await world.interact(fixture(world, 'press-in-ephemeral'));
    await eventually(() => world.calls.length === 1, 'the answer');
    expect(world.callsTo('/response/1')[0]?.body).toMatchObject({ replace_original: true, blocks: [{}, {}] });
  });

  test('is answered beside the message where that stays', async () => {
    world.engine(() => answerBeside);
    await world.interact(fixture(world, 'press-in-channel'));
    await eventually(() => world.calls.length === 1, 'the answer');
    expect(world.callsTo('/response/1')[0]?.body).toMatchObject({
      response_type: 'ephemeral',
      replace_original: false,
    });
  });

  test('never posts to an address that is not Slack’s', async () => {
    world.engine(() => answerBeside);
    const body = { ...fixture(world, 'press-in-channel'), response_url: 'https://evil.example/actions' };
    expect((await world.interact(body)).status).toBe(200);
    await eventually(() => world.callsTo('chat.postMessage').length === 1, 'the answer in private');
    expect(world.log).toContainEqual(
      expect.objectContaining({ type: 'answer_failed', code: 'response_address_refused' }),
    );
  });

  test('opens a form that remembers the message', async () => {
    world.engine(() => ({ reply: 'open', open: open() }));
    await world.interact(fixture(world, 'press-in-ephemeral'));
    await eventually(() => world.calls.length === 1, 'the form');
    const view = world.callsTo('views.open')[0]?.body['view'] as { private_metadata: string };
    expect(JSON.parse(view.private_metadata)).toEqual({
      r: reference,
      i: 'i-2',
      c: 'C0WARDSIX1',
      t: '1764500000.000100',
      u: world.responseUrl,
    });
  });

  test('on the Home tab is answered in a window', async () => {
    world.engine(() => answerInPlace);
    await world.interact(fixture(world, 'press-on-home'));
    await eventually(() => world.calls.length === 1, 'the window');
    expect(world.callsTo('views.open')[0]?.body).toMatchObject({ view: { title: { text: 'Thank you' } } });
  });

  test('in a window changes it, or puts a form on top, or in its place when three are open', async () => {
    world.engine(() => answerInPlace);
    await world.interact(fixture(world, 'press-in-window'));
    await eventually(() => world.calls.length === 1, 'the change');
    expect(world.callsTo('views.update')[0]?.body).toMatchObject({ view_id: 'V0WINDOW01' });

    world.engine(() => ({ reply: 'open', open: open() }));
    world.on('views.push', () => ({ json: { ok: false, error: 'push_limit_reached' } }));
    await world.interact({ ...fixture(world, 'press-in-window'), trigger_id: 'second' });
    await eventually(() => world.callsTo('views.update').length === 2, 'the form in its place');
    expect(world.calls.map((call) => call.path)).toEqual(['views.update', 'views.push', 'views.update']);
  });

  test('that failed says so beside the message, which stays as it is', async () => {
    world.engine(() => Promise.reject(new Error('no database')));
    expect((await world.interact(fixture(world, 'press-in-direct-message'))).status).toBe(200);
    await eventually(() => world.calls.length === 1, 'the sentence');
    expect(world.calls[0]).toMatchObject({ path: '/response/1', body: { replace_original: false } });
    expect(JSON.stringify(world.calls)).toContain('Nothing was lost');
  });
});
