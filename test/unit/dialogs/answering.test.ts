import { describe, expect, it } from 'vitest';
import type { Proposal } from '../../../src/mentoring/records/proposal.ts';
import { aLine, aMentor, coordinator, idOf, mentee } from '../../support/asking-facts.ts';
import {
  answers,
  asks,
  aWorldWhereAsked,
  aWorldWith,
  everythingShownTo,
  firstTime,
  proposalTo,
  proposes,
  theRequest,
  to,
} from '../../support/asking-deeds.ts';
import { aWorld, plain } from '../../support/asking-world.ts';
import type { Answer, World } from '../../support/asking-world.ts';

const milo = 'Milo Placeholder';
const bea = 'Bea Better';
const cy = 'Cy Anon';
const accepted = { time: firstTime, place: 'video' };
const otherTimes = { date1: '2026-12-15', time1: '08:00', date2: '2026-12-16', time2: '18:00' };

const proposalCard = (world: World, name = milo) =>
  world.reads(name, `proposal:${proposalTo(world, name).id}`);
const menteeCard = (world: World) => world.reads(mentee, `request:${theRequest(world).id}`);
const triageCard = (world: World) => world.reads(coordinator, `triage:${theRequest(world).id}`);

function later(world: World, name: string, values?: { readonly day: string }): Answer {
  return world.act(name, to('answer-proposal', 'later', proposalTo(world, name).id), values);
}

describe('“I answer on Sunday”', () => {
  it('is offered for the next Sunday, and for no day after the request would expire', () => {
    const opened = later(aWorldWhereAsked(milo), milo);
    const field = opened.shown === 'form' ? opened.open.form.fields['day'] : undefined;
    // It is a Sunday today, so the next one is a week ahead.
    expect(field).toMatchObject({ value: '2026-12-06', min: '2026-11-30', max: '2026-12-13' });
  });

  it('keeps the reminder back until that morning, however early the usual one would be', () => {
    const world = aWorldWhereAsked(milo);
    later(world, milo, { day: '2026-12-10' });
    const before = world.messagesTo(milo).length;
    world.pass(10); // the 9th, after the usual day of the 6th
    expect(world.messagesTo(milo)).toHaveLength(before);
    world.pass(1);
    expect(world.messagesTo(milo)).toHaveLength(before + 1);
    expect(proposalCard(world)).toContain('no answer has come yet');
  });

  it('leaves some days after it, so that a request does not expire on the day of the answer', () => {
    const world = aWorldWhereAsked(milo);
    later(world, milo, { day: '2026-12-13' });
    world.pass(16.5); // noon of the 15th; without a word it would have expired on the 13th
    expect(proposalTo(world, milo).state).toBe('open');
    world.pass(1);
    expect(proposalTo(world, milo).state).toBe('expired');
    expect(theRequest(world).state).toBe('waiting');
  });

  it('tells the mentee that a mentor is looking at it until then, and not who; the coordinator sees who', () => {
    const world = aWorldWhereAsked(milo, bea);
    later(world, milo, { day: '2026-12-06' });
    expect(menteeCard(world)).toContain(
      'A mentor is looking at your request, and means to answer by 6 December 2026.',
    );
    expect(everythingShownTo(world, mentee)).not.toContain(milo);
    expect(triageCard(world)).toContain(`${milo}: means to answer by 6 December 2026`);
    expect(proposalCard(world)).toContain(
      'You mean to answer by 6 December 2026 and are reminded that morning; it stays open to you until 13 December 2026.',
    );
  });

  it('can be moved, and never past the day on which the request would have expired', () => {
    const world = aWorldWhereAsked(milo);
    later(world, milo, { day: '2026-12-13' });
    later(world, milo, { day: '2026-12-11' });
    expect(proposalTo(world, milo).answerOn).toBe('2026-12-11');
    world.pass(14);
    expect(later(world, milo).shown).toBe('card');
  });

  it('is forgotten when it is the mentee’s turn to choose among other times', () => {
    const world = aWorldWhereAsked(milo);
    later(world, milo, { day: '2026-12-12' });
    answers(world, milo, 'counter', otherTimes);
    expect(proposalTo(world, milo).answerOn).toBeUndefined();
    expect(menteeCard(world)).not.toContain('is looking at your request');
    world.pass(7);
    expect(world.reads(mentee, `proposal:${proposalTo(world, milo).id}`)).toContain('[Choose one of these');
    expect(plain(later(world, milo))).toContain('You suggested other times');
  });
});

