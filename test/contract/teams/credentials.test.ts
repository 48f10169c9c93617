/** How the bot proves itself where Microsoft's sign-in is not: against a stand-in on this machine. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loopbackCredentials } from '../../../adapters/teams/credentials.ts';
import { asReference, type Reference } from '../../../src/ui/reference.ts';
import { button, buttons, card } from '../../../src/ui/view.ts';
import { TENANT } from './activities.ts';
import { APP_ID } from './issuer.ts';
import { startWorld, type World } from './world.ts';

const asked: URLSearchParams[] = [];
let answer: { status: number; body: object };
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk: Buffer) => (text += chunk.toString()));
  request.on('end', () => {
    asked.push(new URLSearchParams(text));
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
});
const message = { card: card<Reference>('Hello', buttons(button('Fine', asReference('r')))), files: [] };

let world: World;
beforeEach(async () => {
  asked.length = 0;
  answer = { status: 200, body: { access_token: 'signed-in', expires_in: 3_600 } };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  world = await startWorld({
    credentials: undefined,
    appPassword: 'the-secret',
    loginUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tenant`,
  });
});
afterEach(async () => {
  await world.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const send = (): Promise<unknown> =>
  world.adapter.port.send(
    { serviceUrl: world.connector.url, tenantId: TENANT, conversationId: 'a:1', userId: '29:ada' },
    message,
  );

describe('a stand-in for sign-in', () => {
  test('is asked once for a token, which then signs everything', async () => {
    await send();
    await send();
    expect(asked.map((form) => Object.fromEntries(form))).toEqual([
      {
        grant_type: 'client_credentials',
        client_id: APP_ID,
        client_secret: 'the-secret',
        scope: 'https://api.botframework.com/.default',
      },
    ]);
    expect(world.connector.calls.map((call) => call.token)).toEqual(['Bearer signed-in', 'Bearer signed-in']);
  });

  test('that refuses the secret means that an operator has to act, and nothing is sent', async () => {
    answer = { status: 401, body: { error: 'invalid_client' } };
    await expect(send()).rejects.toMatchObject({ failure: 'forbidden', code: 'invalid_client' });
    expect(world.connector.calls).toEqual([]);
  });

  test('must be on this machine: the secret goes nowhere else in plain sight', () => {
    expect(() =>
      loopbackCredentials({
        appId: APP_ID,
        appPassword: 'the-secret',
        loginUrl: 'http://login.example/',
        scope: 'x',
        timeoutMs: 1,
      }),
    ).toThrow(/this machine/);
  });
});
