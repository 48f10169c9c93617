/**
 * Whatever a pair does, in whatever order, twice or too late: a meeting is in one state, calendars always learn of the
 * newest change, nothing that is over reminds anybody, and nothing that was written leaves in a message.
 */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOf } from '../../src/dialogs/booking.ts';
import { target } from '../../src/dialogs/define.ts';
import { registry } from '../../src/dialogs/registry.ts';
import { someone } from '../../src/dialogs/pair.ts';
import { findAction } from '../../src/engine/decide.ts';
import { DAY_BEFORE_MINUTES, together, whenToSay } from '../../src/mentoring/courtesy.ts';
import { instantOf, shiftDays } from '../../src/mentoring/time.ts';
import { plainCard } from '../../src/ui/plain.ts';
import type { Target } from '../../src/ui/reference.ts';
import { breachesOf, formBreachesOf } from '../support/card-rules.ts';
import { aPair, idOf, mentee, mentor, relationshipId } from '../support/pair-facts.ts';
import type { PairRows } from '../support/pair-facts.ts';
import { aPairWorld } from '../support/pair-world.ts';
import type { PairWorld } from '../support/pair-world.ts';

const who = fc.constantFrom(mentee, mentor);
const which = fc.nat({ max: 6 });
const day = fc
  .integer({ min: -2, max: 130 })
  .map((days) => new Date(Date.UTC(2026, 10, 29 + days)).toISOString().slice(0, 10));
const time = fc.constantFrom('00:30', '01:30', '09:00', '12:00', '17:30', '23:45');
const place = fc.constantFrom('video', 'in-person', 'phone');
const policy = fc.constantFrom('none', 'mine', 'shared');
const secret = 'SECRET';

