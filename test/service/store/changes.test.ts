import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MeetingFacts, PersonFacts, RequestFacts } from '../../../src/mentoring/facts.ts';
import type { Change } from '../../../src/mentoring/records/change.ts';
import type { Offer } from '../../../src/mentoring/records/offer.ts';
import type { Request } from '../../../src/mentoring/records/request.ts';
import { bytesFrom, columnOf, recordFrom, sealedFields } from '../../../src/store/codec.ts';
import type { RowJson } from '../../../src/store/codec.ts';
import { codecOf } from '../../../src/store/nouns.ts';
import {
  aMeeting,
  aPair,
  aProposedRequest,
  aRecord,
  aRequest,
  aWorld,
  after,
  anOffer,
  insert,
  noon,
  theRestOf,
  update,
} from './world.ts';
import type { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.close());

/** Text as people may paste it, with everything that a database could choke on. */
const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\0', '\ud800', '\udfff', '\\', '"', "'", '{', '\u2028', 'ł'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 60,
});
/** What of it can be kept: no NUL, no half characters. */
const kept = (text: string): string => Buffer.from(text.replaceAll('\0', ''), 'utf8').toString('utf8');

/** Without the fields that are there and undefined. */
const present = (record: object): unknown => JSON.parse(JSON.stringify(record));

