/** What is said of a pair: bands, reasons, and the instant at which the next question would be due. */

import { describe, expect, test } from 'vitest';
import type { History } from '../../../src/mentoring/wind-down/history.ts';
import { crossingDay, judge } from '../../../src/mentoring/wind-down/judge.ts';
import { cutOut } from '../../../src/mentoring/wind-down/running-days.ts';

const DAY_MS = 86_400_000;

function day(date: string): number {
  return Date.parse(date) / DAY_MS;
}

/** Four-weekly from 5 January 2026; the last of five is on 27 April. */
const fourWeekly = ['2026-01-05', '2026-02-02', '2026-03-02', '2026-03-30', '2026-04-27'].map(day);
const last = day('2026-04-27');

function aPair(set: Partial<History> = {}): History {
  return { cadenceDays: 28, meetings: fourWeekly.map((one) => ({ day: one })), ...set };
}

function booking(...ahead: readonly (boolean | undefined)[]): Partial<History> {
  return { meetings: fourWeekly.map((one, index) => ({ day: one, bookedAhead: ahead[index] })) };
}

function chance(history: History, asOf: number): number {
  const { pAlive } = judge(history, asOf);
  if (pAlive === null) throw new Error('They have met');
  return pAlive;
}

describe('bands', () => {
  test('a pair goes from going well to quiet to asking by silence alone, each at its instant', () => {
    const first = crossingDay(aPair(), last, 0.5) ?? Number.NaN;
    const second = crossingDay(aPair(), last, 0.2) ?? Number.NaN;
    expect(last + 28).toBeLessThan(first);
    expect(first).toBeLessThan(second);
    expect(second).toBeLessThan(last + 28 * 4);
    const states = [last, first - 0.01, first, second - 0.01, second].map(
      (asOf) => judge(aPair(), asOf).state,
    );
    expect(states).toEqual(['going well', 'going well', 'quiet', 'quiet', 'asking']);
    expect(chance(aPair(), first)).toBeCloseTo(0.5, 6);
    expect(chance(aPair(), second)).toBeCloseTo(0.2, 6);
  });

  test('the next crossing is that of the first line, then of the second, then none', () => {
    const first = crossingDay(aPair(), last, 0.5) ?? Number.NaN;
    const second = crossingDay(aPair(), last, 0.2) ?? Number.NaN;
    expect(judge(aPair(), last).nextCrossing).toEqual({ line: 0.5, day: first });
    expect(judge(aPair(), first + 1).nextCrossing).toEqual({ line: 0.2, day: second });
    expect(judge(aPair(), second + 1).nextCrossing).toBeNull();
  });

  test('a pair that has never met is a state of its own, whatever the day', () => {
    const never = aPair({ meetings: [] });
    expect(judge(never, last)).toEqual({
      pAlive: null,
      state: 'not started',
      nextCrossing: null,
      reason: 'They have not met yet, and nothing is booked.',
    });
    expect(judge({ ...never, booked: [last + 3] }, last).state).toBe('booked');
    expect(judge(aPair(), day('2025-12-01')).state).toBe('not started');
  });

  test('an ending is a person’s answer, never a score', () => {
    expect(judge(aPair(), last + 5000).state).toBe('asking');
    expect(judge(aPair({ endedOn: last + 10 }), last + 10)).toMatchObject({
      pAlive: 0,
      state: 'ended',
      nextCrossing: null,
    });
    expect(judge(aPair({ endedOn: last + 10 }), last + 9).state).toBe('going well');
    expect(crossingDay(aPair({ endedOn: last + 10 }), last + 10, 0.5)).toBeUndefined();
  });

  test('a scheme may draw its lines elsewhere', () => {
    const lines = { first: 0.8, second: 0.6 };
    const asOf = judge(aPair(), last, { lines }).nextCrossing?.day ?? Number.NaN;
    expect(chance(aPair(), asOf)).toBeCloseTo(0.8, 6);
    expect(judge(aPair(), asOf, { lines }).nextCrossing?.line).toBe(0.6);
  });
});

