import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import type { Scheme } from '../../../src/mentoring/records/scheme.ts';
import { aMentor, aRequest } from '../../support/asking-facts.ts';
import { aPair, coordinator, idOf, mentee } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';
import type { Answer, PairWorld } from '../../support/pair-world.ts';
import { actionButtons } from '../../support/card-rules.ts';

const scheme = aPair().rows.scheme;
const to = (action: string) => target('scheme-desk', action, scheme.id);
const world = (areas: Scheme['areas'] = scheme.areas) => aPairWorld(aPair().inScheme({ areas }));
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ value: `area-${index}`, label: `Area number ${index}` }));

/** What a form lets somebody choose. */
function choices(answer: Answer, field: string): readonly string[] {
  const found = answer.shown === 'form' ? answer.open.form.fields[field] : undefined;
  return found?.kind === 'oneOf' || found?.kind === 'manyOf' ? found.options.map(({ label }) => label) : [];
}

const askFor = (here: PairWorld) => choices(here.act(mentee, target('ask', 'start', idOf(mentee))), 'areas');

/** Presses a button of the card that an answer shows. */
function press(here: PairWorld, answer: Answer, label: RegExp): Answer {
  const found =
    'card' in answer ? actionButtons(answer.card).find((one) => label.test(one.label)) : undefined;
  if (found === undefined) throw new Error(`No button ${String(label)}`);
  return here.act(coordinator, found.to);
}

describe('the areas of a scheme', () => {
  test('are listed with what can be done', () => {
    const answer = world().act(coordinator, to('areas'));
    expect(plain(answer)).toContain('- Exam preparation');
    expect(labelsOf(answer)).toEqual([
      'Add areas',
      'Rename an area',
      'Retire an area',
      'Open the coordinators’ desk',
    ]);
  });

  test('can be added, and asked for from then on', () => {
    const here = world();
    const answer = here.act(coordinator, to('add-areas'), {
      areas: 'Leadership\n- Teaching\nexam  preparation',
    });
    expect(plain(answer)).toContain('“Leadership” and “Teaching” can be asked for and offered from now on.');
    expect(plain(answer)).toContain('“Exam preparation” could be already.');
    expect(askFor(here)).toEqual([...scheme.areas.map(({ label }) => label), 'Leadership', 'Teaching']);
    expect(new Set(here.rows().scheme.areas.map(({ value }) => value)).size).toBe(6);
  });

  test('are not added twice, nor beyond what people read to its end; what was typed stays', () => {
    const here = world(many(29));
    const typed = { areas: 'One\nTwo' };
    const answer = here.act(coordinator, to('add-areas'), typed);
    expect(plain(answer)).toContain('There is room for one more area.');
    expect(answer.shown === 'rejected' && answer.open.values).toEqual(typed);
    expect(plain(here.act(coordinator, to('add-areas'), { areas: 'AREA number 3' }))).toContain(
      '“Area number 3” can be asked for already.',
    );
    here.act(coordinator, to('add-areas'), { areas: 'One' });
    expect(plain(here.act(coordinator, to('add-areas')))).toContain('There is no room for another area');
  });

  test('renamed, stay the same area to everybody who named it; and the old name comes back at one press', () => {
    const here = world();
    const answer = here.act(coordinator, to('rename-area'), { area: 'exams', label: 'Exams and vivas' });
    expect(plain(answer)).toContain('“Exam preparation” is called “Exams and vivas” from now on');
    expect(here.rows().scheme.areas[0]).toEqual({ value: 'exams', label: 'Exams and vivas' });
    press(here, answer, /^Undo/);
    expect(here.rows().scheme.areas).toEqual(scheme.areas);
  });

  test('cannot be given a name that another one has, even a retired one', () => {
    const here = world([...many(2), { value: 'old', label: 'Old', retired: true }]);
    for (const [label, why] of [
      ['area NUMBER 1', 'Another area has this name already.'],
      ['Old', 'A retired area has this name.'],
    ] as const)
      expect(plain(here.act(coordinator, to('rename-area'), { area: 'area-0', label }))).toContain(why);
    expect(here.act(coordinator, to('rename-area'), { area: 'area-0', label: 'Area Number 0' }).shown).toBe(
      'card',
    );
  });

  test('retired, cannot be asked for any more, and come back at one press', () => {
    const here = world();
    const answer = here.act(coordinator, to('retire-area'), { area: 'exams' });
    expect(plain(answer)).toContain('“Exam preparation” cannot be asked for any more.');
    expect(plain(answer)).toContain('Retired: Exam preparation.');
    expect(askFor(here)).not.toContain('Exam preparation');
    const back = press(here, answer, /^Undo: bring back Exam preparation$/);
    expect(plain(back)).toContain('can be asked for and offered again');
    expect(askFor(here)).toEqual(scheme.areas.map(({ label }) => label));
    expect(here.rows().scheme.areas).toEqual(scheme.areas);
  });

  test('retired, keep their meaning in the requests and offers that name them', () => {
    const areas: Scheme['areas'] = scheme.areas.map((area) =>
      area.value === 'exams' ? { ...area, retired: true } : area,
    );
    const now = { ...scheme, areas };
    const request = aRequest({ areas: ['exams'] });
    const offer = { ...aMentor(mentee).offer, areas: ['exams'] };
    const here = aPairWorld(aPair().inScheme({ areas }), {
      person: { schemes: [now], requests: [request], offers: [offer] },
    });
    expect(plain(here.type(mentee, 'ask'))).toContain('Help with: Exam preparation');
    const form = here.type(mentee, 'offer');
    expect(choices(form, 'areas')).toContain('Exam preparation');
    const field = form.shown === 'form' ? form.open.form.fields['areas'] : undefined;
    expect(field?.kind === 'manyOf' && field.value).toEqual(['exams']);
  });

  test('added again by name come back as themselves, so that old requests and offers of them count', () => {
    const here = world([...many(1), { value: 'old', label: 'Old', retired: true }]);
    here.act(coordinator, to('add-areas'), { areas: 'old' });
    expect(here.rows().scheme.areas).toEqual([...many(1), { value: 'old', label: 'Old' }]);
  });

  test('are never all retired', () => {
    const here = world(many(2));
    here.act(coordinator, to('retire-area'), { area: 'area-0' });
    expect(labelsOf(here.act(coordinator, to('areas')))).not.toContain('Retire an area');
    expect(plain(here.act(coordinator, to('retire-area'), { area: 'area-1' }))).toContain(
      'One area has to stay',
    );
    expect(askFor(here)).toEqual(['Area number 1']);
  });
});
