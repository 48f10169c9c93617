/** What somebody does in Teams and what they see then: through HTTP, the real SDK and real tokens. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FAILED, SLOW } from '../../../adapters/teams/answers.ts';
import type { Reply } from '../../../src/engine/reply.ts';
import { form, type OpenForm } from '../../../src/ui/form.ts';
import { asReference, type Reference } from '../../../src/ui/reference.ts';
import { button, buttons, card, list, text, type Card } from '../../../src/ui/view.ts';
import {
  aConversationUpdate,
  aMention,
  aMessage,
  anExecute,
  anInstallation,
  aSearch,
  aSubmit,
} from './activities.ts';
import { inputs, press } from './fill.ts';
import { faults } from './teams-rules.ts';
import { startWorld, type Answered, type World } from './world.ts';

const ref = asReference('11111111-aaaa-4bbb-8ccc-222222222222');
const CARD = 'application/vnd.microsoft.card.adaptive';
const WORDS = 'application/vnd.microsoft.activity.message';

const short = card<Reference>('Noted', text('We will ask again on Monday.'));
const secret = 'I would like to talk about leaving medicine';
const long = card<Reference>(
  'Your request',
  text(secret),
  list(['One', 'Two']),
  buttons(button('Change it', ref)),
);

const open = (more: Partial<OpenForm<Reference>> = {}): OpenForm<Reference> => ({
  view: 'open-form',
  form: form({
    title: 'Ask for a mentor',
    submit: 'Send',
    fields: {
      goal: { kind: 'longText', label: 'What would help', required: true, maxLength: 3_000 },
      who: { kind: 'person', label: 'Somebody in mind', required: false },
    },
  }),
  to: ref,
  instance: 'shown-once',
  ...more,
});

const answer = (view: Card<Reference>, inPlace: boolean): Reply => ({ reply: 'answer', card: view, inPlace });

let world: World;
beforeEach(async () => {
  world = await startWorld({ invokeMs: 300 });
});
afterEach(() => world.close());

function replies(reply: Reply): void {
  world.reply = () => Promise.resolve(reply);
}

function cardOf(answered: Answered): { body: object[] } {
  expect(answered.json).toMatchObject({ statusCode: 200, type: CARD });
  const drawn = answered.json.value as { body: object[] };
  expect(faults(drawn)).toEqual([]);
  return drawn;
}

/** The cards and texts that were posted as messages, in order. */
function posted(): string[] {
  return world.connector.calls
    .filter((call) => call.method === 'POST' && call.path.endsWith('/activities'))
    .map((call) => call.body.text ?? JSON.stringify(call.body.attachments?.[0]?.content));
}

const pressed = (): Promise<Answered> => world.send(anExecute(world.where, { rapport: { ref } }));

/** What the form's own button sends, besides the answers. */
const shown = (data: object = {}): object => ({
  rapport: { ref, instance: 'shown-once', form: true, ...data },
});

describe('words in private', () => {
  test('are answered by a message in the same chat', async () => {
    replies(answer(long, false));
    const answered = await world.send(aMessage(world.where, 'ask'));
    expect([answered.status, answered.text]).toEqual([200, '']);
    expect(world.connector.calls.map((call) => call.path)).toEqual([
      '/v3/conversations/a%3Achat-of-ada/activities',
    ]);
    expect(posted()[0]).toContain('leaving medicine');
  });

  test('that open a form get it as a message; sending it leaves no dead form behind, for good', async () => {
    replies({ reply: 'open', open: open() });
    await world.send(aMessage(world.where, 'ask'));
    const shown = world.connector.calls[0]?.body.attachments?.[0]?.content ?? {};
    replies({ reply: 'ack' });
    const sent = await world.send(anExecute(world.where, press(shown, 'Send', { one_goal: 'To lead' })));
    expect(JSON.stringify(cardOf(sent))).toContain('Done');
    expect(world.connector.calls[1]).toMatchObject({
      method: 'PUT',
      path: expect.stringContaining('/1698888888888') as string,
    });
  });

  test('that ask for nothing to be shown are answered by nothing', async () => {
    await world.send(aMessage(world.where, 'thanks'));
    expect(world.connector.calls).toEqual([]);
  });

  test('that arrive twice are one event and one answer', async () => {
    replies(answer(long, false));
    const twice = aMessage(world.where, 'ask');
    await Promise.all([world.send(twice), world.send(twice)]);
    await world.send(twice);
    expect(world.events).toHaveLength(1);
    expect(posted()).toHaveLength(1);
  });

  test('that could not be handled are answered kindly, and count when they come again', async () => {
    world.reply = () => Promise.reject(new Error('the database is away'));
    const words = aMessage(world.where, 'ask');
    expect((await world.send(words)).status).toBe(200);
    expect(posted()).toEqual([FAILED]);
    replies(answer(long, false));
    await world.send(words);
    expect(posted()).toHaveLength(2);
    expect(world.events).toHaveLength(2);
  });

  test('whose answer could not be posted are an error, so that they come again and are answered', async () => {
    replies(answer(long, false));
    world.connector.next({ status: 500 });
    const words = aMessage(world.where, 'ask');
    const answered = await world.send(words);
    expect([answered.status, answered.text]).toEqual([500, '']);
    expect((await world.send(words)).status).toBe(200);
    expect(posted()).toHaveLength(2);
  });
});

