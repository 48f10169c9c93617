/** The weekly digest with its picture in a channel of either platform, and what only a coordinator is told beside it. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json, ScreenMessage } from '../../adapters/playground/api-types.ts';
import { startApp } from '../support/app.ts';
import type { TestApp } from '../support/app.ts';
import { insideOf } from '../support/inside-database.ts';
import type { Inside } from '../support/inside-database.ts';
import * as steps from '../support/steps.ts';

const channel = 'mentoring-coordinators';
const people = ['rohan', 'sian', 'priya'];

let app: TestApp;
let inside: Inside;
beforeAll(async () => {
  app = await startApp();
  inside = await insideOf(app);
  await steps.ask(app.client, app.client.as('rohan'));
});
afterAll(async () => {
  await inside?.close();
  await app?.stop();
});

/** So many meetings that somebody has just said were held, by a pair that has not met for long before. */
async function meetingsHeld(count: number): Promise<void> {
  const { now } = await app.client.clock();
  const [mentee, mentor] = await Promise.all(['sian', 'priya'].map((id) => inside.personId(id)));
  await inside.query(
    `with asked as (
      insert into request (organisation_id, id, scheme_id, mentee_id, areas, words, line_manager, conflict_ids, times, place,
        state, asked_at, created_at, updated_at)
      select organisation_id, gen_random_uuid(), scheme_id, $1, areas, words, line_manager, conflict_ids, times, place,
        'matched', $3::timestamptz - interval '90 days', created_at, updated_at from request limit 1
      returning *
    ), pair as (
      insert into relationship (organisation_id, id, scheme_id, request_id, mentee_id, mentor_id, state, cadence_days,
        started_at, created_at, updated_at, band)
      select organisation_id, gen_random_uuid(), scheme_id, id, $1, $2, 'active', 28,
        $3::timestamptz - interval '80 days', created_at, updated_at, 'quiet' from asked
      returning *
    )
    insert into meeting (organisation_id, id, relationship_id, start_date, start_time, start_zone, minutes, place,
      booked_by_id, state, sequence, created_at, updated_at, settled_at)
    select organisation_id, gen_random_uuid(), id, ($3::timestamptz)::date, '09:00', 'Europe/London', 60, 'video',
      mentee_id, 'met', 0, $3, $3, $3 from pair, generate_series(1, $4)`,
    [mentee, mentor, now, count],
  );
}

/** Every address of a picture in what a platform received. */
function picturesIn(payload: Json): readonly { url: string; alt: string }[] {
  if (typeof payload !== 'object' || payload === null) return [];
  if (Array.isArray(payload)) return payload.flatMap(picturesIn);
  const fields = Object.fromEntries(Object.entries(payload));
  const url = fields['image_url'] ?? fields['url'];
  const alt = fields['alt_text'] ?? fields['altText'];
  const own = typeof url === 'string' && typeof alt === 'string' ? [{ url, alt }] : [];
  return [...own, ...Object.values(fields).flatMap(picturesIn)];
}

async function expectItsPicture(digest: ScreenMessage, count: number): Promise<void> {
  const [picture, ...more] = picturesIn(digest.payload);
  expect(more).toEqual([]);
  expect(picture?.alt).toMatch(new RegExp(`oldest first: .*, ${count}\\.( |$)`));
  const fetched = await fetch(picture?.url ?? '');
  expect(fetched.status).toBe(200);
  expect(fetched.headers.get('content-type')).toBe('image/png');
  const bytes = Buffer.from(await fetched.arrayBuffer());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.byteLength).toBeLessThan(150_000);
  const said = `${digest.text} ${JSON.stringify(digest.payload)}`;
  for (const id of people) expect(said).not.toContain(steps.nameOf(id));
}

async function expectNamesInPrivate(coordinator: string): Promise<void> {
  const own = await app.client.as(coordinator).sees(/This week at your desk/);
  expect(own.channel).toBe('Rapport');
  for (const id of people) expect(own.text).toContain(steps.nameOf(id));
  await app.client.as(coordinator).press(`Open request of ${steps.nameOf('rohan')}`, own.id);
}

const stories = [
  { platform: 'Slack', coordinator: 'helen', held: 6 },
  { platform: 'Teams', coordinator: 'grace', held: 7 },
] as const;

test.each(stories)(
  '$platform: the digest comes to the channel with its picture and no names; names come in private',
  async ({ coordinator, held }) => {
    const someone = app.client.as(coordinator);
    await someone.type(coordinator === 'helen' ? '/mentor admin' : 'admin', channel);
    await someone.press('Post the weekly digest here');
    await meetingsHeld(held);
    await steps.moveUntil(app.client, 'scheme-desk.digest-due');
    const digest = await someone.sees(new RegExp(`the week[^]*Meetings held: ${held}, `));
    expect(digest.channel).toBe(channel);
    await expectItsPicture(digest, held);
    await expectNamesInPrivate(coordinator);
  },
);

test.each(stories)('$platform: a coordinator looks at the digest when they like', async ({ coordinator }) => {
  const someone = app.client.as(coordinator);
  await someone.type('/mentor admin');
  await someone.press('Show the digest');
  const shown = await someone.sees(/the week[^]*Meetings held: /);
  expect(shown.channel).toBe('Rapport');
  await expectItsPicture(shown, 7);
});
