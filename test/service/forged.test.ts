/**
 * What no platform would send, and what only a strange or hostile person would type: a clear refusal or correct
 * handling, never a fault of ours, never a process that ends, and nothing lost.
 */

import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../../adapters/playground/api-types.ts';
import { roster } from '../../adapters/playground/roster.ts';
import { signatureOf } from '../../adapters/playground/slack-delivery.ts';
import { handsOn } from '../support/hands.ts';
import type { Hands, SentValues } from '../support/hands.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import { startInside } from '../support/inside-playground.ts';
import type { InsideApp } from '../support/inside-playground.ts';
import * as steps from '../support/steps.ts';

let app: InsideApp;
let inside: Inside;
let hands: Hands;
let signingSecret: string;
/** How much of the log has been looked at. */
let looked = 0;

beforeAll(async () => {
  app = await startInside();
  inside = await insideOf(app);
  hands = handsOn(app.playground);
  const kept = JSON.parse(readFileSync(join(app.dataDir, 'playground.json'), 'utf8')) as {
    credentials: { signingSecret: string };
  };
  ({ signingSecret } = kept.credentials);
}, 60_000);

afterAll(async () => {
  await inside.close();
  await app.stop();
});

/** Whatever came in, none of it was a fault of ours, and we are still there. */
afterEach(async () => {
  const faults = app.log
    .slice(looked)
    .filter((event) => event.type === 'turn_failed' || event.type === 'carrier_error');
  looked = app.log.length;
  expect(faults).toEqual([]);
  expect(await (await fetch(`${app.url}/healthz`)).text()).toBe('alive\n');
});

function someone(id: string) {
  const person = roster.people.find((one) => one.id === id);
  if (person === undefined) throw new Error(`Nobody in the roster is called ${id}`);
  return person;
}

async function post(path: string, body: string, headers: Record<string, string>): Promise<number> {
  const answer = await fetch(`${app.url}${path}`, { method: 'POST', body, headers });
  await answer.arrayBuffer();
  return answer.status;
}

