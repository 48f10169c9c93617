import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Profile } from '../../../src/engine/terms.ts';
import { OutsiderError } from '../../../src/store/profiles.ts';
import { aMessage, aWorld, after, anOrganisation, noon } from './world.ts';
import type { Organisation, World } from './world.ts';

let world: World;
let organisation: Organisation;
beforeAll(async () => {
  world = await aWorld();
});
beforeEach(async () => {
  organisation = await anOrganisation(world);
});
afterAll(() => world.close());

const keep = (on: 'slack' | 'teams', externalId: string, profile: Omit<Profile, 'externalId'>) =>
  world.store.keepProfile(
    organisation.id,
    { ...organisation[on], account: externalId },
    { externalId, ...profile },
    { at: externalId },
  );
const find = (on: 'slack' | 'teams', account: string) =>
  world.store.findPerson(organisation.id, { ...organisation[on], account });

const found = async (typed: string, limit = 10) =>
  (await world.store.findPeople(organisation.id, typed, limit)).map((one) => one.name);

describe('a person', () => {
  test('is known by their account from then on, with the name and zone that the platform tells', async () => {
    expect(await find('slack', 'U1')).toBeUndefined();
    const made = await keep('slack', 'U1', {
      name: 'Mina Hart',
      zone: 'Europe/Lisbon',
      email: 'Mina@X.example',
    });
    expect(made).toEqual({
      id: expect.any(String),
      name: 'Mina Hart',
      zone: 'Europe/Lisbon',
      email: 'mina@x.example',
    });
    expect(await find('slack', 'U1')).toEqual(made);
    expect(await find('teams', 'U1')).toBeUndefined();
    expect(await keep('slack', 'U1', { name: 'Mina Hart-Quill' })).toEqual({
      ...made,
      name: 'Mina Hart-Quill',
    });
  });

  test('without a zone, or with one that nobody knows, is where the organisation is', async () => {
    expect((await keep('slack', 'U1', { name: 'A' })).zone).toBe('Europe/London');
    expect((await keep('slack', 'U2', { name: 'B', zone: 'Mars/Olympus' })).zone).toBe('Europe/London');
  });

  test('may have any name, or none', async () => {
    const names = ['Łukasz \0 Żak', '', ' ', '\ud800', "Robert'); drop table person;--", '👩🏽‍⚕️'.repeat(80)];
    for (const [n, name] of names.entries())
      expect((await keep('slack', `U${n}`, { name })).name.length).toBeGreaterThan(0);
  });

  test('on two platforms is one, by e-mail address, and the joining is on record', async () => {
    const here = await keep('slack', 'U1', { name: 'Mina Hart', email: ' Mina@Eastmere.example' });
    const there = await keep('teams', 'A1', { name: 'Hart, Mina', email: 'MINA@eastmere.EXAMPLE ' });
    expect(there.id).toBe(here.id);
    const { rows } = await world.admin.query(
      `select dialog, action, subject, subject_id from audit where organisation_id = $1`,
      [organisation.id],
    );
    expect(rows).toEqual([{ dialog: 'accounts', action: 'join', subject: 'person', subject_id: here.id }]);
  });

  test('who is seen for the first time on both platforms at once is still one', async () => {
    // So that all connections are there, and all come at the same moment indeed.
    await Promise.all(Array.from({ length: 20 }, () => find('slack', 'nobody')));
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        keep(n % 2 ? 'slack' : 'teams', `account-${n % 2}`, { name: 'Mina Hart', email: 'mina@x.example' }),
      ),
    );
    expect(new Set(all.map((one) => one.id)).size).toBe(1);
  });

  test('is not another one of the same workspace who shares a mailbox, nor one of another organisation', async () => {
    const one = await keep('slack', 'U1', { name: 'Mina Hart', email: 'ward7@x.example' });
    const other = await keep('slack', 'U2', { name: 'Otto Lund', email: 'ward7@x.example' });
    expect(other.id).not.toBe(one.id);
    const nobody = await keep('teams', 'A0', { name: 'No Address' });
    const nobodyElse = await keep('slack', 'U9', { name: 'No Address' });
    expect(nobody.id).not.toBe(nobodyElse.id);
    organisation = await anOrganisation(world);
    expect((await keep('teams', 'A1', { name: 'Mina Hart', email: 'ward7@x.example' })).id).not.toBe(one.id);
  });

  test('who turns out to be a bot, a guest or a leaver is refused, and no longer known', async () => {
    await expect(keep('slack', 'B1', { name: 'A bot', outsider: true })).rejects.toThrow(OutsiderError);
    expect(await find('slack', 'B1')).toBeUndefined();
    const person = await keep('slack', 'U1', { name: 'Lea Ving' });
    await expect(keep('slack', 'U1', { name: 'Lea Ving', outsider: true })).rejects.toThrow(OutsiderError);
    expect(await find('slack', 'U1')).toBeUndefined();
    expect(await world.store.findPeople(organisation.id, 'Lea', 10)).toEqual([]);
    expect(await organisation.append(aMessage(person.id, 'Too late'))).toEqual([]);
    expect((await keep('slack', 'U1', { name: 'Lea Ving' })).id).toBe(person.id);
  });

  test("a directory's idea of an address does not replace where somebody was seen", async () => {
    await keep('slack', 'U1', { name: 'Mina Hart' });
    const account = { ...organisation.slack, account: 'U1' };
    const touch = (address: string, at: Date) =>
      world.store.transact(organisation.id, (tx) =>
        tx.touchAccount(account, { address: { at: address }, at }),
      );
    await touch('seen here', after(2));
    await touch('a late repeat', after(1));
    const person = await keep('slack', 'U1', { name: 'Mina Hart' });
    await organisation.append(aMessage(person.id, 'Hello'));
    const key = { organisationId: organisation.id, platform: 'slack' };
    const [entry] = (await world.store.outbox.lease(key, 'a drain', 1, after(5), noon)) ?? [];
    expect(entry?.address).toEqual({ at: 'seen here' });
  });
});

