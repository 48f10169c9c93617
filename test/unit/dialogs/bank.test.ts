import { describe, expect, it } from 'vitest';
import { actionButtons } from '../../support/card-rules.ts';
import { aLine, aMentor, aScheme, coordinator, idOf, mentee } from '../../support/asking-facts.ts';
import {
  answers,
  asks,
  everythingShownTo,
  firstTime,
  goodRequest,
  proposalTo,
  theRequest,
  to,
} from '../../support/asking-deeds.ts';
import { aWorld, plain } from '../../support/asking-world.ts';
import type { Answer, World } from '../../support/asking-world.ts';

const milo = 'Milo Placeholder';
const bea = 'Bea Better';
const sol = 'Sol Specimen';
const scheme = aScheme({ matching: ['coordinator', 'bank', 'named'] });

function aBankWith(...names: readonly string[]): World {
  const world = aWorld({ people: [mentee, coordinator, ...names], schemes: [scheme] });
  for (const name of names) world.addOffer(aMentor(name, { portrait: `I am ${name}.`, capacity: 1 }));
  return world;
}

const look = (world: World, args: Record<string, string> = {}, name = mentee): string =>
  plain(world.act(name, to('bank', 'show', scheme.id, args)));
const mentorCard = (world: World, name: string, args: Record<string, string> = {}): Answer =>
  world.act(mentee, to('bank', 'mentor', scheme.id, { ...args, mentor: idOf(name) }));
const chosen = (...names: readonly string[]) => ({ chosen: names.map(idOf).join(',') });

const atOnce = { ...goodRequest, order: 'at-once' };

function asksThem(
  world: World,
  names: readonly string[],
  values: Record<string, string | string[]> = {},
): Answer {
  const answer = world.act(mentee, to('bank', 'ask', scheme.id, chosen(...names)), { ...atOnce, ...values });
  world.fireDue();
  return answer;
}

function labelsOf(answer: Answer): readonly string[] {
  if (answer.shown !== 'card') throw new Error('No card');
  return actionButtons(answer.card).map(({ label }) => label);
}