const strangeBodies: Readonly<Record<string, string>> = {
  nothing: '',
  'half an object': '{"a":',
  null: 'null',
  'a list': '[]',
  'a number': '1e999',
  'a string': '"x"',
  NUL: '\0',
  'a prototype': '{"__proto__":{"type":"event_callback"},"constructor":{"prototype":{}}}',
  'lists in lists': '['.repeat(200_000),
  'objects in objects': `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
  'one megabyte': `{"a":"${'x'.repeat(1024 * 1024)}"}`,
  'not UTF-8': Buffer.from([0x7b, 0xff, 0xfe, 0x7d]).toString('latin1'),
  'an event of nobody': '{"event":{"type":"message"},"type":"event_callback"}',
  'an activity of nobody': '{"type":"message","channelId":"msteams","serviceUrl":"http://127.0.0.1:1/"}',
};

describe.each(Object.entries(strangeBodies))('a body of %s', (_, body) => {
  test.each(['application/json', 'application/x-www-form-urlencoded', 'text/xml', 'application/json; a=b'])(
    'as %s, signed or not, is turned away or passed over at every route',
    async (type) => {
      const before = await inside.digest(['drain']);
      for (const headers of [{}, signatureOf(signingSecret, body), { 'x-slack-signature': 'v0=00' }]) {
        const status = await post('/slack/events', body, { 'content-type': type, ...headers });
        expect([200, 400, 401, 413]).toContain(status);
        if (!('x-slack-request-timestamp' in headers)) expect([401, 413]).toContain(status);
      }
      for (const authorization of ['', 'Bearer x.y.z', `Bearer ${'a'.repeat(7_000)}.b.c`, 'Basic eDp5'])
        expect([400, 401, 413, 415]).toContain(
          await post('/api/messages', body, { 'content-type': type, authorization }),
        );
      for (const path of ['/playground/api/people/helen/act', '/playground/api/clock', '/playground/api/x'])
        expect([400, 404, 409]).toContain(await post(path, body, { 'content-type': type }));
      for (const path of ['/files/x', '/healthz', '/metrics', '/readyz', '/nowhere'])
        expect([200, 404, 405]).toContain(await post(path, body, { 'content-type': type }));
      expect(await inside.digest(['drain'])).toEqual(before);
    },
  );
});

describe('a link to a file', () => {
  test.each(['', '%', '%00', '..%2f..%2fetc%2fpasswd', 'A'.repeat(8_000), '💾', 'AAAA.BBBB', '__proto__'])(
    'that ends in "%s" leads nowhere',
    async (token) => {
      const answer = await fetch(`${app.url}/files/${token}`);
      expect(answer.status).toBe(404);
      expect(await answer.text()).not.toMatch(/Error|stack| at /);
    },
  );
});

describe('a request that is genuine but for one part', () => {
  /** What any part of a payload is bent into. */
  const bent = fc.oneof(
    fc.constantFrom<Json>(null, true, 0, -1, 1e308, '', ' ', '\0', '__proto__', [], {}, [[[]]]),
    fc.constantFrom<Json>('💥'.repeat(5_000), '\u202e\u0000\ud800', { length: -1 }, [null], 'constructor'),
    fc.string({ unit: 'binary', maxLength: 50 }),
  );

  test('is answered, never with a fault: Slack', async () => {
    const reference = await inside.mint({
      dialog: 'desk',
      action: 'help',
      subject: await inside.personId('amara'),
    });
    const press = slackPayload({ type: 'block_actions', reference });
    const submit = slackPayload({ type: 'view_submission', reference });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(press, submit), fc.nat(), bent, async (payload, at, value) => {
        const body = new URLSearchParams({
          payload: JSON.stringify(bend(payload, at, value)),
        }).toString();
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const status = await post('/slack/events', body, { ...headers, ...signatureOf(signingSecret, body) });
        // 401: the same bytes a second time.
        expect([200, 400, 401]).toContain(status);
      }),
      { numRuns: 200 },
    );
  });

  test('is answered, never with a fault: Teams', async () => {
    const { teams } = app.playground;
    await app.client.as('lukasz').type('help');
    const typed = teams.delivery.sent.findLast(({ activity }) => activity['type'] === 'message')?.activity;
    if (typed === undefined) throw new Error('Somebody has just typed');
    const reference = await inside.mint({
      dialog: 'desk',
      action: 'help',
      subject: await inside.personId('lukasz'),
    });
    const data = { rapport: { ref: reference, form: true, instance: 'i' }, one_a: 'x', person_b: 'y|z' };
    const press = { ...typed, type: 'invoke', name: 'adaptiveCard/action', value: { action: { data } } };
    const search = { ...press, name: 'application/search', value: { queryText: 'a', dataset: 'people' } };
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Json>(typed as Json, press as Json, search as Json),
        fc.nat(),
        bent,
        async (activity, at, value) => {
          count += 1;
          const whole = bend({ ...(activity as object), id: `bent-${count}` }, at, value);
          const { result } = await teams.delivery.message(whole);
          expect(result.outcome).toBe('answered');
          if (result.outcome === 'answered') expect([200, 400, 401, 403, 431, 501]).toContain(result.status);
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Texts as people and their enemies write them. */
const texts: Readonly<Record<string, string>> = {
  'every script': 'Ελληνικά Кириллица עברית العربية हिन्दी ไทย 中文 日本語 한국어 Ἀ Ⅷ ﷽',
  'emoji and families': '👩🏽‍⚕️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿 👨‍👩‍👧‍👦 e\u0301',
  'a right-to-left override': 'abc\u202edef\u202c',
  'mass mentions': '<!channel> <!here> <!subteam^S1> <@U0HELEN000> @everyone <at>Everybody</at>',
  'links that lie': '<https://evil.example|Your bank> [Your bank](https://evil.example)',
  markup: '*bold* _it_ ~no~ `code` **b** # h <script>alert(1)</script> &amp; &lt;',
  'prototype names': '__proto__ constructor toString hasOwnProperty',
  SQL: `'; drop table person; -- \\' " $1`,
  'JSON in text': '{"rapport":{"ref":"x"}} \\u0000 \\n',
};

