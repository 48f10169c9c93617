/** The rules that the year is held against see what they are there for: each is shown one letter, or one silence, too many. */

import { describe, expect, test } from 'vitest';
import type { RosterPerson } from '../../adapters/playground/roster.ts';
import { pairs } from '../support/year/people.ts';
import type { Letter, Rung } from '../support/year/post.ts';
import type { MeetingThen, PairThen, YearRecord } from '../support/year/record.ts';
import { allRules } from '../support/year/rules/all.ts';
import { mostInAWeek } from '../support/year/rules/measure.ts';
import { kinds, settingsOf } from '../support/year/settings.ts';
import type { Wishes } from '../support/year/settings.ts';

const [pair, another] = pairs as [(typeof pairs)[number], (typeof pairs)[number]]; // there are forty
const { mentee, mentor } = pair;
const from = new Date('2026-01-06T09:00:00Z');
const until = new Date('2026-12-06T09:00:00Z');
const at = (time: string) => new Date(`${time}:00Z`);
const uuidOf = (person: RosterPerson) => `id of ${person.id}`;

const standing: PairThen = { relationship: 'r', pair: 1, from, state: 'active', ending: undefined };
const booked: MeetingThen = {
  meeting: 'm',
  pair: 1,
  from: at('2026-03-02T10:00'),
  start: at('2026-03-11T12:30'),
  end: at('2026-03-11T13:30'),
  state: 'booked',
  bookedAt: at('2026-03-02T10:00'),
};

function aRecord(set: Partial<YearRecord>): YearRecord {
  return {
    seed: 0,
    from,
    until,
    letters: [],
    deeds: [],
    wishes: new Map(),
    people: new Map([mentee, mentor].map((person) => [uuidOf(person), person.id])),
    meetings: [],
    pairs: [standing],
    ...set,
  };
}

function aLetter(time: string, set: Partial<Letter> = {}): Letter {
  return {
    number: 0,
    at: at(time),
    person: mentee,
    channel: 'Rapport',
    message: 'x',
    title: 'A title',
    text: 'A title\nSome words.',
    labels: [],
    payload: {},
    how: 'sent',
    cause: { of: 'morning' },
    ...set,
  };
}

/** A nudge to the mentee. */
function aNudge(time: string, kind: string, set: Partial<Letter> = {}, args: Rung['args'] = {}): Letter {
  const subject = kind.startsWith('meeting.') ? 'm' : 'r';
  const rung = { kind, key: `${kind} ${time}`, subject, personId: uuidOf(mentee), args };
  return aLetter(time, { text: `Something of ${time}`, cause: { of: 'timers', timers: [rung] }, ...set });
}

function wishing(holds: Partial<Wishes>): Pick<YearRecord, 'wishes'> {
  return { wishes: new Map([[mentee.id, [{ at: from, holds }]]]) };
}

const reminder = `Reminder: you meet on 11 March\nWhen: Wednesday 11 March, 12:30 (London time)`;
const days = (count: number) =>
  Array.from({ length: count }, (_, index) => `2026-03-${String(index + 2).padStart(2, '0')}`);

