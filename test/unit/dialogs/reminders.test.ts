import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { aPair, coordinator, idOf, mentee, mentor } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { PairWorld } from '../../support/pair-world.ts';

const about = (name: string, action: string, args?: Record<string, string>) =>
  target('reminders', action, idOf(name), args);

const hours = { quietFrom: '20:00', quietTo: '08:00', holidays: 'none', zone: 'Europe/London' };

/** A meeting on a Thursday at half past five in the afternoon. */
const booked = () => aPair().meeting('2026-12-03 17:30');

/** Books the world's meeting again, so that its timers are set. */
function move(here: PairWorld, date: string, time = '17:30'): void {
  here.act(mentor, target('meeting', 'reschedule', here.meeting().id), { date, time, place: 'video' });
}

/** When each reminder of the meeting comes to somebody, in order. */
function remindersOf(here: PairWorld, name: string): readonly string[] {
  return [...here.timers]
    .filter(([key]) => key.includes(`:remind:${idOf(name)}:`))
    .map(([, { at }]) => at.toISOString())
    .toSorted();
}

describe('the card of one’s reminders', () => {
  test('says what is usual, in words, to somebody who has chosen nothing', () => {
    const said = plain(aPairWorld(booked()).type(mentee, 'reminders'));
    expect(said).toContain('You are reminded of each meeting a day before.');
    expect(said).toContain('Quiet hours are from 20:00 to 08:00 (London time).');
    expect(said).toContain(
      'On Saturdays, Sundays, and bank holidays (England and Wales) you are reminded of meetings only.',
    );
    expect(said).toContain('Every kind of reminder comes.');
  });

  test('is one’s own: nobody else opens or changes it', () => {
    const here = aPairWorld(booked());
    for (const somebody of [mentor, coordinator])
      expect(plain(here.act(somebody, about(mentee, 'snooze', { days: '7' })))).toContain(
        'belongs to somebody else',
      );
    expect(plain(here.type(mentee, 'reminders'))).not.toContain('put off');
  });
});

describe('reminders of a meeting', () => {
  test('come at each time that was chosen, also for meetings that are booked already', () => {
    const here = aPairWorld(booked());
    move(here, '2026-12-10');
    expect(remindersOf(here, mentee)).toEqual(['2026-12-09T17:30:00.000Z']);
    const said = plain(here.act(mentee, about(mentee, 'times'), { times: ['10080', '15'] }));
    expect(said).toContain('a week before and a quarter of an hour before');
    expect(remindersOf(here, mentee)).toEqual(['2026-12-03T17:30:00.000Z', '2026-12-10T17:15:00.000Z']);
    expect(remindersOf(here, mentor)).toEqual(['2026-12-09T17:30:00.000Z']);
  });

  test('move with the meeting, and go with it', () => {
    const here = aPairWorld(booked());
    here.act(mentee, about(mentee, 'times'), { times: ['1440', '120'] });
    move(here, '2026-12-10');
    move(here, '2026-12-11');
    expect(remindersOf(here, mentee)).toEqual(['2026-12-10T17:30:00.000Z', '2026-12-11T15:30:00.000Z']);
    here.act(mentee, target('meeting', 'cancel', here.meeting().id));
    expect(remindersOf(here, mentee)).toEqual([]);
  });

  test('of the day before wait for the morning; those of the last hours come at the time that was picked', () => {
    const here = aPairWorld(booked());
    here.act(mentee, about(mentee, 'times'), { times: ['1440', '120'] });
    move(here, '2026-12-10', '08:30');
    expect(remindersOf(here, mentee)).toEqual(['2026-12-09T08:30:00.000Z', '2026-12-10T06:30:00.000Z']);
    move(here, '2026-12-10', '06:30');
    expect(remindersOf(here, mentee)).toEqual(['2026-12-09T08:00:00.000Z', '2026-12-10T04:30:00.000Z']);
  });

  test('come with a way to have fewer of them, and to move, to be late and to cancel', () => {
    const here = aPairWorld(booked());
    move(here, '2026-12-10');
    here.until('2026-12-09T18:00Z');
    const reminder = here.reads(mentee, `reminder:${here.meeting().id}`);
    for (const label of ['Move', 'Running late', 'Cancel', 'Change my reminders'])
      expect(reminder).toContain(label);
  });

  test('do not come to somebody who wants none', () => {
    const here = aPairWorld(booked());
    here.act(mentee, about(mentee, 'times'), {});
    move(here, '2026-12-10');
    expect(remindersOf(here, mentee)).toEqual([]);
    expect(plain(here.type(mentee, 'reminders'))).toContain('You are not reminded of meetings.');
  });
});

/** How often somebody was asked whether they met. */
const count = (here: PairWorld, name: string) =>
  here
    .messagesTo(name)
    .filter(
      ({ slot, card }) => slot?.startsWith('meeting:') === true && /Did you meet|news/.test(plainCard(card)),
    ).length;

/** When somebody was asked whether they met. */
const askedAt = (here: PairWorld, name: string, until: string): string[] => {
  const at: string[] = [];
  for (let seen = count(here, name); here.now() < new Date(until);) {
    here.until(new Date(here.now().getTime() + 15 * 60_000));
    if (count(here, name) > seen) at.push(here.now().toISOString());
    seen = count(here, name);
  }
  return at;
};

