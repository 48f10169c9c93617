import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { aCard, aPair, aWorld, noon, update } from './world.ts';
import type { World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld(1);
});
afterAll(() => world.close());

/** How many times the database is asked, and answers, while this runs. */
async function roundTrips(work: () => Promise<unknown>): Promise<number> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return spy.mock.calls.length;
  } finally {
    spy.mockRestore();
  }
}

test('a press that shows something costs ten round trips; one that also changes, sends and sets timers, sixteen', async () => {
  const { organisation, meeting, mentee, mentor } = await aPair(world);
  const account = { ...organisation.slack, account: 'slack-Mina Hart' };
  const target = { dialog: 'meeting', action: 'met', subject: meeting.id };
  const turn = (eventId: string, changing: boolean) => () =>
    world.store.transact(organisation.id, async (tx) => {
      await tx.takeEvent(eventId);
      await tx.touchAccount(account, { at: noon });
      const [reference = ''] = await tx.mintReferences([target]);
      await tx.findReference(reference);
      await tx.loadFacts('meeting', meeting.id, mentee, noon);
      if (changing) {
        await tx.apply([update('meeting', meeting.id, { state: 'met' })], noon);
        await tx.appendOutbox(
          [mentee, mentor].map((person) => ({
            dedupeKey: `${eventId}/${person}`,
            to: { person },
            content: { send: aCard('Met'), slot: `meeting:${meeting.id}`, files: [] },
          })),
          noon,
        );
        await tx.changeTimers([{ timer: 'set', key: 'meeting:1:did-you-meet', at: noon, to: target }], noon);
        await tx.audit({
          actorId: mentee,
          dialog: 'meeting',
          action: 'met',
          subject: 'meeting',
          subjectId: meeting.id,
          at: noon,
        });
      }
      await tx.keepReply(eventId, { reply: 'answer', inPlace: true, card: aCard('Thank you') });
    });
  // Once, so that everybody has a key.
  await turn('first', true)();
  expect(await roundTrips(turn('second', false))).toBeLessThanOrEqual(10);
  expect(await roundTrips(turn('third', true))).toBeLessThanOrEqual(16);
});