describe('bookings', () => {
  test('a meeting to come overrides the model, up to its day', () => {
    const booked = aPair({ booked: [last + 200] });
    expect(judge(booked, last + 200)).toMatchObject({ pAlive: 1, state: 'booked' });
    expect(judge(booked, last + 201).pAlive).toBeLessThan(0.1);
  });

  test('once it has passed in silence, there is a quarter of a cadence to say that they met', () => {
    const booked = aPair({ booked: [last + 200] });
    expect(judge(booked, last).nextCrossing?.day).toBe(last + 207);
    expect(judge(booked, last + 206).state).toBe('going well');
    expect(judge(booked, last + 207).state).toBe('asking');
  });

  test('where leave begins in that time, they are asked when they are back', () => {
    const away = aPair({ booked: [last + 200], pauses: [{ from: last + 205, to: last + 230 }] });
    expect(judge(away, last).nextCrossing?.day).toBe(last + 230);
  });

  test('how they parted is old news once they have been in touch again', () => {
    const moved = { contacts: [last + 10] };
    const parted = aPair({ ...booking(true, true, true, true, false), ...moved });
    expect(chance(parted, last + 50)).toBe(chance(aPair(moved), last + 50));
  });

  test('a series that nobody keeps does not keep a pair alive: two missed in a row, and the clock decides', () => {
    const series = aPair({ booked: [1, 2, 3, 4, 5, 6].map((round) => last + 28 * round) });
    expect(judge(series, last + 28 * 2).state).toBe('booked');
    expect(judge(series, last + 28 * 3).state).not.toBe('booked');
    expect(judge(series, last).nextCrossing?.day).toBeLessThan(last + 28 * 3);
  });

  test('nothing booked at parting weighs more, the more a pair is used to booking ahead', () => {
    const asOf = last + 35;
    const unknown = chance(aPair(), asOf);
    const always = chance(aPair(booking(true, true, true, true, false)), asOf);
    const never = chance(aPair(booking(false, false, false, false, false)), asOf);
    expect(always).toBeLessThan(never - 0.1);
    expect(never).toBeLessThan(unknown);
  });

  test('a booking of which nobody knows what became speaks for the pair; one that passed speaks against it', () => {
    const asOf = last + 50;
    const ahead = aPair(booking(true, true, true, true, true));
    expect(chance(ahead, asOf)).toBeGreaterThan(chance(aPair(), asOf));
    expect(chance({ ...ahead, booked: [last + 30] }, asOf)).toBeLessThan(chance(aPair(), asOf));
  });

  test('without answers about booking the closed form stands alone', () => {
    const asOf = last + 40;
    expect(chance(aPair(booking(true, false, true, true, undefined)), asOf)).toBe(chance(aPair(), asOf));
  });

  test('nobody is asked before they would usually have met again, whatever was not booked', () => {
    const eager: History = {
      cadenceDays: 3,
      meetings: [
        ...Array.from({ length: 30 }, (_, round) => ({ day: last - 90 + 3 * round, bookedAhead: true })),
        { day: last, bookedAhead: false },
      ],
    };
    const first = crossingDay(eager, last, 0.9) ?? Number.NaN;
    expect(first).toBeGreaterThan(last + 2.9);
  });
});

describe('contacts and signs', () => {
  test('a meeting that was moved counts as contact: the silence begins again, and it is no meeting', () => {
    const asOf = last + 50;
    const moved = aPair({ contacts: [last + 40] });
    expect(chance(moved, asOf)).toBeCloseTo(chance(aPair(), last + 10), 12);
    expect(crossingDay(moved, asOf, 0.5)).toBeCloseTo((crossingDay(aPair(), last, 0.5) ?? 0) + 40, 6);
    expect(judge(moved, asOf).reason).toContain('They were last in touch on 6 June 2026.');
  });

  test('a contact to come, or before the last meeting, changes nothing', () => {
    expect(judge(aPair({ contacts: [last - 5, last + 60] }), last + 50)).toEqual(judge(aPair(), last + 50));
  });

  test.each([
    ['goals-met', 1],
    ['not-met', 1],
    ['cancelled', 2],
  ] as const)('%s weighs against going on, and a later meeting makes it old news', (sign, times) => {
    const signs = Array.from({ length: times }, () => ({ sign, day: last + 3 }));
    const asOf = last + 35;
    expect(chance(aPair({ signs }), asOf)).toBeLessThan(chance(aPair(), asOf) - 0.03);
    const met = aPair({ meetings: [...aPair().meetings, { day: last + 28 }] });
    expect(judge({ ...met, signs }, asOf)).toEqual(judge(met, asOf));
  });

  test('one cancelled meeting is nothing', () => {
    const once = aPair({ signs: [{ sign: 'cancelled', day: last + 3 }] });
    expect(judge(once, last + 35)).toEqual(judge(aPair(), last + 35));
  });
});