const deed = fc.oneof(
  fc.record({
    does: fc.constant('book' as const),
    who,
    day,
    time,
    place,
    times: fc.constantFrom('1', '1', '3'),
  }),
  fc.record({
    does: fc.constant('move' as const),
    who,
    which,
    day,
    time,
    place,
    reach: fc.constantFrom('one', 'following'),
  }),
  fc.record({
    does: fc.constantFrom(
      'cancel' as const,
      'cancel-following' as const,
      'late' as const,
      'show' as const,
      'read' as const,
    ),
    who,
    which,
  }),
  fc.record({ does: fc.constantFrom('met' as const, 'not-met' as const), who, which, correct: fc.boolean() }),
  fc.record({ does: fc.constant('record' as const), who, which, next: fc.option(fc.record({ day, time })) }),
  fc.record({ does: fc.constant('rules' as const), who, policy }),
  fc.record({
    does: fc.constantFrom('agree' as const, 'resume' as const),
    who,
  }),
  fc.record({ does: fc.constant('pause' as const), who, day, cancels: fc.boolean() }),
  fc.record({ does: fc.constant('end' as const), who }),
  fc.record({ does: fc.constant('wait' as const), hours: fc.constantFrom(1, 20, 24, 70, 400) }),
  fc.record({
    does: fc.constant('open' as const),
    who,
    which,
    what: fc.constantFrom('book', 'ground-rules', 'rules', 'pause', 'end', 'show', 'record', 'reschedule'),
  }),
  fc.record({
    does: fc.constant('desk' as const),
    who,
    what: fc.constantFrom(
      'record',
      'pause',
      'end',
      'privacy',
      'help',
      'otherwise',
      'hello',
      'home',
      'meetings',
    ),
  }),
  /** A timer that was cancelled or moved a moment ago, and fires all the same. */
  fc.record({ does: fc.constantFrom('stale reminder' as const, 'stale question' as const), who, which }),
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

test('a pair may do anything in any order, and every promise about meetings holds after each step', () => {
  fc.assert(
    fc.property(
      fc.array(deed, { minLength: 1, maxLength: 30 }),
      fc.constantFrom('Europe/London', 'Asia/Kolkata', 'America/New_York', 'Australia/Lord_Howe'),
      fc.boolean(),
      (deeds, zone, longNames) => {
        const plainPair = aPair().agreed().inZones({ mentor: zone });
        const names = {
          mentee: 'Professor Wilhelmina-Alexandrina Testwell-Featherstonehaugh of Northvale',
          mentor: 'Łukasz Maximilian Sampleford-Cholmondeley-Warner the Younger 👩🏽‍⚕️👩🏽‍⚕️',
        };
        const world = aPairWorld(longNames ? plainPair.called(names) : plainPair);
        perform(world, {
          does: 'book',
          who: mentee,
          day: '2026-12-01',
          time: '12:00',
          place: 'video',
          times: '1',
        });
        for (const one of deeds) {
          const before = snapshot(world);
          perform(world, one);
          checkStates(world, before);
          checkTimers(world);
          checkReminders(world, before.messages);
        }
        checkCalendars(world);
        checkWords(world);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);

function ofPair(action: string, args?: Record<string, string>): Target {
  return target('relationship', action, relationshipId, args);
}

function perform(world: PairWorld, one: Deed): void {
  const meetings = world.rows().meetings;
  const id = 'which' in one ? meetings[one.which % Math.max(1, meetings.length)]?.id : undefined;
  switch (one.does) {
    case 'book': {
      const values = { date: one.day, time: one.time, place: one.place, minutes: '45', times: one.times };
      world.act(one.who, ofPair('book'), values);
      return;
    }
    case 'move':
      if (id !== undefined)
        world.act(one.who, target('meeting', 'reschedule', id), {
          date: one.day,
          time: one.time,
          place: one.place,
          which: one.reach,
        });
      return;
    case 'cancel':
    case 'cancel-following':
    case 'late':
    case 'show':
    case 'read':
      if (id !== undefined) world.act(one.who, target('meeting', one.does, id));
      return;
    case 'met':
    case 'not-met':
      if (id !== undefined)
        world.act(one.who, target('meeting', one.does, id, one.correct ? { correct: 'yes' } : {}));
      return;
    case 'record':
      if (id !== undefined)
        world.act(one.who, target('meeting', 'record', id), {
          shared: secret,
          mine: secret,
          reflection: secret,
          action1: secret,
          action1Who: idOf(mentor),
          action1Due: '2027-01-15',
          useful: '5',
          otherTopics: secret,
          heldMinutes: '45',
          heldPlace: 'phone',
          preparationMinutes: '20',
          ...(one.next ? { nextDate: one.next.day, nextTime: one.next.time } : {}),
        });
      return;
    case 'rules':
      world.act(one.who, ofPair('ground-rules'), {
        objectives: secret,
        notThis: secret,
        boundaries: secret,
        goalsShort: secret,
        goalsMedium: secret,
        goalsLong: secret,
      });
      world.act(one.who, ofPair('arrangements'), {
        contactBetween: secret,
        booksMeetings: 'either',
        preparationDays: one.policy === 'shared' ? '2' : '0',
        datesToScheme: 'yes',
        cadence: '14',
        minutes: '45',
        place: 'any',
        cancellationHours: '24',
        records: one.policy,
        reviewOn: '2027-06-01',
      });
      return;
    case 'agree':
      world.act(one.who, ofPair('agree', { agreement: world.rows().agreements.at(-1)?.id ?? '' }));
      return;
    case 'resume':
      world.act(one.who, ofPair('resume'));
      return;
    case 'open':
      if (one.what !== 'record' && one.what !== 'reschedule') world.act(one.who, ofPair(one.what));
      else if (id !== undefined) world.act(one.who, target('meeting', one.what, id));
      return;
    case 'desk':
      world.act(one.who, target('desk', one.what, idOf(one.who)));
      return;
    case 'pause':
      world.act(one.who, ofPair('pause'), { until: one.day, meetings: one.cancels ? 'cancel' : 'keep' });
      return;
    case 'end':
      world.act(one.who, ofPair('end'), { kind: 'no-fault' });
      return;
    case 'wait':
      world.until(new Date(world.now().getTime() + one.hours * 3_600_000));
      return;
    case 'stale reminder':
      if (id !== undefined) world.fire(target('meeting', 'remind', id, { person: idOf(one.who) }));
      return;
    case 'stale question':
      if (id !== undefined) world.fire(target('meeting', 'did-you-meet', id));
      return;
    default:
      one satisfies never;
  }
}

type Before = { readonly rows: PairRows; readonly messages: number };

function snapshot(world: PairWorld): Before {
  return { rows: world.rows(), messages: world.messages.length };
}

/** A meeting goes from booked to one of three; what is cancelled stays so; every change that calendars notice is counted. */
function checkStates(world: PairWorld, before: Before): void {
  const { meetings, relationship } = world.rows();
  expect(new Set(meetings.map(({ id }) => id)).size).toBe(meetings.length);
  for (const was of before.rows.meetings) {
    const is = meetings.find(({ id }) => id === was.id);
    expect(is).toBeDefined();
    if (is === undefined) continue;
    if (was.state === 'cancelled') expect(is.state).toBe('cancelled');
    if (was.state === 'met' || was.state === 'missed') expect(['met', 'missed']).toContain(is.state);
    const noticed = JSON.stringify([was.start, was.place, was.state === 'cancelled']);
    const notices = JSON.stringify([is.start, is.place, is.state === 'cancelled']);
    expect(is.sequence).toBe(noticed === notices ? was.sequence : was.sequence + 1);
  }
  const ahead = meetings.filter(({ state, start }) => state === 'booked' && instantOf(start) > world.now());
  if (relationship.state === 'ended') expect(ahead).toEqual([]);
  if (before.rows.relationship.state === 'ended') expect(relationship.state).toBe('ended');
}

/** Every timer belongs to a meeting that is still booked and stands at its time, or to the pair as it is; nothing booked is without its question. */
function checkTimers(world: PairWorld): void {
  const { meetings, relationship, people } = world.rows();
  for (const [key, { at }] of world.timers) {
    const [noun, id, kind, personId] = key.split(':');
    // Only what an ending itself brings outlives it.
    const isOfEnding = (noun === 'benefits' && kind !== 'start') || noun === 'shred';
    if (noun !== 'meeting') {
      expect(relationship.state === 'ended', key).toBe(isOfEnding);
      continue;
    }
    const meeting = meetings.find((one) => one.id === id);
    expect(meeting?.state, key).toBe('booked');
    expect(relationship.state, key).not.toBe('ended');
    if (meeting === undefined) continue;
    const zone = people[personId ?? '']?.zone ?? 'Europe/London';
    if (kind === 'prepare') {
      expect(at.getTime(), key).toBeLessThan(instantOf(meeting.start).getTime());
      continue;
    }
    const [nudge, due] =
      kind === 'remind'
        ? (['meeting', shiftDays(instantOf(meeting.start), -1, zone)] as const)
        : (['did-you-meet', endOf(meeting)] as const);
    expect(at.getTime(), key).toBeGreaterThanOrEqual(due.getTime());
    expect(whenToSay(nudge, at, someone(people, personId ?? '')), key).toEqual(at);
  }
  for (const meeting of meetings) {
    if (meeting.state !== 'booked' || endOf(meeting) <= world.now() || relationship.state === 'ended')
      continue;
    for (const person of [mentee, mentor]) {
      const id = idOf(person);
      expect(world.timers.has(`meeting:${meeting.id}:did-you-meet:${id}`)).toBe(true);
      const due = shiftDays(instantOf(meeting.start), -1, someone(people, id).zone);
      const at = whenToSay('meeting', together(due), someone(people, id));
      const set = world.timers.has(`meeting:${meeting.id}:remind:${id}:${DAY_BEFORE_MINUTES}`);
      expect(set || due <= world.now() || (at ?? due) <= world.now()).toBe(true);
    }
  }
}

/** Only of a meeting that is booked and still to come, in a relationship that goes on. */
function checkReminders(world: PairWorld, from: number): void {
  const { meetings, relationship } = world.rows();
  for (const { slot } of world.messages.slice(from)) {
    if (slot?.startsWith('reminder:') !== true) continue;
    expect(relationship.state).not.toBe('ended');
    expect(meetings.find(({ id }) => slot.endsWith(id))?.state).toBe('booked');
  }
}

/** Calendars ignore a file that does not rise. */
function checkCalendars(world: PairWorld): void {
  for (const name of [mentee, mentor]) {
    const seen = new Map<string, number>();
    for (const { uid, sequence } of world.calendar(name)) {
      expect(sequence).toBeGreaterThan(seen.get(uid) ?? -1);
      seen.set(uid, sequence);
    }
    for (const { id, sequence } of world.rows().meetings)
      expect(seen.get(`meeting-${id}@rapport`)).toBe(sequence);
  }
}

/** Nothing that was written leaves in a message or a drawn page, and every view can be shown everywhere. */
function checkWords(world: PairWorld): void {
  for (const card of world.sent) expect(plainCard(card)).not.toContain(secret);
  for (const card of [...world.sent, ...world.shown]) expect(breachesOf(card, exists)).toEqual([]);
  for (const { form } of world.forms) expect(formBreachesOf(form)).toEqual([]);
}

function exists(to: Target): boolean {
  return findAction(registry, to) !== undefined;
}
