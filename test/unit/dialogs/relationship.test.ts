import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import type { RawValues } from '../../../src/ui/form.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import {
  aPair,
  coordinator,
  idOf,
  mentee,
  mentor,
  relationshipId,
  stranger,
} from '../../support/pair-facts.ts';
import type { Pair } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { Answer, PairWorld } from '../../support/pair-world.ts';

const to = (action: string, args?: Record<string, string>) =>
  target('relationship', action, relationshipId, args);
const purpose = { objectives: 'To pass the exam.', boundaries: 'Not my family.' };
const rules = {
  cadence: '14',
  minutes: '45',
  place: 'any',
  cancellationHours: '48',
  booksMeetings: 'either',
  preparationDays: '0',
  records: 'none',
  datesToScheme: 'no',
  reviewOn: '2027-03-01',
};

/** Both parts, one after the other. */
function propose(world: PairWorld, who: string, arrangements: RawValues = rules): void {
  world.act(who, to('ground-rules'), purpose);
  world.act(who, to('arrangements'), arrangements);
}

describe('ground rules', () => {
  test('the form begins with the scheme’s confidentiality and what is agreed now', () => {
    const world = aPairWorld(aPair().agreed({ minutes: 45, records: 'mine' }));
    expect(plain(world.act(mentee, to('ground-rules')))).toContain(
      'What you say stays between you, unless somebody is at risk of harm.',
    );
    const answer = world.act(mentee, to('ground-rules'), purpose);
    expect(answer.shown === 'form' && answer.open.form.fields).toMatchObject({
      minutes: { value: 45 },
      records: { value: 'mine' },
    });
  });

  test('without any, it begins with what the scheme usually does, and leaves the choice of records open', () => {
    const world = aPairWorld(aPair().inScheme({ meetingMinutes: 90 }));
    const answer = world.act(mentee, to('ground-rules'), purpose);
    expect(answer.shown === 'form' && answer.open.form.fields).toMatchObject({
      minutes: { value: 90 },
      cadence: { value: '28' },
      records: { value: undefined },
    });
  });

  test('are in force only when the other one agrees', () => {
    const world = aPairWorld(aPair());
    propose(world, mentee);
    expect(world.rows().agreements).toMatchObject([{ version: 1, proposedById: idOf(mentee) }]);
    expect(world.rows().agreements[0]).not.toHaveProperty('agreedAt');
    expect(world.rows().relationship.cadenceDays).toBe(28);
    expect(world.newest(mentor)).toContain('[Agree to these rules] [Suggest changes to the rules]');
    const answer = world.press(mentor, 'Agree to these rules');
    expect(plain(answer)).toContain(`You and ${mentee} have agreed.`);
    expect(world.rows().agreements[0]?.agreedAt).toEqual(world.now());
    expect(world.rows().relationship.cadenceDays).toBe(14);
    expect(world.newest(mentee)).toContain(`${mentor} has agreed to the ground rules you proposed.`);
  });

  test('nobody agrees to their own proposal', () => {
    const world = aPairWorld(aPair());
    propose(world, mentee);
    const id = world.rows().agreements[0]?.id ?? '';
    expect(plain(world.act(mentee, to('agree', { agreement: id })))).toContain(
      'it is for Miles Sampleford to agree',
    );
    expect(world.rows().agreements[0]?.agreedAt).toBeUndefined();
  });

  test('every change is a new version, and assent is to the version that was read', () => {
    const world = aPairWorld(aPair());
    propose(world, mentee);
    const first = world.rows().agreements[0]?.id ?? '';
    propose(world, mentor, { ...rules, minutes: '30' });
    expect(world.rows().agreements.map(({ version }) => version)).toEqual([1, 2]);
    propose(world, mentee, { ...rules, minutes: '60' });
    expect(plain(world.act(mentor, to('agree', { agreement: first })))).toContain(
      'There is a newer proposal',
    );
    world.press(mentor, 'Agree to these rules');
    expect(world.rows().agreements.filter(({ agreedAt }) => agreedAt !== undefined)).toMatchObject([
      { version: 3, terms: { minutes: 60 } },
    ]);
    expect(plain(world.act(mentor, to('agree', { agreement: first })))).toContain(
      'These ground rules are agreed.',
    );
  });

  test('what they wrote is read as a direct answer, and is in no message', () => {
    const world = aPairWorld(aPair());
    propose(world, mentee);
    const full = world.press(mentor, 'Read the ground rules');
    expect(plain(full)).toContain('To pass the exam.');
    expect(labelsOf(full)).toContain('Agree to these rules');
    world.press(mentor, 'Agree to these rules');
    const sent = world.sent.map(plainCard).join('\n');
    expect(sent).not.toContain('To pass the exam.');
    expect(sent).not.toContain('Not my family.');
    expect(sent).toContain('Records: No records');
  });
});

