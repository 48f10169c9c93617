/** The watch over a pair: asked in their own rhythm, each alone, and never more than three times. */

import { describe, expect, test } from 'vitest';
import { watchSlot } from '../../../src/dialogs/living-card.ts';
import { idOf, mentee, mentor, relationshipId, aPair, coordinator } from '../../support/pair-facts.ts';
import type { Pair } from '../../support/pair-facts.ts';
import { aPairWorld, plain } from '../../support/pair-world.ts';
import type { PairWorld } from '../../support/pair-world.ts';

const two = [mentee, mentor];

/** Met every four weeks, as agreed, the last time on 19 November; nothing is booked. */
function met(set: (pair: Pair) => Pair = (pair) => pair): PairWorld {
  const dates = ['2026-08-27', '2026-09-24', '2026-10-22', '2026-11-19'];
  const begun = aPair().with({ startedAt: new Date('2026-08-01T09:00:00Z') });
  const all = dates.reduce((pair, date) => pair.meeting(`${date} 12:00`, { state: 'met' }), begun);
  const world = aPairWorld(set(all));
  // What a migration does for pairs that were there before the watch.
  world.fire({ dialog: 'watch', action: 'look', subject: relationshipId });
  return world;
}

/** Goes on until both have been asked this. */
function untilAsked(world: PairWorld, title: RegExp, by = '2028-01-01T00:00Z'): Date {
  const end = new Date(by);
  while (!two.every((name) => title.test(world.newest(name)))) {
    const next = Math.min(...[...world.timers.values()].map(({ at }) => at.getTime()));
    if (!(next <= end.getTime())) throw new Error(`Nobody was asked ${String(title)}`);
    world.until(new Date(Math.max(next, world.now().getTime())));
  }
  return world.now();
}

const titlesTo = (world: PairWorld, name: string) => world.messagesTo(name).map(({ card }) => card.title);

describe('the first question', () => {
  test('comes to both once it is longer than usual for this pair, on a working morning', () => {
    const world = met();
    const at = untilAsked(world, /^Have you met since/);
    const days = (at.getTime() - Date.parse('2026-11-19T12:00Z')) / 86_400_000;
    expect(days).toBeGreaterThan(28);
    expect(days).toBeLessThan(70);
    expect(at.toISOString()).toMatch(/T(08|09):/);
    expect([1, 2, 3, 4, 5]).toContain(at.getUTCDay());
    expect(world.rows().relationship.band).toBe('quiet');
    expect(world.newest(mentee)).toContain('19 November 2026');
  });

  test('does not come while a meeting is booked, nor in a declared leave', () => {
    const world = met();
    world.act(
      mentee,
      { dialog: 'relationship', action: 'book', subject: relationshipId },
      {
        date: '2027-03-01',
        time: '12:00',
        place: 'video',
        minutes: '60',
        times: '1',
      },
    );
    world.until('2027-02-27T00:00Z');
    expect(titlesTo(world, mentor).filter((title) => /Have you met/.test(title))).toEqual([]);
    expect(world.rows().relationship.band).toBe('going well');
  });

  test('a pause is cut out, and is remembered when it is over', () => {
    const plainly = untilAsked(met(), /^Have you met since/);
    const world = met();
    world.act(
      mentee,
      { dialog: 'relationship', action: 'pause', subject: relationshipId },
      { until: '2027-02-01' },
    );
    world.until('2027-02-02T00:00Z');
    expect(world.rows().pauses).toHaveLength(1);
    const later = untilAsked(world, /^Have you met since/);
    expect(later.getTime() - plainly.getTime()).toBeGreaterThan(60 * 86_400_000);
  });

  test.each([
    ['this week', 'We met this week'],
    ['last week', 'We met last week'],
  ])('a yes for %s is one press: it serves both, and the silence starts again', (_, label) => {
    const world = met();
    const at = untilAsked(world, /^Have you met since/);
    const shown = plain(world.press(mentee, label));
    expect(shown).toContain('is noted');
    expect(shown).toContain('It was another day');
    const meeting = world.meeting(4);
    expect(meeting).toMatchObject({ state: 'met', answeredById: idOf(mentee) });
    expect(Date.parse(meeting.start.date)).toBeLessThan(at.getTime());
    expect(Date.parse(meeting.start.date)).toBeGreaterThan(at.getTime() - 12 * 86_400_000);
    expect(world.newest(mentor)).toMatch(/said that you met/);
    expect(world.rows().relationship.band).toBe('going well');
    // And the other one need not answer the question any more.
    expect(world.reads(mentor, `watch:${relationshipId}`)).toContain('answered for both of you');
  });

  test('a yes with a date that was wrong is put right, and the other one can disagree', () => {
    const world = met();
    untilAsked(world, /^Have you met since/);
    const today = world.now().toISOString().slice(0, 10);
    world.press(mentee, 'We met on another day', { date: '2026-12-03' });
    expect(world.meeting(4).start.date).toBe('2026-12-03');
    const { id } = world.meeting(4);
    const change = { dialog: 'watch', action: 'other-day', subject: relationshipId, args: { meeting: id } };
    world.act(mentee, change, { date: '2026-12-04' });
    expect(world.meeting(4).start.date).toBe('2026-12-04');
    world.press(mentor, 'We did not meet on 4 December');
    expect(world.meeting(4).state).toBe('missed');
    expect(world.newest(mentee)).toMatch(/said that you did not meet/);
    expect(today > '2026-12-04').toBe(true);
  });

  test('a day in the future, or before they were a pair, is refused beside the field', () => {
    const world = met();
    untilAsked(world, /^Have you met since/);
    for (const date of ['2030-01-01', '2026-07-31'])
      expect(world.press(mentee, 'We met on another day', { date })).toMatchObject({ shown: 'rejected' });
    expect(world.rows().meetings).toHaveLength(4);
  });

  test('“we are fine” starts the silence again, and “not lately” does not', () => {
    const fine = met();
    const at = untilAsked(fine, /^Have you met since/);
    fine.press(mentor, 'We are fine as we are');
    expect(fine.rows().relationship.band).toBe('going well');
    const again = untilAsked(fine, /^Have you met since/, '2028-01-01T00:00Z');
    expect(again.getTime()).toBe(at.getTime());
    fine.until(new Date(at.getTime() + 28 * 86_400_000));
    expect(fine.messagesTo(mentee)).toHaveLength(1);

    const quiet = met();
    untilAsked(quiet, /^Have you met since/);
    expect(plain(quiet.press(mentor, 'We have not met lately'))).toContain('happens to everybody');
    untilAsked(quiet, /^How is it going/);
  });
});

