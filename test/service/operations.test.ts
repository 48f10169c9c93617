/** What operators are shown of a running Rapport: figures that can be read by monitoring, and a page for whoever has its token. */

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { roster } from '../../adapters/playground/roster.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import * as steps from '../support/steps.ts';

const token = 'operations-test-token-of-forty-signs-abcd';
const words = 'Planted4711 I would like to plan my next two years';

let app: InsideApp;
let inside: Inside;
let slack: InsideApp['playground']['slack'];

/** Somebody asks, and Slack refuses everything from then on, so that messages wait. */
beforeAll(async () => {
  app = await startInside({ RAPPORT_OPS_TOKEN: token });
  inside = await insideOf(app);
  slack = app.playground.slack;
  slack.faults.next('chat.postMessage', { kind: 'status', status: 403 }, 1_000);
  const amara = app.client.as('amara');
  await amara.type('/mentor ask');
  await amara.submit(await steps.askAnswers(app.client, { 'In your own words': words }));
  await vi.waitFor(async () => expect(await waiting()).not.toHaveLength(0), { timeout: 10_000 });
}, 60_000);

afterAll(async () => {
  await inside.close();
  await app.stop();
});

const waiting = () =>
  inside.query<{ id: string }>(`select id from outbox where state = 'pending' and why = 'http_403'`);

type Asked = {
  readonly as?: string;
  readonly method?: string;
  readonly body?: URLSearchParams | string;
  readonly headers?: Readonly<Record<string, string>>;
};

function ask(path: string, init: Asked = {}): Promise<Response> {
  const { as = token, ...rest } = init;
  return fetch(`${app.url}${path}`, {
    redirect: 'manual',
    ...rest,
    headers: { ...(as !== '' && { authorization: `Bearer ${as}` }), ...rest.headers },
  });
}

async function theForm(): Promise<URLSearchParams> {
  const page = await (await ask('/ops')).text();
  const fields = [...page.matchAll(/<input\s+type="hidden"\s+name="(\w+)"\s+value="([^"]*)"\s*\/?>/g)];
  return new URLSearchParams(
    Object.fromEntries(fields.slice(0, 3).map(([, name = '', value = '']) => [name, value])),
  );
}

const post = (body: URLSearchParams | string, init: Asked = {}) =>
  ask('/ops/try-again', { method: 'POST', body, ...init });

const audited = () =>
  inside.query<{ counts: object; subject_id: string }>(
    `select counts, subject_id from audit where dialog = 'operations'`,
  );

/** What a deed could change. */
const held = async () => [
  await inside.query(`select id, due_at, attempts from outbox where why = 'http_403' order by id`),
  await inside.query('select hold_until, troubles from drain'),
  await audited(),
];

const lines = async () => (await (await ask('/metrics', { as: '' })).text()).trimEnd().split('\n');