describe('a button in private', () => {
  test('opens its form in the place of the card', async () => {
    replies({ reply: 'open', open: open() });
    const drawn = cardOf(await pressed());
    expect(inputs(drawn).map((input) => input['id'])).toEqual(['one_goal', 'person_who']);
    expect(world.connector.calls).toEqual([]);
  });

  test('is answered in place where the answer takes the card’s place', async () => {
    replies(answer(long, true));
    expect(JSON.stringify(cardOf(await pressed()))).toContain('leaving medicine');
  });

  test('is answered beside the card by a sentence where one is enough', async () => {
    replies(answer(short, false));
    expect((await pressed()).json).toEqual({
      statusCode: 200,
      type: WORDS,
      value: 'Noted: We will ask again on Monday.',
    });
  });

  test('is answered by a new message where the answer is longer, and the card stays', async () => {
    replies(answer(long, false));
    const answered = await pressed();
    expect(answered.json).toMatchObject({ type: WORDS, value: expect.stringContaining('below') as string });
    expect(posted()).toHaveLength(1);
  });

  test('tells its answer beside the card when no message gets through', async () => {
    replies(answer(long, false));
    world.connector.next({ status: 500 });
    expect((await pressed()).json).toMatchObject({
      type: WORDS,
      value: expect.stringContaining(secret) as string,
    });
  });

  test('that only does something says that it is done', async () => {
    expect((await pressed()).json).toMatchObject({ type: WORDS, value: 'Done.' });
  });

  test('that could not be handled leaves the card as it is and says that nothing is lost', async () => {
    world.reply = () => Promise.reject(new Error('the database is away'));
    expect((await pressed()).json).toEqual({ statusCode: 200, type: WORDS, value: FAILED });
  });

  test('is answered in time, even when the turn takes longer', async () => {
    let finish: ((reply: Reply) => void) | undefined;
    world.reply = () => new Promise((resolve) => (finish = resolve));
    expect((await pressed()).json).toEqual({ statusCode: 200, type: WORDS, value: SLOW });
    finish?.({ reply: 'ack' });
  });
});

