import { describe, expect, it } from 'vitest';
import { aLine, aMentor, aScheme, coordinator, idOf, mentee } from '../../support/asking-facts.ts';
import {
  answers,
  asks,
  everythingShownTo,
  firstTime,
  proposalTo,
  proposes,
  theRequest,
  to,
} from '../../support/asking-deeds.ts';
import { aWorld, plain } from '../../support/asking-world.ts';
import type { Answer, World } from '../../support/asking-world.ts';
import type { ReportingLine } from '../../../src/mentoring/records/person.ts';
import type { Referral } from '../../../src/mentoring/records/proposal.ts';

const milo = 'Milo Placeholder';
const bea = 'Bea Better';
/** Offers in this scheme. */
const cy = 'Cy Anon';
/** Has never offered anything. */
const dot = 'Dot Nevermet';
const eli = 'Eli Fabricated';

const accepted = { time: firstTime, place: 'video' };
const words = 'I keep putting off my exam.';

/** The mentee has asked, and Milo has the request. */
function aWorldWithColleagues(lines: readonly ReportingLine[] = []): World {
  const world = aWorld({ people: [mentee, coordinator, milo, bea, cy, dot, eli], lines });
  for (const name of [milo, bea, cy]) world.addOffer(aMentor(name, { capacity: 1 }));
  asks(world);
  proposes(world, [milo]);
  return world;
}

function declinesFor(world: World, name: string, more: Record<string, string> = {}): Answer {
  return answers(world, name, 'decline', { reason: 'no-time', ...more });
}

function suggests(world: World, by: string, colleague: string): Answer {
  return declinesFor(world, by, { colleague: idOf(colleague) });
}

function theReferral(world: World): Referral {
  const found = [...world.referrals.values()].at(-1);
  if (found === undefined) throw new Error('Nobody was suggested');
  return found;
}

const says = (world: World, name: string, action: 'yes' | 'no' | 'pass-on', of = theReferral(world)) =>
  world.act(name, to('referral', action, of.id));
const question = (world: World, name: string) => world.reads(name, `referral:${theReferral(world).id}`);
const triageCard = (world: World) => world.reads(coordinator, `triage:${theRequest(world).id}`);
const menteeCard = (world: World) => world.reads(mentee, `request:${theRequest(world).id}`);

describe('a mentor who declines names a colleague', () => {
  it('who is asked first: what it is about, who suggests them, and neither who asks nor a word of theirs', () => {
    const world = aWorldWithColleagues();
    suggests(world, milo, dot);
    expect(question(world, dot)).toContain(`${milo} thought of you`);
    expect(question(world, dot)).toContain('Exam preparation and Confidence');
    expect(question(world, dot)).toContain('[Yes, I would look at it] [Not for me]');
    expect(everythingShownTo(world, dot)).not.toContain(mentee);
    expect(everythingShownTo(world, dot)).not.toContain(words);
  });

  it('of whom the mentee learns nothing before a yes to a meeting, nor who declined', () => {
    const world = aWorldWithColleagues();
    suggests(world, milo, dot);
    expect(menteeCard(world)).toContain('wait to hear whether somebody could help');
    says(world, dot, 'yes');
    expect(everythingShownTo(world, mentee)).not.toMatch(new RegExp(`${dot}|${milo}`));
    answers(world, dot, 'accept', accepted);
    expect(menteeCard(world)).toContain(`${dot} is your mentor`);
    expect(everythingShownTo(world, mentee)).not.toContain(milo);
  });

  it('and the coordinators are not asked to choose again while the colleague has it, though they can', () => {
    const world = aWorldWithColleagues();
    suggests(world, milo, dot);
    expect(theRequest(world).state).toBe('proposed');
    expect(triageCard(world)).toContain('A colleague who was suggested has yet to answer');
    expect(triageCard(world)).toContain(`${milo} suggested ${dot}: asked on 29 November 2026, no answer yet`);
    proposes(world, [bea]);
    expect(proposalTo(world, bea).state).toBe('open');
  });

  it('not oneself, not the person who asks, and somebody who exists', () => {
    const world = aWorldWithColleagues();
    expect(plain(suggests(world, milo, milo))).toContain('somebody other than yourself');
    expect(plain(suggests(world, milo, mentee))).toContain('This is the person who asks');
    expect(plain(suggests(world, milo, 'Nobody Known'))).toContain('could not be found');
    expect(proposalTo(world, milo).state).toBe('open');
    expect(world.referrals.size).toBe(0);
  });
});

