import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LeasedEntry, OutboxEntry } from '../../../src/engine/ports.ts';
import { asMessageAddress } from '../../../src/engine/terms.ts';
import { aCard, aMessage, aWorld, after, anOrganisation, noon } from './world.ts';
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

const key = (platform = 'slack') => ({ organisationId: organisation.id, platform });
const lease = async (now = noon, limit = 10, platform = 'slack') =>
  (await world.store.outbox.lease(key(platform), 'a drain', limit, new Date(now.getTime() + 60_000), now)) ??
  [];
const sent = (entry: LeasedEntry, message?: string, at = noon) =>
  world.store.outbox.sent(entry, {
    at,
    ...(message !== undefined && { message: asMessageAddress(message) }),
  });
const seen = (name: string, on: 'slack' | 'teams', at: Date) =>
  world.store.transact(organisation.id, (tx) =>
    tx.touchAccount({ ...organisation[on], account: `${on}-${name}` }, { at }),
  );

function titleOf({ content }: LeasedEntry): string {
  if ('send' in content) return content.send.title;
  return 'update' in content ? content.update.title : 'home';
}

async function theOne(now = noon, platform = 'slack'): Promise<LeasedEntry> {
  const all = await lease(now, 10, platform);
  expect(all).toHaveLength(1);
  const [entry] = all;
  if (entry === undefined) throw new Error('One entry was leased');
  return entry;
}

function revision(person: string, slot: string, title: string): OutboxEntry {
  return { dedupeKey: randomUUID(), to: { person }, content: { revise: aCard(title), slot } };
}

describe('where a message goes', () => {
  beforeEach(async () => {
    mina = await organisation.person('Mina Hart', 'slack', 'mina@eastmere.example');
    // Told by the other platform later, and the same person by her address.
    await world.store.keepProfile(
      organisation.id,
      { ...organisation.teams, account: 'teams-Mina Hart' },
      { externalId: 'teams-Mina Hart', name: 'Mina Hart', email: 'Mina@Eastmere.example ' },
      { channel: 'teams-of-Mina Hart' },
    );
  });

  test('to the account that was seen last', async () => {
    await seen('Mina Hart', 'slack', after(1));
    expect(await organisation.append(aMessage(mina, 'one'))).toEqual(['slack']);
    await seen('Mina Hart', 'teams', after(2));
    expect(await organisation.append(aMessage(mina, 'two'))).toEqual(['teams']);
    await seen('Mina Hart', 'slack', after(1));
    expect(await organisation.append(aMessage(mina, 'three'))).toEqual(['teams']);
  });

  test('not to an account that said goodbye, until it is seen again', async () => {
    await seen('Mina Hart', 'slack', after(2));
    await seen('Mina Hart', 'teams', after(1));
    const account = { ...organisation.slack, account: 'slack-Mina Hart' };
    await world.store.transact(organisation.id, (tx) => tx.markUnreachable(account));
    expect(await organisation.append(aMessage(mina, 'one'))).toEqual(['teams']);
    await seen('Mina Hart', 'slack', after(3));
    expect(await organisation.append(aMessage(mina, 'two'))).toEqual(['slack']);
  });

  test('where nobody can be reached it is given up at once', async () => {
    const account = { ...organisation.slack, account: 'slack-Otto Lund' };
    await world.store.transact(organisation.id, (tx) => tx.markUnreachable(account));
    expect(await organisation.append(aMessage(otto, 'lost'))).toEqual([]);
    expect(await lease()).toEqual([]);
  });

  test('a revision goes where the message is, whichever account was seen since', async () => {
    await seen('Mina Hart', 'slack', after(1));
    await organisation.append(aMessage(mina, 'card', 'request:1'));
    await seen('Mina Hart', 'teams', after(2));
    expect(await organisation.append(revision(mina, 'request:1', 'not sent yet'))).toEqual(['slack']);
    await sent(await theOne(), 'ts-1');
    await sent(await theOne());
    expect(await organisation.append(revision(mina, 'request:1', 'revised'))).toEqual(['slack']);
    expect((await theOne()).content).toEqual({ update: aCard('revised'), message: 'ts-1' });
  });

  test('a revision finds the newest message of its slot for this recipient, at the time of sending', async () => {
    await seen('Mina Hart', 'slack', after(1));
    await organisation.append(
      aMessage(otto, 'of another', 'request:1'),
      aMessage(mina, 'first', 'request:1'),
    );
    for (const entry of await lease()) await sent(entry, `ts-${titleOf(entry)}`);
    await organisation.append(aMessage(mina, 'second', 'request:1'), revision(mina, 'request:1', 'revised'));
    await sent(await theOne(), 'ts-second');
    const revised = await theOne();
    expect(revised.content).toEqual({ update: aCard('revised'), message: 'ts-second' });
    await sent(revised, 'ts-second');
    await organisation.append(revision(mina, 'never-sent', 'nothing to change'));
    expect((await theOne()).content).toEqual({ update: aCard('nothing to change'), message: undefined });
  });

  test('a replacement goes to the platform on which the control was used', async () => {
    await seen('Mina Hart', 'slack', after(2));
    const message = asMessageAddress('activity-7');
    await organisation.append({
      dedupeKey: '1',
      to: { person: mina },
      content: { replace: aCard('answered'), message, platform: 'teams' },
    });
    expect((await theOne(noon, 'teams')).content).toEqual({ update: aCard('answered'), message });
  });

  test("a person's page is drawn on each of their platforms", async () => {
    expect(
      (
        await organisation.append({ dedupeKey: '1', to: { person: mina }, content: { home: true } })
      ).toSorted(),
    ).toEqual(['slack', 'teams']);
    expect((await theOne()).content).toEqual({ home: true });
    expect((await theOne(noon, 'teams')).content).toEqual({ home: true });
  });

  test('when an account turns out to be gone, what was on its way finds the other one, in order', async () => {
    await seen('Mina Hart', 'slack', after(1));
    await organisation.append(aMessage(mina, 'one'), aMessage(mina, 'two'));
    await world.store.outbox.giveUp(await theOne(), 'account_inactive', true, after(2));
    expect(await lease(after(2))).toEqual([]);
    const first = await theOne(after(2), 'teams');
    expect([titleOf(first), first.address]).toEqual(['one', { channel: 'teams-of-Mina Hart' }]);
    await sent(first);
    expect(titleOf(await theOne(after(2), 'teams'))).toBe('two');
    expect(await organisation.append(aMessage(mina, 'three'))).toEqual(['teams']);
  });

  test('where there is no other one it is given up, and so is what comes after, until they are seen again', async () => {
    await organisation.append(aMessage(otto, 'one'));
    await world.store.outbox.giveUp(await theOne(), 'account_inactive', true, after(2));
    expect(await lease(after(2))).toEqual([]);
    expect(await organisation.append(aMessage(otto, 'two'))).toEqual([]);
    await seen('Otto Lund', 'slack', after(3));
    expect(await organisation.append(aMessage(otto, 'three'))).toEqual(['slack']);
  });

  test('a fuller address learnt by sending is used from then on', async () => {
    await organisation.append(aMessage(otto, 'one'), aMessage(otto, 'two'));
    await world.store.outbox.sent(await theOne(), { address: { channel: 'D-7', team: 'T-1' }, at: noon });
    expect((await theOne()).address).toEqual({ channel: 'D-7', team: 'T-1' });
  });
});