describe('pausing', () => {
  const pair = aPair().agreed().meeting('2026-12-03 17:30').meeting('2027-01-14 17:30');

  test('lists the meetings, cancels those before the end when told to, and keeps the others', () => {
    const world = aPairWorld(pair);
    const form = plain(world.act(mentee, to('pause')));
    expect(form).toContain('Thursday 3 December, 17:30 (London time)');
    expect(form).toContain('Thursday 14 January, 17:30 (London time)');
    world.act(mentee, to('pause'), { until: '2027-01-04', meetings: 'cancel' });
    expect(world.rows().meetings.map(({ state }) => state)).toEqual(['cancelled', 'booked']);
    expect(world.rows().relationship).toMatchObject({ state: 'paused', pausedUntil: '2027-01-04' });
    expect(world.calendar(mentor)).toMatchObject([{ method: 'CANCEL', sequence: 1 }]);
  });

  test('keeps the meetings when told to', () => {
    const world = aPairWorld(pair);
    world.act(mentee, to('pause'), { until: '2027-01-04', meetings: 'keep' });
    expect(world.rows().meetings.map(({ state }) => state)).toEqual(['booked', 'booked']);
    expect(world.calendar(mentor)).toEqual([]);
  });

  test('tells the other until when and not why, and ends by itself that morning', () => {
    const world = aPairWorld(aPair());
    world.act(mentee, to('pause'), { until: '2027-01-04' });
    expect(world.newest(mentor)).toContain('Paused until 4 January 2027');
    world.until('2027-01-04T08:59Z');
    expect(world.rows().relationship.state).toBe('paused');
    world.until('2027-01-04T09:00Z');
    expect(world.rows().relationship).toMatchObject({ state: 'active', pausedUntil: undefined });
    for (const name of [mentee, mentor]) expect(world.newest(name)).toContain('The pause is over');
  });

  test('can be ended sooner by either, and then does not end again', () => {
    const world = aPairWorld(aPair().meeting('2026-11-20 12:00', { state: 'met' }));
    world.act(mentee, to('pause'), { until: '2027-01-04' });
    world.press(mentor, 'End the pause now');
    expect(world.rows().relationship.state).toBe('active');
    expect(world.newest(mentee)).toContain(`${mentor} has ended the pause`);
    world.until('2027-02-01T09:00Z');
    expect(world.fired.filter(({ action }) => action === 'resume-pause')).toEqual([]);
    const before = world.messages.length;
    world.fire(to('resume-pause'));
    expect(world.messages).toHaveLength(before);
    expect(plain(world.act(mentee, to('resume')))).toContain('not paused');
  });

  test('stops the clock of a first meeting that was never booked', () => {
    const world = aPairWorld(aPair().meeting('2026-12-20 12:00'));
    world.act(mentee, target('meeting', 'cancel', idOf('meeting: 1')));
    world.act(mentee, to('pause'), { until: '2027-03-01' });
    world.until('2027-02-28T09:00Z');
    expect(world.fired).toEqual([]);
    world.until('2027-03-12T09:00Z');
    expect(world.fired.map(({ action }) => action)).toEqual([
      'resume-pause',
      'first-meeting-missing',
      'first-meeting-ask',
      'first-meeting-ask',
    ]);
  });

  test('a step that comes due in a pause waits for its end', () => {
    const world = aPairWorld(aPair().agreed().meeting('2026-11-20 12:00', { state: 'met' }));
    world.act(mentee, target('meeting', 'record', idOf('meeting: 1')), {
      shared: 'A talk',
      action1: 'To read',
      action1Due: '2026-12-07',
      heldMinutes: '60',
      heldPlace: 'video',
    });
    world.act(mentee, to('pause'), { until: '2027-01-04' });
    world.until('2027-01-03T09:00Z');
    expect(world.newest(mentee)).not.toContain('next step');
    world.until('2027-01-04T13:00Z');
    expect(world.newest(mentee)).toContain('A next step is due');
  });

  test('no meeting is booked into a pause', () => {
    const world = aPairWorld(aPair().with({ state: 'paused', pausedUntil: '2027-01-04' }));
    const time = { time: '12:00', place: 'video', minutes: '60' };
    expect(plain(world.act(mentor, to('book'), { ...time, date: '2026-12-20' }))).toContain(
      'Your mentoring is paused until 4 January 2027.',
    );
    expect(world.act(mentor, to('book'), { ...time, date: '2027-01-04' }).shown).toBe('card');
  });
});

