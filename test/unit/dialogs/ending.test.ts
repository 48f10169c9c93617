/** Endings in full: closing words, taking back, taking up again, and what is made unreadable afterwards. */

import { describe, expect, test } from 'vitest';
import { plainCard } from '../../../src/ui/plain.ts';
import { target } from '../../../src/dialogs/define.ts';
import { erasedText } from '../../../src/mentoring/erased.ts';
import { actionButtons } from '../../support/card-rules.ts';
import { aPair, coordinator, idOf, mentee, mentor, relationshipId } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { Answer, PairWorld } from '../../support/pair-world.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

const to = (action: string) => target('relationship', action, relationshipId);
const closing = (action: string) => target('closing', action, relationshipId);

const met = aPair().agreed().meeting('2026-11-20 12:00', { state: 'met' });
const withMeetings = met.meeting('2026-12-03 17:30').meeting('2027-01-14 17:30');

function fieldsOf(answer: Answer): readonly string[] {
  return answer.shown === 'form' ? Object.keys(answer.open.form.fields) : [];
}

function later(world: PairWorld, ms: number): void {
  world.until(new Date(world.now().getTime() + ms));
}

const words = {
  achieved: 'The exam, at the second go',
  learned: 'To say no',
  reflection: 'That I may ask',
  successor: 'Dr Samplewell',
};

describe('the closing form', () => {
  test('nothing in it has to be filled in: an empty one ends it without a reason, and keeps nothing', () => {
    const world = aPairWorld(withMeetings);
    world.act(mentee, to('end'), {});
    expect(world.rows().relationship).toMatchObject({ state: 'ended', ending: 'no-fault' });
    expect(world.rows().closings).toEqual([]);
  });

  test('keeps what is written for its author alone, and sends the thanks once', () => {
    const world = aPairWorld(withMeetings);
    world.act(mentee, to('end'), { ...words, next: 'become-mentor', thanks: 'You listened.' });
    expect(world.rows().closings).toMatchObject([
      { authorId: idOf(mentee), words: { ...words, next: 'become-mentor' } },
    ]);
    const sent = world.sent.map((card) => plainCard(card)).join('\n');
    for (const word of Object.values(words)) expect(sent).not.toContain(word);
    expect(sent.match(/You listened\./g)).toHaveLength(1);
    expect(JSON.stringify(world.rows())).not.toContain('You listened.');
    expect(plain(world.act(mentee, closing('read')))).toContain('The exam, at the second go');
    expect(plain(world.act(mentor, closing('read')))).not.toContain('The exam');
  });

  test('leads on to what comes next', () => {
    const world = aPairWorld(withMeetings);
    const answer = world.act(mentee, to('end'), { next: 'become-mentor' });
    expect(labelsOf(answer)).toEqual(expect.arrayContaining(['Offer to mentor', 'Send me a certificate']));
    const other = aPairWorld(withMeetings).act(mentor, to('end'), { next: 'nothing' });
    expect(labelsOf(other)).toContain('Statement of my hours');
    expect(labelsOf(other)).not.toContain('Offer to mentor');
  });

  test('where no records are kept it asks for none, says so, and keeps nothing but how it ended', () => {
    const none = aPair().agreed({ records: 'none' }).meeting('2026-11-20 12:00', { state: 'met' });
    const world = aPairWorld(none);
    const form = world.act(mentee, to('end'));
    expect(fieldsOf(form)).toEqual(['kind', 'next', 'thanks']);
    expect(plain(form)).toContain('nothing is kept but how it ended');
    world.act(mentee, to('end'), { kind: 'natural', next: 'informal', thanks: 'Bless you' });
    expect(world.rows().closings).toEqual([]);
    const theirs = world.act(mentor, closing('words'));
    expect(fieldsOf(theirs)).toEqual(['thanks']);
    world.act(mentor, closing('words'), { thanks: 'And you' });
    expect(world.newest(mentee)).toContain('And you');
    expect(world.rows().closings).toEqual([]);
  });

  test('of a directed pair coordinators learn the date, and not how', () => {
    const world = aPairWorld(withMeetings.inScheme({ kind: 'directed', reportBack: 'The dates.' }));
    world.act(mentee, to('end'), { kind: 'circumstances' });
    expect(world.newest(coordinator)).toContain('It ended on 29 November 2026.');
    expect(world.newest(coordinator)).not.toMatch(/circumstances/i);
  });

  test('the other one gets their own for some weeks, privately, and can change and delete it', () => {
    const world = aPairWorld(withMeetings);
    world.act(mentee, to('end'), { ...words, kind: 'goals-met' });
    const before = world.messagesTo(mentee).length;
    expect(fieldsOf(world.press(mentor, 'Write my closing words'))).toEqual([
      'achieved',
      'learned',
      'reflection',
      'successor',
      'next',
      'thanks',
    ]);
    world.act(mentor, closing('words'), { achieved: 'A patient teacher' });
    expect(world.messagesTo(mentee)).toHaveLength(before);
    expect(fieldsOf(world.act(mentor, closing('words')))).not.toContain('thanks');
    world.act(mentor, closing('words'), { achieved: 'Two patient teachers' });
    expect(world.rows().closings).toHaveLength(2);
    expect(plain(world.act(mentor, closing('read')))).toContain('Two patient teachers');
    world.act(mentor, closing('delete'));
    expect(world.rows().closings.map(({ authorId }) => authorId)).toEqual([idOf(mentee)]);
    later(world, 57 * DAY);
    expect(plain(world.act(mentor, closing('words')))).toContain('written within 8 weeks');
  });

  test('an NHS number has no place in it', () => {
    const world = aPairWorld(withMeetings);
    const answer = world.act(mentee, to('end'), { achieved: 'Helped with 943 476 5919' });
    expect(answer.shown).toBe('rejected');
    expect(world.rows().relationship.state).toBe('active');
  });
});