describe('a form in private', () => {
  const typed = { one_goal: 'To lead a team', person_who: 'id-1|Dr Ben Adeyemi' };

  test('that is refused comes back with everything that was typed, and says what is wrong', async () => {
    world.reply = (event) =>
      Promise.resolve({
        reply: 'reject',
        open: open({
          values: event.deed.type === 'submit' ? event.deed.values : {},
          errors: { goal: 'Please say a little more.' },
        }),
      });
    const drawn = cardOf(await world.send(anExecute(world.where, { ...shown(), ...typed })));
    expect(inputs(drawn)).toMatchObject([
      { id: 'one_goal', value: 'To lead a team' },
      { id: 'person_who', value: typed.person_who, choices: [{ title: 'Dr Ben Adeyemi' }] },
    ]);
    expect(JSON.stringify(drawn)).toContain('Please say a little more');
    expect(JSON.stringify(drawn)).toContain('Attention');
  });

  test('that could not be handled stays as it is', async () => {
    world.reply = () => Promise.reject(new Error('the database is away'));
    const answered = await world.send(anExecute(world.where, { ...shown(), ...typed }));
    expect(answered.json).toEqual({ statusCode: 200, type: WORDS, value: FAILED });
  });

  test('that a client sends three times, each under another id, is one event', async () => {
    replies(answer(long, false));
    for (let i = 0; i < 3; i += 1) await world.send(anExecute(world.where, { ...shown(), ...typed }));
    expect(world.events).toHaveLength(1);
    expect(posted()).toHaveLength(1);
  });

  test('makes way for its answer: a line in its place, more as a message', async () => {
    replies(answer(short, false));
    expect(
      JSON.stringify(cardOf(await world.send(anExecute(world.where, { ...shown(), ...typed })))),
    ).toContain('We will ask again');
    replies(answer(long, false));
    const other = { ...shown(), ...typed, one_goal: 'Something else' };
    expect(JSON.stringify(cardOf(await world.send(anExecute(world.where, other))))).toContain('Done');
    expect(posted()).toHaveLength(1);
  });

  test('that is closed says so, and can be opened again', async () => {
    const closed = cardOf(await world.send(anExecute(world.where, shown({ cancel: true }))));
    expect(world.events[0]?.deed).toEqual({ type: 'dismiss', reference: ref });
    expect(JSON.stringify(closed)).toContain('Nothing was sent');
    expect(press(closed, 'Open it again')).toEqual({ rapport: { ref } });
  });

  test('that was a message of its own is closed for good', async () => {
    await world.send(anExecute(world.where, shown({ cancel: true, alone: true })));
    expect(world.connector.calls).toMatchObject([{ method: 'PUT' }]);
    expect(JSON.stringify(world.connector.calls[0]?.body.attachments)).toContain('Nothing was sent');
  });
});

describe('a client without universal actions', () => {
  test('gets a form as a new message, so that the card it came from stays', async () => {
    replies({ reply: 'open', open: open() });
    await world.send(aSubmit(world.where, { rapport: { ref } }));
    expect(world.connector.calls.map((call) => call.method)).toEqual(['POST']);
  });

  test('sees the card replaced where the answer takes its place', async () => {
    replies(answer(long, true));
    await world.send(aSubmit(world.where, { rapport: { ref } }));
    expect(world.connector.calls).toMatchObject([
      { method: 'PUT', path: '/v3/conversations/a%3Achat-of-ada/activities/1698888888888' },
    ]);
  });

  test('gets the answer as a message when the card can no longer be replaced', async () => {
    replies(answer(long, true));
    world.connector.next({ status: 404 });
    await world.send(aSubmit(world.where, { rapport: { ref } }));
    expect(world.connector.calls.map((call) => call.method)).toEqual(['PUT', 'POST']);
  });

  test('sees a refused form with what was typed, in its place', async () => {
    replies({
      reply: 'reject',
      open: open({ values: { goal: 'To lead' }, errors: { goal: 'A little more.' } }),
    });
    const data = { rapport: { ref, instance: 'shown-once', form: true }, one_goal: 'To lead' };
    await world.send(aSubmit(world.where, data));
    expect(world.connector.calls).toMatchObject([{ method: 'PUT' }]);
    expect(JSON.stringify(world.connector.calls[0]?.body.attachments)).toContain('To lead');
  });
});