describe('a record', () => {
  test('comes back as it was written, whatever people put into it', async () => {
    const { organisation, scheme, mentee, mentor, coordinator } = await aProposedRequest(world);
    const load = <T>(subject: string, id: string) =>
      world.store.transact(
        organisation.id,
        async (tx) => (await tx.loadFacts(subject, id, mentee, noon)) as T,
      ); // its subject
    await fc.assert(
      fc.asyncProperty(
        anyText,
        fc.array(anyText, { maxLength: 4 }),
        fc.option(fc.constant('2026-02-28'), { nil: undefined }),
        async (text, list, date) => {
          const request: Request = aRequest(scheme.id, mentee, {
            words: text,
            areas: list,
            inMindId: date === undefined ? undefined : mentor,
            conflictIds: date === undefined ? [] : [coordinator, mentor],
            times: list.map((zone) => ({ date: '2026-03-29', time: '01:30', zone })),
          });
          const offer: Offer = anOffer(scheme.id, mentee, {
            state: 'closed',
            likesToHelp: text,
            skills: list,
            trainedOn: date,
            pausedUntil: date,
          });
          await organisation.apply(insert('request', request), insert('offer', offer));
          const facts = await load<RequestFacts>('request', request.id);
          expect(present(facts.request)).toEqual(
            present({
              ...request,
              words: Buffer.from(text, 'utf8').toString('utf8'),
              areas: list.map(kept),
              times: request.times.map((time) => ({ ...time, zone: kept(time.zone) })),
            }),
          );
          const person = await load<PersonFacts>('person', mentee);
          const found = person.offers.find((one) => one.id === offer.id);
          expect(present(found ?? {})).toEqual(
            present({ ...offer, likesToHelp: kept(text), skills: list.map(kept) }),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  test('of every noun is in its table: open what is open, sealed what is confidential', async () => {
    const pair = await aPair(world);
    const changes = theRestOf(pair);
    await pair.organisation.apply(...changes);
    for (const change of changes) {
      if (change.change !== 'insert') throw new Error('Only rows are added');
      const codec = codecOf(change.noun);
      const { rows } = await world.admin.query<{ row: RowJson }>(
        `select to_jsonb(one) as row from ${codec.table} one where id = $1`,
        [change.row.id],
      );
      const row = rows[0]?.row ?? {};
      const sealed = sealedFields(codec).map(([field]) => field);
      const open = Object.entries(change.row).filter(([field]) => !sealed.includes(field));
      expect(present(recordFrom(codec, row))).toEqual(present(Object.fromEntries(open)));
      for (const field of sealed) {
        const value = (change.row as Record<string, unknown>)[field]; // a row has its fields by their names
        const text = typeof value === 'object' ? JSON.stringify(value) : (value as string | undefined); // sealed as this
        if (text === undefined) expect(row[columnOf(field)]).toBeNull();
        else expect(bytesFrom(row[columnOf(field)])?.includes(text)).toBe(false);
      }
    }
  });

  test('keeps instants to the millisecond, and dates without a zone', async () => {
    const { organisation, scheme, mentee } = await aProposedRequest(world);
    const askedAt = new Date('2026-03-29T00:59:59.987Z');
    const request = aRequest(scheme.id, mentee, { askedAt });
    await organisation.apply(insert('request', request));
    const facts = await world.store.transact(
      organisation.id,
      async (tx) => (await tx.loadFacts('request', request.id, mentee, noon)) as RequestFacts, // its subject
    );
    expect(facts.request.askedAt).toEqual(askedAt);
  });
});

describe('a removal', () => {
  test('takes a private block away without a trace; doing it twice does no harm', async () => {
    const { organisation, mentee, mentor } = await aProposedRequest(world);
    const id = randomUUID();
    await organisation.apply(insert('block', { id, blockerId: mentee, blockedId: mentor }));
    const gone: Change = { change: 'remove', noun: 'block', id };
    await organisation.apply(gone);
    await organisation.apply(gone);
    const { rows } = await world.admin.query('select from block where organisation_id = $1', [
      organisation.id,
    ]);
    expect(rows).toEqual([]);
  });

  test("does not reach into another organisation's rows", async () => {
    const here = await aProposedRequest(world);
    const elsewhere = await aProposedRequest(world);
    const id = randomUUID();
    await here.organisation.apply(insert('block', { id, blockerId: here.mentee, blockedId: here.mentor }));
    await elsewhere.organisation.apply({ change: 'remove', noun: 'block', id });
    const { rows } = await world.admin.query('select from block where id = $1', [id]);
    expect(rows).toHaveLength(1);
  });
});

describe('an update', () => {
  test('writes the fields that are present, and clears those that are there and undefined', async () => {
    const { organisation, request, proposal, mentor, mentee } = await aProposedRequest(world);
    await organisation.apply(
      update('proposal', proposal.id, {
        state: 'declined',
        reason: 'no-time',
        answeredAt: after(1),
        counterTimes: request.times,
      }),
    );
    const read = async () =>
      (
        await world.store.transact(
          organisation.id,
          async (tx) => (await tx.loadFacts('request', request.id, mentor, noon)) as RequestFacts, // its subject
        )
      ).proposals[0];
    expect(await read()).toEqual({
      ...proposal,
      state: 'declined',
      reason: 'no-time',
      answeredAt: after(1),
      counterTimes: request.times,
    });
    await organisation.apply(
      update('proposal', proposal.id, { reason: undefined, message: undefined, counterTimes: undefined }),
    );
    const { message, ...rest } = proposal;
    expect(message).toBe('Gladly');
    expect(await read()).toEqual({ ...rest, state: 'declined', answeredAt: after(1) });
    await organisation.apply(update('proposal', proposal.id, { message: 'After all' }));
    expect((await read())?.message).toBe('After all');
    expect(mentee).not.toBe(mentor);
  });

  test('of a row that is not there, or is of another organisation, fails', async () => {
    const { organisation } = await aProposedRequest(world);
    const other = await aProposedRequest(world);
    for (const id of [randomUUID(), other.request.id]) {
      await expect(organisation.apply(update('request', id, { state: 'withdrawn' }))).rejects.toThrow(
        /There is no request/,
      );
      await expect(organisation.apply(update('request', id, { words: 'Mine now' }))).rejects.toThrow(
        /There is no/,
      );
    }
  });

  test('that makes a record private moves its text under the key of its author alone', async () => {
    const { organisation, meeting, shared, mentee, mentor, relationship } = await aPair(world);
    const read = async (actorId: string) =>
      (
        await world.store.transact(
          organisation.id,
          async (tx) => (await tx.loadFacts('meeting', meeting.id, actorId, noon)) as MeetingFacts, // its subject
        )
      ).records.find((one) => one.id === shared.id);
    await organisation.apply(update('sessionRecord', shared.id, { sharing: 'author' }));
    expect(await read(mentor)).toBeUndefined();
    expect(await read(mentee)).toEqual({ ...shared, sharing: 'author' });
    await world.store.erase(organisation.id, { kind: 'relationship', id: relationship.id }, noon);
    expect(await read(mentee)).toEqual({ ...shared, sharing: 'author' });
  });

  test("of a person's zone is a choice, which no payload undoes", async () => {
    const { organisation, mentee } = await aProposedRequest(world);
    const account = { ...organisation.slack, account: 'slack-Mina Hart' };
    const zone = async (said: string) => {
      await world.store.transact(organisation.id, (tx) => tx.touchAccount(account, { zone: said, at: noon }));
      return (await world.store.findPerson(organisation.id, account))?.zone;
    };
    expect(await zone('Europe/Lisbon')).toBe('Europe/Lisbon');
    expect(await zone('Nowhere/At all')).toBe('Europe/Lisbon');
    expect(await zone('+01:00')).toBe('Europe/Lisbon');
    await organisation.apply(update('person', mentee, { zone: 'Europe/Warsaw' }));
    expect(await zone('Europe/London')).toBe('Europe/Warsaw');
  });

  test("of a scheme's coordinators adds and removes, and takes only people of the organisation", async () => {
    const { organisation, scheme, coordinator, mentor } = await aProposedRequest(world);
    const read = async () =>
      (
        await world.store.transact(
          organisation.id,
          async (tx) => (await tx.loadFacts('person', coordinator, coordinator, noon)) as PersonFacts, // its subject
        )
      ).schemes[0];
    await organisation.apply(update('scheme', scheme.id, { coordinatorIds: [mentor], name: 'Renamed' }));
    expect(await read()).toEqual({ ...scheme, coordinatorIds: [mentor], name: 'Renamed' });
    await organisation.apply(update('scheme', scheme.id, { about: 'For all.' }));
    expect((await read())?.coordinatorIds).toEqual([mentor]);
    await expect(
      organisation.apply(update('scheme', scheme.id, { coordinatorIds: [randomUUID()] })),
    ).rejects.toThrow(/foreign key/);
  });
});

describe('several changes', () => {
  test('are written in order, neighbours of one noun together', async () => {
    const { organisation, relationship, mentee, mentor } = await aPair(world);
    const meetings = [1, 2, 3].map((day) =>
      aMeeting(relationship.id, mentee, {
        start: { date: `2027-01-0${day}`, time: '09:00', zone: 'Europe/London' },
        ...(day === 2 && { lateIds: [mentor] }),
      }),
    );
    await organisation.apply(
      ...meetings.map((row) => insert('meeting', row)),
      ...meetings.map((row) =>
        update('meeting', row.id, { state: 'cancelled', sequence: 1, lateIds: undefined }),
      ),
      ...meetings.map((row) => insert('sessionRecord', aRecord(row, mentee))),
    );
    const { rows } = await world.admin.query(
      `select state, sequence, late_ids from meeting where relationship_id = $1 and start_date > '2026-12-31'`,
      [relationship.id],
    );
    expect(rows).toEqual(
      Array.from({ length: 3 }, () => ({ state: 'cancelled', sequence: 1, late_ids: null })),
    );
  });

  test('with a field or a noun that does not exist are refused before anything is written', async () => {
    const { organisation, request } = await aProposedRequest(world);
    const wrong = [
      { change: 'update', noun: 'request', id: request.id, set: { organisation_id: randomUUID() } },
      { change: 'update', noun: 'request', id: request.id, set: { "state\" = 'matched' --": 'x' } },
      { change: 'insert', noun: 'audit', row: { id: randomUUID() } },
      { change: 'insert', noun: '__proto__', row: {} },
    ];
    for (const change of wrong)
      await expect(organisation.apply(change as never as Change)).rejects.toThrow(/no field|no noun/);
  });
});