describe('“did you meet?”', () => {
  test('waits for the end of a night and of a weekend', () => {
    const here = aPairWorld(booked());
    move(here, '2026-12-11', '19:30');
    expect(askedAt(here, mentee, '2026-12-15T00:00Z')).toEqual(['2026-12-14T08:00:00.000Z']);
  });

  test('that comes due late, after an outage at night, wakes nobody', () => {
    const here = aPairWorld(booked());
    move(here, '2026-12-10', '12:00');
    const question = [...here.timers].find(([key]) => key.endsWith(`did-you-meet:${idOf(mentee)}`))?.[1];
    if (question === undefined) throw new Error('The meeting is booked');
    here.timers.clear();
    here.until('2026-12-11T03:00Z');
    const before = here.messagesTo(mentee).length;
    expect(here.fire(question.to).again?.toISOString()).toBe('2026-12-11T08:00:00.000Z');
    expect(here.messagesTo(mentee)).toHaveLength(before);
  });

  test('is asked at most twice more, and then never again', () => {
    const here = aPairWorld(booked());
    move(here, '2026-12-10', '12:00');
    expect(askedAt(here, mentee, '2027-03-01T00:00Z')).toHaveLength(3);
  });

  test('is not asked of somebody who is away, and the other’s answer serves both', () => {
    const here = aPairWorld(booked());
    here.act(mentee, about(mentee, 'away'), { why: 'leave', firstDay: '2026-12-10', lastDay: '2026-12-20' });
    move(here, '2026-12-10', '12:00');
    here.until('2026-12-15T12:00Z');
    expect(count(here, mentee)).toBe(0);
    here.press(mentor, 'No, not on');
    here.until('2026-12-31T12:00Z');
    expect(count(here, mentee)).toBe(0);
  });
});

describe('putting everything off', () => {
  test('takes one press, says until when, and one press ends it', () => {
    const here = aPairWorld(booked());
    move(here, '2026-12-10', '12:00');
    expect(plain(here.act(mentee, about(mentee, 'snooze', { days: '60' })))).toContain(
      'Everything is put off until',
    );
    here.until('2026-12-12T12:00Z');
    expect(here.reads(mentee, `reminder:${here.meeting().id}`)).toBe('');
    const again = here.act(mentee, about(mentee, 'snooze', { days: '0' }));
    expect(plain(again)).not.toContain('put off until');
    // What was held back comes at the next moment that suits, with the facts of then.
    here.until('2026-12-14T12:00Z');
    expect(here.reads(mentee, `meeting:${here.meeting().id}`)).toContain('Did you meet?');
  });
});

describe('quiet hours, days and kinds', () => {
  test('somebody who works at night turns the hours round, and their zone goes with them', () => {
    const here = aPairWorld(booked());
    const said = plain(
      here.act(mentee, about(mentee, 'hours'), {
        ...hours,
        quietFrom: '08:00',
        quietTo: '17:00',
        days: ['7'],
      }),
    );
    expect(said).toContain('Quiet hours are from 08:00 to 17:00 (London time).');
    expect(said).toContain('On Sundays you are reminded of meetings only.');
    move(here, '2026-12-10', '12:00');
    expect(remindersOf(here, mentee)).toEqual(['2026-12-09T17:00:00.000Z']);
  });

  test('a week without a day for anything is refused, with what to do instead', () => {
    const here = aPairWorld(booked());
    const refused = here.act(mentee, about(mentee, 'hours'), {
      ...hours,
      days: ['1', '2', '3', '4', '5', '6', '7'],
    });
    expect(refused.shown).toBe('rejected');
  });

  test('what is switched off does not come', () => {
    const here = aPairWorld(booked());
    const said = plain(here.act(mentee, about(mentee, 'kinds'), { kinds: ['meeting'] }));
    expect(said).toContain('Switched off: “Did you meet?” after a meeting, next steps that are due');
    move(here, '2026-12-10', '12:00');
    here.until('2026-12-31T12:00Z');
    expect(here.reads(mentee, `meeting:${here.meeting().id}`)).not.toContain('Did you meet?');
    expect(here.reads(mentor, `meeting:${here.meeting().id}`)).toContain('Did you meet?');
  });
});

describe('times away', () => {
  test('are listed, and taken out again with one press', () => {
    const here = aPairWorld(booked());
    const kept = here.act(mentee, about(mentee, 'away'), {
      why: 'nights',
      firstDay: '2026-12-01',
      lastDay: '2026-12-04',
    });
    expect(plain(kept)).toContain('Night shifts: 1 December 2026 to 4 December 2026');
    const label = labelsOf(kept).find((one) => one.startsWith('Take out'));
    expect(label).toBe('Take out night shifts from 1 December');
  });

  test('whose last day is before the first are refused', () => {
    const here = aPairWorld(booked());
    const refused = here.act(mentee, about(mentee, 'away'), {
      why: 'leave',
      firstDay: '2026-12-04',
      lastDay: '2026-12-01',
    });
    expect(refused.shown).toBe('rejected');
  });
});

describe('closure days', () => {
  test('are kept by coordinators, and nobody is reminded on them', () => {
    const here = aPairWorld(booked());
    const closures = (action: string) => target('closures', action, here.rows().scheme.id);
    const said = plain(
      here.act(coordinator, closures('add'), {
        name: 'Founders’ day',
        firstDay: '2026-12-10',
        lastDay: '2026-12-11',
      }),
    );
    expect(said).toContain('Founders’ day: 10 December 2026 to 11 December 2026');
    expect(plain(here.act(mentee, closures('show')))).toContain('Only the coordinators');
    move(here, '2026-12-10', '12:00');
    const asked = [...here.timers]
      .filter(([key]) => key.includes(':did-you-meet:'))
      .map(([, { at }]) => at.toISOString());
    expect(asked).toEqual(['2026-12-14T08:00:00.000Z', '2026-12-14T08:00:00.000Z']);
  });
});
