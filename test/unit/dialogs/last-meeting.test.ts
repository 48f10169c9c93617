/** A planned ending: a meeting that is meant to be the last, and what is asked after it. */

import { expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { aPair, idOf, mentee, mentor, relationshipId } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';

const last = (action: string, args?: Record<string, string>) =>
  target('last-meeting', action, relationshipId, args);
const pair = aPair()
  .agreed()
  .meeting('2026-11-20 12:00', { state: 'met' })
  .meeting('2026-12-03 17:30')
  .meeting('2027-01-14 17:30');
const AGENDA = 'What you have learned besides';

test('with nothing booked the form opens at once; both get the time and what it is for', () => {
  const world = aPairWorld(aPair().agreed().meeting('2026-11-20 12:00', { state: 'met' }));
  expect(world.act(mentee, last('plan')).shown).toBe('form');
  world.act(mentee, last('book'), { date: '2026-12-10', time: '12:00', place: 'video', minutes: '45' });
  for (const name of [mentee, mentor]) {
    expect(world.newest(name)).toContain('Your last meeting: 10 December');
    expect(world.newest(name)).toContain(AGENDA);
    expect(world.calendar(name)).toMatchObject([{ method: 'REQUEST', minutes: 45 }]);
  }
  world.until('2026-12-09T13:00Z');
  expect(world.newest(mentor)).toMatch(/^Reminder: you meet on 10 December[^]*What you have learned besides/);
});

test('a meeting that is booked can be the last, one at most, and it can be undone', () => {
  const world = aPairWorld(pair);
  const plan = world.act(mentor, last('plan'));
  expect(labelsOf(plan)).toEqual([
    'Last on 3 December, 17:30',
    'Last on 14 January, 17:30',
    'Book another time for it',
  ]);
  world.act(mentor, last('mark', { meeting: idOf('meeting: 2') }));
  expect(world.newest(mentee)).toContain(AGENDA);
  world.act(mentee, last('mark', { meeting: idOf('meeting: 3') }));
  expect(world.rows().meetings.map((one) => one.last === true)).toEqual([false, false, true]);
  world.act(mentor, last('unmark', { meeting: idOf('meeting: 3') }));
  expect(world.rows().meetings.some((one) => one.last === true)).toBe(false);
  expect(world.newest(mentee)).toContain(`${mentor} would like your mentoring to go on`);
});

test('after it the closing form is offered in place of the record, to both; nothing ends by itself', () => {
  const world = aPairWorld(pair);
  world.act(mentor, last('mark', { meeting: idOf('meeting: 2') }));
  world.until('2026-12-04T12:00Z');
  const answer = world.act(mentee, target('meeting', 'met', idOf('meeting: 2')));
  expect(labelsOf(answer)).toEqual(
    expect.arrayContaining(['End it with closing words', 'It goes on after all']),
  );
  const card = world.reads(mentor, `meeting:${idOf('meeting: 2')}`);
  expect(card).toContain('You had your last meeting');
  expect(world.press(mentor, 'End it with closing words').shown).toBe('form');
  expect(world.rows().relationship.state).toBe('active');
  expect(labelsOf(world.act(mentee, target('meeting', 'met', idOf('meeting: 2'))))).toContain(
    'End it with closing words',
  );
});

test('after an ordinary meeting the record is asked for, as ever', () => {
  const world = aPairWorld(pair);
  world.until('2026-12-04T12:00Z');
  expect(world.act(mentee, target('meeting', 'met', idOf('meeting: 2'))).shown).toBe('form');
});

test('nothing can be planned when it has ended', () => {
  const world = aPairWorld(pair);
  world.act(mentee, target('relationship', 'end', relationshipId), {});
  for (const action of ['plan', 'book', 'mark', 'unmark'])
    expect(plain(world.act(mentor, last(action, { meeting: idOf('meeting: 2') })))).toContain(
      'This mentoring has ended',
    );
});
