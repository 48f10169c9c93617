/** Two people, two hands of one, or two workers, at the same moment: one of them does it, and the other hears kindly why. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { about } from '../support/crash/deeds.ts';
import type { CrashPerson } from '../support/crash/person.ts';
import { createWorker, platforms } from '../support/crash/workers.ts';
import type { Worker } from '../support/crash/workers.ts';
import { newGate } from '../support/crash/wait.ts';
import { aboutToAccept, atOnce, aWorld, openForm } from '../support/crash/world.ts';
import type { World } from '../support/crash/world.ts';

let world: World;

beforeAll(async () => {
  world = await aWorld();
}, 300_000);

afterAll(async () => {
  await world.site.stop();
}, 60_000);

/** Everything that has come of what somebody asked for last. */
async function cameOf(mentee: CrashPerson) {
  const [row] = await world.site.query<{
    state: string;
    open: number;
    accepted: number;
    relationships: number;
    meetings: number;
  }>(
    `select state,
      (select count(*)::int from proposal p where p.request_id = request.id and p.state = 'open') as open,
      (select count(*)::int from proposal p where p.request_id = request.id and p.state = 'accepted') as accepted,
      (select count(*)::int from relationship r where r.request_id = request.id) as relationships,
      (select count(*)::int from meeting m join relationship r on r.id = m.relationship_id
        where r.request_id = request.id) as meetings
    from request where mentee_id = $1 order by asked_at desc limit 1`,
    [world.site.personId(mentee.id)],
  );
  return row;
}

const matched = { state: 'matched', open: 0, accepted: 1, relationships: 1, meetings: 1 };
const proposed = { state: 'proposed', open: 1, accepted: 0, relationships: 0, meetings: 0 };
const withdrawn = { state: 'withdrawn', open: 0, accepted: 0, relationships: 0, meetings: 0 };

/** What somebody has on the screen by now: of one card, or of the newest and the form. */
function reads(someone: CrashPerson, card?: string): string {
  const { form, messages } = someone.screen();
  const shown = card === undefined ? messages.slice(-4) : messages.filter(({ id }) => id === card);
  const ofForm = card === undefined && form !== null ? [JSON.stringify(form.payload)] : [];
  return [...shown.map(({ text }) => text), ...ofForm].join('\n');
}

const thanked = /This request is no longer open[\s\S]*Thank you for being ready to help/;
const welcomed = /You are mentoring/;

describe('two mentors accept the same request', () => {
  test.each([
    { on: 'Slack and Teams', mentee: 'amara', one: 'seyma', other: 'kwame' },
    { on: 'Teams and Slack', mentee: 'lukasz', one: 'priya', other: 'bola' },
    { on: 'Slack and Slack', mentee: 'rohan', one: 'fiona', other: 'bola' },
  ])(
    'on $on: one is matched, the other is thanked',
    async (ids) => {
      const { deeds, person, day } = world;
      const [mentee, one, other] = [person(ids.mentee), person(ids.one), person(ids.other)];
      const words = `This is about ${ids.mentee}, please.`;
      await deeds.ask(mentee, words, day, '17:30');
      await deeds.propose(person('helen'), words, one);
      await deeds.propose(person('helen'), words, other);
      const [first, second] = [await aboutToAccept(one, words), await aboutToAccept(other, words)];
      await atOnce(world.site, first.send, second.send);
      expect(await cameOf(mentee)).toEqual(matched);
      const told = [reads(one, first.card), reads(other, second.card)];
      expect(told.filter((text) => welcomed.test(text))).toHaveLength(1);
      expect(told.filter((text) => thanked.test(text))).toHaveLength(1);
    },
    300_000,
  );
});

test('a mentor accepts while the mentee withdraws: one of the two has happened, and both know which', async () => {
  const { deeds, person, day } = world;
  const [mentee, mentor] = [person('minseo'), person('priya')];
  const words = 'This is about minseo, please.';
  await deeds.ask(mentee, words, day, '12:00');
  await deeds.propose(person('grace'), words, mentor);
  const card = await mentee.awaits('the card', ({ messages }) =>
    messages.findLast(({ controls }) => controls.some(({ label }) => label === 'Withdraw my request')),
  );
  const proposal = await aboutToAccept(mentor, words);
  await atOnce(world.site, proposal.send, () =>
    mentee.act({ press: { label: 'Withdraw my request', message: card.id } }),
  );
  const came = await cameOf(mentee);
  if (came?.state === 'matched') {
    expect(came).toEqual(matched);
    expect(reads(mentor, proposal.card)).toMatch(welcomed);
    expect(reads(mentee)).toMatch(/You have a mentor|Your request has found a mentor/);
  } else {
    expect(came).toEqual(withdrawn);
    expect(reads(mentor, proposal.card)).toMatch(thanked);
    expect(reads(mentee, card.id)).toMatch(/You withdrew your request/);
  }
}, 300_000);

