/** An outbox with thousands of rows: who may be served is found quickly, and nobody is hidden behind the others. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LeasedEntry } from '../../../src/engine/ports.ts';
import { releaseDrain } from '../../../src/store/drains.ts';
import { aMessage, aWorld, after, anOrganisation, noon } from './world.ts';
import type { Organisation, World } from './world.ts';

let world: World;
let organisation: Organisation;
let mina: string;
let otto: string;

beforeAll(async () => {
  world = await aWorld();
});
beforeEach(async () => {
  organisation = await anOrganisation(world);
  mina = await organisation.person('Mina Hart');
  otto = await organisation.person('Otto Lund');
});
afterAll(() => world.close());

const key = () => ({ organisationId: organisation.id, platform: 'slack' });
const lease = async (now = noon, limit = 10) =>
  (await world.store.outbox.lease(key(), 'a drain', limit, new Date(now.getTime() + 60_000), now)) ?? [];

const hold = (now = noon) => world.store.outbox.holdLonger(key(), { firstMs: 5_000, longestMs: 30_000 }, now);

/** As many rows as nobody wants to append one by one, all to one person. */
async function flood(person: string, rows: number): Promise<void> {
  await organisation.append(aMessage(person, 'the first of many'));
  await world.admin.query(
    `insert into outbox (organisation_id, id, dedupe_key, platform, workspace, recipient, person_id, account_id, kind, state, due_at, appended_at)
      select organisation_id, gen_random_uuid(), $2 || n, platform, workspace, recipient, person_id, account_id, 'home', state, due_at, appended_at
      from outbox cross join generate_series(1, $3::int) n where organisation_id = $1`,
    [organisation.id, randomUUID(), rows],
  );
}

function peopleOf(entries: readonly LeasedEntry[]): readonly string[] {
  return entries.flatMap(({ recipient }) => ('personId' in recipient ? [recipient.personId] : []));
}

describe('behind thousands of rows', () => {
  test('somebody else’s message is found at once, whether the first of the many goes out or waits', async () => {
    await flood(mina, 3_000);
    await organisation.append(aMessage(otto, 'one'));
    const leased = await lease();
    expect(peopleOf(leased)).toEqual([mina, otto]);
    expect(await lease()).toEqual([]);
    const [ofMina] = leased;
    if (ofMina === undefined) throw new Error('Both were leased');
    await world.store.outbox.retryAt(ofMina, after(30), 'timeout');
    await organisation.append(aMessage(await organisation.person('Ada Quill'), 'another'));
    expect(await lease()).toHaveLength(1);
  });

  test('nobody is told things out of order', async () => {
    await flood(mina, 1_200);
    const [first] = await lease();
    expect(first?.content).toHaveProperty('send');
    expect(await lease()).toEqual([]);
  });
});

test('what is put back is as if it had never been leased', async () => {
  await organisation.append(aMessage(mina, 'one'), aMessage(otto, 'two'));
  const leased = await lease();
  await world.store.outbox.putBack(leased);
  expect(await lease()).toEqual(leased);
});

test('whoever puts back a row that another has leased since changes nothing', async () => {
  await organisation.append(aMessage(mina, 'one'));
  const late = await lease();
  const [theirs] = await lease(after(2));
  await world.store.outbox.putBack(late);
  expect(await lease(after(2))).toEqual([]);
  expect(theirs?.attempts).toBe(1);
});

describe('an outage', () => {
  test('is waited for twice as long each time in a row, up to a bound', async () => {
    const waits = [];
    for (let time = 0; time < 5; time += 1) waits.push(await hold());
    expect(waits).toEqual([5_000, 10_000, 20_000, 30_000, 30_000]);
  });

  test('is over with the first message that gets through: the next one begins anew', async () => {
    await hold();
    await hold();
    await organisation.append(aMessage(mina, 'one'));
    const [entry] = await lease(after(5));
    if (entry === undefined) throw new Error('It is due');
    await world.store.outbox.sent(entry, { at: after(5) });
    expect(await hold(after(6))).toBe(5_000);
  });

  test('keeps no other organisation waiting', async () => {
    await hold();
    const other = await anOrganisation(world);
    await other.append(aMessage(await other.person('Vera Quill'), 'elsewhere'));
    const ofOther = { organisationId: other.id, platform: 'slack' };
    expect(await world.store.outbox.lease(ofOther, 'a drain', 1, after(1), noon)).toHaveLength(1);
  });

  test('that an operator says is over is over: what was put off goes out, what waits for the morning waits', async () => {
    const morning = after(600);
    const held = aMessage(otto, 'in the morning');
    if (!('send' in held.content)) throw new Error('A message is sent');
    await organisation.append(aMessage(mina, 'one'), {
      ...held,
      content: { ...held.content, notBefore: morning },
    });
    const [entry] = await lease();
    if (entry === undefined) throw new Error('It is due');
    await world.store.outbox.retryAt(entry, after(60), 'token_revoked');
    await hold();
    expect(await lease(after(0.01))).toEqual([]);
    const released = await world.store.inOrganisation(organisation.id, (scope) =>
      releaseDrain(scope, 'slack', noon),
    );
    expect(released).toBe(1);
    expect(peopleOf(await lease())).toEqual([mina]);
    expect(await world.store.outbox.nextDue(key(), after(2))).toEqual(after(2));
  });
});
