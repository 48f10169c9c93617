/** Many workspaces install Rapport themselves: over HTTP, with the real SDK, before a Slack that is strict about it. */

import { ClearStateStore } from '@slack/oauth';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventEnvelope, farewells } from '../../adapters/playground/slack-payloads.ts';
import { slackScopes } from '../../src/app/commands/manifest-slack.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { openBrowser } from '../support/cookie-browser.ts';
import { consent, install, secrets, startInstalling } from '../support/installing.ts';
import type { InstallingSite } from '../support/installing.ts';

let site: InstallingSite;
let inside: Inside | undefined;

async function start(): Promise<void> {
  site = await startInstalling();
  inside = undefined;
}
async function stop(): Promise<void> {
  await inside?.close();
  await site.stop();
}

const meadow = 'T0MEADOW';
const eastmere = 'T0EASTMERE';

async function database(): Promise<Inside> {
  inside ??= await insideOf(site);
  return inside;
}

async function workspaces(): Promise<readonly { name: string; external_id: string; installed: boolean }[]> {
  return (await database()).query(
    `select name, external_id, token is not null as installed
     from workspace join organisation using (organisation_id) order by external_id`,
  );
}

function exchanges(): readonly string[] {
  return site.slack.calls.filter(({ method }) => method === 'oauth.v2.access').map(({ result }) => result);
}

async function logged(type: string, more: object = {}): Promise<void> {
  await expect
    .poll(() => site.log, { timeout: 5_000 })
    .toContainEqual(expect.objectContaining({ type, ...more }));
}

describe('a workspace that installs Rapport', () => {
  beforeEach(start);
  afterEach(stop);

  test('goes to Slack with the scopes of the manifest and a state of this browser alone', async () => {
    const browser = openBrowser();
    const begun = await browser.get(`${site.url}/slack/install`);
    expect(begun.status).toBe(302);
    expect(begun.headers.get('cache-control')).toBe('no-store');
    expect(begun.headers.getSetCookie()[0]).toMatch(/; Secure; HttpOnly;/);
    const asked = new URL(begun.location ?? '').searchParams;
    expect(asked.get('scope')?.split(',').toSorted()).toEqual([...slackScopes()].toSorted());
    expect(asked.get('redirect_uri')).toBe(`${site.url}/slack/oauth_redirect`);
    expect([...browser.cookies.values()]).toEqual([asked.get('state')]);
  });

  test('becomes an organisation of its name, whose people are known and answered', async () => {
    const page = await install(site, meadow);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Rapport is installed in Meadowbank');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await workspaces()).toEqual([{ name: 'Meadowbank', external_id: meadow, installed: true }]);
    await logged('directory_read');
    await site.first.client.act('amara', { command: '/mentor help' });
    await site.first.client.act('amara', { say: 'help' });
    expect(site.slack.calls.at(-1)).toMatchObject({ method: 'chat.postMessage', result: 'ok' });
    expect(site.log.filter(({ type }) => type === 'turn_failed')).toEqual([]);
  });

  test('stays apart from the next one that does, whose name is written as it is', async () => {
    await install(site, meadow);
    const page = await install(site, eastmere);
    expect(page.text).toContain('Rapport is installed in Eastmere &lt;Trust&gt;');
    expect(await workspaces()).toEqual([
      { name: 'Eastmere <Trust>', external_id: eastmere, installed: true },
      { name: 'Meadowbank', external_id: meadow, installed: true },
    ]);
    await expect
      .poll(() => site.log.filter(({ type }) => type === 'directory_read').length, { timeout: 5_000 })
      .toBe(2);
    const people = await (
      await database()
    ).query<{ count: number; organisations: number }>(
      `select count(*)::int as count, count(distinct organisation_id)::int as organisations
       from person where name like '%Helen Whitcombe%'`,
    );
    expect(people).toEqual([{ count: 2, organisations: 2 }]);
    await site.second.client.act('oona', { say: 'help' });
    expect(site.second.client.screen('oona').messages.length).toBeGreaterThan(1);
    expect(site.first.workspace.state.messages).toEqual([]);
  });

  test('keeps its token from the log and from whoever reads the database', async () => {
    await install(site, meadow);
    await install(site, eastmere);
    await site.first.client.act('amara', { say: 'help' });
    const everything = [
      inspect(site.log, { depth: 12 }),
      ...(await (await database()).rows()).map(({ row }) => row),
    ];
    const sought = ['xoxb-', secrets.client, secrets.state];
    for (const secret of sought.flatMap((text) => [text, Buffer.from(text).toString('hex')]))
      expect(everything.filter((text) => text.includes(secret))).toEqual([]);
    expect(await workspaces()).toHaveLength(2);
  });
});