/** The beginning of a rule, and a year in which it is broken. */
const broken: readonly (readonly [string, YearRecord])[] = [
  [
    'nobody is reminded of any one thing',
    aRecord({ letters: days(4).map((day) => aNudge(`${day}T10:00`, 'watch.ask')) }),
  ],
  [
    'nothing is said to anybody twice',
    aRecord({ letters: [aLetter('2026-03-02T10:00'), aLetter('2026-03-03T10:00')] }),
  ],
  [
    'nobody gets more than',
    aRecord({ letters: days(mostInAWeek + 1).map((_, hour) => aLetter(`2026-03-02T${10 + hour}:00`)) }),
  ],
  ['nobody is written to in their quiet hours', aRecord({ letters: [aLetter('2026-03-02T21:00')] })],
  ['on days off', aRecord({ letters: [aNudge('2026-04-06T10:00', 'watch.ask')] })],
  [
    'what somebody has put off',
    aRecord({
      ...wishing({ snoozedUntil: '2026-04-01' }),
      letters: [aNudge('2026-03-31T10:00', 'meeting.remind')],
    }),
  ],
  [
    'nothing comes of a kind',
    aRecord({ ...wishing({ off: [kinds.watch] }), letters: [aNudge('2026-03-31T10:00', 'watch.ask')] }),
  ],
  [
    'what is due to somebody within a quarter',
    aRecord({
      letters: [aNudge('2026-03-31T10:00', 'watch.ask'), aNudge('2026-03-31T10:10', 'meeting.did-you-meet')],
    }),
  ],
  ['both are reminded of every meeting', aRecord({ meetings: [booked] })],
  ['both are asked whether they met', aRecord({ meetings: [booked] })],
  [
    'one answer serves both',
    aRecord({
      meetings: [booked, { ...booked, from: at('2026-03-11T14:00'), state: 'met' }],
      letters: [aNudge('2026-03-13T14:00', 'meeting.did-you-meet')],
    }),
  ],
  ['both are told of every meeting', aRecord({ meetings: [booked] })],
  [
    'only pairs that have been quiet',
    aRecord({ meetings: [booked], letters: [aNudge('2026-03-09T10:00', 'watch.ask')] }),
  ],
  ['no pair that goes on is left alone', aRecord({})],
  [
    'once a pair has ended',
    aRecord({
      pairs: [standing, { ...standing, from: at('2026-03-01T10:00'), state: 'ended' }],
      letters: [aNudge('2026-03-09T10:00', 'watch.ask')],
    }),
  ],
  [
    'no letter holds a word of the machine',
    aRecord({ letters: [aLetter('2026-03-02T10:00', { text: 'See undefined.' })] }),
  ],
  [
    'letters are in British English',
    aRecord({ letters: [aLetter('2026-03-02T10:00', { text: 'It was canceled.' })] }),
  ],
  [
    'every time is said by the clock',
    aRecord({ letters: [aLetter('2026-03-02T10:00', { text: 'Wednesday 11 March, 13:30 (Warsaw time)' })] }),
  ],
  [
    'the time in a reminder',
    aRecord({
      meetings: [{ ...booked, start: at('2026-03-11T11:30') }],
      letters: [
        aNudge('2026-03-10T12:30', 'meeting.remind', { title: 'Reminder: you meet', text: reminder }),
      ],
    }),
  ],
  [
    'a letter greets the right people',
    aRecord({ letters: [aLetter('2026-03-02T10:00', { text: `You and ${another.mentor.name}` })] }),
  ],
  [
    'what a pair writes is in no letter',
    aRecord({ letters: [aLetter('2026-03-02T10:00', { payload: 'CONFIDENTIAL-step-1' })] }),
  ],
  [
    'what a pair writes is shown to the two alone',
    aRecord({
      letters: [aLetter('2026-03-02T10:00', { how: 'answer', payload: 'CONFIDENTIAL-reflection-1-mentor' })],
    }),
  ],
  [
    'coordinators and their channel',
    aRecord({ letters: [aLetter('2026-03-02T10:00', { person: undefined, text: 'It is not working.' })] }),
  ],
  ['the digest comes once a week', aRecord({ letters: [] })],
  [
    'no number under five',
    aRecord({
      letters: [
        aLetter('2026-03-02T09:00', {
          person: undefined,
          title: 'Meadowbank Mentoring: the week',
          text: 'Meadowbank Mentoring: the week\nStarted: 3',
        }),
      ],
    }),
  ],
];

describe('every rule of the year', () => {
  test.each(broken)('%s …: is seen to be broken', (says, record) => {
    const rule = allRules.find((one) => one.says.startsWith(says));
    expect(rule?.broken(record)).not.toEqual([]);
  });

  test('is shown a year in which it is broken', () => {
    const shown = allRules.filter(({ says }) => broken.some(([begins]) => says.startsWith(begins)));
    expect(shown).toEqual(allRules);
  });

  test('is content with a year in which everything came as it should', () => {
    const told = [mentee, mentor].flatMap((person) => [
      aLetter('2026-03-02T10:00', { person, text: `Meeting booked\n${reminder}` }),
      { ...aNudge('2026-03-10T12:30', 'meeting.remind', { text: reminder }), person },
      { ...aNudge('2026-03-11T13:30', 'meeting.did-you-meet'), person },
    ]);
    const letters = told.map((letter) => ({ ...letter, cause: causeFor(letter) }));
    const over = at('2026-03-11T15:00');
    const record = aRecord({
      until: at('2026-03-12T09:00'),
      meetings: [booked, { ...booked, from: over, state: 'met' }],
      letters,
    });
    const others = allRules.filter(({ says }) => !says.startsWith('the digest comes'));
    expect(others.flatMap(({ broken: seen }) => seen(record))).toEqual([]);
    expect(settingsOf(mentee)).not.toEqual([]);
  });
});

function causeFor({ cause, person }: Letter): Letter['cause'] {
  if (cause.of !== 'timers' || person === undefined) return cause;
  return { of: 'timers', timers: cause.timers.map((rung) => ({ ...rung, personId: uuidOf(person) })) };
}