/** The mentee wants these asked one after the other, in this order; the first of them has the request. */
function aWorldOfWishes(...names: readonly string[]): World {
  const world = aWorldWith(milo, bea, cy);
  asks(world);
  const request = { ...theRequest(world), wishIds: names.map(idOf), oneByOne: true };
  world.requests.set(request.id, request);
  const [first] = names;
  proposes(world, first === undefined ? [] : [first]);
  // The last wish is put in first: the order is that of the wishes.
  for (const name of names.slice(1).toReversed()) {
    const queued: Proposal = {
      id: idOf(`queued: ${name}`),
      requestId: request.id,
      mentorId: idOf(name),
      proposedById: idOf(mentee),
      state: 'queued',
      sentAt: world.now(),
    };
    world.proposals.set(queued.id, queued);
  }
  return world;
}

describe('wishes that are asked one after the other', () => {
  it('the next goes out in the same moment as the one before it ends', () => {
    const world = aWorldOfWishes(milo, bea, cy);
    world.pass(1);
    answers(world, milo, 'decline', { reason: 'no-time' });
    expect(proposalTo(world, bea)).toMatchObject({ state: 'open', sentAt: world.now() });
    expect(proposalCard(world, bea)).toContain(`${mentee} is looking for a mentor`);
    expect(proposalCard(world, bea)).toContain('Please answer by 7 December 2026');
    expect(proposalTo(world, cy).state).toBe('queued');
    expect(theRequest(world).state).toBe('proposed');
    expect(triageCard(world)).not.toContain('needs you to choose again');
    expect(triageCard(world)).toContain(`${cy}: is asked next`);
  });

  it('also when a mentor never answers, and each has their own days to answer', () => {
    const world = aWorldOfWishes(milo, bea);
    world.pass(14);
    expect(proposalTo(world, milo).state).toBe('expired');
    expect(proposalTo(world, bea).state).toBe('open');
    world.pass(8); // the usual day is a Sunday, so the Monday
    expect(proposalCard(world, bea)).toContain('no answer has come yet');
    world.pass(6);
    expect(theRequest(world).state).toBe('waiting');
    expect(everythingShownTo(world, coordinator)).toContain('it needs you to choose again');
  });

  it('who may no longer be asked is passed over, and hears nothing', () => {
    const world = aWorldOfWishes(milo, bea, cy);
    world.blocks.push([idOf(bea), idOf(mentee)]);
    answers(world, milo, 'decline', { reason: 'no-time' });
    expect(proposalTo(world, bea).state).toBe('withdrawn');
    expect(world.messagesTo(bea)).toEqual([]);
    expect(proposalTo(world, cy).state).toBe('open');
  });

  it('with nobody left to ask the request goes back to the coordinators', () => {
    const world = aWorldOfWishes(milo, bea);
    world.addOffer(aMentor(bea, { state: 'paused' }));
    answers(world, milo, 'decline', { reason: 'no-time' });
    expect(theRequest(world).state).toBe('waiting');
    expect(triageCard(world)).toContain('it needs you to choose again');
  });

  it('a yes, or a withdrawal, closes those who were never told, silently', () => {
    const yes = aWorldOfWishes(milo, bea);
    answers(yes, milo, 'accept', accepted);
    const withdrawn = aWorldOfWishes(milo, bea);
    withdrawn.act(mentee, to('my-request', 'withdraw', theRequest(withdrawn).id));
    for (const world of [yes, withdrawn]) {
      expect(proposalTo(world, bea).state).toBe('withdrawn');
      expect(everythingShownTo(world, bea)).toBe('');
    }
  });

  it('the mentee’s next wish does not wait for a colleague whom a mentor suggested', () => {
    const world = aWorldOfWishes(milo, bea);
    answers(world, milo, 'decline', { reason: 'no-time', colleague: idOf(cy) });
    expect(proposalTo(world, bea).state).toBe('open');
    expect([...world.referrals.values()]).toMatchObject([{ colleagueId: idOf(cy), state: 'asked' }]);
  });

  it('one who is put forward cannot be asked a second time by hand meanwhile', () => {
    const world = aWorldOfWishes(milo, bea);
    const form = world.act(coordinator, to('triage', 'propose', theRequest(world).id));
    expect(plain(form)).not.toContain(bea);
  });
});

function takesBack(world: World): string {
  return plain(world.act(milo, to('answer-proposal', 'take-back', proposalTo(world, milo).id)));
}

