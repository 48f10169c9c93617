/** What our dialogs say shorter, one after the other, or with a mark, so that no platform has to cut it. */

import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { schemeList } from '../../../src/dialogs/scheme-list.ts';
import { tellApart, withMark } from '../../../src/dialogs/tell-apart.ts';
import { plainBlock, plainCard } from '../../../src/ui/plain.ts';
import type { Target } from '../../../src/ui/reference.ts';
import { button, buttons, card, text } from '../../../src/ui/view.ts';
import { aMentor, aScheme, idOf } from '../../support/asking-facts.ts';
import { asks, aWorldWith, proposes, theRequest, to } from '../../support/asking-deeds.ts';
import { actionButtons } from '../../support/card-rules.ts';
import { aPair, mentee, mentor, personFacts } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import { longestName, longestText } from './longest-words.ts';

describe('two people’s records of one meeting', () => {
  test('stand beside each other where both are short', () => {
    const { first } = readingBoth('A few words.');
    expect(plain(first)).toContain('Mine. A few words.');
    expect(plain(first)).toContain('Theirs. A few words.');
    expect(labelsOf(first).filter((label) => label.startsWith('Read'))).toEqual([]);
  });

  test('are read one after the other where they are long, and the way back is there', () => {
    const { world, first } = readingBoth(longestText('plain', 2900));
    expect(plain(first)).toContain('Mine.');
    expect(plain(first)).not.toContain('Theirs.');
    if (first.shown !== 'card') throw new Error('No card');
    const [toOther] = actionButtons(first.card);
    expect(toOther?.label).toBe('Read the record by Miles Sampleford');
    const second = world.act(mentee, toOther?.to ?? target('', '', ''));
    expect(plain(second)).toContain('Theirs.');
    expect(plain(second)).not.toContain('Mine.');
    expect(labelsOf(second)).toEqual(['Read the record by you', 'Send me the other record as a PDF']);
  });

  test('never show one’s own alone to the other, whatever the button says', () => {
    const pair = aPair()
      .agreed({ records: 'mine' })
      .meeting('2026-11-20 10:00', { state: 'met' })
      .recorded(mentor, { discussed: 'Theirs alone.', sharing: 'author' });
    const world = aPairWorld(pair);
    const asked = target('meeting', 'read', world.meeting().id, { author: idOf(mentor) });
    expect(plain(world.act(mentee, asked))).not.toContain('Theirs alone.');
  });

  test('list the newest next steps, and say how many more are open', () => {
    let pair = aPair().agreed().meeting('2026-11-20 10:00', { state: 'met' }).recorded(mentee);
    for (const step of ['one', 'two', 'three', 'four', 'five']) pair = pair.action(mentee, `Step ${step}`);
    const world = aPairWorld(pair);
    const shown = plain(world.act(mentee, target('meeting', 'read', world.meeting().id)));
    expect(shown).toContain('Step five');
    expect(shown).not.toContain('Step two');
    expect(shown).toContain('2 more are open, among the next steps of your mentoring.');
  });
});

describe('buttons that would say the same', () => {
  test('are numbered in their order, and each keeps where it leads', () => {
    const view = tellApart(
      card(
        'Two of a name',
        text('Somebody.'),
        buttons(button('Open Asha Testwell', opening('a')), button('Help', opening('h'))),
        buttons(button('Open Asha Testwell', opening('b')), button('Open Asha Testwell', opening('c'))),
      ),
    );
    expect(actionButtons(view).map(({ label, to: { subject } }) => [label, subject])).toEqual([
      ['Open Asha Testwell', 'a'],
      ['Help', 'h'],
      ['Open Asha Testwell (2)', 'b'],
      ['Open Asha Testwell (3)', 'c'],
    ]);
  });

  test('stay within a button’s length and are never cut inside a character', () => {
    expect(withMark(`Open mentoring with Dr Sample Inven 👩🏽‍⚕️`, ' (2)')).toBe(
      'Open mentoring with Dr Sample Inven… (2)',
    );
  });

  test('are told apart where two mentors of one name can be chosen', () => {
    const world = aWorldWith();
    for (const id of ['one', 'two']) {
      Object.assign(world.people, {
        [idOf(id)]: { id: idOf(id), name: 'Dr Sample 👩🏽‍⚕️'.repeat(4), zone: 'UTC' },
      });
      world.addOffer(aMentor(id, { usualTimes: 'Tuesday evenings' }));
    }
    asks(world);
    const opened = world.act('Cora Sampleton', to('triage', 'propose', theRequest(world).id));
    if (opened.shown !== 'form') throw new Error('No form');
    const field = opened.open.form.fields['mentors'];
    const labels = field?.kind === 'manyOf' ? field.options.map(({ label }) => label) : [];
    expect(new Set(labels).size).toBe(2);
    for (const label of labels) expect(label).not.toMatch(/\p{Surrogate}/u);
  });
});

