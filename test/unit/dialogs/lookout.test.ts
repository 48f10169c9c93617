import { describe, expect, test } from 'vitest';
import type { Scheme } from '../../../src/mentoring/records/scheme.ts';
import { aMentor, aScheme, coordinator, idOf, mentee } from '../../support/asking-facts.ts';
import { everythingShownTo, goodRequest, theRequest, to } from '../../support/asking-deeds.ts';
import { aWorld, plain } from '../../support/asking-world.ts';
import type { Answer, World } from '../../support/asking-world.ts';
import { actionButtons } from '../../support/card-rules.ts';

const milo = 'Milo Placeholder';
const bankAlone = aScheme({ matching: ['bank'] });

function aBank(scheme: Scheme = bankAlone): World {
  return aWorld({ people: [mentee, coordinator, milo], schemes: [scheme] });
}

const look = (world: World): Answer => world.act(mentee, to('bank', 'show', bankAlone.id));
const tellMe = (world: World): Answer => world.act(mentee, to('bank', 'tell-me', bankAlone.id));
const joins = (world: World): void => world.addOffer(aMentor(milo, { portrait: 'I like questions.' }));
const titles = (world: World): readonly string[] => world.messagesTo(mentee).map(({ card }) => card.title);

function press(world: World, answer: Answer, label: string): Answer {
  const found =
    answer.shown === 'card' ? actionButtons(answer.card).find((one) => one.label === label) : undefined;
  if (found === undefined) throw new Error(`No button ${label} in ${plain(answer)}`);
  return world.act(mentee, found.to);
}

describe('a scheme in which everybody chooses for themselves, and in which nobody can be asked', () => {
  test('says so, what can be done about it, and where else to look', () => {
    const said = plain(look(aBank()));
    expect(said).toContain('Nobody here can be asked at the moment.');
    expect(said).toContain('[Tell me when somebody can be asked]');
    expect(said).toContain('[Ask a coordinator]');
    expect(said).toContain('these may have a mentoring scheme for you');
    expect(said).toContain('[Find an outside scheme]');
  });

  test('does not lead in a circle: a coordinator is asked, and looks for a mentor', () => {
    const world = aBank();
    const start = press(world, world.act(mentee, to('ask', 'start', idOf(mentee))), 'Look at the mentors');
    const form = press(world, start, 'Ask a coordinator');
    expect(form.shown).toBe('form');
    expect(form.shown === 'form' && Object.keys(form.open.form.fields)).not.toContain('mentor');
    const asked = { scheme: bankAlone.id, way: 'coordinator' };
    world.act(mentee, to('ask', 'start', idOf(mentee), asked), goodRequest);
    world.fireDue();
    expect(theRequest(world)).toMatchObject({ way: 'coordinator', state: 'waiting' });
    expect(world.reads(coordinator, `triage:${theRequest(world).id}`)).toContain(
      `${mentee} asks for a mentor`,
    );
  });

  test('tells nobody who waits there', () => {
    const world = aBank();
    tellMe(world);
    world.pass(50);
    expect(everythingShownTo(world, coordinator)).toBe('');
  });
});

describe('whoever would like to be told', () => {
  test('is told on the first morning on which somebody can be asked, once', () => {
    const world = aBank();
    expect(plain(tellMe(world))).toContain('You are told here as soon as somebody can be asked');
    world.pass(3);
    expect(titles(world)).toEqual([]);
    joins(world);
    world.pass(1);
    expect(titles(world)).toEqual(['A mentor can be asked now']);
    expect(world.lookouts.size).toBe(0);
    world.pass(60);
    expect(titles(world)).toEqual(['A mentor can be asked now']);
  });

  test('is not told of somebody whom they may not ask', () => {
    const world = aBank();
    tellMe(world);
    world.blocks.push([idOf(milo), idOf(mentee)]);
    joins(world);
    world.pass(5);
    expect(titles(world)).toEqual([]);
  });

  test('hears something every two weeks, three times, and how to go on', () => {
    const world = aBank();
    tellMe(world);
    world.pass(13);
    expect(titles(world)).toEqual([]);
    world.pass(2);
    expect(titles(world)).toEqual(['Nobody to choose from yet']);
    world.pass(90);
    expect(titles(world).filter((title) => title.includes('obody to choose from'))).toHaveLength(3);
    expect(world.reads(mentee, `lookout:${bankAlone.id}`)).toContain('[Look for six more weeks]');
    expect([world.lookouts.size, world.timers.size]).toEqual([0, 0]);
    tellMe(world);
    expect(world.lookouts.size).toBe(1);
  });

  test('can have it stopped, and asked twice it is kept once', () => {
    const world = aBank();
    tellMe(world);
    const again = tellMe(world);
    expect(world.lookouts.size).toBe(1);
    expect(plain(press(world, again, 'I need not be told any more'))).toContain('You are not told any more');
    expect([world.lookouts.size, world.timers.size]).toEqual([0, 0]);
  });

  test('who can ask somebody already is shown whom', () => {
    const world = aBank();
    joins(world);
    expect(plain(tellMe(world))).toContain(milo);
    expect(world.lookouts.size).toBe(0);
  });

  test('who has asked a coordinator meanwhile hears of the request instead', () => {
    const world = aBank();
    tellMe(world);
    world.act(
      mentee,
      to('ask', 'start', idOf(mentee), { scheme: bankAlone.id, way: 'coordinator' }),
      goodRequest,
    );
    world.fireDue();
    world.pass(1);
    expect(world.lookouts.size).toBe(0);
  });

  test('is the only one who can stop it', () => {
    const world = aBank();
    tellMe(world);
    const [kept] = world.lookouts.values();
    const stop = to('lookout', 'stop', kept?.id ?? '');
    expect(plain(world.act(milo, stop))).toContain('This is for the one who asked to be told.');
    expect(world.lookouts.size).toBe(1);
  });
});

test('where coordinators match, too, nobody is left with the list alone', () => {
  const world = aBank(aScheme({ matching: ['coordinator', 'bank'] }));
  expect(plain(look(world))).toContain('[Ask a coordinator]');
});