describe.each(Object.entries(texts))('words with %s', (_, words) => {
  test.each(['seyma', 'priya'])('are kept as they are, and shown harmlessly to %s', async (id) => {
    const mentor = app.client.as(id);
    await steps.offer(mentor, { 'Whom do you most like to help?': words });
    const { likes_to_help: kept } = await inside.one<{ likes_to_help: string }>(
      'select likes_to_help from offer where person_id = $1',
      [await inside.personId(id)],
    );
    expect(kept).toBe(words);
    const shown = JSON.stringify((await mentor.screen()).messages.map(({ payload }) => payload));
    // An address that somebody typed may be a link, but never under other words than itself.
    expect(markdownIn(shown)).not.toMatch(/<!(channel|here|subteam)|<@U0HELEN|<https:[^>]*\|/);
    expect(shown).not.toMatch(/"(text|value)":"[^"]*\[Your bank\]\(https[^"]*","wrap"/);
    expect(shown).not.toMatch(/"type":"mention"/);
  });
});

describe('text that no database keeps', () => {
  test.each([
    ['NUL characters', 'before\0after', 'beforeafter'],
    ['half a character', 'before\ud800after', 'before\ufffdafter'],
  ])('%s: loses them, and nothing else', async (_, words, kept) => {
    const mentor = someone('seyma');
    const subject = await inside.personId('seyma');
    const start = await inside.mint({ dialog: 'offer', action: 'start', subject });
    const offer: SentValues = {
      areas: ['exams-arcp'],
      likesToHelp: words,
      usualTimes: words,
      capacity: '1',
      place: 'any',
      timeAgreed: 'yes',
    };
    const { shown } = await hands.submit(mentor, start, offer);
    expect(shown).toContain(kept.slice(0, 6));
    const row = await inside.one<{ likes_to_help: string; usual_times: string }>(
      'select likes_to_help, usual_times from offer where person_id = $1',
      [subject],
    );
    expect(row).toEqual({ likes_to_help: kept, usual_times: kept });
  });
});

describe('a form sent with answers that it never offered', () => {
  const bad: Readonly<Record<string, SentValues>> = {
    'an area of no scheme': { areas: ['__proto__'] },
    'another place': { place: 'constructor' },
    'a number beyond its range': { capacity: '99999999999999999999' },
    'a number that is none': { capacity: '1e3' },
    'a negative number': { capacity: '-1' },
    'neither yes nor no': { timeAgreed: 'maybe' },
    'a date that there never was': { trainedOn: '2026-02-30' },
    'a date in year nought': { trainedOn: '0000-00-00' },
    'a text beyond its length': { likesToHelp: 'x'.repeat(200_000) },
    'fields of other forms': { coordinatorIds: ['x'], state: 'open', personId: 'y', id: 'z', areas: [] },
    nothing: { areas: [], capacity: '', place: '', timeAgreed: '' },
    'prototype names as fields': Object.fromEntries([
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['areas', '__proto__'],
    ]),
  };
  const good: SentValues = { areas: ['exams-arcp'], capacity: '1', place: 'any', timeAgreed: 'yes' };

  test.each(
    Object.entries(bad).flatMap(([what, values]) => [
      { what, values, on: 'bola' },
      { what, values, on: 'kwame' },
    ]),
  )('$what: is refused with a sentence, and nothing changes ($on)', async ({ values, on }) => {
    const subject = await inside.personId(on);
    const start = await inside.mint({ dialog: 'offer', action: 'start', subject });
    const before = await inside.digest(['inbox', 'account', 'data_key', 'drain', 'reference']);
    const { status, shown } = await hands.submit(someone(on), start, { ...good, ...values });
    expect(status).toBe(200);
    expect(shown).toMatch(/[Pp]lease/);
    expect(await inside.digest(['inbox', 'account', 'data_key', 'drain', 'reference'])).toEqual(before);
  });
});

describe('a control that means nothing', () => {
  test.each([
    ['of no form at all', 'x'],
    ['empty', ' '],
    ['a prototype', '__proto__'],
    ['an id of nothing', '00000000-0000-8000-8000-000000000000'],
    ['too long', 'a'.repeat(64)],
    ['with a NUL', 'a\0b'],
    ['that is SQL', `' or 1=1 --`],
  ])('%s: says kindly that it is no longer here', async (_, reference) => {
    for (const id of ['amara', 'sian']) {
      expect((await hands.press(someone(id), reference)).shown).toContain('That is no longer here');
      expect((await hands.submit(someone(id), reference, { a: 'b' })).shown).toContain(
        'That is no longer here',
      );
    }
  });

  test('of a dialog, an action or a row that there was once', async () => {
    const subject = await inside.personId('amara');
    for (const target of [
      { dialog: 'removed', action: 'start', subject },
      { dialog: 'desk', action: 'removed', subject },
      { dialog: 'desk', action: '__proto__', subject },
      { dialog: 'desk', action: 'toString', subject },
      { dialog: '__proto__', action: 'help', subject },
      { dialog: 'desk', action: 'help', subject: 'not-an-id' },
      { dialog: 'meeting', action: 'show', subject },
      { dialog: 'scheme-desk', action: 'show', subject: 'bf7f24e6-5b20-4598-adb1-22d2653a8dbe' },
    ]) {
      const reference = await inside.mint(target);
      expect((await hands.press(someone('amara'), reference)).shown).toContain('That is no longer here');
    }
  });
});

/** The markdown of Slack's payloads: plain text is shown as it is and cannot mention anybody. */
function markdownIn(payload: string): string {
  return [...payload.matchAll(/"type":"mrkdwn","text":"((?:[^"\\]|\\.)*)"/g)]
    .map(([, text]) => text)
    .join('\n');
}