describe('a planned end', () => {
  const asOf = last + 50;

  test.each([
    ['on the day of their last meeting', 0],
    ['before they were to meet again', 20],
  ])('%s weighs against going on', (_, days) => {
    expect(chance(aPair({ plannedEnd: last + days }), asOf)).toBeLessThan(chance(aPair(), asOf) - 0.05);
  });

  test.each([
    ['before their last meeting: they have gone on in spite of it', -1],
    ['later than they were to meet again', 28],
  ])('%s weighs nothing', (_, days) => {
    expect(judge(aPair({ plannedEnd: last + days }), asOf)).toEqual(judge(aPair(), asOf));
  });

  test('leave in between brings it nearer, and a contact after it makes it old news', () => {
    const plannedEnd = last + 40;
    const away = { pauses: [{ from: last + 5, to: last + 25 }] };
    expect(chance(aPair({ ...away, plannedEnd }), asOf)).toBeLessThan(chance(aPair(away), asOf));
    const moved = { contacts: [last + 45] };
    expect(judge(aPair({ ...moved, plannedEnd }), asOf)).toEqual(judge(aPair(moved), asOf));
  });

  test('nobody is asked the sooner than they would usually have met again, and of two reasons the weightier is said', () => {
    const planned = aPair({ plannedEnd: last + 3, signs: [{ sign: 'goals-met', day: last + 1 }] });
    const first = crossingDay(planned, last, 0.5) ?? Number.NaN;
    expect(first).toBeGreaterThan(last + 27);
    expect(judge({ ...planned, signs: [] }, (crossingDay(aPair(), last, 0.5) ?? 0) - 5).reason).toMatch(
      /The end that they planned is near, or has passed\.$/,
    );
    expect(judge(planned, first + 0.5).reason).toMatch(/ They said that the goals are met\.$/);
  });
});

describe('pauses', () => {
  const leave = { from: last + 10, to: last + 40 };

  test('stop every clock: the same pair is asked that much later', () => {
    const without = crossingDay(aPair(), last, 0.5) ?? Number.NaN;
    expect(crossingDay(aPair({ pauses: [leave] }), last, 0.5)).toBeCloseTo(without + 30, 6);
    expect(chance(aPair({ pauses: [leave] }), last + 60)).toBeCloseTo(chance(aPair(), last + 30), 12);
  });

  test('overlapping ones are cut out once, and one that ends before it begins not at all', () => {
    const overlapping = aPair({
      pauses: [
        { from: last + 20, to: last + 40 },
        { from: last + 30, to: last + 30 },
        leave,
        { from: last + 15, to: last + 25 },
      ],
    });
    expect(judge(overlapping, last + 90)).toEqual(judge(aPair({ pauses: [leave] }), last + 90));
  });

  test('on leave the state is paused, until the day they are back', () => {
    const paused = judge(aPair({ pauses: [leave] }), last + 10);
    expect(paused).toMatchObject({ state: 'paused', reason: 'Paused until 6 June 2026.' });
    expect(judge(aPair({ pauses: [leave] }), last + 40).state).toBe('going well');
  });

  test('without an end, no question is ever due', () => {
    const open = aPair({ pauses: [{ from: last + 10 }] });
    expect(judge(open, last).nextCrossing).toBeNull();
    expect(judge(open, last + 4000)).toMatchObject({
      state: 'paused',
      reason: 'Paused, until they say otherwise.',
    });
    expect(chance(open, last + 4000)).toBe(chance(open, last + 10));
  });

  test('nobody is asked on leave: a crossing that falls on its first day waits for the last', () => {
    const first = crossingDay(aPair(), last, 0.5) ?? Number.NaN;
    const away = aPair({ pauses: [{ from: first - 1e-7, to: first + 20 }] });
    expect(crossingDay(away, last, 0.5)).toBeCloseTo(first + 20, 5);
    expect(cutOut([{ from: 10, to: 20 }]).after(4, 6)).toBe(20);
    expect(cutOut([{ from: 10, to: 20 }]).after(4, 5)).toBe(9);
  });

  test('leave between two meetings does not make the rhythm look slower', () => {
    const meetings = aPair().meetings.filter((_, index) => index !== 2);
    const pauses = [{ from: day('2026-02-16'), to: day('2026-03-16') }];
    const counted = crossingDay(aPair({ meetings }), last, 0.5) ?? Number.NaN;
    expect(crossingDay(aPair({ meetings, pauses }), last, 0.5)).toBeLessThan(counted - 3);
  });
});