describe('a colleague who says yes', () => {
  it('reads the whole request at once and accepts with a time, as any mentor does', () => {
    const world = aWorldWithColleagues();
    suggests(world, milo, cy);
    expect(plain(says(world, cy, 'yes'))).toContain('You find the request in a newer message below');
    const put = world.reads(cy, `proposal:${proposalTo(world, cy).id}`);
    expect(put).toContain(`${mentee} is looking for a mentor`);
    expect(put).toContain(words);
    answers(world, cy, 'accept', accepted);
    expect(theRequest(world).state).toBe('matched');
    expect(triageCard(world)).toContain(`${cy} accepted`);
  });

  it('takes just this one mentee where they have never offered, and is put to nobody else', () => {
    const world = aWorldWithColleagues();
    suggests(world, milo, dot);
    says(world, dot, 'yes');
    const offer = [...world.offers.values()].find(({ personId }) => personId === idOf(dot));
    expect(offer).toMatchObject({ capacity: 1, state: 'closed' });
    expect(plain(answers(world, dot, 'accept', accepted))).toContain(`You are mentoring ${mentee}`);
    expect([...world.relationships.values()]).toMatchObject([{ mentorId: idOf(dot), state: 'active' }]);
  });

  it('and then declines, so that the request goes back, may name the next; nobody asks them again unless on purpose', () => {
    const world = aWorldWithColleagues();
    suggests(world, milo, dot);
    says(world, dot, 'yes');
    declinesFor(world, dot);
    expect(theRequest(world).state).toBe('waiting');
    expect(triageCard(world)).toContain('it needs you to choose again');
    const form = world.act(coordinator, to('triage', 'propose', theRequest(world).id));
    expect(plain(form)).not.toContain(dot);
  });

  it('when it is too late is thanked, and reads nothing of it', () => {
    const world = aWorldWithColleagues();
    suggests(world, milo, dot);
    proposes(world, [bea]);
    answers(world, bea, 'accept', accepted);
    expect(question(world, dot)).toContain('This is no longer open');
    expect(plain(says(world, dot, 'yes'))).toContain('This is no longer open');
    expect(everythingShownTo(world, dot)).not.toContain(mentee);
    expect([...world.timers.keys()].filter((key) => key.startsWith('referral:'))).toEqual([]);
  });

  it('is the only one who can say so', () => {
    const world = aWorldWithColleagues();
    suggests(world, milo, dot);
    for (const name of [milo, bea, mentee, coordinator])
      expect(plain(says(world, name, 'yes'))).toContain('Only the colleague who was suggested');
    expect(theReferral(world).state).toBe('asked');
  });

  it.each([
    { why: 'the mentee blocked them', block: [mentee, dot] as const },
    { why: 'they blocked the mentee', block: [dot, mentee] as const },
  ])('reads the words of any that is over when $why meanwhile', ({ block: [one, other] }) => {
    const world = aWorldWithColleagues();
    suggests(world, milo, dot);
    world.blocks.push([idOf(one), idOf(other)]);
    expect(plain(says(world, dot, 'yes'))).toContain('This is no longer open');
    expect(everythingShownTo(world, dot)).not.toContain(mentee);
    expect(theRequest(world).state).toBe('waiting');
    expect(everythingShownTo(world, coordinator)).not.toMatch(/block/i);
  });
});

/** From now on the scheme asks its mentors for training. */
function requiresTraining(world: World): World {
  const modules = [
    { value: 'skills', label: 'Mentoring skills', about: 'Online', who: 'mentor', confirmedBy: 'self' },
  ] as const;
  const scheme = aScheme({ modules });
  world.schemes.set(scheme.id, scheme);
  return world;
}