describe('looking at the mentors of a scheme', () => {
  it('shows each with their portrait, areas, skills, place and usual times', () => {
    const world = aBankWith();
    world.addOffer(
      aMentor(coordinator, {
        portrait: 'A surgeon who likes questions.',
        skills: ['probing'],
        place: 'video',
        usualTimes: 'Tuesday evenings',
      }),
    );
    expect(look(world)).toContain(
      `${coordinator}: A surgeon who likes questions. Can help with exam preparation. Brings probing. Meets by video. Usually free: Tuesday evenings.`,
    );
  });

  it('leaves out whoever cannot be asked, and nothing tells why', () => {
    const world = aWorld({
      people: [mentee, coordinator, milo, bea, sol, 'Paused', 'Full', 'Shy'],
      schemes: [scheme],
      lines: [aLine(mentee, sol)],
    });
    const free = { portrait: 'About me.' };
    for (const name of [milo, bea, sol]) world.addOffer(aMentor(name, free));
    world.addOffer(aMentor('Paused', { ...free, state: 'paused', pausedUntil: '2027-01-01' }));
    world.addOffer(aMentor('Full', { ...free, capacity: 0 }));
    world.addOffer(aMentor('Shy'));
    world.blocks.push([idOf(bea), idOf(mentee)]);
    expect(look(world)).toContain(milo);
    const gone = [bea, sol, 'Paused', 'Full', 'Shy'];
    for (const name of gone) expect(look(world), name).not.toContain(name);
    const words = gone.map((name) => plain(mentorCard(world, name)));
    expect(new Set(words).size).toBe(1);
    expect(words[0]).toContain('This mentor cannot be asked at the moment.');
    for (const name of gone)
      expect(plain(world.act(mentee, to('bank', 'question', scheme.id, { mentor: idOf(name) })))).toBe(
        words[0],
      );
  });

  it('puts those on top who fit best what somebody looks for', () => {
    const world = aBankWith(milo, bea, sol, 'Uma Sample');
    world.addOffer(aMentor(bea, { portrait: 'Both.', areas: ['exams', 'confidence'] }));
    const said = look(world, { areas: 'exams,confidence' });
    expect(said).toContain('Who fits best what you look for');
    expect(said.indexOf(bea)).toBeLessThan(said.indexOf(milo));
    expect(said).toContain('Others who fit');
  });

  it('goes on page by page, everybody once', () => {
    const names = Array.from({ length: 12 }, (_, index) => `Mentor ${String(index + 1).padStart(2, '0')}`);
    const world = aBankWith(...names);
    const pages = ['0', '1', '2'].map((page) => look(world, { page }));
    expect(pages[0]).toContain('Page 1 of 3.');
    expect(pages[2]).not.toContain('[More mentors]');
    expect(names.filter((name) => pages.filter((page) => page.includes(`${name}:`)).length !== 1)).toEqual(
      [],
    );
  });

  it('can be narrowed by area, skill, place and own words, and says so when nobody fits', () => {
    const world = aBankWith(milo, bea, sol);
    world.addOffer(
      aMentor(sol, {
        portrait: 'I coach anaesthetists.',
        areas: ['return'],
        skills: ['coaching'],
        place: 'phone',
      }),
    );
    const find = (values: Record<string, string | string[]>) =>
      plain(world.act(mentee, to('bank', 'filter', scheme.id), values));
    for (const values of [{ areas: ['return'] }, { skill: 'coaching' }, { words: 'Anaesthetist' }]) {
      expect(find(values)).toContain(sol);
      expect(find(values)).not.toContain(milo);
    }
    expect(find({ place: 'phone', words: 'returning' })).toContain(sol);
    expect(find({ words: 'astronomy' })).toContain('Nobody who can be asked at the moment fits all of that.');
  });

  it('keeps nobody’s words in a button', () => {
    const world = aBankWith(milo);
    const found = world.act(mentee, to('bank', 'filter', scheme.id), { words: 'milo' });
    expect(found.shown === 'card' && JSON.stringify(found.card.body)).not.toContain('"words"');
  });

  it('is where “mentors” leads, straight where there is one such scheme', () => {
    expect(plain(aBankWith(milo).act(mentee, to('ask', 'mentors', idOf(mentee))))).toContain(milo);
    const none = aWorld({ people: [mentee] });
    expect(plain(none.act(mentee, to('ask', 'mentors', idOf(mentee))))).toContain(
      'There is no list of mentors here',
    );
  });
});

