import { describe, expect, test } from 'vitest';
import { aMentor, aScheme, coordinator, idOf, mentee } from '../../support/asking-facts.ts';
import {
  answers,
  asks,
  aWorldWhereAsked,
  aWorldWith,
  everythingShownTo,
  goesAway,
  proposalTo,
  proposes,
  theRequest,
  to,
} from '../../support/asking-deeds.ts';
import { aWorld, plain } from '../../support/asking-world.ts';
import type { World } from '../../support/asking-world.ts';

const milo = 'Milo Placeholder';
const bea = 'Bea Better';

const mentorReads = (world: World) => world.reads(milo, `proposal:${proposalTo(world, milo).id}`);
const menteeReads = (world: World) => world.reads(mentee, `request:${theRequest(world).id}`);
const triageReads = (world: World) => world.reads(coordinator, `triage:${theRequest(world).id}`);
const timerOf = (world: World, name: string) =>
  world.timers.get(`proposal:${proposalTo(world, milo).id}:${name}`)?.at.toISOString();

/** Asked on Sunday 29 November: usually reminded on 6 December, and over on the 13th. */
const asked = () => aWorldWhereAsked(milo);

describe('while a mentor is away', () => {
  test('the days they have to answer stand still, and go on when they are back', () => {
    const world = asked();
    world.pass(2);
    goesAway(world, milo, '2026-12-03', '2026-12-10');
    world.pass(18); // 19 December: a week after it would have been over
    expect(proposalTo(world, milo).state).toBe('open');
    world.pass(3); // past the 21st, eight days later than usual
    expect(proposalTo(world, milo).state).toBe('expired');
  });

  test('their card says at once until when they have it, and neither it nor a reminder comes meanwhile', () => {
    const world = asked();
    expect(mentorReads(world)).toContain(
      'Please answer by 6 December 2026; it stays open to you until 13 December 2026.',
    );
    const before = world.messagesTo(milo).length;
    goesAway(world, milo, '2026-12-03', '2026-12-10');
    expect(mentorReads(world)).toContain(
      'Please answer by 14 December 2026; it stays open to you until 21 December 2026.',
    );
    expect(timerOf(world, 'remind')).toBe('2026-12-14T09:00:00.000Z');
    world.pass(14);
    expect(world.messagesTo(milo).length).toBe(before);
    world.pass(2);
    expect(mentorReads(world)).toContain('no answer has come yet');
    expect(mentorReads(world)).toContain('It stays open to you until 21 December 2026');
  });

  test('the mentee reads that there is a little longer, and never why or who', () => {
    const world = asked();
    goesAway(world, milo, '2026-12-03', '2026-12-10');
    expect(menteeReads(world)).toContain('A mentor who has it has a little longer to answer than usual.');
    expect(everythingShownTo(world, mentee)).not.toMatch(/away|leave|absen|Milo/);
    world.pass(25);
    expect(menteeReads(world)).not.toContain('a little longer');
  });

  test('the coordinators read until when, and never why', () => {
    const world = asked();
    goesAway(world, milo, '2026-12-03', '2026-12-10');
    expect(triageReads(world)).toContain('no answer yet; has until 21 December 2026');
    expect(everythingShownTo(world, coordinator)).not.toMatch(/\baway\b|on leave/);
  });

  test('for long, the coordinators are told that somebody else could be asked', () => {
    const world = asked();
    const before = world.messagesTo(coordinator).length;
    goesAway(world, milo, '2026-12-03', '2027-03-10');
    expect(world.messagesTo(coordinator).length).toBe(before + 1);
    expect(triageReads(world)).toContain(
      'it may be a while before an answer comes. You could take it back, and ask somebody else.',
    );
  });

  test('a time away that is only noticed when the days are over counts all the same', () => {
    const world = asked();
    world.timers.delete(`proposal:${proposalTo(world, milo).id}:remind`);
    world.act(milo, to('reminders', 'away', idOf(milo)), {
      why: 'nights',
      firstDay: '2026-12-03',
      lastDay: '2026-12-04',
    });
    world.timers.set(`proposal:${proposalTo(world, milo).id}:expire`, {
      to: to('answer-proposal', 'expire', proposalTo(world, milo).id),
      at: new Date('2026-12-13T09:00:00Z'),
    });
    world.pass(15);
    expect(proposalTo(world, milo).state).toBe('open');
    world.pass(2);
    expect(proposalTo(world, milo).state).toBe('expired');
  });

  test('a reminder that has come does not come again', () => {
    const world = asked();
    world.pass(9);
    const reminded = world.messagesTo(milo).length;
    goesAway(world, milo, '2026-12-09', '2026-12-12');
    expect(timerOf(world, 'remind')).toBeUndefined();
    world.pass(9);
    expect(world.messagesTo(milo).length).toBe(reminded);
    expect(proposalTo(world, milo).state).toBe('expired');
  });
});

