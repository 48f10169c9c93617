import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { aPair, coordinator, idOf, mentee, mentor, stranger } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';

const choices = (name: string, action: string, args = {}) =>
  target('private-choices', action, idOf(name), args);
const name = (people: readonly string[]) => ({ people: people.map(idOf) });

describe('people to avoid', () => {
  test('are named by oneself, listed for oneself, and taken back one by one', () => {
    const here = aPairWorld(aPair());
    const added = here.act(mentee, choices(mentee, 'add'), name([stranger, coordinator]));
    expect(plain(added)).toContain('Saved.');
    expect(labelsOf(added)).toEqual([
      'Name somebody',
      expect.stringMatching(/^Take back /),
      expect.stringMatching(/^Take back /),
    ]);
    const less = here.act(mentee, choices(mentee, 'remove', { person: idOf(stranger) }));
    expect(plain(less)).toContain('is no longer on your list');
    expect(labelsOf(less)).toHaveLength(2);
    expect(here.messages).toEqual([]);
  });

  test('are shown to nobody else', () => {
    const here = aPairWorld(aPair());
    here.act(mentee, choices(mentee, 'add'), name([mentor]));
    expect(plain(here.act(mentor, choices(mentee, 'show')))).toContain('belongs to somebody else');
    expect(plain(here.act(mentor, choices(mentor, 'show')))).toContain('You have named nobody.');
  });

  test('naming somebody twice, or taking back twice, changes nothing more', () => {
    const here = aPairWorld(aPair());
    here.act(mentee, choices(mentee, 'add'), name([stranger]));
    const twice = here.act(mentee, choices(mentee, 'add'), name([stranger]));
    expect(labelsOf(twice)).toHaveLength(2);
    const back = choices(mentee, 'remove', { person: idOf(stranger) });
    here.act(mentee, back);
    expect(plain(here.act(mentee, back))).toContain('They were not on your list any more.');
  });

  test('nobody avoids themselves', () => {
    const here = aPairWorld(aPair());
    const refused = here.act(mentee, choices(mentee, 'add'), name([mentee, stranger]));
    expect(refused.shown).toBe('rejected');
    expect(plain(here.act(mentee, choices(mentee, 'show')))).toContain('You have named nobody.');
  });

  test('fifteen are the most; then the list is shown in place of the form', () => {
    const blocks = Array.from({ length: 15 }, (_, index) => ({
      id: idOf(`block ${index}`),
      blockerId: idOf(mentee),
      blockedId: idOf(`somebody ${index}`),
    }));
    const here = aPairWorld(aPair(), { person: { blocks } });
    const shown = here.act(mentee, choices(mentee, 'add'));
    expect(shown.shown).toBe('card');
    expect(labelsOf(shown)).not.toContain('Name somebody');
  });
});