describe('choosing from the bank', () => {
  it('gathers up to three, who can be taken out again', () => {
    const world = aBankWith(milo, bea, sol, 'Uma Sample');
    expect(labelsOf(mentorCard(world, milo))).toContain('Add to my choice');
    expect(labelsOf(mentorCard(world, milo, chosen(milo)))).toContain('Take out of my choice');
    expect(labelsOf(mentorCard(world, 'Uma Sample', chosen(milo, bea, sol)))).not.toContain(
      'Add to my choice',
    );
    const said = look(world, chosen(milo, bea));
    expect(said).toContain(`Your choice so far: ${milo} and ${bea}.`);
    expect(said).toContain('[Ask the two I chose]');
  });

  it('asks three at once; the first who accepts becomes the mentor, and the others are thanked', () => {
    const world = aBankWith(milo, bea, sol);
    asksThem(world, [milo, bea, sol]);
    expect(theRequest(world)).toMatchObject({
      way: 'bank',
      wishIds: [milo, bea, sol].map(idOf),
      state: 'proposed',
    });
    answers(world, bea, 'accept', { time: firstTime, place: 'video' });
    expect(theRequest(world).state).toBe('matched');
    expect([milo, bea, sol].map((name) => proposalTo(world, name).state)).toEqual([
      'withdrawn',
      'accepted',
      'withdrawn',
    ]);
    expect(world.reads(milo, `proposal:${proposalTo(world, milo).id}`)).toContain(
      'Thank you for being ready to help.',
    );
  });

  it('asks one after the other, in the order chosen', () => {
    const world = aBankWith(milo, bea);
    asksThem(world, [bea, milo], { order: 'one-by-one' });
    expect([bea, milo].map((name) => proposalTo(world, name).state)).toEqual(['open', 'queued']);
    expect(world.messagesTo(milo)).toEqual([]);
    answers(world, bea, 'decline', { reason: 'no-time' });
    expect(proposalTo(world, milo).state).toBe('open');
    expect(world.reads(mentee, `request:${theRequest(world).id}`)).toContain('it moves on');
  });

  it('passes over whoever cannot be asked, in the same words whatever the reason', () => {
    const reasons: Record<string, (world: World) => void> = {
      blocked: (world) => world.blocks.push([idOf(milo), idOf(mentee)]),
      paused: (world) =>
        world.addOffer(aMentor(milo, { portrait: 'x', state: 'paused', pausedUntil: '2027-01-01' })),
      full: (world) => world.addOffer(aMentor(milo, { portrait: 'x', capacity: 0 })),
    };
    const read = Object.values(reasons).map((happens) => {
      const world = aBankWith(milo, bea);
      world.act(mentee, to('bank', 'ask', scheme.id, chosen(milo, bea)), atOnce);
      happens(world);
      world.fireDue();
      expect([...world.proposals.values()].map(({ mentorId }) => mentorId)).toEqual([idOf(bea)]);
      return everythingShownTo(world, mentee);
    });
    expect(new Set(read).size).toBe(1);
    expect(read[0]).toContain(`You chose ${milo} and ${bea}. Your request is before one mentor now.`);
  });

  it('goes to the coordinators when none can be asked, and the mentee hears what happens next', () => {
    const world = aBankWith(milo);
    world.act(mentee, to('bank', 'ask', scheme.id, chosen(milo)), goodRequest);
    world.blocks.push([idOf(milo), idOf(mentee)]);
    world.fireDue();
    expect(world.proposals.size).toBe(0);
    const card = world.reads(mentee, `request:${theRequest(world).id}`);
    expect(card).toContain(
      'It has not come to a match with anybody whom you chose. Your request is with the coordinators',
    );
    expect(card).toContain('even if there is no news');
    expect(world.reads(coordinator, `triage:${theRequest(world).id}`)).toContain(
      'It waits for you to choose whom to ask.',
    );
  });

  it('never says who said no', () => {
    const world = aBankWith(milo, bea, sol);
    asksThem(world, [milo, bea, sol]);
    answers(world, bea, 'decline', { reason: 'other' });
    const said = world.reads(mentee, `request:${theRequest(world).id}`);
    expect(said).toContain(`You chose ${milo}, ${bea} and ${sol}. Your request is before two mentors now.`);
    expect(everythingShownTo(world, mentee)).not.toMatch(/declined/);
  });

  it('says in the form who reads it, and takes nobody who manages the mentee', () => {
    const world = aBankWith(milo);
    const refused = asksThem(world, [milo], { conflicts: [idOf(milo)] });
    expect(plain(refused)).toContain(`You have chosen ${milo} as a mentor.`);
    expect(world.requests.size).toBe(0);
  });

  it('is one of the ways that “ask” offers there', () => {
    const world = aBankWith(milo);
    const ways = world.act(mentee, to('ask', 'start', idOf(mentee)));
    expect(labelsOf(ways)).toEqual([
      'Look at the mentors',
      'Ask somebody I have in mind',
      'Let the coordinators match me',
    ]);
    const coordinated = to('ask', 'start', idOf(mentee), { scheme: scheme.id, way: 'coordinator' });
    expect(world.act(mentee, coordinated).shown).toBe('form');
  });

  it('for a request under way adds one more, up to three', () => {
    const world = aBankWith(milo, bea);
    asksThem(world, [milo]);
    expect(labelsOf(mentorCard(world, bea))).toContain('Ask this mentor, too');
    world.act(mentee, to('my-request', 'add-wish', theRequest(world).id, { mentor: idOf(bea) }));
    expect(theRequest(world).wishIds).toEqual([milo, bea].map(idOf));
    expect(proposalTo(world, bea).state).toBe('open');
    expect(labelsOf(mentorCard(world, bea))).not.toContain('Ask this mentor, too');
  });

  it('asks nobody twice: who has a request under way sees how it stands', () => {
    const world = aBankWith(milo);
    asks(world, {}, mentee);
    asksThem(world, [milo]);
    asksThem(world, [milo]);
    expect(world.requests.size).toBe(1);
  });
});