test('two coordinators put a request to the same mentor: the mentor is asked once', async () => {
  const { deeds, person, day } = world;
  const [mentee, mentor] = [person('sian'), person('kwame')];
  const words = 'This is about sian, please.';
  await deeds.ask(mentee, words, day, '12:00');
  const aboutToPropose = async (by: CrashPerson): Promise<() => Promise<unknown>> => {
    await openForm(by, about(words), /^Choose whom to ask/);
    const field = by.screen().form?.fields[0];
    const option = field?.options.find((one) => one.startsWith(mentor.name)) ?? '';
    return () => by.act({ submit: { [field?.label ?? '']: [option] } });
  };
  const [helen, grace] = [person('helen'), person('grace')];
  await atOnce(world.site, await aboutToPropose(helen), await aboutToPropose(grace));
  expect(await cameOf(mentee)).toEqual(proposed);
  const proposals = mentor.screen().messages.filter(({ text }) => about(words).test(text));
  expect(proposals).toHaveLength(1);
  // Whoever was second reads on the card that it is before a mentor now, or in the form that it was too late.
  for (const one of [helen, grace]) {
    expect(reads(one)).toMatch(/before one mentor now|[Pp]lease choose/);
    if (one.screen().form !== null) await one.act({ dismiss: true });
  }
}, 300_000);

test('a mentor with one place left accepts two: one mentee is matched, the other waits on, and the mentor reads why', async () => {
  const { deeds, person, day, site } = world;
  const mentor = person('christina');
  const mentees = [person('marcus'), person('fiona')] as const;
  await deeds.offer(mentor, 'One place, please.', 1);
  for (const mentee of mentees) {
    await deeds.ask(mentee, `This is about ${mentee.id}, please.`, day, '12:00');
    await deeds.propose(person('grace'), `This is about ${mentee.id}, please.`, mentor);
  }
  // On Teams each form stands in a message of its own. The one that has been sent is put aside, and the other one sent.
  const first = await aboutToAccept(mentor, `This is about ${mentees[0].id}, please.`);
  const second = await aboutToAccept(mentor, `This is about ${mentees[1].id}, please.`);
  const { userId } = site.people.find(({ id }) => id === mentor.id) ?? {};
  await atOnce(site, second.send, () => {
    site.playground.teams.tenant.putAside.add(`${second.card} ${userId}`);
    return first.send();
  });
  const came = [await cameOf(mentees[0]), await cameOf(mentees[1])];
  expect(came.filter((one) => one?.state === 'matched')).toEqual([matched]);
  expect(came.filter((one) => one?.state === 'proposed')).toEqual([proposed]);
  const read = [reads(mentor, first.card), reads(mentor, second.card)];
  expect(read.filter((text) => welcomed.test(text))).toHaveLength(1);
  expect(read.filter((text) => /You have no free place/.test(text))).toHaveLength(1);
}, 300_000);

describe('two workers', () => {
  let now: Date;

  function twoWorkers(beforeSending: () => Promise<void>): readonly [Worker, Worker] {
    const worker = (): Worker => createWorker(world.site, () => now, beforeSending);
    return [worker(), worker()];
  }

  test('at the same timers: each fires once', async () => {
    const { organisationId, query } = world.site;
    const [one, other] = twoWorkers(() => Promise.reject(new Error('Nobody is to send anything')));
    const pending = await query<{ id: string; version: number; due_at: Date }>(
      `select id, version, due_at from timer where state = 'pending' order by due_at, id`,
    );
    const audited = async (): Promise<number> =>
      (await query(`select from audit where actor_id is null`)).length;
    // What is due for one person at the same moment is told, and fires, together with the first of it.
    const dueWith = async (id: string): Promise<number> => {
      const due = await query(
        `select from timer one join timer other on other.id = one.id or other.person_id = one.person_id
          where one.id = $1 and other.state = 'pending' and other.due_at <= $2`,
        [id, now],
      );
      return due.length;
    };
    let fired = 0;
    for (const { id, version, due_at } of pending) {
      now = due_at;
      const key = { organisationId, id, version };
      const [due, before] = [await dueWith(id), await audited()];
      const came = (await Promise.all([one.fireTimer(key), other.fireTimer(key)])).toSorted();
      // None where one that fired before it has moved or cancelled it.
      expect([
        ['fired', 'nothing'],
        ['nothing', 'nothing'],
      ]).toContainEqual(came);
      const deeds = (await audited()) - before;
      if (!came.includes('fired')) expect(deeds).toBe(0);
      else {
        fired += 1;
        expect(deeds).toBeGreaterThanOrEqual(1);
        expect(deeds).toBeLessThanOrEqual(due);
      }
    }
    expect(fired).toBeGreaterThan(10);
  }, 60_000);

  test.each(platforms)(
    'at the same outbox for %s: one sends all of it, each message once, and the other leaves it alone',
    async (platform) => {
      const { organisationId, query } = world.site;
      const key = { organisationId, platform };
      const [begun, sending] = [newGate(), newGate()];
      const [one, other] = twoWorkers(() => {
        begun.open();
        return sending.opened;
      });
      const waiting = `select kind from outbox where state = 'pending' and platform = $1`;
      const messages = (await query<{ kind: string }>(waiting, [platform])).filter(
        ({ kind }) => kind === 'send',
      );
      expect(messages.length).toBeGreaterThan(5);
      const draining = one.drain(key);
      await begun.opened;
      expect(await other.drain(key)).toEqual({ again: undefined });
      sending.open();
      expect(await draining).toEqual({ again: undefined });
      expect([one.sent(), other.sent()]).toEqual([messages.length, 0]);
      expect(await query(waiting, [platform])).toEqual([]);
    },
    60_000,
  );
});