describe('an ending that was a slip', () => {
  test('is taken back within half an hour: meetings, calendars and reminders stand as before', () => {
    const world = aPairWorld(
      withMeetings.recorded(mentee).action(mentee, 'Read a paper', { dueOn: '2026-12-20' }),
    );
    world.act(mentee, target('last-meeting', 'mark', relationshipId, { meeting: idOf('meeting: 2') }));
    const timersOf = () => [...world.timers.keys()].filter((key) => !key.startsWith('benefits:')).toSorted();
    world.act(mentee, to('end'), { kind: 'natural' });
    later(world, 20 * MINUTE);
    world.act(mentee, closing('take-back'));
    expect(world.rows().relationship).toMatchObject({
      state: 'active',
      endedAt: undefined,
      endedById: undefined,
      ending: undefined,
    });
    expect(world.rows().meetings.map(({ state, sequence }) => [state, sequence])).toEqual([
      ['met', 0],
      ['booked', 2],
      ['booked', 2],
    ]);
    expect(world.calendar(mentor).slice(-2)).toMatchObject([
      { method: 'REQUEST', sequence: 2 },
      { method: 'REQUEST', sequence: 2 },
    ]);
    expect(timersOf()).toEqual(
      expect.arrayContaining([
        `relationship:${relationshipId}:watch`,
        `relationship:${relationshipId}:action:${idOf('action: 1')}`,
        `meeting:${idOf('meeting: 2')}:did-you-meet:${idOf(mentor)}`,
      ]),
    );
    expect(world.reads(mentor, `ended:${relationshipId}`)).toContain('This was a slip');
    expect(world.reads(coordinator, `ended:${relationshipId}`)).toContain('goes on');
  });

  test('goes on being paused where it was', () => {
    const world = aPairWorld(met);
    world.act(mentor, to('pause'), { until: '2027-02-01' });
    world.act(mentee, to('end'), {});
    world.act(mentee, closing('take-back'));
    expect(world.rows().relationship).toMatchObject({ state: 'paused', pausedUntil: '2027-02-01' });
    expect(world.rows().pauses).toMatchObject([{ endedAt: undefined }]);
    world.until('2027-02-01T10:00Z');
    expect(world.rows().relationship.state).toBe('active');
  });

  test('is for whoever ended it, and not for later', () => {
    const world = aPairWorld(withMeetings);
    world.act(mentee, to('end'), {});
    world.act(mentor, closing('take-back'));
    expect(world.rows().relationship.state).toBe('ended');
    later(world, 31 * MINUTE);
    expect(plain(world.act(mentee, closing('take-back')))).toContain('for 30 minutes');
    expect(world.rows().relationship.state).toBe('ended');
  });
});