const question = (world: World, name: string, words = 'Do you know rotas?', by = mentee): Answer =>
  world.act(by, to('bank', 'question', scheme.id, { mentor: idOf(name) }), { words });
const theQuestion = (world: World) => {
  const found = [...world.questions.values()].at(-1);
  if (found === undefined) throw new Error('Nobody has asked');
  return found;
};

const answer = (world: World, action: 'answer' | 'rather-not', values?: Record<string, string>): Answer =>
  world.act(milo, to('question', action, theQuestion(world).id), values);

describe('asking a question first', () => {
  it('reaches that mentor alone, and their answer whoever asked', () => {
    const world = aBankWith(milo, bea);
    expect(plain(question(world, milo))).toContain('Your question is on its way');
    expect(world.reads(milo, `question:${theQuestion(world).id}`)).toContain('“Do you know rotas?”');
    answer(world, 'answer', { answer: 'Yes, well.' });
    const told = world.messagesTo(mentee).map(({ card }) => plain({ shown: 'card', card, inPlace: false }));
    expect(told.join()).toContain('They write: “Yes, well.”');
    expect(told.join()).toContain('[Ask this mentor]');
    for (const name of [coordinator, bea])
      expect(everythingShownTo(world, name)).not.toMatch(/rotas|Yes, well/);
    world.pass(60);
    expect(world.messagesTo(milo)).toHaveLength(1);
  });

  it('may stay unanswered: by choice or by time the words are the same, and it is not asked again', () => {
    const toldAfter = (happens: (world: World) => void): string => {
      const world = aBankWith(milo);
      question(world, milo);
      happens(world);
      const said = everythingShownTo(world, mentee);
      expect(plain(question(world, milo))).toContain('They are not answering questions at the moment.');
      expect(world.questions.size).toBe(1);
      return said;
    };
    const said = toldAfter((world) => answer(world, 'rather-not'));
    expect(said).toContain(`${milo} does not answer your question`);
    expect(toldAfter((world) => world.pass(30))).toBe(said);
  });

  it('reminds the mentor once', () => {
    const world = aBankWith(milo);
    question(world, milo);
    world.pass(60);
    expect(world.messagesTo(milo)).toHaveLength(2);
  });

  it('is limited to one that waits for each mentor, and three a day', () => {
    const world = aBankWith(milo, bea, sol, 'Uma Sample');
    for (const name of [milo, milo, bea, sol]) question(world, name);
    expect(world.questions.size).toBe(3);
    expect(plain(question(world, 'Uma Sample'))).toContain('You have asked three questions within a day.');
    world.pass(1.1);
    question(world, 'Uma Sample');
    expect(world.questions.size).toBe(4);
  });

  it('keeps what was typed when it holds an NHS number, and sends nothing', () => {
    const world = aBankWith(milo);
    expect(question(world, milo, 'About 943 476 5919').shown).toBe('rejected');
    expect(world.questions.size).toBe(0);
  });

  it('is answered by that mentor alone, once', () => {
    const world = aBankWith(milo, bea);
    question(world, milo);
    expect(
      plain(world.act(bea, to('question', 'answer', theQuestion(world).id), { answer: 'Hm.' })),
    ).toContain('Only the mentor who was asked can answer this.');
    answer(world, 'answer', { answer: 'Yes.' });
    expect(plain(answer(world, 'rather-not'))).toContain('You answered this question');
    expect(theQuestion(world).answer).toBe('Yes.');
  });
});