describe('nothing is installed', () => {
  beforeAll(start);
  afterAll(stop);
  afterEach(() => {
    expect(exchanges()).toEqual([]);
    expect(site.log.filter(({ type }) => type === 'workspace_installed')).toEqual([]);
  });

  test('when somebody changes their mind on the consent page', async () => {
    const browser = openBrowser();
    const page = await browser.get(await consent(browser, site, meadow, 'deny'));
    expect(page).toMatchObject({ status: 200 });
    expect(page.text).toContain('Nothing was installed');
    expect(page.text).toContain('href="install"');
  });

  test.each(['', '&state='])('without a state (%s)', async (state) => {
    const browser = openBrowser();
    const back = new URL(await consent(browser, site, meadow));
    const page = await browser.get(
      `${site.url}/slack/oauth_redirect?code=${back.searchParams.get('code')}${state}`,
    );
    expect(page.status).toBe(400);
    await logged('request_refused', { route: '/slack/oauth_redirect', status: 400, why: 'state' });
  });

  test('with what was begun in another browser', async () => {
    const page = await openBrowser().get(await consent(openBrowser(), site, meadow));
    expect(page.status).toBe(400);
    expect(page.text).toContain('begun in another browser');
  });

  const asked = { scopes: ['chat:write'] };
  test.each([
    ['forged', () => new ClearStateStore('a-guess').generateStateParam(asked, new Date())],
    [
      'older than ten minutes',
      () => new ClearStateStore(secrets.state).generateStateParam(asked, new Date(Date.now() - 11 * 60_000)),
    ],
    ['no state at all', () => Promise.resolve('eyJhbGciOiJub25lIn0.e30.')],
  ])('with a state that is %s, also when the browser has it', async (_name, makeState) => {
    const browser = openBrowser();
    const back = new URL(await consent(browser, site, meadow));
    const state = await makeState();
    for (const name of browser.cookies.keys()) browser.cookies.set(name, state);
    back.searchParams.set('state', state);
    expect((await browser.get(back.href)).status).toBe(400);
    await logged('request_refused', { status: 400, why: 'state' });
  });

  test('when Slack does not answer', async () => {
    const browser = openBrowser();
    const back = await consent(browser, site, meadow);
    site.slack.faults.next('oauth.v2.access', { kind: 'drop-before' });
    expect((await browser.get(back)).status).toBe(502);
  });

  test('by another method than GET', async () => {
    for (const path of ['/slack/install', '/slack/oauth_redirect'])
      expect((await openBrowser().post(`${site.url}${path}?code=1&state=2`, {})).status).toBe(405);
  });
});

describe('a workspace that has installed it', () => {
  beforeEach(start);
  afterEach(stop);

  test('keeps it when the same address is gone to again', async () => {
    const browser = openBrowser();
    const back = await consent(browser, site, meadow);
    const cookies = [...browser.cookies];
    expect((await browser.get(back)).status).toBe(200);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    const again = await browser.get(back);
    expect(again.status).toBe(400);
    expect(again.text).toContain('used already');
    expect(exchanges()).toEqual(['ok', 'invalid_code']);
    expect(await workspaces()).toMatchObject([{ installed: true }]);
  });

  test('goes on with the new token when it installs it again', async () => {
    await install(site, meadow);
    await site.first.client.act('amara', { say: 'help' });
    await install(site, meadow);
    await site.first.client.act('amara', { say: 'help' });
    expect(site.slack.calls.at(-1)).toMatchObject({ method: 'chat.postMessage', result: 'ok' });
    expect(await workspaces()).toEqual([{ name: 'Meadowbank', external_id: meadow, installed: true }]);
  });

  test('and removes it hears no more, loses nothing, and gets what waited when it installs it again', async () => {
    await install(site, meadow);
    await logged('directory_read');
    const { query } = await database();
    const people = await query('select id, name from person order by id');
    await site.slack.removeApp(meadow);
    await logged('workspace_removed');
    expect(await workspaces()).toEqual([{ name: 'Meadowbank', external_id: meadow, installed: false }]);
    expect(await query('select id, name from person order by id')).toEqual(people);
    await expect(site.first.client.act('amara', { command: '/mentor help' })).rejects.toThrow('no command');

    const before = site.slack.calls.length;
    await query(
      `insert into outbox (organisation_id, id, dedupe_key, platform, workspace, recipient, person_id, account_id,
         kind, state, due_at, appended_at)
       select organisation_id, gen_random_uuid(), 'waits', platform, workspace, 'person:' || person_id, person_id, id,
         'home', 'pending', now(), now() from account where external_id = $1`,
      ['U0AMARA000'],
    );
    await logged('delivery_retry', { code: 'not_installed' });
    expect(site.slack.calls).toHaveLength(before);

    await install(site, meadow);
    await logged('delivered', { platform: 'slack' });
    expect(site.slack.calls.map(({ method }) => method)).toContain('views.publish');
    expect(await query('select id, name from person order by id')).toEqual(people);
  });

  test('after it had removed it keeps the new token when the old farewell comes again', async () => {
    await install(site, meadow);
    await site.slack.removeApp(meadow);
    await logged('workspace_removed');
    await install(site, meadow);
    for (const event of farewells(site.first.workspace)) {
      const { result } = await site.slack.delivery.event(eventEnvelope(site.first.workspace, event));
      expect(result).toMatchObject({ outcome: 'answered', status: 200 });
    }
    expect(await workspaces()).toMatchObject([{ installed: true }]);
  });
});