describe('what a colleague can put right themselves', () => {
  it('does not keep them from being asked: training is told of when they accept', () => {
    const world = requiresTraining(aWorldWithColleagues());
    suggests(world, milo, dot);
    says(world, dot, 'yes');
    expect(proposalTo(world, dot).state).toBe('open');
    expect(plain(answers(world, dot, 'accept', accepted))).toContain('Mentoring skills');
    expect(world.relationships.size).toBe(0);
  });

  it('nor does a place that was taken since they were asked', () => {
    const world = aWorldWithColleagues();
    suggests(world, milo, cy);
    world.addOffer(aMentor(cy, { capacity: 0 }));
    says(world, cy, 'yes');
    expect(plain(answers(world, cy, 'accept', accepted))).toContain('You have no free place');
  });

  it.each([
    { what: 'training to be done', world: () => requiresTraining(aWorldWithColleagues()), colleague: dot },
    {
      what: 'no free place',
      world: () => aWorldWithColleagues(),
      colleague: cy,
    },
  ])('never stands before a private choice: with $what and a block they read nothing', (of) => {
    const world = of.world();
    suggests(world, milo, of.colleague);
    if (of.colleague === cy) world.addOffer(aMentor(cy, { capacity: 0 }));
    world.blocks.push([idOf(mentee), idOf(of.colleague)]);
    expect(plain(says(world, of.colleague, 'yes'))).toContain('This is no longer open');
    expect(everythingShownTo(world, of.colleague)).not.toContain(mentee);
  });
});

describe('a colleague who says no, or nothing', () => {
  it('needs no reason, and the request goes back to the coordinators', () => {
    const world = aWorldWithColleagues();
    suggests(world, milo, dot);
    expect(plain(says(world, dot, 'no'))).toContain('Thank you for answering');
    expect(theRequest(world).state).toBe('waiting');
    expect(triageCard(world)).toContain('it needs you to choose again');
    expect(triageCard(world)).toContain(`${milo} suggested ${dot}: not for them`);
  });

  it('is reminded once, on the usual day, and then left in peace', () => {
    const world = aWorldWithColleagues();
    suggests(world, milo, dot);
    const before = world.messagesTo(dot).length;
    world.pass(8); // the usual day is a Sunday, so the Monday
    expect(question(world, dot)).toContain('no answer has come yet');
    expect(world.messagesTo(dot)).toHaveLength(before + 1);
    world.pass(6);
    expect(theReferral(world).state).toBe('lapsed');
    expect(question(world, dot)).toContain('This is no longer open');
    expect(theRequest(world).state).toBe('waiting');
    expect(triageCard(world)).toContain(`${milo} suggested ${dot}, who gave no answer`);
    expect(world.messagesTo(dot)).toHaveLength(before + 1);
  });

  it('does not take the request from another who still has it', () => {
    const world = aWorldWithColleagues();
    suggests(world, milo, dot);
    proposes(world, [bea]);
    says(world, dot, 'no');
    expect(theRequest(world).state).toBe('proposed');
  });
});

