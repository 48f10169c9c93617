import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TimerChange } from '../../../src/engine/effect.ts';
import type { ClaimedTimer, DueTimer } from '../../../src/engine/ports.ts';
import { aWorld, after, anOrganisation, noon } from './world.ts';
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

const to = { dialog: 'meeting', action: 'remind', subject: 'a-meeting', args: { person: 'somebody' } };

function set(key: string, at: Date): TimerChange {
  return { timer: 'set', key, at, to };
}

const change = (...changes: TimerChange[]): Promise<void> =>
  world.store.transact(organisation.id, (tx) => tx.changeTimers(changes, noon));

const due = (before: Date, limit = 100): Promise<readonly DueTimer[]> =>
  world.store.timers.due(before, limit, { organisationId: organisation.id });

const claimAll = (timer: DueTimer, now: Date) =>
  world.store.transact(organisation.id, (tx) => tx.claimTimer(timer.id, timer.version, now));

const claim = async (timer: DueTimer, now: Date) => (await claimAll(timer, now))[0]?.target;

async function theOne(before = after(60)): Promise<DueTimer> {
  const [timer] = await due(before);
  if (timer === undefined) throw new Error('A timer is due');
  return timer;
}

describe('a timer', () => {
  test('is told with its kind, its version and its time, soonest first', async () => {
    await change(set('later', after(2)), set('sooner', after(1)), set('far', after(90)));
    expect(await due(after(60))).toEqual([
      {
        id: expect.any(String),
        kind: 'meeting.remind',
        organisationId: organisation.id,
        version: 1,
        dueAt: after(1),
      },
      {
        id: expect.any(String),
        kind: 'meeting.remind',
        organisationId: organisation.id,
        version: 1,
        dueAt: after(2),
      },
    ]);
  });

  test('is claimed by one of twenty who come at once', async () => {
    await change(set('once', noon));
    const timer = await theOne();
    const all = await Promise.all(Array.from({ length: 20 }, () => claim(timer, noon)));
    expect(all.filter((one) => one !== undefined)).toEqual([to]);
    expect(await due(after(60))).toEqual([]);
  });

  test('can be claimed again when the turn that claimed it failed', async () => {
    await change(set('again', noon));
    const timer = await theOne();
    const failing = world.store.transact(organisation.id, async (tx) => {
      expect(await tx.claimTimer(timer.id, timer.version, noon)).toMatchObject([{ target: to }]);
      throw new Error('the turn failed');
    });
    await expect(failing).rejects.toThrow('the turn failed');
    expect(await claim(timer, noon)).toEqual(to);
  });

  test('is not claimed before its time', async () => {
    await change(set('early', after(1)));
    expect(await claim(await theOne(), noon)).toBeUndefined();
    expect(await claim(await theOne(), after(1))).toEqual(to);
  });

  test('that was moved is claimed at its new time and not for the old one', async () => {
    await change(set('moved', noon));
    const before = await theOne();
    await change(set('moved', after(5)));
    const moved = await theOne();
    expect(moved).toEqual({ ...before, version: 2, dueAt: after(5) });
    expect(await claim(before, after(10))).toBeUndefined();
    expect(await claim(moved, noon)).toBeUndefined();
    expect(await claim(moved, after(5))).toEqual(to);
  });

  test('that was cancelled is not claimed, and can be set anew', async () => {
    await change(set('gone', noon));
    const before = await theOne();
    await change({ timer: 'cancel', key: 'gone' });
    expect(await due(after(60))).toEqual([]);
    expect(await claim(before, noon)).toBeUndefined();
    await change(set('gone', after(1)));
    expect(await claim(before, after(2))).toBeUndefined();
    expect(await claim(await theOne(), after(2))).toEqual(to);
  });

  test('can be set again by the very turn that it woke', async () => {
    await change(set('weekly', noon));
    const timer = await theOne();
    await world.store.transact(organisation.id, async (tx) => {
      expect(await tx.claimTimer(timer.id, timer.version, noon)).toMatchObject([{ target: to }]);
      await tx.changeTimers([set('weekly', after(10))], noon);
    });
    expect(await theOne()).toMatchObject({ id: timer.id, version: 2, dueAt: after(10) });
  });

  test('without arguments comes back without arguments', async () => {
    const plain = { dialog: 'scheme-desk', action: 'digest', subject: 'a-scheme' };
    await change({ timer: 'set', key: 'plain', at: noon, to: plain });
    expect(await claim(await theOne(), noon)).toStrictEqual(plain);
  });
});