test('who is back early has the days that are left, and no more; the days that passed do not count', () => {
  const world = asked();
  goesAway(world, milo, '2026-12-03', '2026-12-20');
  world.pass(10); // 9 December, six days into it
  const listed = world.act(milo, to('reminders', 'show', idOf(milo)));
  const absence = plain(listed).includes('3 December') ? theAbsence(world) : '';
  world.act(milo, to('reminders', 'back', idOf(milo), { absence }));
  world.fireDue();
  expect(mentorReads(world)).toContain('it stays open to you until 19 December 2026');
  expect(plain(world.act(milo, to('reminders', 'back', idOf(milo), { absence })))).toContain(
    'taken out already',
  );
});

test('times that a mentor suggested wait for a mentee who is away', () => {
  const world = asked();
  answers(world, milo, 'counter', { date1: '2027-01-15', time1: '08:00' });
  goesAway(world, mentee, '2026-12-03', '2026-12-12');
  world.pass(20);
  expect(proposalTo(world, milo).state).toBe('open');
  world.pass(5);
  expect(proposalTo(world, milo).state).toBe('expired');
});

test('a colleague who was suggested, and is away, is waited for', () => {
  const world = aWorldWith(milo, bea);
  asks(world);
  proposes(world, [milo]);
  answers(world, milo, 'decline', { reason: 'no-time', colleague: idOf(bea) });
  const [referral] = world.referrals.values();
  expect(world.reads(bea, `referral:${referral?.id}`)).toContain('until 13 December 2026');
  goesAway(world, bea, '2026-12-01', '2026-12-05');
  expect(world.reads(bea, `referral:${referral?.id}`)).toContain('until 18 December 2026');
  world.pass(16);
  expect([...world.referrals.values()][0]?.state).toBe('asked');
  world.pass(4);
  expect([...world.referrals.values()][0]?.state).toBe('lapsed');
});

test('a question to a mentor of the bank who is away stays open to them', () => {
  const scheme = aScheme({ matching: ['coordinator', 'bank'] });
  const world = aWorld({ people: [mentee, coordinator, milo], schemes: [scheme] });
  world.addOffer(aMentor(milo, { portrait: 'I like questions.' }));
  world.act(mentee, to('bank', 'question', scheme.id, { mentor: idOf(milo) }), {
    words: 'Do you know about returning to work?',
  });
  const [question] = world.questions.values();
  goesAway(world, milo, '2026-12-01', '2026-12-05');
  expect(world.reads(milo, `question:${question?.id}`)).toContain('If nothing comes by 18 December 2026');
  world.pass(16);
  expect([...world.questions.values()][0]?.answeredAt).toBeUndefined();
  world.pass(4);
  expect([...world.questions.values()][0]?.answeredAt).toBeDefined();
});

function theAbsence(world: World): string {
  const [absence] = world.people[idOf(milo)]?.courtesy?.absences ?? [];
  if (absence === undefined) throw new Error('They have said that they are away');
  return absence.id;
}
