import { describe, expect, test } from 'vitest';
import { awayPeriods, together, whenToSay } from '../../../src/mentoring/courtesy.ts';
import type { Someone } from '../../../src/mentoring/facts.ts';
import type { Absence, NudgeKind, ReminderChoices } from '../../../src/mentoring/records/person.ts';

type Chosen = Partial<ReminderChoices> & { absences?: readonly Partial<Absence>[]; zone?: string };

function somebody({ absences = [], zone = 'Europe/London', ...chosen }: Chosen = {}): Someone {
  const choices: ReminderChoices = {
    id: 'choices',
    personId: 'one',
    quietFrom: '20:00',
    quietTo: '08:00',
    quietDays: [6, 7],
    meetingMinutes: [1440],
    off: [],
    holidays: 'none',
    ...chosen,
  };
  return {
    id: 'one',
    name: 'One',
    zone,
    courtesy: {
      choices,
      absences: absences.map((one) => ({
        id: 'away',
        personId: 'one',
        firstDay: '',
        lastDay: '',
        why: 'leave',
        ...one,
      })),
      closures: [{ id: 'closed', firstDay: '2026-12-24', lastDay: '2026-12-24', name: 'Closed' }],
    },
  };
}

const say = (kind: NudgeKind, asked: string, person = somebody(), picked = false) =>
  whenToSay(kind, new Date(asked), person, { picked })?.toISOString();

describe('when somebody may be reminded', () => {
  test('in the day, at once', () => {
    expect(say('next-step', '2026-11-05T10:07:00Z')).toBe('2026-11-05T10:07:00.000Z');
  });

  test('in their quiet hours, when those are over', () => {
    expect(say('next-step', '2026-11-05T20:00:00Z')).toBe('2026-11-06T08:00:00.000Z');
    expect(say('next-step', '2026-11-05T03:12:45Z')).toBe('2026-11-05T08:00:00.000Z');
    expect(say('next-step', '2026-11-05T19:59:00Z')).toBe('2026-11-05T19:59:00.000Z');
  });

  test('on their own clock, wherever they are', () => {
    const far = somebody({ zone: 'Australia/Sydney' });
    expect(say('next-step', '2026-11-05T10:00:00Z', far)).toBe('2026-11-05T21:00:00.000Z');
  });

  test('somebody who works at night turns the hours round', () => {
    const nights = somebody({ quietFrom: '08:00', quietTo: '17:00' });
    expect(say('next-step', '2026-11-05T10:00:00Z', nights)).toBe('2026-11-05T17:00:00.000Z');
    expect(say('next-step', '2026-11-05T23:00:00Z', nights)).toBe('2026-11-05T23:00:00.000Z');
  });

  test('not at weekends, on bank holidays, or when everything is closed; of meetings on any day', () => {
    const english = somebody({ holidays: 'england-and-wales' });
    expect(say('check-in', '2026-11-07T10:00:00Z')).toBe('2026-11-09T08:00:00.000Z');
    // Thursday the 24th is closed, Friday Christmas Day, then a weekend, and Monday instead of Boxing Day.
    expect(say('check-in', '2026-12-24T10:00:00Z', english)).toBe('2026-12-29T08:00:00.000Z');
    expect(say('meeting', '2026-12-25T10:00:00Z', english)).toBe('2026-12-25T10:00:00.000Z');
  });

  test('not while they are away', () => {
    const away = somebody({ absences: [{ firstDay: '2026-11-05', lastDay: '2026-11-10' }] });
    expect(say('did-you-meet', '2026-11-05T10:00:00Z', away)).toBe('2026-11-11T08:00:00.000Z');
  });

  test('not before the day until which everything is put off', () => {
    const later = somebody({ snoozedUntil: '2026-11-12' });
    expect(say('meeting', '2026-11-05T10:00:00Z', later)).toBe('2026-11-12T08:00:00.000Z');
    expect(say('answer', '2026-11-13T10:00:00Z', later)).toBe('2026-11-13T10:00:00.000Z');
  });

  test('never of what they have switched off', () => {
    const some = somebody({ off: ['next-step'] });
    expect(say('next-step', '2026-11-05T10:00:00Z', some)).toBeUndefined();
    expect(say('meeting', '2026-11-05T10:00:00Z', some)).toBe('2026-11-05T10:00:00.000Z');
  });

  test('at the time they picked themselves, in quiet hours too', () => {
    expect(say('meeting', '2026-11-05T06:15:00Z', somebody(), true)).toBe('2026-11-05T06:15:00.000Z');
  });

  test('news from somebody waits for the morning, and for nothing else', () => {
    const away = somebody({
      snoozedUntil: '2026-12-01',
      absences: [{ firstDay: '2026-11-05', lastDay: '2026-11-30' }],
    });
    expect(say('news', '2026-11-07T23:00:00Z', away)).toBe('2026-11-08T08:00:00.000Z');
    expect(say('news', '2026-11-08T09:00:00Z', away)).toBe('2026-11-08T09:00:00.000Z');
  });

  test('never, where every day is one for meetings only', () => {
    expect(
      say('answer', '2026-11-05T10:00:00Z', somebody({ quietDays: [1, 2, 3, 4, 5, 6, 7] })),
    ).toBeUndefined();
  });

  test('somebody who has chosen nothing is left alone at night, at weekends and on bank holidays', () => {
    const nobody = { id: 'one', name: 'One', zone: 'Europe/London' };
    expect(say('answer', '2026-12-24T21:00:00Z', nobody)).toBe('2026-12-29T08:00:00.000Z');
  });
});

const early = (quietTo: string) => somebody({ quietFrom: '22:00', quietTo, quietDays: [] });

describe('when the clocks change', () => {
  test('in spring: quiet hours that end in the hour that is left out end with it', () => {
    expect(say('answer', '2027-03-28T00:30:00Z', early('01:30'))).toBe('2027-03-28T01:30:00.000Z');
  });

  test('in autumn: an hour that comes twice is quiet twice', () => {
    // 01:10 for the second time: the end, half past one, comes a second time, too.
    expect(say('answer', '2026-10-25T01:10:00Z', early('01:30'))).toBe('2026-10-25T01:30:00.000Z');
    expect(say('answer', '2026-10-25T00:10:00Z', early('01:30'))).toBe('2026-10-25T00:30:00.000Z');
  });
});

test('what comes due in one quarter of an hour comes together', () => {
  expect(together(new Date('2026-11-05T10:01:00Z')).toISOString()).toBe('2026-11-05T10:15:00.000Z');
  expect(together(new Date('2026-11-05T10:15:00Z')).toISOString()).toBe('2026-11-05T10:15:00.000Z');
});

test('the times in which clocks stand still are those of their absences and of closure days', () => {
  const away = somebody({ absences: [{ firstDay: '2026-11-05', lastDay: '2026-11-10' }] });
  expect(awayPeriods(away)).toEqual([
    ['2026-11-05', '2026-11-11'],
    ['2026-12-24', '2026-12-25'],
  ]);
});