describe('in a channel', () => {
  test('words are answered in the person’s own chat; the channel sees one sentence without content', async () => {
    replies(answer(long, false));
    await world.send(aMention(world.where, 'ask'));
    const [opened, privately, openly, ...others] = world.connector.calls;
    expect(others).toEqual([]);
    expect(opened).toMatchObject({ path: '/v3/conversations', body: { members: [{ id: '29:ada' }] } });
    expect(privately?.path).toBe('/v3/conversations/a%3Aopened-conversation/activities');
    expect(JSON.stringify(privately?.body)).toContain(secret);
    expect(openly?.path).toContain('19%3Ageneral%40thread.tacv2%3Bmessageid%3D1699999999999');
    expect(JSON.stringify(openly?.body)).not.toContain(secret);
    expect(openly?.body.text).toMatch(/our own chat/);
  });

  test('the own chat is not opened again where it is known', async () => {
    await world.send(aMessage(world.where, 'hello'));
    replies(answer(long, false));
    await world.send(aMention(world.where, 'ask'));
    expect(world.connector.calls.map((call) => call.path.split('/')[3])).toEqual([
      'a%3Achat-of-ada',
      '19%3Ageneral%40thread.tacv2%3Bmessageid%3D1699999999999',
    ]);
  });

  test('somebody who has not added the bot is told how, and nothing else', async () => {
    replies(answer(long, false));
    world.connector.next({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });
    await world.send(aMention(world.where, 'ask'));
    expect(posted()).toHaveLength(1);
    expect(posted()[0]).toMatch(/Open Apps in Teams/);
    expect(posted()[0]).not.toContain(secret);
  });

  test.each([
    ['an answer', answer(long, false)],
    ['an answer in place', answer(long, true)],
    ['a form', { reply: 'open', open: open() } as const],
  ])('a button never shows %s to the others', async (_, reply) => {
    replies(reply);
    const answered = await world.send(anExecute({ ...world.where, channel: true }, { rapport: { ref } }));
    expect(answered.json).toMatchObject({ type: WORDS });
    expect(answered.text).not.toContain(secret);
    for (const call of world.connector.calls) expect(call.path).not.toContain('thread.tacv2');
  });
});

describe('people and zones while somebody types', () => {
  test('are found in their own organisation, with what tells two of a name apart', async () => {
    world.people.push(
      { id: 'id-1', name: 'Dr Ada Okafor', detail: 'Cardiology' },
      { id: 'id-2', name: 'Dr Ben, "the other"' },
    );
    const answered = await world.send(aSearch(world.where, 'people', 'Dr'));
    expect(answered.json).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.search.searchResponse',
      value: {
        results: [
          { title: 'Dr Ada Okafor (Cardiology)', value: 'id-1|Dr Ada Okafor' },
          { title: 'Dr Ben, "the other"', value: 'id-2|Dr Ben%2C "the other"' },
        ],
      },
    });
  });

  test('zones are found by city', async () => {
    const answered = await world.send(aSearch(world.where, 'zones', 'lond'));
    expect(answered.json.value).toEqual({ results: [{ title: 'Europe/London', value: 'Europe/London' }] });
  });

  test('nothing is found in a set that is not ours', async () => {
    const answered = await world.send(aSearch(world.where, 'graph.microsoft.com/users', 'a'));
    expect(answered.json.value).toEqual({ results: [] });
  });
});

describe('installing', () => {
  test('is greeted once, though Teams tells it twice', async () => {
    replies(answer(card<Reference>('Welcome', text('Type ask to find a mentor.')), false));
    await world.send(aConversationUpdate(world.where));
    await world.send(anInstallation(world.where, 'add'));
    expect(world.events.map((event) => event.deed.type)).toEqual(['hello']);
    expect(posted()).toHaveLength(1);
  });

  test('removing tells the engine and sends nothing to a chat that is shut', async () => {
    replies(answer(long, false));
    await world.send(anInstallation(world.where, 'remove'));
    expect(world.events.map((event) => event.deed.type)).toEqual(['goodbye']);
    expect(world.connector.calls).toEqual([]);
  });
});

test('an invoke that is not offered is said to be so', async () => {
  const answered = await world.send({ ...anExecute(world.where, {}), name: 'task/fetch' });
  expect(answered.status).toBe(501);
});

test('what people wrote never reaches the log', async () => {
  replies(answer(long, false));
  world.connector.next({ status: 500 });
  await world.send(aMessage(world.where, secret));
  world.reply = () => Promise.reject(new Error(`cannot keep "${secret}"`));
  await world.send(aMessage(world.where, secret));
  const kept = world.logged.map((event) => ('error' in event ? { ...event, error: undefined } : event));
  expect(kept.length).toBeGreaterThan(0);
  expect(JSON.stringify(kept)).not.toContain(secret);
});
