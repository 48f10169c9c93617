/** What people see on Slack after they sent a form, and while they fill one in: nothing they typed is lost. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { form } from '../../../src/ui/form.ts';
import type { Field } from '../../../src/ui/form.ts';
import type { Reply } from '../../../src/engine/reply.ts';
import { answerInPlace, fields, fixture, open, reference } from './answer-kit.ts';
import { createWorld, eventually, held } from './slack-world.ts';
import type { World } from './slack-world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

describe('a form that was sent', () => {
  test('closes when there is nothing to show', async () => {
    world.engine(() => ({ reply: 'ack' }));
    expect((await world.interact(fixture(world, 'form-sent'))).json).toEqual({ response_action: 'clear' });
  });

  test('that no message led to closes, and its outcome comes as a message in private', async () => {
    world.engine(() => answerInPlace);
    const got = await world.interact(fixture(world, 'form-sent'));
    expect(got.json).toEqual({ response_action: 'clear' });
    await eventually(() => world.callsTo('chat.postMessage').length === 1, 'the outcome');
    expect(world.callsTo('chat.postMessage')[0]?.body).toMatchObject({
      text: expect.stringContaining('Thank you'),
    });
  });

  test('whose outcome is confidential shows it in the window, and Slack keeps no message of it', async () => {
    world.engine(() => ({ ...answerInPlace, confidential: true }));
    expect((await world.interact(fixture(world, 'form-sent'))).json).toMatchObject({
      response_action: 'update',
      view: { type: 'modal', title: { text: 'Thank you' }, close: { text: 'Close' } },
    });
    await world.adapter.stop();
    expect(world.calls).toEqual([]);
  });

  test('that was opened from a message closes, and the message changes through the outbox', async () => {
    world.engine(() => answerInPlace);
    const got = await world.interact(fixture(world, 'form-sent-from-message'));
    expect(got.json).toEqual({ response_action: 'clear' });
    await world.adapter.stop();
    expect(world.calls).toEqual([]);
  });

  test('that was opened from a message only this person sees closes, and the message changes at once', async () => {
    world.engine(() => answerInPlace);
    const got = await world.interact(fixture(world, 'form-sent-from-ephemeral'));
    expect(got.json).toEqual({ response_action: 'clear' });
    await eventually(() => world.calls.length === 1, 'the change');
    expect(world.calls[0]).toMatchObject({ path: '/response/1', body: { replace_original: true } });
  });

  test('leads to the next form in the same window', async () => {
    world.engine(() => ({ reply: 'open', open: open() }));
    expect((await world.interact(fixture(world, 'form-sent'))).json).toMatchObject({
      response_action: 'update',
      view: { callback_id: 'form', title: { text: 'Ask for a mentor' } },
    });
  });

  test('and refused keeps what was typed, with the errors at their fields', async () => {
    const errors = { mentor: 'Dr Example is on leave.', '': 'Please look again.', gone: 'Too late.' };
    world.engine(() => ({ reply: 'reject', open: open({ errors, values: {} }) }));
    expect((await world.interact(fixture(world, 'form-sent'))).json).toEqual({
      response_action: 'errors',
      errors: { mentor: 'Dr Example is on leave.', note: 'Please look again. Too late.' },
    });
  });

  test('and refused because it has changed meanwhile is drawn again with what was typed', async () => {
    const areas = { ...fields['areas'], options: [{ value: 'audit', label: 'Audit' }] } as Field; // one is gone
    world.engine((event) => ({
      reply: 'reject',
      open: open({
        form: form({ title: 'Ask for a mentor', fields: { ...fields, areas }, submit: 'Send' }),
        errors: { areas: 'Research is no longer offered.' },
        values: event.deed.type === 'submit' ? event.deed.values : {},
      }),
    }));
    const { json } = await world.interact(fixture(world, 'form-sent'));
    expect(json).toMatchObject({
      response_action: 'update',
      view: {
        blocks: [
          {
            type: 'section',
            text: { text: expect.stringContaining('Areas: Research is no longer offered.') },
          },
          { block_id: 'note', element: { initial_value: 'Two lines\nof text' } },
          {
            block_id: 'mentor',
            element: { initial_option: { text: { text: 'Dr Ben Example – Renal medicine' } } },
          },
          { block_id: 'areas', element: { initial_options: [{ value: 'audit' }] } },
          { block_id: 'when' },
          { block_id: 'told' },
        ],
      },
    });
  });

  test('and failed keeps what was typed and asks to send it again', async () => {
    world.engine(() => Promise.reject(new Error('no database')));
    const { json } = await world.interact(fixture(world, 'form-sent'));
    expect(json).toEqual({
      response_action: 'errors',
      errors: { note: expect.stringContaining('Nothing you entered is lost') },
    });
  });

  test('sent again after a refusal is a new deed, because what stood in the way may be gone', async () => {
    world.engine(() => ({ reply: 'reject', open: open({ errors: { mentor: 'On leave.' } }) }));
    await world.interact(fixture(world, 'form-sent'));
    world.engine(() => ({ reply: 'ack' }));
    await world.interact({ ...fixture(world, 'form-sent'), trigger_id: 'second' });
    const [first, second] = world.events.map((event) => event.id);
    expect(second).not.toBe(first);
  });

  test('three times at once gets the same answer three times, and its outcome is posted once', async () => {
    const turn = held<Reply>();
    world.engine(() => turn.promise);
    const sent = ['first', 'second', 'third'].map((trigger_id) =>
      world.interact({ ...fixture(world, 'form-sent'), trigger_id }),
    );
    await eventually(() => world.events.length > 0, 'the turn');
    turn.give(answerInPlace);
    for (const got of await Promise.all(sent))
      expect(got).toMatchObject({ status: 200, json: { response_action: 'clear' } });
    await world.adapter.stop();
    expect(world.events).toHaveLength(1);
    expect(world.callsTo('chat.postMessage')).toHaveLength(1);
  });

  test('again after it closed gets the same answer, and its outcome is not posted again', async () => {
    world.engine(() => answerInPlace);
    for (const trigger_id of ['first', 'second'])
      expect(await world.interact({ ...fixture(world, 'form-sent'), trigger_id })).toMatchObject({
        json: { response_action: 'clear' },
      });
    await world.adapter.stop();
    expect(world.callsTo('chat.postMessage')).toHaveLength(1);
  });

  test('three times at once and refused says so three times, and the next try is asked anew', async () => {
    const turn = held<Reply>();
    world.engine(() => turn.promise);
    const sent = ['first', 'second', 'third'].map((trigger_id) =>
      world.interact({ ...fixture(world, 'form-sent'), trigger_id }),
    );
    await eventually(() => world.events.length > 0, 'the turn');
    turn.give({ reply: 'reject', open: open({ errors: { mentor: 'On leave.' } }) });
    for (const got of await Promise.all(sent))
      expect(got.json).toEqual({ response_action: 'errors', errors: { mentor: 'On leave.' } });
    world.engine(() => ({ reply: 'ack' }));
    const next = await world.interact({ ...fixture(world, 'form-sent'), trigger_id: 'fourth' });
    expect(next.json).toEqual({ response_action: 'clear' });
    expect(world.events.at(-1)?.id).not.toBe(world.events[0]?.id);
  });

  test('again after it failed is taken again', async () => {
    world.engine(() => Promise.reject(new Error('no database')));
    await world.interact(fixture(world, 'form-sent'));
    world.engine(() => ({ reply: 'ack' }));
    const next = await world.interact({ ...fixture(world, 'form-sent'), trigger_id: 'second' });
    expect(next.json).toEqual({ response_action: 'clear' });
    const [first, second] = world.events.map((event) => event.id);
    expect(second).toBe(first);
  });

  test('with a confidential outcome that was sent again shows it again, and nobody remembers it meanwhile', async () => {
    world.engine(() => ({ ...answerInPlace, confidential: true }));
    for (const trigger_id of ['first', 'second'])
      expect((await world.interact({ ...fixture(world, 'form-sent'), trigger_id })).json).toMatchObject({
        response_action: 'update',
        view: { title: { text: 'Thank you' } },
      });
    expect(world.events).toHaveLength(2);
  });

  test('again while it is still being saved is asked to wait again, and sees the outcome once it is saved', async () => {
    await world.close();
    world = await createWorld({ patienceMs: 20 });
    const turn = held<Reply>();
    world.engine(() => turn.promise);
    for (const trigger_id of ['first', 'second'])
      expect((await world.interact({ ...fixture(world, 'form-sent'), trigger_id })).json).toMatchObject({
        errors: { note: expect.stringContaining('saved') },
      });
    expect(world.events).toHaveLength(1);
    turn.give(answerInPlace);
    await eventually(() => world.callsTo('views.update').length === 1, 'the outcome');
    const third = await world.interact({ ...fixture(world, 'form-sent'), trigger_id: 'third' });
    expect(third.json).toEqual({ response_action: 'clear' });
  });

  test('that takes long keeps what was typed on the screen until the outcome is there', async () => {
    await world.close();
    world = await createWorld({ patienceMs: 20 });
    const turn = held<Reply>();
    world.engine(() => turn.promise);
    const { json } = await world.interact(fixture(world, 'form-sent'));
    expect(json).toMatchObject({
      response_action: 'errors',
      errors: { note: expect.stringContaining('saved') },
    });
    turn.give(answerInPlace);
    await eventually(() => world.calls.length === 1, 'the outcome');
    expect(world.callsTo('views.update')[0]?.body).toMatchObject({
      view_id: 'V0FORM0001',
      view: { title: { text: 'Thank you' } },
    });
  });

  test('that takes long and then fails stays as it is', async () => {
    await world.close();
    world = await createWorld({ patienceMs: 20 });
    const turn = held<Reply>();
    world.engine(() => turn.promise);
    expect((await world.interact(fixture(world, 'form-sent'))).json['response_action']).toBe('errors');
    turn.fail(new Error('no database'));
    await world.adapter.stop();
    expect(world.calls).toEqual([]);
  });

  test('closed without sending is acknowledged, whatever comes of it', async () => {
    world.engine(() => Promise.reject(new Error('no database')));
    expect(await world.interact(fixture(world, 'form-closed'))).toMatchObject({ status: 200, text: '' });
    expect(world.events[0]?.deed).toEqual({ type: 'dismiss', reference });
  });
});

describe('a picker', () => {
  test('offers the people whom the engine finds, at most a hundred, with what tells them apart', async () => {
    const asked: [string, number][] = [];
    world.people((typed, limit) => {
      asked.push([typed, limit]);
      return Array.from({ length: 120 }, (_, index) => ({
        id: `p${index}`,
        name: 'Dr Ben Example',
        detail: 'Renal',
      }));
    });
    const { json } = await world.interact(fixture(world, 'search-for-person'));
    expect(asked).toEqual([['ben', 100]]);
    expect(json['options']).toHaveLength(100);
    expect(json['options']).toContainEqual({
      text: { type: 'plain_text', text: 'Dr Ben Example – Renal', emoji: false },
      value: 'p0',
    });
  });

  test('offers time zones by part of their name', async () => {
    const { json } = await world.interact(fixture(world, 'search-for-zone'));
    expect(json['options']).toMatchObject([
      {
        text: { text: expect.stringContaining('Buenos Aires') },
        value: expect.stringContaining('Buenos_Aires'),
      },
    ]);
  });

  test('offers nothing rather than fail', async () => {
    world.people(() => {
      throw new Error('no database');
    });
    expect((await world.interact(fixture(world, 'search-for-person'))).json).toEqual({ options: [] });
  });
});