describe('several changes in one turn', () => {
  test('the last word about a key is what counts', async () => {
    await change(set('a:1', noon), set('b', noon), set('c', noon));
    await change(
      { timer: 'cancel-all', prefix: 'a:' },
      set('a:1', after(3)),
      set('a:2', after(4)),
      set('b', after(9)),
      { timer: 'cancel', key: 'b' },
      set('c', after(5)),
      set('c', after(6)),
      set('a:3', after(7)),
    );
    expect((await due(after(60))).map((timer) => timer.dueAt)).toEqual([
      after(3),
      after(4),
      after(6),
      after(7),
    ]);
    await change(set('a:4', after(1)), { timer: 'cancel-all', prefix: 'a:' });
    expect((await due(after(60))).map((timer) => timer.dueAt)).toEqual([after(6)]);
  });

  test('cancelling all of one thing leaves those of another whose name begins alike', async () => {
    await change(
      set('meeting:1:remind', noon),
      set('meeting:12:remind', after(1)),
      set('meeting:%:x', after(2)),
    );
    await change({ timer: 'cancel-all', prefix: 'meeting:1:' });
    expect((await due(after(60))).map((timer) => timer.dueAt)).toEqual([after(1), after(2)]);
    await expect(change({ timer: 'cancel-all', prefix: 'meeting:1' })).rejects.toThrow(/end with a colon/);
  });
});

const nudge = (key: string, of: string, at: Date, asked = at): TimerChange => ({
  timer: 'set',
  key,
  at,
  to: { dialog: 'meeting', action: key, subject: 'a-meeting' },
  nudge: { person: of, asked },
});
const actionsOf = (claimed: readonly ClaimedTimer[]) => claimed.map(({ target }) => target.action);
const dueNow = async (action: string, now = noon): Promise<DueTimer> => {
  const found = (await due(after(60_000))).find(
    ({ kind, dueAt }) => kind === `meeting.${action}` && dueAt <= now,
  );
  if (found === undefined) throw new Error(`Nothing is due as ${action}`);
  return found;
};

describe('the timers of what is to be said to one person', () => {
  let person = '';
  let other = '';
  beforeEach(() => {
    person = randomUUID();
    other = randomUUID();
  });

  test('are claimed together when they are due, and only theirs', async () => {
    await change(nudge('one', person, noon), nudge('two', person, noon), nudge('three', person, after(5)));
    await change(nudge('others', other, noon), set('nobodys', noon));
    const timer = await dueNow('one');
    expect(actionsOf(await claimAll(timer, noon))).toEqual(['one', 'two']);
    expect(await claimAll(timer, noon)).toEqual([]);
  });

  test('go to one of twenty who come at once for any of them', async () => {
    const keys = ['one', 'two', 'three', 'four'];
    await change(...keys.map((key) => nudge(key, person, noon)));
    const timers = await Promise.all(keys.map((key) => dueNow(key)));
    const all = await Promise.all(
      // There are four of them.
      Array.from({ length: 20 }, (_, index) => claimAll(timers[index % 4] as DueTimer, noon)),
    );
    expect(
      all.filter((claimed) => claimed.length > 0).map((claimed) => actionsOf(claimed).toSorted()),
    ).toEqual([keys.toSorted()]);
  });

  test('go alone after a failure, so that one does not keep the others from being said', async () => {
    await change(nudge('one', person, noon), nudge('two', person, noon));
    await world.store.timers.failed({ ...(await dueNow('one')) }, noon, false);
    expect(actionsOf(await claimAll(await dueNow('two'), noon))).toEqual(['two']);
    expect(actionsOf(await claimAll(await dueNow('one'), noon))).toEqual(['one']);
  });

  test('come when they were to come at first, once the person has chosen other hours', async () => {
    await change(nudge('late', person, after(600), after(5)), nudge('others', other, after(600), after(5)));
    await change({ timer: 'reconsider', person });
    const dues = (await due(after(60_000))).map(({ kind, dueAt }) => [kind, dueAt]);
    expect(dues).toContainEqual(['meeting.late', after(5)]);
    expect(dues).toContainEqual(['meeting.others', after(600)]);
  });
});

