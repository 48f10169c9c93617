/** Sending through the real SDK: once, to whom it is meant, and with every refusal understood. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readMessageAddress } from '../../../adapters/teams/address.ts';
import { tokenCredentials } from '../../../adapters/teams/credentials.ts';
import type { OutgoingMessage } from '../../../src/engine/ports.ts';
import { asMessageAddress, type Address, type Profile } from '../../../src/engine/terms.ts';
import { asReference, type Reference } from '../../../src/ui/reference.ts';
import { button, buttons, card, text } from '../../../src/ui/view.ts';
import { aMention, aMessage, TENANT } from './activities.ts';
import { member } from './connector-double.ts';
import { APP_ID } from './issuer.ts';
import { faults } from './teams-rules.ts';
import { startWorld, type World } from './world.ts';

const workspace = { platform: 'teams', externalId: TENANT };
const message: OutgoingMessage = {
  card: card<Reference>(
    'A reminder',
    text('You meet tomorrow.'),
    buttons(button('Fine', asReference('r-1'))),
  ),
  files: [],
};

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const chat = (): Address => ({
  serviceUrl: world.connector.url,
  tenantId: TENANT,
  conversationId: 'a:chat-of-ada',
  userId: '29:ada',
  aadObjectId: 'ada',
  botId: '28:bot',
});

describe('sending', () => {
  test('posts the card once, signed with our token, and tells where it is', async () => {
    const sent = await world.adapter.port.send(chat(), message);
    expect(sent).toEqual({ message: asMessageAddress('1700000001 a:chat-of-ada') });
    const [call, ...others] = world.connector.calls;
    expect(others).toEqual([]);
    expect(call).toMatchObject({
      method: 'POST',
      path: '/v3/conversations/a%3Achat-of-ada/activities',
      token: 'Bearer outbound-token',
      body: {
        type: 'message',
        summary: 'A reminder: You meet tomorrow.',
        recipient: { id: '29:ada' },
        channelData: { tenant: { id: TENANT } },
      },
    });
    expect(call?.body.text).toBeUndefined();
    expect(faults(call?.body.attachments?.[0]?.content ?? {})).toEqual([]);
  });

  test('to somebody new opens their chat first, and gives back the address with it', async () => {
    const { conversationId: _, ...stranger } = chat();
    const sent = await world.adapter.port.send(stranger, message);
    expect(world.connector.calls.map((call) => `${call.method} ${call.path}`)).toEqual([
      'POST /v3/conversations',
      'POST /v3/conversations/a%3Aopened-conversation/activities',
    ]);
    expect(world.connector.calls[0]?.body).toMatchObject({
      isGroup: false,
      members: [{ id: '29:ada' }],
      tenantId: TENANT,
    });
    expect(sent.address).toEqual({ ...stranger, conversationId: 'a:opened-conversation' });
  });

  test('to somebody who never spoke uses their account in the tenant', async () => {
    await world.adapter.port.send(world.adapter.port.addressOf(workspace, 'ben'), message);
    expect(world.connector.calls[0]?.body.members).toMatchObject([{ id: 'ben' }]);
  });

  test.each([
    ['429', { status: 429, headers: { 'retry-after': '3' } }, 'retry-at', 3_000],
    ['412', { status: 412 }, 'retry-at', 2_000],
    ['500', { status: 500 }, 'unreachable', undefined],
    ['502', { status: 502 }, 'unreachable', undefined],
    ['a dropped connection', 'drop', 'unreachable', undefined],
    ['an answer without an id', { status: 201, body: {} }, 'unreachable', undefined],
    [
      'somebody who blocked the bot',
      {
        status: 403,
        body: { errorCode: 209, message: '{"subCode":"MessageWritesBlocked","details":null}' },
      },
      'gone',
      undefined,
    ],
    [
      'a bot that is not in the conversation',
      { status: 403, body: { error: { code: 'BotNotInConversationRoster', message: 'not there' } } },
      'gone',
      undefined,
    ],
    [
      'a conversation that is no more',
      { status: 404, body: { error: { code: 'ConversationNotFound', message: 'no such' } } },
      'gone',
      undefined,
    ],
    [
      'a message too large',
      { status: 413, body: { error: { code: 'MessageSizeTooBig' } } },
      'our-fault',
      undefined,
    ],
    ['401', { status: 401 }, 'forbidden', undefined],
    [
      'being sent elsewhere',
      { status: 307, headers: { location: 'http://127.0.0.1:9/elsewhere' } },
      'unreachable',
      undefined,
    ],
  ] as const)(
    'makes exactly one POST when Teams answers with %s',
    async (_, answer, failure, retryAfterMs) => {
      world.connector.next(answer);
      const error: unknown = await world.adapter.port
        .send(chat(), message)
        .catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: 'DeliveryError', failure });
      expect(error).toHaveProperty('retryAfterMs', retryAfterMs);
      // Only the first answer is bad: a second POST would have been answered well, and there would be no error.
      expect(world.connector.calls).toHaveLength(1);
    },
  );

  test('gives up on a Teams that does not answer, after one POST', async () => {
    const impatient = await startWorld({ callMs: 150 });
    impatient.connector.next('hang');
    const to = { ...chat(), serviceUrl: impatient.connector.url };
    await expect(impatient.adapter.port.send(to, message)).rejects.toMatchObject({
      failure: 'unreachable',
      code: 'timeout',
    });
    expect(impatient.connector.calls).toHaveLength(1);
    await impatient.close();
  });

  test('gives up on a sign-in that does not answer, and sends nothing when it answers after all', async () => {
    let answer: ((token: string) => void) | undefined;
    const impatient = await startWorld({
      callMs: 50,
      credentials: tokenCredentials(APP_ID, () => new Promise((resolve) => (answer = resolve))),
    });
    const to = { ...chat(), serviceUrl: impatient.connector.url };
    await expect(impatient.adapter.port.send(to, message)).rejects.toMatchObject({ code: 'timeout' });
    answer?.('late-token');
    await new Promise((resolve) => setImmediate(resolve));
    expect(impatient.connector.calls).toEqual([]);
    await impatient.close();
  });

  test('never gives our token to a host that is not of Teams', async () => {
    for (const serviceUrl of [
      'https://evil.example/',
      'https://evil.trafficmanager.net/',
      'https://smba.trafficmanager.net.evil.example/',
      'https://user@smba.trafficmanager.net/',
      'http://smba.trafficmanager.net/',
      'not a url',
    ])
      await expect(world.adapter.port.send({ ...chat(), serviceUrl }, message)).rejects.toMatchObject({
        failure: 'our-fault',
        code: 'service_url_not_allowed',
      });
    expect(world.connector.calls).toEqual([]);
  });

  test('to an address or a message of another platform is our fault, not a crash', async () => {
    await expect(world.adapter.port.send({ channel: 'C1' }, message)).rejects.toMatchObject({
      failure: 'our-fault',
    });
    await expect(
      world.adapter.port.update(chat(), asMessageAddress('nonsense'), message.card),
    ).rejects.toMatchObject({ failure: 'our-fault' });
  });
});

describe('replacing a message', () => {
  test('puts the new card where the old one is', async () => {
    const { message: where } = await world.adapter.port.send(chat(), message);
    await world.adapter.port.update(chat(), where, card<Reference>('Done'));
    expect(readMessageAddress(where)).toEqual({ conversationId: 'a:chat-of-ada', activityId: '1700000001' });
    expect(world.connector.calls[1]).toMatchObject({
      method: 'PUT',
      path: '/v3/conversations/a%3Achat-of-ada/activities/1700000001',
    });
  });

  test('that is no more is gone', async () => {
    world.connector.next({ status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } });
    await expect(
      world.adapter.port.update(chat(), asMessageAddress('1 a:1'), message.card),
    ).rejects.toMatchObject({ failure: 'gone' });
  });
});

describe('who somebody is', () => {
  test('is asked where they were heard', async () => {
    await world.send(aMessage(world.where, 'ask'));
    expect(await world.adapter.port.profile(workspace, 'ada')).toEqual({
      externalId: 'ada',
      name: 'Dr ada',
      email: 'ada@hospital.example',
    });
    expect(world.connector.calls[0]?.path).toBe('/v3/conversations/a%3Achat-of-ada/members/ada');
  });

  test('is asked in the team for somebody who spoke only there', async () => {
    await world.send(aMention(world.where, 'ask'));
    const [before] = [world.connector.calls.length];
    await world.adapter.port.profile(workspace, 'ada');
    expect(world.connector.calls[before]?.path).toBe(
      '/v3/conversations/19%3Ageneral%40thread.tacv2/members/ada',
    );
  });

  test.each([
    ['a guest by role', { userRole: 'guest' }],
    ['a guest by name', { userPrincipalName: 'ben_other.example#EXT#@hospital.example' }],
    ['somebody of another tenant', { tenantId: 'tenant-two' }],
  ])('tells %s from a colleague', async (_, more) => {
    await world.send(aMessage(world.where, 'ask'));
    world.connector.next({ status: 200, body: { ...member('ada'), ...more } });
    expect(await world.adapter.port.profile(workspace, 'ada')).toMatchObject({ outsider: true });
  });
});

/** A channel as the scheme that writes there keeps it. */
function channel(teamId: string) {
  return {
    serviceUrl: world.connector.url,
    tenantId: TENANT,
    conversationId: `${teamId}-channel`,
    teamId,
  };
}