function slackPayload({ type, reference }: { type: string; reference: string }): Json {
  const { teamId, appId } = app.playground.slack.workspace;
  const { userId } = someone('amara');
  return {
    type,
    user: { id: userId, username: 'amara', team_id: teamId },
    api_app_id: appId,
    team: { id: teamId, domain: 'meadowbank' },
    enterprise: null,
    trigger_id: app.playground.slack.triggerFor(userId),
    ...(type === 'block_actions'
      ? {
          container: { type: 'message', message_ts: '1.1', channel_id: 'D0AMARA000', is_ephemeral: true },
          channel: { id: 'D0AMARA000', name: 'directmessage' },
          actions: [
            { type: 'button', action_id: 'press:1', block_id: 'b', value: reference, action_ts: '1' },
          ],
        }
      : {
          view: {
            id: 'V1',
            type: 'modal',
            callback_id: 'form',
            private_metadata: JSON.stringify({ r: reference, i: 'instance' }),
            blocks: [{ type: 'input', block_id: 'a', element: { type: 'plain_text_input' } }],
            state: { values: { a: { 'text.i': { type: 'plain_text_input', value: 'x' } } } },
          },
        }),
  };
}

/** The same JSON with one part, counted in reading order, replaced. */
function bend(whole: Json, at: number, value: Json): Json {
  const total = countOf(whole);
  let left = at % total;
  const walk = (part: Json): Json => {
    left -= 1;
    if (left === -1) return value;
    if (Array.isArray(part)) return part.map((one: Json) => walk(one));
    if (typeof part === 'object' && part !== null)
      return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, walk(one)]));
    return part;
  };
  return walk(whole);
}

function countOf(part: Json): number {
  if (typeof part !== 'object' || part === null) return 1;
  return 1 + Object.values(part).reduce<number>((sum, one) => sum + countOf(one), 0);
}