describe('meetings as people log them', () => {
  test('the order in which they were entered does not matter', () => {
    const flags = [true, false, true, true, false];
    const inOrder = aPair(booking(...flags));
    expect(judge({ ...inOrder, meetings: inOrder.meetings.toReversed() }, last + 50)).toEqual(
      judge(inOrder, last + 50),
    );
  });

  test('one that is logged twice on a day, by each of them, is one', () => {
    const twice = aPair({ meetings: [...aPair().meetings, ...aPair().meetings, { day: last + 0.4 }] });
    expect(judge(twice, last + 50)).toEqual(judge(aPair(), last + 50));
  });

  test('what lies in the future has not happened', () => {
    const later = aPair({ meetings: [...aPair().meetings, { day: last + 28 }, { day: last + 56 }] });
    expect(judge(later, last + 10)).toEqual(judge(aPair(), last + 10));
  });

  test('an unlogged meeting that is told of later counts from the day it was held', () => {
    const quiet = last + 70;
    const told = aPair({ meetings: [...aPair().meetings, { day: last + 30 }] });
    expect(judge(aPair(), quiet).state).toBe('quiet');
    expect(judge(told, quiet).state).toBe('going well');
  });
});

describe('the reason', () => {
  const nineWeeks = last + 63;

  test('names the silence and the pair’s own rhythm, without repeating the unit', () => {
    expect(judge(aPair(), nineWeeks).reason).toBe('No meeting for nine weeks; they usually meet every four.');
  });

  test('speaks of what was agreed while there is no rhythm yet', () => {
    expect(judge(aPair({ meetings: [{ day: last }] }), nineWeeks).reason).toBe(
      'No meeting for nine weeks; they agreed to meet every four.',
    );
  });

  test.each([
    [7, 40, 'every week'],
    [14, 80, 'every two'],
    [91, 400, 'every three'],
    [1, 10, 'every day'],
  ])('a cadence of %i days, silent for %i, is said as "%s"', (cadenceDays, silent, words) => {
    const meetings = [4, 3, 2, 1, 0].map((round) => ({ day: last - cadenceDays * round }));
    expect(judge({ cadenceDays, meetings }, last + silent).reason).toContain(`they usually meet ${words}`);
  });

  test('puts first what weighed most', () => {
    const habit = aPair({
      meetings: Array.from({ length: 12 }, (_, ago) => ({ day: last - 28 * ago, bookedAhead: ago > 0 })),
    });
    const asOf = (crossingDay(habit, last, 0.5) ?? Number.NaN) + 0.5;
    expect(judge(habit, asOf).reason).toMatch(
      /^Nothing was booked when they last parted, and they usually book ahead\. No meeting for /,
    );
    expect(judge(habit, last + 200).reason).toMatch(/^No meeting for .* Nothing was booked/);
  });

  test('says how much leave was not counted', () => {
    const away = aPair({ pauses: [{ from: last + 7, to: last + 35 }] });
    expect(judge(away, last + 100).reason).toContain('Four weeks of leave or pause are not counted.');
  });

  test('says that all is well in few words', () => {
    expect(judge(aPair(), last).reason).toBe('They met today; they usually meet every four weeks.');
    expect(judge(aPair(), last + 9).reason).toBe(
      'Last met nine days ago; they usually meet every four weeks.',
    );
    expect(judge(aPair({ booked: [last + 28] }), last + 9).reason).toBe(
      'A meeting is booked for 25 May 2026.',
    );
  });
});
