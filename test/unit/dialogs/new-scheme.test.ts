import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import type { PersonFacts } from '../../../src/mentoring/facts.ts';
import type { Scheme } from '../../../src/mentoring/records/scheme.ts';
import { aScheme } from '../../support/asking-facts.ts';
import { aPair, coordinator, idOf, mentee, stranger } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { PairWorld } from '../../support/pair-world.ts';

const to = (name: string, action: string) => target('new-scheme', action, idOf(name));
const world = (person: Partial<PersonFacts> = {}) => aPairWorld(aPair(), { person });
const answers = { name: 'Returners', about: 'For doctors coming back.', areas: 'Confidence\nRotas' };

function founded({ founded: changes }: PairWorld): Scheme {
  const [change] = changes;
  if (change?.change !== 'insert' || change.noun !== 'scheme') throw new Error('No scheme');
  return change.row;
}

describe('a further scheme', () => {
  test('begins with its kind, and whoever sets it up coordinates it and is asked for a second one', () => {
    const here = world();
    const choice = here.act(coordinator, to(coordinator, 'choose'));
    expect(labelsOf(choice)).toEqual([
      'Set up a formal scheme',
      'Set up an informal scheme',
      'Set up a targeted scheme',
      'Set up a directed scheme',
    ]);
    const answer = here.act(coordinator, to(coordinator, 'informal'), answers);
    expect(plain(answer)).toContain('Returners is set up');
    expect(plain(answer)).toContain('A scheme works best with two coordinators');
    expect(labelsOf(answer)).toContain('Add a coordinator');
    expect(founded(here)).toMatchObject({
      name: 'Returners',
      kind: 'informal',
      coordinatorIds: [idOf(coordinator)],
      matching: ['coordinator', 'named'],
    });
  });

  test('says after how many days each of a pair is asked how it goes: as usual, otherwise, or not at all', () => {
    const founding = (values: Record<string, string>) => {
      const here = world();
      const answer = here.act(coordinator, to(coordinator, 'formal'), { ...answers, ...values });
      return { here, answer };
    };
    const form = world().act(coordinator, to(coordinator, 'formal'));
    expect('open' in form && form.open.form.fields).toMatchObject({
      checkInFirstDays: { value: 30 },
      checkInEveryDays: { value: 60 },
    });
    const often = founding({ checkInFirstDays: '21', checkInEveryDays: '42' });
    expect(founded(often.here)).toMatchObject({ checkInFirstDays: 21, checkInEveryDays: 42 });
    const never = founded(founding({ checkInFirstDays: '', checkInEveryDays: '' }).here);
    expect([never.checkInFirstDays, never.checkInEveryDays]).toEqual([undefined, undefined]);
    expect(founding({ checkInFirstDays: '2', checkInEveryDays: '42' }).answer.shown).toBe('rejected');
  });

  test('that is targeted has a declaration, of which only its coordinators learn', () => {
    const here = world();
    const refused = here.act(coordinator, to(coordinator, 'targeted'), answers);
    expect(refused.shown).toBe('rejected');
    const answer = here.act(coordinator, to(coordinator, 'targeted'), {
      ...answers,
      eligibility: 'I am one.',
    });
    expect(plain(answer)).toContain('seen by the coordinators of this scheme only');
    expect(founded(here)).toMatchObject({ kind: 'targeted', eligibility: 'I am one.' });
  });

  test('that is directed says what is reported back, attendance alone to begin with, and is matched by a coordinator', () => {
    const here = world();
    const form = here.act(coordinator, to(coordinator, 'directed'));
    const wording = form.shown === 'form' ? form.open.form.fields['reportBack'] : undefined;
    if (wording?.kind !== 'longText') throw new Error('No wording');
    expect(wording.value).toMatch(/^The dates of the meetings that took place\./);
    here.act(coordinator, to(coordinator, 'directed'), { ...answers, reportBack: wording.value ?? '' });
    expect(founded(here)).toMatchObject({
      kind: 'directed',
      matching: ['coordinator'],
      reportBack: wording.value,
    });
  });

  test('is for coordinators and administrators', () => {
    expect(plain(world().act(mentee, to(mentee, 'choose')))).toContain('Only coordinators');
    const administrator = world({ administrator: true });
    expect(labelsOf(administrator.type(stranger, 'admin'))).toEqual(['Set up another scheme']);
    expect(administrator.act(stranger, to(stranger, 'formal'), answers).shown).toBe('card');
    expect(plain(administrator.type(stranger, 'help'))).toContain('admin');
  });

  test('has a name of its own, and there are at most so many', () => {
    const taken = world().act(coordinator, to(coordinator, 'formal'), {
      ...answers,
      name: 'NORTHVALE mentoring',
    });
    expect(plain(taken)).toContain('Another scheme here has this name');
    const many = Array.from({ length: 20 }, (_, index) =>
      aScheme({ id: idOf(`scheme ${index}`), name: `Scheme ${index}` }),
    );
    expect(plain(world({ schemes: many }).act(coordinator, to(coordinator, 'formal')))).toContain(
      'There is no room for another scheme',
    );
  });
});