/** The ways to end that the form offers. */
function kinds(answer: Answer): readonly string[] {
  const field = answer.shown === 'form' ? answer.open.form.fields['kind'] : undefined;
  return field?.kind === 'oneOf' ? field.options.map(({ value }) => value) : [];
}

describe('ending', () => {
  const pair = aPair()
    .agreed()
    .meeting('2026-11-20 12:00', { state: 'met' })
    .meeting('2026-12-03 17:30')
    .meeting('2027-01-14 17:30');

  test('by one alone, without a reason: meetings, reminders and questions all go', () => {
    const world = aPairWorld(pair);
    world.act(mentor, target('meeting', 'reschedule', idOf('meeting: 2')), {
      date: '2026-12-04',
      time: '12:00',
      place: 'video',
    });
    expect(world.timers.size).toBeGreaterThan(0);
    world.act(mentee, to('end'), { kind: 'no-fault' });
    expect(world.rows().relationship).toMatchObject({
      state: 'ended',
      ending: 'no-fault',
      endedById: idOf(mentee),
    });
    expect(world.rows().meetings.map(({ state }) => state)).toEqual(['met', 'cancelled', 'cancelled']);
    expect([...world.timers.keys()].filter((key) => !key.startsWith('benefits:'))).toEqual([]);
    for (const name of [mentee, mentor])
      expect(world.calendar(name).filter(({ method }) => method === 'CANCEL')).toHaveLength(2);
    world.until('2027-06-01T09:00Z');
    expect(world.fired.filter(({ dialog }) => dialog !== 'benefit-survey')).toEqual([]);
  });

  test('tells the other kindly, and passes the words of thanks on, once', () => {
    const world = aPairWorld(pair);
    world.act(mentee, to('end'), { kind: 'goals-met', thanks: 'You listened. Thank you.' });
    const said = world.messagesTo(mentor).map(({ card }) => plainCard(card));
    expect(said.filter((words) => words.includes('You listened'))).toHaveLength(1);
    expect(
      said.filter((words) => words.includes('feels that you have reached what you set out to do')),
    ).toHaveLength(1);
  });

  test('tells coordinators the fact and the kind, and nothing else', () => {
    const world = aPairWorld(pair);
    world.act(mentee, to('end'), { kind: 'circumstances', thanks: 'You listened. Thank you.' });
    expect(world.newest(coordinator)).toContain('How it ended: circumstances have changed.');
    expect(world.newest(coordinator)).toContain(`The place with ${mentor} counts as free again.`);
    expect(world.newest(coordinator)).not.toContain('You listened');
  });

  test.each([
    { who: 'the mentee’s line manager', of: (one: Pair) => one.line(mentee, coordinator) },
    { who: 'the mentee’s appraiser', of: (one: Pair) => one.line(mentee, coordinator, 'appraiser') },
    { who: 'somebody whom the mentee named', of: (one: Pair) => one.conflict(coordinator) },
    { who: 'the mentor’s line manager', of: (one: Pair) => one.line(mentor, coordinator) },
    {
      who: 'the line manager’s own manager',
      of: (one: Pair) => one.line(mentee, stranger).line(stranger, coordinator),
    },
  ])('tells a coordinator who is $who nothing', ({ of }) => {
    const both = { coordinatorIds: [idOf(coordinator), idOf(stranger)] };
    const world = aPairWorld(of(pair.inScheme(both)));
    world.act(mentee, to('end'), { kind: 'natural' });
    expect(world.messagesTo(coordinator)).toEqual([]);
  });

  test('a coordinator who is one of the two is not told as coordinator, and the others are', () => {
    const both = { coordinatorIds: [idOf(mentor), idOf(coordinator)] };
    const world = aPairWorld(pair.inScheme(both));
    world.act(mentee, to('end'), { kind: 'natural' });
    expect(world.messagesTo(mentor).map(({ card }) => card.title)).not.toContain(
      'A mentoring relationship has ended',
    );
    expect(world.newest(coordinator)).toContain('A mentoring relationship has ended');
  });

  test('"it never started" is offered only to those who never met', () => {
    expect(kinds(aPairWorld(pair).act(mentee, to('end')))).not.toContain('never-started');
    expect(kinds(aPairWorld(aPair()).act(mentee, to('end')))).toContain('never-started');
  });

  test('twice is the same as once, and nothing more can be booked, agreed or paused', () => {
    const world = aPairWorld(pair);
    world.act(mentee, to('end'), { kind: 'natural' });
    const before = world.messages.length;
    for (const action of ['end', 'book', 'pause', 'ground-rules', 'agree', 'resume'])
      expect(plain(world.act(mentor, to(action)))).toContain('This mentoring has ended');
    world.act(mentor, to('end'), { kind: 'no-fault' });
    expect(world.messages).toHaveLength(before);
    expect(world.rows().relationship.ending).toBe('natural');
  });

  test('records stay readable for those who could read them', () => {
    const world = aPairWorld(aPair().agreed().meeting('2026-11-20 12:00', { state: 'met' }).recorded(mentor));
    world.act(mentee, to('end'), { kind: 'natural' });
    expect(plain(world.act(mentee, target('meeting', 'read', idOf('meeting: 1'))))).toContain(
      `What ${mentor} wrote`,
    );
  });
});