describe('a timer that is brought forward', () => {
  test('comes at the earlier moment, and its job for the later one does nothing', async () => {
    await change(set('soon', after(50)));
    const armed = await theOne();
    await change({ timer: 'bring-forward', key: 'soon', at: noon });
    const moved = await theOne();
    expect(moved.dueAt).toEqual(noon);
    expect(moved.version).toBeGreaterThan(armed.version);
  });

  test('is not put off, and not rung a second time once it has fired', async () => {
    await change(set('once', noon));
    await change({ timer: 'bring-forward', key: 'once', at: after(60) });
    expect((await theOne()).dueAt).toEqual(noon);
    await claimAll(await theOne(), noon);
    await change({ timer: 'bring-forward', key: 'once', at: noon });
    expect(await due(after(60_000))).toEqual([]);
  });
});

describe('a timer whose turn failed', () => {
  test('comes again no earlier than told, under the same version', async () => {
    await change(set('bumpy', noon));
    const timer = await theOne();
    await world.store.timers.failed(timer, after(5), false);
    expect(await theOne()).toEqual({ ...timer, dueAt: after(5) });
    expect(await claim(timer, after(4))).toBeUndefined();
    expect(await claim(timer, after(5))).toEqual(to);
  });

  test('is set aside after the last attempt', async () => {
    await change(set('hopeless', noon));
    const timer = await theOne();
    await world.store.timers.failed(timer, after(5), true);
    expect(await due(after(600))).toEqual([]);
    expect(await claim(timer, after(600))).toBeUndefined();
  });

  test('that was moved meanwhile is left alone', async () => {
    await change(set('moved on', noon));
    const timer = await theOne();
    await change(set('moved on', after(2)));
    await world.store.timers.failed(timer, after(50), true);
    expect(await theOne()).toMatchObject({ version: 2, dueAt: after(2) });
  });
});

describe('over all organisations', () => {
  test('everybody has their soonest before anybody has their second', async () => {
    const busy = organisation;
    await change(...Array.from({ length: 50 }, (_, index) => set(`burst:${index}`, after(index / 100))));
    organisation = await anOrganisation(world);
    await change(set('quiet', after(30)));
    const fair = await world.store.timers.due(after(60), 1000, { perOrganisation: 3 });
    expect(fair.filter((timer) => timer.organisationId === busy.id)).toHaveLength(3);
    const places = fair.map((timer) => timer.organisationId);
    expect(places.indexOf(organisation.id)).toBeLessThan(places.lastIndexOf(busy.id));
    const plain = await world.store.timers.due(after(60), 20);
    expect(plain.map((timer) => timer.dueAt)).toEqual(
      plain.map((timer) => timer.dueAt).toSorted((a, b) => +a - +b),
    );
    expect(plain).toHaveLength(20);
    expect(
      await world.store.timers.due(after(60), 10, { organisationId: organisation.id, perOrganisation: 5 }),
    ).toHaveLength(1);
  });
});