describe('the operations page', () => {
  test('shows whoever has the token what waits, by ids, and has nothing active in it', async () => {
    const answer = await ask('/ops');
    const page = await answer.text();
    expect(answer.status).toBe(200);
    const [row] = await waiting();
    expect(page).toContain(row?.id);
    expect(page).toContain(inside.organisationId);
    expect(page).toContain('http_403');
    expect(page).not.toMatch(/<script|javascript:|\son\w+=|https?:/i);
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; frame-ancestors 'none'/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-frame-options')).toBe('DENY');
  });

  test('names nobody, and quotes nothing', async () => {
    const shown = `${await (await ask('/ops')).text()}${await (await ask('/metrics')).text()}`;
    const names = roster.people.flatMap(({ name, email, userId, givenName, familyName }) => [
      name,
      email,
      userId,
      givenName,
      familyName,
    ]);
    const { name: organisation } = await inside.one<{ name: string }>('select name from organisation');
    const schemes = await inside.query<{ name: string }>('select name from scheme');
    for (const secret of [...names, organisation, ...schemes.map(({ name }) => name), 'Planted4711', token])
      if (secret !== undefined && secret.length > 3) expect(shown).not.toContain(secret);
  });

  test.each([
    ['without a token', '/ops', { as: '' }],
    ['with a wrong one', '/ops', { as: `${token}x` }],
    ['with another method', '/ops', { as: '', method: 'DELETE' }],
    ['with a deed', '/ops/try-again', { as: '', method: 'POST', body: 'organisation=1' }],
    ['beside it', '/ops/secret', { as: '' }],
    ['with the token in the address', `/ops?token=${token}`, { as: '' }],
    ['with a cookie', '/ops', { as: '', headers: { cookie: `token=${token}` } }],
  ])('tells whoever comes %s nothing', async (_, path, init) => {
    const answer = await ask(path, init);
    expect(answer.status).toBe(401);
    expect(await answer.text()).toBe('');
    expect(answer.headers.get('content-security-policy')).toBeNull();
  });

  test('is not there at all where no token is set', async () => {
    const other = await startInside();
    try {
      expect((await fetch(`${other.url}/ops`)).status).toBe(404);
    } finally {
      await other.stop();
    }
  });

  test.each([
    ['from another site', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['as a program’s own kind of body', { headers: { 'content-type': 'text/plain' } }],
  ])('does nothing that is sent %s', async (_, init) => {
    const before = await held();
    expect((await post(String(await theForm()), init)).status).toBe(403);
    expect(await held()).toEqual(before);
  });

  test.each([
    ['no seal', { seal: '' }],
    ['another organisation', { organisation: '00000000-0000-4000-8000-000000000000' }],
    ['another platform', { platform: 'teams' }],
    ['a line break for a header', { organisation: 'x\r\nSet-Cookie: a=b' }],
    ['far too much', { seal: 'x'.repeat(100_000) }],
  ])('does nothing for a form with %s', async (_, changed) => {
    const before = await held();
    const form = await theForm();
    for (const [name, value] of Object.entries(changed)) form.set(name, value);
    const answer = await post(form).catch(() => undefined); // one that is cut off before it was all sent
    if (answer !== undefined) {
      expect(answer.status).toBe(403);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    expect(await held()).toEqual(before);
  });

  test('has what was put off sent at once, each once, and the audit says so', async () => {
    const ids = (await waiting()).map(({ id }) => id);
    const sentBefore = app.log.filter(({ type }) => type === 'delivered').length;
    slack.faults.clear();
    const answer = await post(await theForm());
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/ops?tried');
    await expect
      .poll(
        async () =>
          (await inside.query(`select from outbox where id = any($1) and state = 'sent'`, [ids])).length,
        { timeout: 10_000 },
      )
      .toBe(ids.length);
    expect(await audited()).toEqual([
      { counts: { messages: ids.length }, subject_id: inside.organisationId },
    ]);
    const sent = app.log.filter((event) => event.type === 'delivered').slice(sentBefore);
    const ofThese = sent.filter((event) => event.type === 'delivered' && ids.includes(event.outboxId));
    expect(ofThese).toHaveLength(ids.length);
    expect(await (await ask('/ops?tried')).text()).toContain('What was put off goes out now');
  });
});

describe('/metrics', () => {
  test('is in the format that Prometheus reads', async () => {
    const label = String.raw`[a-zA-Z_]\w*="(?:[^"\\]|\\.)*"`;
    const sample = new RegExp(
      String.raw`^([a-zA-Z_:][\w:]*)(?:\{${label}(?:,${label})*\})? (?:[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|NaN|[-+]Inf)$`,
      'i',
    );
    const declared = new Map<string, string>();
    for (const line of await lines()) {
      const type = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line);
      if (type !== null) {
        expect(declared.has(type[1] ?? ''), `${line} comes twice`).toBe(false);
        declared.set(type[1] ?? '', type[2] ?? '');
      } else if (!line.startsWith('# HELP ') && line !== '') {
        const name = sample.exec(line)?.[1] ?? '';
        expect(name, line).not.toBe('');
        expect(declared.has(name.replace(/_(bucket|sum|count)$/, '')) || declared.has(name), line).toBe(true);
      }
    }
    expect(declared.get('rapport_timer_late_seconds')).toBe('histogram');
  });

  test('says what waits, of every queue, and how the sweep is', async () => {
    const all = await lines();
    const valueOf = (sample: string): number | undefined => {
      const found = all.find((line) => line.startsWith(`${sample} `));
      return found === undefined ? undefined : Number(found.slice(sample.length + 1));
    };
    for (const queue of ['timers', 'tasks', 'deliveries', 'sweep'])
      for (const state of ['waiting', 'active', 'delayed', 'failed'])
        expect(valueOf(`rapport_queue_jobs{queue="${queue}",state="${state}"}`)).toBeTypeOf('number');
    expect(valueOf('rapport_figures_up{of="database"}')).toBe(1);
    expect(valueOf('rapport_figures_up{of="queues"}')).toBe(1);
    expect(valueOf('rapport_workers')).toBe(1);
    expect(valueOf('rapport_organisations')).toBe(1);
    expect(valueOf('rapport_sweep_age_seconds')).toBeLessThan(90);
    expect(valueOf('rapport_message_late_seconds_count{platform="slack"}')).toBeGreaterThan(0);
    expect(valueOf('rapport_timer_late_seconds_count{kind="triage.announce"}')).toBeGreaterThan(0);
  });

  test('has no label that grows with the number of organisations or people', async () => {
    const names = new Set(
      (await lines())
        .filter((line) => line.startsWith('rapport_'))
        .flatMap((line) => [...line.matchAll(/(\w+)="/g)].map(([, name]) => name)),
    );
    const bounded = [
      'action',
      'code',
      'deed',
      'kind',
      'le',
      'of',
      'outcome',
      'platform',
      'queue',
      'reply',
      'route',
      'state',
      'status',
      'task',
      'where',
    ];
    expect([...names].filter((name) => !bounded.includes(name ?? ''))).toEqual([]);
    expect((await lines()).join('\n')).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/);
  });
});