describe('taking it up again', () => {
  test('needs the yes of the other, who is asked once', () => {
    const world = aPairWorld(withMeetings);
    world.act(mentee, to('end'), { kind: 'goals-met' });
    later(world, 40 * DAY);
    world.act(mentee, closing('ask-again'));
    const asked = world.messagesTo(mentor).length;
    world.act(mentee, closing('ask-again'));
    expect(world.messagesTo(mentor)).toHaveLength(asked);
    expect(world.rows().relationship.state).toBe('ended');
    world.press(mentor, 'Yes, take it up again');
    expect(world.rows().relationship).toMatchObject({ state: 'active', reopenAskedById: undefined });
    expect(world.newest(mentee)).toContain(`${mentor} has taken your mentoring up again`);
    expect([...world.timers.keys()]).toContain(`relationship:${relationshipId}:watch`);
  });

  test('is declined kindly, without a reason, and not asked again', () => {
    const world = aPairWorld(withMeetings);
    world.act(mentor, to('end'), {});
    world.act(mentor, closing('ask-again'));
    world.press(mentee, 'Rather leave it as it is');
    expect(world.newest(mentor)).toContain('Nobody is at fault');
    const count = world.messagesTo(mentee).length;
    expect(plain(world.act(mentor, closing('ask-again')))).toContain('It stays as it is');
    expect(world.messagesTo(mentee)).toHaveLength(count);
    expect(plain(world.act(mentee, closing('yes')))).toContain('has ended');
    expect(world.rows().relationship.state).toBe('ended');
  });

  test('both asking is both saying yes', () => {
    const world = aPairWorld(withMeetings);
    world.act(mentor, to('end'), {});
    world.act(mentor, closing('ask-again'));
    world.act(mentee, closing('ask-again'));
    expect(world.rows().relationship.state).toBe('active');
  });

  test('is possible within ninety days, and an answer within three weeks', () => {
    const late = aPairWorld(withMeetings);
    late.act(mentee, to('end'), {});
    later(late, 91 * DAY);
    expect(plain(late.act(mentee, closing('ask-again')))).toContain('within 90 days');
    const slow = aPairWorld(withMeetings);
    slow.act(mentee, to('end'), {});
    slow.act(mentee, closing('ask-again'));
    later(slow, 22 * DAY);
    slow.act(mentor, closing('yes'));
    expect(slow.rows().relationship.state).toBe('ended');
  });

  test('is not possible for somebody who has come to manage the mentee, whoever says yes', () => {
    const world = aPairWorld(withMeetings.line(mentee, mentor));
    world.act(mentee, to('end'), {});
    expect(plain(world.act(mentee, closing('ask-again')))).toContain('not possible at the moment');
    expect(plain(world.act(mentee, closing('take-back')))).toContain('not possible at the moment');
    expect(world.messagesTo(mentor).some(({ card }) => card.title === 'Shall it go on?')).toBe(false);
  });
});