describe('somebody who may not be asked', () => {
  const unaskable = [
    {
      why: 'manages the mentee',
      world: () => aWorldWithColleagues([aLine(mentee, dot)]),
      colleague: dot,
    },
    {
      why: 'assesses the mentee',
      world: () => aWorldWithColleagues([aLine(mentee, dot, 'appraiser')]),
      colleague: dot,
    },
    {
      why: 'is blocked by the mentee',
      world: () => {
        const world = aWorldWithColleagues();
        world.blocks.push([idOf(mentee), idOf(dot)]);
        return world;
      },
      colleague: dot,
    },
    {
      why: 'has paused their offer',
      world: () => {
        const world = aWorldWithColleagues();
        world.addOffer(aMentor(cy, { state: 'paused' }));
        return world;
      },
      colleague: cy,
    },
    {
      why: 'has the request already',
      world: () => {
        const world = aWorldWithColleagues();
        proposes(world, [bea]);
        return world;
      },
      colleague: bea,
    },
  ];

  it.each(unaskable)('because they are somebody who $why, hears nothing', ({ world: begin, colleague }) => {
    const world = begin();
    const before = everythingShownTo(world, colleague);
    suggests(world, milo, colleague);
    expect(everythingShownTo(world, colleague)).toBe(before);
    expect(triageCard(world)).toContain(`${milo} suggested ${colleague}, who could not be asked`);
    expect(everythingShownTo(world, coordinator)).not.toMatch(/block/i);
  });

  it('is no different to the mentor who named them: the thanks are the same', () => {
    const asked = plain(suggests(aWorldWithColleagues(), milo, dot));
    for (const { world, colleague } of unaskable)
      expect(plain(suggests(world(), milo, colleague))).toBe(asked);
    expect(asked).toContain('Thank you for your suggestion, too.');
  });
});

describe('a chain of suggestions', () => {
  it('goes on for as long as colleagues name colleagues, and only coordinators see it', () => {
    const world = aWorldWithColleagues();
    suggests(world, milo, dot);
    says(world, dot, 'yes');
    suggests(world, dot, eli);
    says(world, eli, 'yes');
    answers(world, eli, 'accept', accepted);
    expect(theRequest(world).state).toBe('matched');
    const seen = everythingShownTo(world, coordinator);
    expect(seen).toContain(`${milo} suggested ${dot}, who wanted to look at it`);
    expect(seen).toContain(`${dot} suggested ${eli}: asked on`);
    expect(everythingShownTo(world, eli)).not.toContain(milo);
    expect(everythingShownTo(world, mentee)).not.toMatch(new RegExp(`${milo}|${dot}`));
  });

  it('never comes back to anybody: nobody is asked twice for one request', () => {
    const world = aWorldWithColleagues();
    suggests(world, milo, dot);
    says(world, dot, 'yes');
    suggests(world, dot, milo);
    expect(theReferral(world)).toMatchObject({ colleagueId: idOf(milo), state: 'not-asked' });
    expect(theRequest(world).state).toBe('waiting');
  });
});

describe('somebody outside', () => {
  const contact = 'Dr Ulla Elsewhere, postgraduate centre at Westmere';

  it('is for the coordinator first, who passes it on with one press; the mentee does not read who suggested it', () => {
    const world = aWorldWithColleagues();
    declinesFor(world, milo, { outside: contact });
    expect(triageCard(world)).toContain(`${milo} suggested “${contact}”`);
    expect(everythingShownTo(world, mentee)).not.toContain(contact);
    says(world, coordinator, 'pass-on');
    expect(everythingShownTo(world, mentee)).toContain(contact);
    expect(everythingShownTo(world, mentee)).not.toContain(milo);
    expect(triageCard(world)).toContain('(passed on, 29 November 2026)');
    expect(triageCard(world)).not.toContain('Pass the contact on');
  });

  it('is passed on once, and by nobody but the coordinators', () => {
    const world = aWorldWithColleagues();
    declinesFor(world, milo, { outside: contact });
    for (const name of [milo, mentee, bea]) says(world, name, 'pass-on');
    expect(everythingShownTo(world, mentee)).not.toContain(contact);
    says(world, coordinator, 'pass-on');
    const before = world.messagesTo(mentee).length;
    says(world, coordinator, 'pass-on');
    expect(world.messagesTo(mentee)).toHaveLength(before);
  });

  it('is not written with an NHS number', () => {
    const world = aWorldWithColleagues();
    expect(plain(declinesFor(world, milo, { outside: 'Ward 943 476 5919' }))).toMatch(/NHS number/);
    expect(proposalTo(world, milo).state).toBe('open');
  });

  it('can be named beside a colleague', () => {
    const world = aWorldWithColleagues();
    declinesFor(world, milo, { outside: contact, colleague: idOf(dot) });
    expect(world.referrals.size).toBe(2);
    expect(everythingShownTo(world, dot)).not.toContain(contact);
  });
});