/** Both have been asked how it goes. */
function asked(set?: (pair: Pair) => Pair): PairWorld {
  const world = met(set);
  untilAsked(world, /^How is it going/);
  return world;
}

describe('the second question', () => {
  test('is put to each alone, and says that nobody sees the answer', () => {
    const world = asked();
    for (const name of two) expect(world.newest(name)).toContain('Your answer is yours alone');
    expect(world.rows().relationship.band).toBe('asking');
    expect(world.messagesTo(coordinator)).toEqual([]);
  });

  test('“just busy” brings no question for a cadence, and the other one learns nothing of it', () => {
    const world = asked();
    const at = world.now();
    const before = world.newest(mentor);
    world.press(mentee, 'Going well, just busy');
    expect(world.newest(mentor)).toBe(before);
    world.until(new Date(at.getTime() + 28 * 86_400_000));
    expect(world.messagesTo(mentee)).toHaveLength(2);
    expect(world.rows().relationship.band).toBe('going well');
  });

  test('“natural end” opens the ending with that filled in, and the other one is told only when it is sent', () => {
    const world = asked();
    const before = world.messagesTo(mentor).length;
    const form = world.press(mentee, 'It has come to its natural end');
    expect(form).toMatchObject({ shown: 'form', open: { form: { fields: { kind: { value: 'natural' } } } } });
    expect(world.messagesTo(mentor)).toHaveLength(before);
    expect(JSON.stringify(world.sent.slice(-2))).not.toContain('natural end now');
    if (form.shown === 'form') world.act(mentee, form.open.to, { kind: 'natural', thanks: '' });
    expect(world.rows().relationship).toMatchObject({ state: 'ended', ending: 'natural' });
    expect(world.newest(mentor)).toContain('has come to its natural end');
  });

  test('where both say “natural end”, the first hears that they feel the same', () => {
    const world = asked();
    world.press(mentee, 'It has come to its natural end');
    world.press(mentor, 'It has come to its natural end');
    expect(world.newest(mentee)).toContain('You both feel the same');
    expect(world.newest(mentee)).toContain('Thank you both');
    world.press(mentee, 'End it with thanks', { kind: 'natural', thanks: 'It was good.' });
    expect(world.rows().relationship.state).toBe('ended');
  });

  test('whoever said “natural end” is not taken as silent: nothing ends by itself', () => {
    const world = asked();
    world.press(mentee, 'It has come to its natural end');
    world.until('2029-01-01T00:00Z');
    expect(world.rows().relationship.state).toBe('active');
    expect(titlesTo(world, mentor).length).toBeLessThanOrEqual(3);
  });

  test('“not working” stays with its giver, who can ask for a coordinator and say what is shared', () => {
    const world = asked();
    const before = world.newest(mentor);
    expect(plain(world.press(mentee, 'It is not working'))).toContain('nobody’s fault');
    const ask = { dialog: 'watch', action: 'contact-me', subject: relationshipId };
    world.act(mentee, ask, { share: 'name', words: '' });
    expect(world.newest(coordinator)).toContain(mentee);
    expect(world.newest(coordinator)).not.toContain(mentor);
    world.act(mentee, ask, { share: 'pair', words: 'Please ring me.' });
    expect(world.newest(coordinator)).toContain(mentor);
    expect(world.newest(coordinator)).toContain('Please ring me.');
    expect(world.newest(mentor)).toBe(before);
  });

  test('a coordinator who manages one of the two is not asked to get in touch', () => {
    const world = asked((pair) => pair.line(mentee, coordinator));
    const answer = world.act(mentee, { dialog: 'watch', action: 'contact-me', subject: relationshipId });
    expect(plain(answer)).toContain('Nobody could look at this afresh');
    expect(world.messagesTo(coordinator)).toEqual([]);
  });

  test('“not now” brings peace to both until that day, and then they are asked afresh', () => {
    const world = asked();
    world.press(mentor, 'Not now, ask me later', { until: '2027-06-01' });
    const counts = two.map((name) => world.messagesTo(name).length);
    world.until('2027-05-31T23:00Z');
    expect(two.map((name) => world.messagesTo(name).length)).toEqual(counts);
    const at = untilAsked(world, /^Have you met since/);
    expect(at.toISOString().slice(0, 10)).toBe('2027-06-01');
  });
});