async function everybody(): Promise<Profile[]> {
  const all: Profile[] = [];
  for await (const page of world.adapter.port.people(workspace)) all.push(...page);
  return all;
}

describe('everybody', () => {
  test('of the teams that the bot is in comes page by page, each person once', async () => {
    await world.send(aMention(world.where, 'help'));
    expect((await everybody()).map((one) => one.externalId)).toEqual(['ada', 'ben', 'cem']);
  });

  describe('for a process that has heard nothing from Teams', () => {
    test('is read from the teams whose channels it is told', async () => {
      await world.close();
      world = await startWorld({ channels: () => Promise.resolve([channel('19:wards@thread.tacv2')]) });
      expect((await everybody()).map((one) => one.externalId)).toEqual(['ada', 'ben', 'cem']);
      expect(world.connector.calls[0]?.path).toContain('/v3/conversations/19%3Awards%40thread.tacv2/');
    });

    test.each([403, 404])('is read past a team that it was removed from (%i)', async (status) => {
      await world.close();
      world = await startWorld({
        channels: () => Promise.resolve(['19:old@thread.tacv2', '19:new@thread.tacv2'].map(channel)),
      });
      world.connector.next({ status, body: { error: { code: 'BotNotInConversationRoster' } } });
      expect((await everybody()).map((one) => one.externalId)).toEqual(['ada', 'ben', 'cem']);
    });

    test('is asked for again later where Teams does not answer', async () => {
      await world.close();
      world = await startWorld({ channels: () => Promise.resolve([channel('19:wards@thread.tacv2')]) });
      world.connector.next('drop');
      await expect(everybody()).rejects.toMatchObject({ failure: 'unreachable' });
    });
  });

  test('is nobody where the bot is in no team', async () => {
    expect(await everybody()).toEqual([]);
  });
});

test('there is no page of the bot’s own to draw', async () => {
  expect(world.adapter.port.capabilities).toEqual({ files: 'link', home: false });
  await expect(world.adapter.port.showHome(chat(), message.card)).rejects.toMatchObject({
    failure: 'our-fault',
  });
});
