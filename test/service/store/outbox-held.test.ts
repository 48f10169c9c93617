/** Messages that wait for the morning, and messages that are several nudges in one. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LeasedEntry, OutboxEntry } from '../../../src/engine/ports.ts';
import { asMessageAddress } from '../../../src/engine/terms.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { aBundle, aCard, aMessage, aWorld, after, anOrganisation, noon } from './world.ts';
import type { Organisation, World } from './world.ts';

let world: World;
let organisation: Organisation;
let mina: string;

beforeAll(async () => {
  world = await aWorld();
});
beforeEach(async () => {
  organisation = await anOrganisation(world);
  mina = await organisation.person('Mina Hart');
});
afterAll(() => world.close());

const morning = after(600);
const key = () => ({ organisationId: organisation.id, platform: 'slack' });
const lease = async (now: Date) =>
  (await world.store.outbox.lease(key(), 'a drain', 10, after(1, now), now)) ?? [];
const sent = (entry: LeasedEntry | undefined, message: string, at = noon) => {
  if (entry === undefined) throw new Error('It was leased');
  return world.store.outbox.sent(entry, { at, message: asMessageAddress(message) });
};

function held(title: string, slot?: string): OutboxEntry {
  return {
    dedupeKey: randomUUID(),
    to: { person: mina },
    content: { send: aCard(title), files: [], notBefore: morning, ...(slot !== undefined && { slot }) },
  };
}

function revision(title: string, slot: string): OutboxEntry {
  return { dedupeKey: randomUUID(), to: { person: mina }, content: { revise: aCard(title), slot } };
}

function textOf({ content }: LeasedEntry): string {
  if ('send' in content) return plainCard(content.send);
  return 'update' in content ? plainCard(content.update) : 'home';
}

describe('a message that waits for the morning', () => {
  test('comes in the morning, and others go before it', async () => {
    await organisation.append(held('Later'), aMessage(mina, 'Now'));
    expect(await world.store.outbox.nextDue(key(), noon)).toEqual(noon);
    const [now, ...rest] = await lease(noon);
    expect(rest).toEqual([]);
    expect(now && textOf(now)).toContain('Now');
    await sent(now, 'm-1');
    expect(await lease(after(300))).toEqual([]);
    expect(await world.store.outbox.nextDue(key(), after(300))).toEqual(morning);
    expect((await lease(morning)).map(textOf)).toEqual([expect.stringContaining('Later')]);
  });

  test('is changed where it waits, so that nobody wakes to what is no longer true', async () => {
    await organisation.append(held('You meet at ten', 'meeting:1'));
    await organisation.append(revision('You do not meet', 'meeting:1'));
    expect(await lease(noon)).toEqual([]);
    expect((await lease(morning)).map(textOf)).toEqual([expect.stringContaining('You do not meet')]);
  });

  test('makes way for a newer one about the same thing', async () => {
    await organisation.append(held('You meet at ten', 'meeting:1'));
    await organisation.append(held('You meet at eleven', 'meeting:1'));
    expect((await lease(morning)).map(textOf)).toEqual([expect.stringContaining('You meet at eleven')]);
  });

  test('stays in its place once it was tried, so that later ones do not overtake it', async () => {
    await organisation.append(held('First'));
    const [entry] = await lease(morning);
    if (entry === undefined) throw new Error('It is due');
    await world.store.outbox.retryAt(entry, after(5, morning), 'busy');
    await organisation.append(aMessage(mina, 'Second'));
    expect(await lease(after(1, morning))).toEqual([]);
  });
});

describe('several nudges in one message', () => {
  test('one part is revised by its slot, and the others stay', async () => {
    await organisation.append(aBundle(mina, ['meeting:1', 'meeting:2']));
    const [entry] = await lease(noon);
    await sent(entry, 'm-1');
    await organisation.append(revision('That is settled', 'meeting:2'));
    const [update] = await lease(noon);
    expect(update?.content).toMatchObject({ message: 'm-1' });
    const said = update === undefined ? '' : textOf(update);
    expect(said).toContain('About meeting:1');
    expect(said).toContain('That is settled');
    expect(said).not.toContain('About meeting:2');
  });

  test('a revision that comes before the message was sent finds it all the same', async () => {
    await organisation.append(aBundle(mina, ['meeting:1', 'meeting:2']));
    await organisation.append(revision('That is settled', 'meeting:1'));
    const [entry] = await lease(noon);
    await sent(entry, 'm-1');
    const [update] = await lease(noon);
    expect(update?.content).toMatchObject({ message: 'm-1' });
    expect(update && textOf(update)).toContain('That is settled');
  });

  test('a part that is answered changes in its place, for its own person only', async () => {
    const bundle = aBundle(mina, ['meeting:1', 'meeting:2']);
    await organisation.append(bundle);
    const id = 'send' in bundle.content ? (bundle.content.bundle?.id ?? '') : '';
    const change = (personId: string, index: number, title?: string) =>
      world.store.transact(organisation.id, (tx) =>
        tx.changeBundle({ id, index }, personId, title === undefined ? undefined : aCard(title)),
      );
    const otto = await organisation.person('Otto Lund');
    expect(await change(otto, 0, 'Not mine')).toBeUndefined();
    const whole = await change(mina, 0, 'Thank you');
    expect(whole && plainCard(whole)).toMatch(/Thank you[^]*About meeting:2/);
    const both = await change(mina, 1, 'Thank you again');
    expect(both && plainCard(both)).toMatch(/Thank you[^]*Thank you again/);
    expect(await change(mina, 0)).toEqual(both);
  });

  test('are unreadable once the person is erased', async () => {
    const bundle = aBundle(mina);
    await organisation.append(bundle);
    const id = 'send' in bundle.content ? (bundle.content.bundle?.id ?? '') : '';
    await world.store.erase(organisation.id, { kind: 'person', id: mina }, noon);
    expect(
      await world.store.transact(organisation.id, (tx) => tx.changeBundle({ id, index: 0 }, mina, undefined)),
    ).toBeUndefined();
  });
});