describe('silence of both', () => {
  test('three questions at most, the last with the day; then it comes to rest, kindly, with a way back', () => {
    const world = met();
    untilAsked(world, /If neither of you answers/);
    const said = /ended on (\d+ \w+ \d+)\./.exec(world.newest(mentee))?.[1] ?? '';
    expect(titlesTo(world, mentee)).toHaveLength(3);
    world.until(new Date(Date.parse(`${said} UTC`) - 60_000));
    expect(world.rows().relationship.state).toBe('active');
    world.until(new Date(Date.parse(`${said} UTC`) + 5 * 86_400_000));
    expect(world.rows().relationship).toMatchObject({ state: 'ended', ending: 'faded' });
    for (const name of two)
      expect(world.reads(name, watchSlot(relationshipId))).toContain('Nobody is at fault');
    expect(world.newest(coordinator)).toContain('came to rest by itself');
    expect([...world.timers.keys()].filter((key) => !key.startsWith('benefits:'))).toEqual([]);
    const texts = two.map((name) => world.messagesTo(name).length);

    world.press(mentor, 'Take it up again');
    expect(world.rows().relationship).toMatchObject({ state: 'active', band: 'going well' });
    expect(world.newest(mentee)).toContain(`${mentor} has taken your mentoring up again`);
    expect(world.messagesTo(mentee)).toHaveLength((texts[0] ?? 0) + 1);
    untilAsked(world, /^Have you met since/);
  });

  test('one press keeps it, also on the last day', () => {
    const world = met();
    untilAsked(world, /If neither of you answers/);
    world.press(mentee, 'Keep it going');
    world.until(new Date(world.now().getTime() + 35 * 86_400_000));
    expect(world.rows().relationship).toMatchObject({ state: 'active', band: 'going well' });
  });

  test('whoever has switched such questions off was not silent: nothing ends by itself', () => {
    const world = met();
    world.act(mentor, { dialog: 'reminders', action: 'kinds', subject: idOf(mentor) }, { kinds: [] });
    world.until('2029-01-01T00:00Z');
    expect(world.rows().relationship.state).toBe('active');
    expect(world.messagesTo(mentor)).toEqual([]);
  });

  test('the way back closes after ninety days', () => {
    const world = met();
    untilAsked(world, /Nobody is at fault/);
    world.until(new Date(world.now().getTime() + 91 * 86_400_000));
    expect(plain(world.press(mentor, 'Take it up again'))).toContain('has ended');
    expect(world.rows().relationship.state).toBe('ended');
  });
});

