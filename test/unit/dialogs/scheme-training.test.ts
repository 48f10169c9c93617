import { describe, expect, test } from 'vitest';
import type { Scheme } from '../../../src/mentoring/records/scheme.ts';
import { aMentor, aScheme, coordinator, idOf, mentee } from '../../support/asking-facts.ts';
import { asks, to } from '../../support/asking-deeds.ts';
import { aWorld, plain } from '../../support/asking-world.ts';
import type { Answer, World } from '../../support/asking-world.ts';
import { actionButtons } from '../../support/card-rules.ts';

const milo = 'Milo Placeholder';
const skills = {
  label: 'Mentoring skills',
  about: 'Half a day at the education centre.',
  who: 'mentor',
  confirmedBy: 'self',
};

function aDesk(): World {
  const world = aWorld({ people: [mentee, coordinator, milo], schemes: [aScheme()] });
  world.addOffer(aMentor(milo, { capacity: 1 }));
  return world;
}

const act = (
  world: World,
  action: string,
  values?: Record<string, string>,
  args?: Record<string, string>,
) => {
  const answer = world.act(coordinator, to('scheme-training', action, aScheme().id, args), values);
  world.fireDue();
  return answer;
};
const modules = (world: World): Scheme['modules'] => world.schemes.get(aScheme().id)?.modules ?? [];
const titles = (world: World, name: string) => world.messagesTo(name).map(({ card }) => card.title);

function press(world: World, answer: Answer, label: string): Answer {
  const found =
    answer.shown === 'card' && actionButtons(answer.card).find((one) => one.label.startsWith(label));
  if (!found) throw new Error(`No button ${label}`);
  const next = world.act(coordinator, found.to);
  world.fireDue();
  return next;
}

describe('the training that a scheme asks for', () => {
  test('is added, and whoever it concerns now is told, with where to do it', () => {
    const world = aDesk();
    asks(world);
    const answer = act(world, 'add', { ...skills, validMonths: '24' });
    expect(plain(answer)).toContain(
      'For mentors. Their own word counts, and it counts for 24 months. Whoever it concerns now is told.',
    );
    expect(modules(world)).toEqual([{ value: 'mentoring-skills', ...skills, validMonths: 24 }]);
    expect(titles(world, milo)).toEqual(['Before your first meeting']);
    expect(titles(world, mentee)).not.toContain('Before your first meeting');
    press(world, answer, 'Undo: retire');
    expect(modules(world)[0]?.retired).toBe(true);
  });

  test('has names of its own; what was typed stays', () => {
    const world = aDesk();
    act(world, 'add', skills);
    const again = act(world, 'add', { ...skills, label: 'MENTORING skills' });
    expect(plain(again)).toContain('Another one has this name already.');
    expect(again.shown === 'rejected' && again.open.values?.['about']).toBe(skills.about);
    act(world, 'retire', { module: 'mentoring-skills' });
    expect(plain(act(world, 'add', skills))).toContain('You can bring that one back instead.');
  });

  test('is changed, said with what it was before, and taken back at one press', () => {
    const world = aDesk();
    act(world, 'add', skills);
    const args = { module: 'mentoring-skills' };
    const answer = act(world, 'change', { ...skills, label: 'Skills', confirmedBy: 'coordinator' }, args);
    expect(plain(answer)).toContain('“Skills” (was: “Mentoring skills”).');
    expect(plain(answer)).toContain('(It was: For mentors. Their own word counts, and it does not lapse.)');
    expect(plain(answer)).toContain('What people have recorded themselves waits for a coordinator now.');
    press(world, answer, 'Undo: as before');
    expect(modules(world)).toEqual([{ value: 'mentoring-skills', ...skills }]);
    expect(plain(act(world, 'change', skills, args))).toContain('Nothing has changed');
  });

  test('that comes to be asked of mentees too is told to those who have asked, and to nobody twice', () => {
    const world = aDesk();
    asks(world);
    act(world, 'add', skills);
    act(world, 'change', { ...skills, who: 'both' }, { module: 'mentoring-skills' });
    expect(titles(world, mentee).filter((title) => title === 'Before your first meeting')).toHaveLength(1);
    expect(titles(world, milo)).toHaveLength(1);
  });

  test('that counts for a shorter time lapses earlier for those who have done it', () => {
    const world = aDesk();
    act(world, 'add', { ...skills, validMonths: '24' });
    world.act(milo, to('training', 'record', idOf(milo)), {
      module: `${aScheme().id}/mentoring-skills`,
      doneOn: '2026-11-20',
    });
    const lapses = () => [...world.timers].find(([key]) => key.startsWith('training:'))?.[1].at.toISOString();
    expect(lapses()).toBe('2028-10-20T08:00:00.000Z');
    act(world, 'change', { ...skills, validMonths: '12' }, { module: 'mentoring-skills' });
    expect(lapses()).toBe('2027-10-20T08:00:00.000Z');
    act(world, 'change', skills, { module: 'mentoring-skills' });
    expect(lapses()).toBeUndefined();
  });

  test('retired is asked of nobody, stays known, and comes back', () => {
    const world = aDesk();
    act(world, 'add', skills);
    world.act(milo, to('training', 'record', idOf(milo)), {
      module: `${aScheme().id}/mentoring-skills`,
      doneOn: '2026-11-20',
    });
    act(world, 'retire', { module: 'mentoring-skills' });
    expect(plain(world.act(milo, to('training', 'show', idOf(milo))))).toContain('No scheme asks you');
    expect(world.trainings.size).toBe(1);
    act(world, 'bring-back', { module: 'mentoring-skills' });
    expect(plain(world.act(milo, to('training', 'show', idOf(milo))))).toContain('Done on 20 November 2026.');
    expect(titles(world, milo)).toEqual(['Before your first meeting']);
  });

  test('is never more than people would do', () => {
    const world = aDesk();
    for (let count = 1; count <= 10; count += 1) act(world, 'add', { ...skills, label: `Part ${count}` });
    expect(plain(act(world, 'add'))).toContain('There is no room for more training');
  });

  test('shows who has something to do', () => {
    const world = aDesk();
    expect(plain(act(world, 'people'))).toContain('Nobody offers or asks here');
    act(world, 'add', skills);
    expect(plain(act(world, 'people'))).toContain(`${milo}: “Mentoring skills” is missing.`);
    world.act(milo, to('training', 'record', idOf(milo)), {
      module: `${aScheme().id}/mentoring-skills`,
      doneOn: '2026-11-20',
    });
    expect(plain(act(world, 'people'))).toContain('Everybody who offers or asks here has done all of it.');
  });
});