describe('finding people by what was typed', () => {
  const names = [
    'Ana Maria Costa',
    'Mariana Alves',
    'Łukasz Żak',
    'Marius Ø. Berg',
    'Percent 100%_sure',
    'José Müller-Straße',
  ];
  beforeEach(async () => {
    for (const [n, name] of names.entries()) await keep('slack', `U${n}`, { name, email: `p${n}@x.example` });
  });

  test.each([
    ['mari', ['Mariana Alves', 'Marius Ø. Berg', 'Ana Maria Costa']],
    ['MARIA', ['Mariana Alves', 'Ana Maria Costa']],
    ['costa ana', ['Ana Maria Costa']],
    ['lukasz', ['Łukasz Żak']],
    ['Łukasz zak', ['Łukasz Żak']],
    ['jose muller', ['José Müller-Straße']],
    ['strasse', ['José Müller-Straße']],
    ['o. berg', ['Marius Ø. Berg']],
    ['%', ['Percent 100%_sure']],
    ['_', ['Percent 100%_sure']],
    ['\\', []],
    ["' or true --", []],
    ['p4@x', ['Percent 100%_sure']],
    ['nobody', []],
  ])('%j', async (typed, expected) => {
    expect(await found(typed)).toEqual(expected);
  });

  test('nothing typed shows the first by name; no more than asked for; and what tells namesakes apart', async () => {
    expect(await found('')).toHaveLength(names.length);
    expect(await found('  ', 2)).toEqual(['Ana Maria Costa', 'José Müller-Straße']);
    expect(await found('', -1)).toEqual([]);
    await keep('slack', 'U77', { name: 'Mariana Alves', email: 'other@x.example' });
    const both = await world.store.findPeople(organisation.id, 'mariana', 10);
    expect(new Set(both.map((one) => one.detail))).toEqual(new Set(['other@x.example', 'p1@x.example']));
  });

  test('only of their own organisation, and by id only real ones', async () => {
    const [mariana] = await world.store.findPeople(organisation.id, 'mariana', 1);
    const other = await anOrganisation(world);
    expect(await world.store.findPeople(other.id, '', 10)).toEqual([]);
    const ids = [mariana?.id ?? '', '--------------------------------', 'x', other.id];
    const people = (id: string) => world.store.transact(id, (tx) => tx.people(ids));
    expect(await people(organisation.id)).toEqual([
      { id: mariana?.id, name: 'Mariana Alves', zone: 'Europe/London', email: 'p1@x.example' },
    ]);
    expect(await people(other.id)).toEqual([]);
  });
});
