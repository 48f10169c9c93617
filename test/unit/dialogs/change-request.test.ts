import { describe, expect, it } from 'vitest';
import { aMentor, aScheme, coordinator, idOf, mentee } from '../../support/asking-facts.ts';
import {
  answers,
  asks,
  aWorldWhereAsked,
  aWorldWith,
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

type Values = Record<string, string | readonly string[]>;

function change(world: World, values: Values = {}, name = mentee): Answer {
  const { lineManager: _none, ...before } = goodRequest;
  const answer = world.act(name, to('my-request', 'change', theRequest(world).id), { ...before, ...values });
  world.fireDue();
  return answer;
}

/** Two mentors whom the mentee has chosen from the bank, asked at once or one after the other. */
function chosenFromBank(order: 'at-once' | 'one-by-one' = 'at-once'): World {
  const scheme = aScheme({ matching: ['coordinator', 'bank'] });
  const world = aWorld({ people: [mentee, coordinator, milo, bea], schemes: [scheme] });
  for (const name of [milo, bea]) world.addOffer(aMentor(name, { portrait: 'About me.', capacity: 1 }));
  const chosen = [milo, bea].map(idOf).join(',');
  world.act(mentee, to('bank', 'ask', scheme.id, { chosen }), { ...goodRequest, order });
  world.fireDue();
  return world;
}

describe('changing a request', () => {
  it('opens with everything as it stands', () => {
    const world = aWorldWith();
    asks(world, { conflicts: [idOf(coordinator)] });
    const opened = world.act(mentee, to('my-request', 'change', theRequest(world).id));
    if (opened.shown !== 'form') throw new Error('No form');
    expect(opened.open.form.fields).toMatchObject({
      areas: { value: ['exams', 'confidence'] },
      words: { value: 'I keep putting off my exam.' },
      date1: { value: '2026-12-08' },
      time2: { value: '12:30' },
      place: { value: 'video' },
      conflicts: { value: [{ id: idOf(coordinator), name: coordinator }] },
    });
  });

  it('is seen at once by mentors who have it, and by the coordinators', () => {
    const world = aWorldWhereAsked(milo);
    const said = plain(change(world, { areas: ['return'], words: 'Coming back in May.', place: 'phone' }));
    expect(said).toContain('Help with: Returning to work');
    const card = world.reads(milo, `proposal:${proposalTo(world, milo).id}`);
    expect(card).toContain(`${mentee} has changed their request in Northvale mentoring.`);
    expect(card).toContain('Coming back in May.');
    expect(world.reads(coordinator, `triage:${theRequest(world).id}`)).toContain('Coming back in May.');
  });

  it('withdraws it from whoever manages or assesses the mentee after all, in the usual words', () => {
    const world = aWorldWhereAsked(milo, bea);
    change(world, { conflicts: [idOf(milo)] });
    expect([milo, bea].map((name) => proposalTo(world, name).state)).toEqual(['withdrawn', 'open']);
    expect(world.reads(milo, `proposal:${proposalTo(world, milo).id}`)).toContain(
      'This request is no longer open',
    );
    expect([...world.timers.keys()].filter((key) => key.includes(proposalTo(world, milo).id))).toEqual([]);
  });

  it('gives it back to the coordinators when nobody is left', () => {
    const world = aWorldWhereAsked(milo);
    change(world, { conflicts: [idOf(milo)] });
    expect(theRequest(world).state).toBe('waiting');
    expect(world.reads(coordinator, `triage:${theRequest(world).id}`)).toContain(
      'it needs you to choose again',
    );
  });

  it('takes it from a coordinator who turns out to manage the mentee', () => {
    const world = aWorldWith();
    asks(world);
    change(world, { conflicts: [idOf(coordinator)] });
    expect(world.reads(coordinator, `triage:${theRequest(world).id}`)).not.toContain(mentee);
  });

  it('brings it to a coordinator whom it was kept from', () => {
    const world = aWorldWith();
    asks(world, { conflicts: [idOf(coordinator)] });
    expect(world.messagesTo(coordinator)).toEqual([]);
    change(world, { conflicts: [] });
    expect(world.reads(coordinator, `triage:${theRequest(world).id}`)).toContain(
      `${mentee} asks for a mentor`,
    );
  });

  it('keeps what was typed when something is wrong, and changes nothing', () => {
    const world = aWorldWith();
    asks(world);
    const refused = change(world, { date1: '2026-11-29', time1: '09:00', words: 'New words' });
    expect(refused.shown === 'rejected' && refused.open.errors).toEqual({
      time1: 'This time has passed. Please choose a later one.',
    });
    expect(theRequest(world).words).toBe('I keep putting off my exam.');
  });

  it('after a mentor has accepted changes nothing and says how it stands', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'accept', { time: firstTime, place: 'video' });
    expect(plain(change(world, { words: 'Too late' }))).toContain(`${milo} is your mentor`);
    expect(theRequest(world).words).toBe('I keep putting off my exam.');
  });

  it('is for the mentee alone', () => {
    const world = aWorldWhereAsked(milo);
    for (const name of [milo, coordinator])
      expect(plain(change(world, { words: 'Mine now' }, name))).toContain('Only the person who asked');
  });
});

describe('taking somebody out of one’s choice', () => {
  it('withdraws the request from them, and the others keep it', () => {
    const world = chosenFromBank();
    change(world, { wishes: [idOf(bea)] });
    expect([milo, bea].map((name) => proposalTo(world, name).state)).toEqual(['withdrawn', 'open']);
    expect(theRequest(world)).toMatchObject({ way: 'bank', wishIds: [idOf(bea)], state: 'proposed' });
  });

  it('asks the next at once, where they are asked one after the other', () => {
    const world = chosenFromBank('one-by-one');
    expect(proposalTo(world, bea).state).toBe('queued');
    change(world, { wishes: [idOf(bea)] });
    expect(proposalTo(world, bea).state).toBe('open');
    expect(world.messagesTo(bea)).toHaveLength(1);
  });

  it('leaves it to the coordinators when nobody is left', () => {
    const world = chosenFromBank('one-by-one');
    change(world, { wishes: [] });
    expect([milo, bea].map((name) => proposalTo(world, name).state)).toEqual(['withdrawn', 'withdrawn']);
    expect(theRequest(world)).toMatchObject({ way: 'coordinator', wishIds: [], state: 'waiting' });
    expect(world.messagesTo(bea)).toEqual([]);
  });
});

describe('a mentee whose choice is asked one after the other', () => {
  it('hears something at least every two weeks, until it is over', () => {
    const world = chosenFromBank('one-by-one');
    const heard = () => world.messagesTo(mentee).length;
    for (let fortnight = 1; fortnight <= 4; fortnight += 1) {
      const before = heard();
      world.pass(14);
      expect(heard()).toBeGreaterThan(before);
    }
    world.act(mentee, to('my-request', 'withdraw', theRequest(world).id));
    const after = world.messages.length;
    world.pass(60);
    expect(world.messages.length).toBe(after);
  });
});
