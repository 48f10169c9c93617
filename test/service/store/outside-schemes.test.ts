import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutsideSchemeFacts, PersonFacts, RequestFacts } from '../../../src/mentoring/facts.ts';
import { shippedOutsideSchemes } from '../../../src/mentoring/outside-schemes-data.ts';
import type { OutsideSchemeEntry } from '../../../src/mentoring/records/organisation.ts';
import { aDoor, aProposedRequest, aWorld, anOrganisation, insert, noon, update } from './world.ts';
import type { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

const shipped = shippedOutsideSchemes[0]?.id ?? '';
const ours = (): OutsideSchemeEntry => ({
  id: randomUUID(),
  words: {
    name: 'Example College',
    whoFor: 'Doctors.',
    offers: 'Mentors.',
    howToReach: 'Ask the education department.',
    link: 'https://example.org',
    needs: ['mentoring'],
    grades: [],
    regions: ['wales'],
  },
  checkedOn: '2026-11-20',
  retired: false,
});

type Organisation = { readonly id: string };

const entryFacts = (organisation: Organisation, id: string) =>
  world.store.transact(
    organisation.id,
    async (tx) =>
      (await tx.loadFacts('outsideScheme', id, undefined, noon)) as OutsideSchemeFacts | undefined, // its subject says so
  );

test('what an organisation makes of the directory is kept, and shown wherever somebody may need it', async () => {
  const { organisation, mentee, coordinator, request } = await aProposedRequest(world);
  const entry = ours();
  await organisation.apply(
    insert('outsideScheme', entry),
    insert('outsideScheme', { id: shipped, retired: true }),
  );
  const kept = [entry, { id: shipped, retired: true }];
  const load = <F>(subject: string, id: string) =>
    world.store.transact(organisation.id, async (tx) => (await tx.loadFacts(subject, id, mentee, noon)) as F); // as its subject says
  expect(sorted((await load<PersonFacts>('person', mentee)).outsideSchemes)).toEqual(sorted(kept));
  expect(sorted((await load<RequestFacts>('request', request.id)).outsideSchemes)).toEqual(sorted(kept));
  expect(await entryFacts(organisation, entry.id)).toMatchObject({
    id: entry.id,
    coordinatorIds: [coordinator],
  });
});

test('going back to the shipped wording clears the words, and the date of the check', async () => {
  const organisation = await anOrganisation(world);
  await organisation.apply(insert('outsideScheme', { ...ours(), id: shipped }));
  await organisation.apply(update('outsideScheme', shipped, { words: undefined, checkedOn: undefined }));
  expect((await entryFacts(organisation, shipped))?.outsideSchemes).toEqual([
    { id: shipped, retired: false },
  ]);
});

test('an entry that ships is there for every organisation; one’s own, and what one made of it, for nobody else', async () => {
  const [one, other] = await Promise.all([anOrganisation(world), anOrganisation(world)]);
  const entry = ours();
  await one.apply(insert('outsideScheme', entry), insert('outsideScheme', { id: shipped, retired: true }));
  expect((await entryFacts(other, shipped))?.outsideSchemes).toEqual([]);
  expect(await entryFacts(other, entry.id)).toBeUndefined();
  expect(await entryFacts(one, randomUUID())).toBeUndefined();
});

test('of two who change a shipped entry first at once, the second waits and sees what the first one did', async () => {
  const organisation = await anOrganisation(world);
  const inside = aDoor();
  const change = aDoor();
  const first = world.store.transact(organisation.id, async (tx) => {
    await tx.loadFacts('outsideScheme', shipped, undefined, noon);
    inside.open();
    await change.opened;
    await tx.apply([insert('outsideScheme', { id: shipped, retired: true })], noon);
  });
  await inside.opened;
  const second = entryFacts(organisation, shipped);
  // It must be waiting for the lock by the time the first one's change comes.
  await waitUntilBlocked();
  change.open();
  await first;
  expect((await second)?.outsideSchemes).toEqual([{ id: shipped, retired: true }]);
});

function sorted(all: readonly OutsideSchemeEntry[] | undefined) {
  return all?.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function waitUntilBlocked(): Promise<void> {
  for (;;) {
    const { rows } = await world.admin.query<{ waiting: number }>(
      `select count(*)::int as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if ((rows[0]?.waiting ?? 0) > 0) return;
  }
}