test('an example keeps its closing quote, however long the name in it', () => {
  const person = { organisationName: longestName('emoji', 1), administrator: true, schemes: [] };
  const world = aPairWorld(aPair(), { person });
  const opened = world.act(mentee, target('desk', 'first-scheme', idOf(mentee)));
  expect('open' in opened && opened.open.form.fields['name']?.hint).toMatch(
    /^Such as “Mentoring at .+…”\.$/u,
  );
});

describe('a list that grows', () => {
  test('of a few schemes says every word about them; of many, how each begins', () => {
    expect(plainBlock(schemeList(schemes(6)))).not.toContain('…');
    expect(plainBlock(schemeList(schemes(7)))).toContain('…');
  });

  test('of answers shows six short ones, and fewer long ones with how many came before', () => {
    const names = ['Bea Better', 'Cy Anon', 'Di Madeup', 'Eve Notreal', 'Fay Figment', 'Gus Fable'];
    const decline = (message: string) => {
      const world = aWorldWith(...names);
      asks(world);
      for (const name of names) {
        proposes(world, [name]);
        const proposal = [...world.proposals.values()].at(-1);
        world.act(name, to('answer-proposal', 'decline', proposal?.id ?? ''), {
          reason: 'no-time',
          message,
          share: 'no',
        });
      }
      const shown = world.act('Cora Sampleton', to('triage', 'show', theRequest(world).id));
      return shown.shown === 'card' ? plainCard(shown.card) : '';
    };
    for (const name of names) expect(decline('Sorry.')).toContain(`${name}: declined`);
    const long = decline(longestText('plain', 400));
    expect(long).toContain('And three mentors before them.');
    expect(long).toContain('Gus Fable: declined');
  });

  test('of mentees gives two all their meetings, and of more than three opens the rest by button', () => {
    expect(starting(buttonsWith(2), 'Move meeting')).toHaveLength(2);
    expect(starting(buttonsWith(5), 'Move meeting')).toHaveLength(3);
    expect(starting(buttonsWith(5), 'Open mentoring with')).toHaveLength(5);
  });
});

function schemes(count: number) {
  return Array.from({ length: count }, () => aScheme({ about: longestText('plain', 500) }));
}

/** The buttons of the meetings of somebody with so many mentors. */
function buttonsWith(count: number): readonly string[] {
  const { rows } = aPair().meeting('2026-11-20 10:00', { state: 'met' }).meeting('2026-12-20 10:00');
  const [glance] = personFacts(rows, mentee).relationships;
  if (glance === undefined) throw new Error('No pair');
  const relationships = Array.from({ length: count }, () => glance);
  const world = aPairWorld(aPair(), { person: { relationships } });
  return labelsOf(world.act(mentee, target('desk', 'meetings', idOf(mentee))));
}

function starting(labels: readonly string[], words: string): readonly string[] {
  return labels.filter((label) => label.startsWith(words));
}

/** The mentee opens the records of a meeting about which both wrote. */
function readingBoth(discussed: string) {
  const pair = aPair()
    .agreed({ records: 'shared' })
    .meeting('2026-11-20 10:00', { state: 'met' })
    .recorded(mentee, { discussed: `Mine. ${discussed}`, reflection: '' })
    .recorded(mentor, { discussed: `Theirs. ${discussed}`, reflection: '' });
  const world = aPairWorld(pair);
  return { world, first: world.act(mentee, target('meeting', 'read', world.meeting().id)) };
}

function opening(subject: string): Target {
  return target('relationship', 'show', subject);
}
