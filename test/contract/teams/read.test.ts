/** What comes from Teams, as the engine is told it. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readActivity, type ReadEvent } from '../../../adapters/teams/read.ts';
import {
  aConversationUpdate,
  aMention,
  aMessage,
  anExecute,
  anInstallation,
  aSearch,
  aSubmit,
  BOT,
  TENANT,
  type Activity,
} from './activities.ts';

const where = { serviceUrl: 'https://smba.trafficmanager.net/uk/' };
const ref = '11111111-aaaa-4bbb-8ccc-222222222222';

function event(activity: Activity): ReadEvent {
  const reading = readActivity(activity);
  if (reading.read !== 'event') throw new Error(`Read as ${JSON.stringify(reading)}.`);
  return reading;
}

const zone = (rest: Activity): string | undefined => event(aMessage(where, 'x', rest)).event.account.zone;

describe('words in private', () => {
  test.each([
    ['ask', 'ask'],
    ['  ask  ', 'ask'],
    ['/mentor ask', 'ask'],
    ['Mentor ask', 'ask'],
    ['mentor\u00a0ask', 'ask'],
    ['/mentor', ''],
    ['mentoring is good', 'mentoring is good'],
    ['pause until 3 January', 'pause until 3 January'],
    ['', ''],
  ])('%j is %j', (typed, text) => {
    expect(event(aMessage(where, typed)).event.deed).toEqual({ type: 'words', text });
  });

  test('are read also where clients send them a second time as HTML, the name of the bot alone too', () => {
    const attachments = [{ contentType: 'text/html', content: '<p>/mentor</p>' }];
    expect(event(aMessage(where, '/mentor', { attachments })).event.deed).toEqual({
      type: 'words',
      text: '',
    });
  });

  test('come with who, where and their zone', () => {
    const reading = event(aMessage(where, 'ask'));
    expect(reading.event).toMatchObject({
      workspace: { platform: 'teams', externalId: TENANT },
      account: {
        externalId: 'ada',
        name: 'Dr ada',
        zone: 'Europe/London',
        address: {
          conversationId: 'a:chat-of-ada',
          serviceUrl: where.serviceUrl,
          tenantId: TENANT,
          userId: '29:ada',
          botId: BOT,
        },
      },
    });
    expect(reading.event.channel).toBeUndefined();
  });

  test('take the zone from the client where the message does not name it, and none that is no zone', () => {
    const client = { type: 'clientInfo', timezone: 'Australia/Sydney' };
    expect(zone({ localTimezone: undefined, entities: [client] })).toBe('Australia/Sydney');
    expect(zone({ localTimezone: 'GMT Standard Time' })).toBeUndefined();
  });

  test('lose only the bot’s own name', () => {
    const other = { type: 'mention', mentioned: { id: '29:ben' }, text: '<at>Ben</at>' };
    const us = { type: 'mention', mentioned: { id: BOT }, text: '<at>Rapport</at>' };
    const reading = event(aMessage(where, '<at>Rapport</at> tell <at>Ben</at>', { entities: [us, other] }));
    expect(reading.event.deed).toEqual({ type: 'words', text: 'tell <at>Ben</at>' });
  });
});

describe('words in a channel', () => {
  const reading = event(aMention(where, 'mentor help'));

  test('name the channel and are without the bot’s name', () => {
    expect(reading.event.deed).toEqual({ type: 'words', text: 'help' });
    expect(reading.event.channel).toMatchObject({
      platform: 'teams',
      workspace: TENANT,
      name: 'Announcements',
      address: { conversationId: '19:general@thread.tacv2', teamId: '19:general@thread.tacv2' },
    });
  });

  test('never make the channel somebody’s own address', () => {
    expect(reading.event.account.address).toBeUndefined();
    expect(reading.person.conversationId).toBeUndefined();
  });

  test('a chat of several people counts as a channel too, and so does one whose kind is unknown', () => {
    for (const conversationType of ['groupChat', undefined]) {
      const conversation = { id: '19:group@thread.v2', conversationType, tenantId: TENANT };
      expect(event(aMessage(where, 'help', { conversation })).event.channel).toBeDefined();
    }
  });
});

describe('a card that was used', () => {
  test('is a press, with where the card is', () => {
    const { event: read } = event(anExecute(where, { rapport: { ref } }));
    expect(read.deed).toEqual({ type: 'press', reference: ref });
    expect(read.origin).toEqual({ message: '1698888888888 a:chat-of-ada', ephemeral: false });
  });

  test('is the same press from a client without universal actions', () => {
    expect(event(aSubmit(where, { rapport: { ref } })).event.deed).toEqual({ type: 'press', reference: ref });
  });

  test('is a closed form when Cancel was pressed', () => {
    const data = { rapport: { ref, instance: 'i', form: true, cancel: true }, one_goal: 'unfinished' };
    expect(event(anExecute(where, data)).event.deed).toEqual({ type: 'dismiss', reference: ref });
  });

  test('gives the answers of a form, each of its kind', () => {
    const data = {
      rapport: { ref, instance: 'i', form: true },
      one_goal: 'To lead\nwell',
      one_number: 4,
      many_areas: 'leadership,career%2Cplanning',
      person_who: 'id-1|Dr%20Ben',
      people_blocked: 'id-2|Dr%20A,id-3|Dr%20B',
      many_none: '',
      stray: 'not an input',
    };
    const reading = event(anExecute(where, data));
    expect(reading.event.deed).toMatchObject({
      type: 'submit',
      instance: 'i',
      values: {
        goal: 'To lead\nwell',
        number: '4',
        areas: ['leadership', 'career,planning'],
        who: 'id-1',
        blocked: ['id-2', 'id-3'],
        none: [],
      },
    });
    expect(reading.names).toEqual({ 'id-1': 'Dr Ben', 'id-2': 'Dr A', 'id-3': 'Dr B' });
  });

  test('that is not ours is not for us', () => {
    for (const data of [{}, { other: { ref } }, { rapport: { ref: 7 } }, { rapport: { form: true } }])
      expect(readActivity(anExecute(where, data)).read).toBe('nothing');
  });
});

describe('the id of an event', () => {
  const submit = { rapport: { ref, instance: 'i', form: true }, one_goal: 'x' };

  test('is the same when the same activity comes again, and different for another', () => {
    const once = aMessage(where, 'ask');
    expect(event(once).event.id).toBe(event({ ...once, text: 'ask' }).event.id);
    expect(event(once).event.id).not.toBe(event(aMessage(where, 'ask')).event.id);
  });

  test('of a form is the same when a client sends it again under another activity id', () => {
    expect(event(anExecute(where, submit)).event.id).toBe(event(anExecute(where, submit)).event.id);
    expect(event(anExecute(where, submit)).event.id).toBe(event(aSubmit(where, submit)).event.id);
  });

  test('of a form differs with the answers, with the time it was shown, and with who sent it', () => {
    const ids = [
      event(anExecute(where, submit)),
      event(anExecute(where, { ...submit, one_goal: 'y' })),
      event(anExecute(where, { ...submit, rapport: { ...submit.rapport, instance: 'j' } })),
      event(anExecute({ ...where, who: 'ben' }, submit)),
    ].map((reading) => reading.event.id);
    expect(new Set(ids).size).toBe(4);
  });

  test('has at most 200 characters', () => {
    const long = { ...aMessage(where, 'x'), id: 'f'.repeat(900) };
    const data = { rapport: { ref, instance: 'i'.repeat(64), form: true } };
    for (const reading of [event(long), event(anExecute(where, data))])
      expect(reading.event.id.length).toBeLessThanOrEqual(200);
  });
});

describe('installing', () => {
  test('is hello, removing is goodbye', () => {
    expect(event(anInstallation(where, 'add')).event.deed).toEqual({ type: 'hello' });
    expect(event(anInstallation(where, 'remove')).event.deed).toEqual({ type: 'goodbye' });
  });

  test('says hello once: not for the conversation update that comes with it, an upgrade, or a team', () => {
    for (const activity of [
      aConversationUpdate(where),
      anInstallation(where, 'add-upgrade'),
      anInstallation(where, 'remove-upgrade'),
      anInstallation({ ...where, channel: true }, 'add'),
    ])
      expect(readActivity(activity).read).toBe('nothing');
  });
});

describe('searching', () => {
  test('says who asks, what for and how much is shown', () => {
    expect(readActivity(aSearch(where, 'people', ' oka '))).toEqual({
      read: 'search',
      dataset: 'people',
      typed: 'oka',
      limit: 15,
      asker: { tenantId: TENANT, aadObjectId: 'ada' },
    });
  });
});

describe('what is not for us', () => {
  const from = (more: Activity): Activity => ({
    ...aMessage(where, 'ask'),
    from: { id: '29:ada', aadObjectId: 'ada', ...more },
  });

  test.each([
    ['somebody without an account of the tenant', from({ aadObjectId: undefined })],
    ['an account id that is none', from({ aadObjectId: '../x' })],
    ['a bot', from({ id: BOT })],
    ['a reaction', { ...aMessage(where, ''), type: 'messageReaction' }],
    ['an edited message', { ...aMessage(where, 'ask'), type: 'messageUpdate' }],
    ['somebody typing', { ...aMessage(where, ''), type: 'typing' }],
    ['no tenant', { ...aMessage(where, 'ask'), conversation: { id: 'a:1' }, channelData: {} }],
    ['two tenants', { ...aMessage(where, 'ask'), channelData: { tenant: { id: 'tenant-two' } } }],
    ['an invoke of another kind', { ...anExecute(where, {}), name: 'task/fetch' }],
  ])('%s', (_, activity) => {
    expect(readActivity(activity).read).toBe('nothing');
  });

  test('reading never throws, whatever comes in', () => {
    const bases = [
      aMessage(where, 'x'),
      anExecute(where, { rapport: { ref } }),
      aSearch(where, 'people', 'x'),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...bases),
        fc.string(),
        fc.jsonValue(),
        fc.jsonValue(),
        (base, key, a, b) => {
          expect(() => readActivity(a)).not.toThrow();
          for (const spoilt of [...Object.keys(base), key])
            expect(() => readActivity({ ...base, [spoilt]: b })).not.toThrow();
        },
      ),
    );
  });

  test('names that every object has are not read as if somebody had sent them', () => {
    const data = JSON.parse(`{"__proto__":{"rapport":{"ref":"${ref}"}}}`) as object;
    expect(readActivity(anExecute(where, data)).read).toBe('nothing');
    const sneaky = JSON.parse(
      `{"rapport":{"ref":"${ref}","instance":"i","form":true},"one___proto__":"x","one_toString":"y"}`,
    ) as object;
    const { deed } = event(anExecute(where, sneaky)).event;
    expect(deed.type === 'submit' && Object.keys(deed.values)).toEqual(['__proto__', 'toString']);
    expect(({} as { x?: string }).x).toBeUndefined();
  });
});