/** Matched on 20 November, with nothing booked. */
function begun(): PairWorld {
  const world = aPairWorld(aPair().with({ startedAt: new Date('2026-11-20T09:00:00Z') }));
  world.fire({ dialog: 'watch', action: 'look', subject: relationshipId });
  return world;
}

describe('a pair that has not met', () => {
  test('is asked after two weeks whether it is to be, and coordinators hear of it once', () => {
    const world = begun();
    const at = untilAsked(world, /^Shall it begin/);
    expect(at.toISOString().slice(0, 10)).toBe('2026-12-04');
    expect(world.rows().relationship.band).toBe('not started');
    world.until('2028-01-01T00:00Z');
    expect(titlesTo(world, coordinator)).toEqual(['A pair has not started']);
    expect(world.rows().relationship.state).toBe('active');
  });

  test('a coordinator can have both asked once more, and no more than that', () => {
    const world = begun();
    untilAsked(world, /^Shall it begin/);
    const count = world.messagesTo(mentee).length;
    world.press(coordinator, 'Ask both once more');
    world.until(new Date(world.now().getTime() + 3 * 86_400_000));
    expect(world.messagesTo(mentee)).toHaveLength(count + 1);
    const again = world.act(coordinator, { dialog: 'not-started', action: 'nudge', subject: relationshipId });
    expect(plain(again)).toContain('left in peace');
    world.until(new Date(world.now().getTime() + 30 * 86_400_000));
    expect(world.messagesTo(mentee)).toHaveLength(count + 1);
  });

  test('a coordinator can end it, and both are told kindly', () => {
    const world = begun();
    untilAsked(world, /^Shall it begin/);
    world.press(coordinator, 'End it, it never started');
    expect(world.rows().relationship).toMatchObject({ state: 'ended', ending: 'never-started' });
    for (const name of two) expect(world.newest(name)).toContain('Nobody is at fault');
  });

  test('a coordinator can look for another mentor: it ends as kindly, and the request goes back where it stood', () => {
    const world = begun();
    untilAsked(world, /^Shall it begin/);
    const shown = world.press(coordinator, 'Look for another mentor');
    expect(plain(shown)).toContain('before those that were made later');
    expect(world.rows().relationship).toMatchObject({ state: 'ended', ending: 'never-started' });
    for (const name of two)
      expect(world.reads(name, `watch:${relationshipId}`)).toContain('Nobody is at fault');
    const { requestId } = world.rows().relationship;
    expect(world.timers.get(`request:${requestId}:back-in-queue`)).toMatchObject({
      to: { dialog: 'triage', action: 'back-in-queue', subject: requestId },
      at: world.now(),
    });
    const again = world.act(coordinator, {
      dialog: 'not-started',
      action: 'reassign',
      subject: relationshipId,
    });
    expect(plain(again)).toContain('It has ended');
  });

  test('once they have met or booked there is nothing to look for', () => {
    const world = begun();
    untilAsked(world, /^Shall it begin/);
    world.press(mentee, 'We have met', { date: '2026-11-27' });
    const late = world.act(coordinator, {
      dialog: 'not-started',
      action: 'reassign',
      subject: relationshipId,
    });
    expect(plain(late)).toContain('They are under way');
    expect(world.rows().relationship.state).toBe('active');
  });

  test('a coordinator who manages one of the two hears nothing, and can do nothing', () => {
    const world = aPairWorld(
      aPair()
        .with({ startedAt: new Date('2026-11-20T09:00:00Z') })
        .line(mentor, coordinator),
    );
    world.fire({ dialog: 'watch', action: 'look', subject: relationshipId });
    untilAsked(world, /^Shall it begin/);
    expect(world.messagesTo(coordinator)).toEqual([]);
    const end = world.act(coordinator, { dialog: 'not-started', action: 'end', subject: relationshipId });
    expect(plain(end)).toContain('no other part in it');
    expect(world.rows().relationship.state).toBe('active');
  });

  test('a meeting that nobody had noted starts it', () => {
    const world = begun();
    untilAsked(world, /^Shall it begin/);
    world.press(mentee, 'We have met', { date: '2026-11-27' });
    expect(world.rows().relationship).toMatchObject({ band: 'going well' });
    expect(world.meeting(0)).toMatchObject({ state: 'met' });
  });
});
