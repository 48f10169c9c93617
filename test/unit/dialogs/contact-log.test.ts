import { describe, expect, test } from 'vitest';
import { target } from '../../../src/dialogs/define.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { aPair, coordinator, mentee, mentor, relationshipId } from '../../support/pair-facts.ts';
import { aPairWorld, labelsOf, plain } from '../../support/pair-world.ts';

const log = (action: string) => target('contact-log', action, relationshipId);
const note = (day: string, words?: string) => ({
  triedOn: day,
  how: 'phone',
  ...(words !== undefined && { note: words }),
});

describe('a mentor’s contact log', () => {
  test('opens from the mentoring, and says what it is for while it is empty', () => {
    const here = aPairWorld(aPair());
    expect(labelsOf(here.act(mentor, target('relationship', 'show', relationshipId)))).toContain(
      'Contact log',
    );
    expect(plain(here.act(mentor, log('show')))).toContain('You have noted nothing yet.');
  });

  test('keeps each attempt with its day, newest first', () => {
    const here = aPairWorld(aPair());
    here.act(mentor, log('add'), note('2026-11-02', 'Left word with the ward'));
    const shown = plain(here.act(mentor, log('add'), note('2026-11-05')));
    expect(shown).toContain('Noted. When you tried to reach');
    expect(shown).toMatch(/- 5 November 2026: a phone call\n- 2 November 2026: a phone call\. Left word/);
  });

  test('is the mentor’s alone: the mentee finds no way to it, and nobody is told', () => {
    const here = aPairWorld(aPair());
    here.act(mentor, log('add'), note('2026-11-02', 'SECRET'));
    for (const somebody of [mentee, coordinator])
      expect(plain(here.act(somebody, log('show')))).toContain('Only the mentor keeps a contact log.');
    const mentees = here.act(mentee, target('relationship', 'show', relationshipId));
    expect(labelsOf(mentees)).not.toContain('Contact log');
    expect(plain(mentees)).not.toContain('SECRET');
    expect(here.sent.map(plainCard)).toEqual([]);
  });

  test('takes no day that is still to come, and nothing that could name a patient', () => {
    const here = aPairWorld(aPair());
    expect(here.act(mentor, log('add'), note('2027-11-02')).shown).toBe('rejected');
    expect(here.act(mentor, log('add'), note('2026-11-02', 'about 943 476 5919')).shown).toBe('rejected');
    expect(plain(here.act(mentor, log('show')))).toContain('You have noted nothing yet.');
  });

  test('stays readable when the mentoring has ended, and takes nothing more', () => {
    const here = aPairWorld(aPair().with({ state: 'ended', endedAt: new Date('2026-11-10T09:00:00Z') }));
    const shown = here.act(mentor, log('add'));
    expect(plain(shown)).toContain('This mentoring has ended');
    expect(labelsOf(shown)).not.toContain('Note an attempt');
  });

  test('shows the ten newest and counts the rest', () => {
    const here = aPairWorld(aPair());
    for (let day = 10; day < 22; day += 1) here.act(mentor, log('add'), note(`2026-10-${day}`));
    const shown = plain(here.act(mentor, log('show')));
    expect(shown.match(/^- /gm)).toHaveLength(10);
    expect(shown).toContain('And two earlier ones.');
  });
});