describe('a no that was a slip', () => {
  it('can be taken back for half an hour, as if it had never been said', () => {
    const world = aWorldWhereAsked(milo);
    world.pass(1);
    const said = plain(
      answers(world, milo, 'decline', { reason: 'role-conflict', message: 'No', share: 'no' }),
    );
    expect(said).toContain('[I pressed the wrong button]');
    expect(proposalCard(world)).toContain('[I pressed the wrong button]');
    expect(takesBack(world)).toContain(`${mentee} is looking for a mentor`);
    expect(proposalTo(world, milo)).toMatchObject({ state: 'open', reason: undefined, message: undefined });
    expect(theRequest(world).state).toBe('proposed');
    expect(triageCard(world)).toContain('It is before one mentor now');
    answers(world, milo, 'accept', accepted);
    expect(world.relationships.size).toBe(1);
  });

  it('not later: the button then says where things stand', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'decline', { reason: 'no-time' });
    world.pass(31 / (24 * 60));
    expect(takesBack(world)).toContain('there is nothing left to do here');
    expect(proposalTo(world, milo).state).toBe('declined');
  });

  it('not once somebody else was asked, or the mentee has withdrawn', () => {
    const asked = aWorldWith(milo, bea);
    asks(asked);
    proposes(asked, [milo]);
    answers(asked, milo, 'decline', { reason: 'no-time' });
    proposes(asked, [bea]);
    const withdrawn = aWorldWhereAsked(milo);
    answers(withdrawn, milo, 'decline', { reason: 'no-time' });
    withdrawn.act(mentee, to('my-request', 'withdraw', theRequest(withdrawn).id));
    for (const world of [asked, withdrawn]) {
      expect(takesBack(world)).toContain('there is nothing left to do here');
      expect(proposalTo(world, milo).state).toBe('declined');
    }
  });

  it('not after a word that the mentee has read, nor once a colleague has been named', () => {
    const told = aWorldWhereAsked(milo);
    answers(told, milo, 'decline', { reason: 'no-time', message: 'Good luck', share: 'yes' });
    expect(proposalCard(told)).not.toContain('wrong button');
    const world = aWorld({ people: [mentee, coordinator, milo, 'Dot Nevermet'] });
    world.addOffer(aMentor(milo));
    asks(world);
    proposes(world, [milo]);
    answers(world, milo, 'decline', { reason: 'no-time', colleague: idOf('Dot Nevermet') });
    expect(proposalCard(world)).not.toContain('wrong button');
    expect(takesBack(world)).toContain('there is nothing left to do here');
  });

  it('and has their days to answer again', () => {
    const world = aWorldWhereAsked(milo);
    world.pass(6);
    answers(world, milo, 'decline', { reason: 'no-time' });
    takesBack(world);
    world.pass(13.5);
    expect(proposalTo(world, milo).state).toBe('open');
    world.pass(1);
    expect(proposalTo(world, milo).state).toBe('expired');
  });
});

/** Milo has declined; the mentee withdrew, and asks again. */
function again(values: Record<string, string> = {}): World {
  const world = aWorldWith(milo, bea);
  asks(world);
  proposes(world, [milo]);
  answers(world, milo, 'decline', { reason: 'no-time' });
  world.act(mentee, to('my-request', 'withdraw', theRequest(world).id));
  asks(world, values);
  return world;
}

describe('a pair of which one has declined before', () => {
  it('is not brought together again by the list; only on purpose', () => {
    const world = again();
    const form = world.act(coordinator, to('triage', 'propose', theRequest(world).id));
    const field = form.shown === 'form' ? form.open.form.fields['mentors'] : undefined;
    const options = field?.kind === 'manyOf' ? field.options : [];
    expect(options.find(({ value }) => value === idOf(milo))?.label).toContain('although they declined');
    expect(triageCard(world)).toContain(`${bea}:`);
    expect(triageCard(world)).not.toContain(`${milo}:`);
    const target = to('triage', 'propose', theRequest(world).id);
    const unsure = world.act(coordinator, target, { mentors: [idOf(milo)] });
    expect(plain(unsure)).toContain(`${milo} declined before. Choose “yes” if you mean to ask again`);
    expect(theRequest(world).state).toBe('waiting');
    world.act(coordinator, target, { mentors: [idOf(milo)], sure: 'yes' });
    expect(proposalTo(world, milo).state).toBe('open');
  });

  it('is asked again as a matter of course where the mentee names them', () => {
    const world = again({ inMind: idOf(milo) });
    const form = world.act(coordinator, to('triage', 'propose', theRequest(world).id));
    expect(plain(form)).not.toContain('although they declined');
  });

  it('does not count what happened between the mentor and somebody else', () => {
    const world = aWorld({
      people: [mentee, 'Omar Makebelieve', coordinator, milo],
      lines: [aLine(mentee, bea)],
    });
    world.addOffer(aMentor(milo));
    asks(world, {}, 'Omar Makebelieve');
    proposes(world, [milo]);
    answers(world, milo, 'decline', { reason: 'no-time' });
    asks(world);
    const form = world.act(coordinator, to('triage', 'propose', theRequest(world).id));
    expect(plain(form)).not.toContain('although they declined');
  });
});