describe('what both can read, after the end', () => {
  const agreed = aPair()
    .agreed({ shredAfterDays: 30 })
    .meeting('2026-11-20 12:00', { state: 'met' })
    .recorded(mentee)
    .action(mentee, 'Read a paper');

  test('stays where nothing else was agreed', () => {
    const world = aPairWorld(met.recorded(mentee));
    world.act(mentee, to('end'), {});
    later(world, 400 * DAY);
    expect(world.rows().records[0]?.discussed).toBe(`What ${mentee} wrote`);
    expect(world.rows().relationship.recordsShreddedAt).toBeUndefined();
  });

  test('is made unreadable on the day they agreed; both are told at the end and a week before', () => {
    const world = aPairWorld(agreed);
    const mine = world.act(mentee, to('end'), words);
    expect(plain(mine)).toContain('made unreadable on 29 December 2026');
    expect(world.reads(mentor, `ended:${relationshipId}`)).toContain('made unreadable on 29 December 2026');
    world.until('2026-12-23T12:00Z');
    for (const name of [mentee, mentor]) {
      const notice = world.messagesTo(name).findLast(({ card }) => card.title.startsWith('Unreadable from'));
      expect(notice && actionButtons(notice.card).map(({ label }) => label)).toEqual(
        expect.arrayContaining(['Make a portfolio', 'My data as PDF']),
      );
    }
    expect(world.rows().records[0]?.discussed).toBe(`What ${mentee} wrote`);
    world.until('2026-12-29T13:00Z');
    expect(world.rows().records[0]).toMatchObject({
      discussed: erasedText,
      reflection: `What ${mentee} thought`,
    });
    expect(world.rows().actions[0]?.what).toBe(erasedText);
    expect(world.rows().closings).toMatchObject([{ words }]);
    expect(labelsOf(world.act(mentee, to('show')))).toContain('Read my closing words');
    expect(plain(world.act(mentee, closing('read')))).toContain('To say no');
    expect(world.rows().relationship).toMatchObject({ shredOn: undefined });
    for (const name of [mentee, mentor])
      expect(world.messagesTo(name).map(({ card }) => card.title)).toContain(
        'Made unreadable, as you agreed',
      );
  });

  test('stays where they go on before that day, and the count begins anew with another ending', () => {
    const world = aPairWorld(agreed);
    world.act(mentee, to('end'), {});
    world.act(mentee, closing('ask-again'));
    world.act(mentor, closing('yes'));
    world.until('2027-02-01T12:00Z');
    expect(world.rows().records[0]?.discussed).toBe(`What ${mentee} wrote`);
    world.act(mentor, to('end'), {});
    expect(world.rows().relationship.shredOn).toBe('2027-03-03');
  });

  test('is gone when they take it up again after it: the old words do not come back', () => {
    const world = aPairWorld(agreed);
    world.act(mentee, to('end'), {});
    world.until('2027-01-05T12:00Z');
    world.act(mentee, closing('ask-again'));
    world.act(mentor, closing('yes'));
    expect(world.rows().relationship.state).toBe('active');
    expect(world.newest(mentee)).toContain('agree ground rules anew');
    expect(world.rows().records[0]?.discussed).toBe(erasedText);
  });

  test('the ground rules offer it, and say what was agreed', () => {
    const world = aPairWorld(aPair());
    world.act(mentee, to('ground-rules'), { objectives: 'To pass' });
    const form = world.act(mentee, to('arrangements'));
    expect(fieldsOf(form)).toContain('afterEnd');
    world.act(mentee, to('arrangements'), {
      cadence: '28',
      minutes: '60',
      place: 'video',
      booksMeetings: 'either',
      preparationDays: '0',
      cancellationHours: '24',
      records: 'shared',
      afterEnd: '90',
      datesToScheme: 'no',
      reviewOn: '2027-03-01',
    });
    expect(world.rows().agreements.at(-1)?.terms).toMatchObject({ shredAfterDays: 90 });
    expect(plain(world.act(mentor, to('rules')))).toContain('Made unreadable 90 days after it');
  });
});