test('twelve meetings booked in one go can all be reached, whatever lists leave out', () => {
  const world = aPairWorld(aPair().meeting('2026-11-20 12:00', { state: 'met', place: 'phone' }));
  const form = world.act(mentor, to('book'));
  const place = form.shown === 'form' ? form.open.form.fields['place'] : undefined;
  expect(place?.kind === 'oneOf' && place.value).toBe('phone');
  world.act(mentor, to('book'), {
    date: '2026-12-03',
    time: '17:30',
    place: 'phone',
    minutes: '60',
    times: '12',
  });
  const pointers = [
    [world.act(mentee, to('show')), 'Show all that is booked'],
    [world.type(mentee, 'meetings'), `All booked with ${mentor}`],
  ] as const;
  for (const [view, label] of pointers) expect(labelsOf(view)).toContain(label);
  const all = world.act(mentee, to('booked'));
  expect(plain(all)).toContain('12 meetings are booked');
  expect(labelsOf(all).filter((label) => label.startsWith('Open meeting'))).toHaveLength(12);
  expect(new Set(labelsOf(all)).size).toBe(13);
  expect(plain(aPairWorld(aPair()).act(mentee, to('booked')))).toContain('Nothing is booked at the moment.');
});

test('a relationship is shown to its two people, and to nobody else', () => {
  const world = aPairWorld(
    aPair()
      .agreed()
      .meeting('2026-11-20 12:00', { state: 'met' })
      .recorded(mentor)
      .meeting('2026-12-03 17:30'),
  );
  const shown = world.act(mentee, to('show'));
  expect(plain(shown)).toContain('Thursday 3 December, 17:30 (London time)');
  expect(labelsOf(shown)).toContain('Read the record of 20 November, 12:00');
  expect(plain(shown)).not.toContain(`What ${mentor} wrote`);
  for (const action of [
    'show',
    'booked',
    'book',
    'ground-rules',
    'rules',
    'agree',
    'pause',
    'resume',
    'end',
    'done',
  ])
    expect(plain(world.act(stranger, to(action)))).toContain('you are not one of them');
});
