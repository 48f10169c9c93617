import { describe, expect, it } from 'vitest';
import { elsewhereCard } from '../../../src/dialogs/request-cards.ts';
import { shippedOutsideSchemes } from '../../../src/mentoring/outside-schemes-data.ts';
import { checkForm } from '../../../src/ui/check.ts';
import type { RawValues } from '../../../src/ui/form.ts';
import { plainCard } from '../../../src/ui/plain.ts';
import { asks, aWorldWith, to } from '../../support/asking-deeds.ts';
import { aMentor, aRequest, aScheme, coordinator, idOf, mentee, now } from '../../support/asking-facts.ts';
import { actionButtons } from '../../support/card-rules.ts';
import { aDirectoryWorld, labelsOf, plain } from '../../support/directory-world.ts';
import type { DirectoryWorld } from '../../support/directory-world.ts';

const torbay = 'Torbay Hospital mentoring';
const good: RawValues = {
  name: 'Example College',
  whoFor: 'Doctors in training.',
  offers: 'A mentor for a year.',
  howToReach: 'Ask the education department.',
  link: 'https://example.org/mentoring',
  needs: ['mentoring', 'career'],
  grades: ['trainee'],
  regions: ['wales'],
  checkedOn: '2026-11-20',
};

const add = (world: DirectoryWorld, values: RawValues = {}, name = coordinator) =>
  world.act(name, to('schemes', 'add', idOf(name)), { ...good, ...values });
const where = (name: string, world: ReturnType<typeof aWorldWith>) =>
  world.messagesTo(name).filter(({ card }) => card.title === 'Where else you could find a mentor');

const upon = (world: DirectoryWorld, entry: string, action: string) =>
  to('outside-scheme', action, world.entry(entry).id);

describe('"schemes"', () => {
  it('shows the organisation’s own schemes first, each with what can be done there', () => {
    const answer = aDirectoryWorld().type(mentee, 'schemes');
    expect(plain(answer).indexOf('Northvale mentoring')).toBeLessThan(plain(answer).indexOf('Elsewhere'));
    expect(plain(answer)).toContain('Northvale mentoring: For doctors in training at Northvale.');
    expect(labelsOf(answer).slice(0, 2)).toEqual(['Ask for a mentor here', 'Offer to mentor here']);
  });

  it('says where somebody stands in a scheme, and leads there', () => {
    const world = aDirectoryWorld({
      requests: [aRequest()],
      offers: [{ ...aMentor(mentee).offer }],
      schemes: [aScheme(), aScheme({ id: idOf('full'), name: 'Full', acceptsRequests: false })],
    });
    const answer = world.type(mentee, 'schemes');
    expect(plain(answer)).toContain('You have asked for a mentor here. You offer to mentor here.');
    expect(plain(answer)).toContain('It takes no new requests at the moment.');
    expect(labelsOf(answer).slice(0, 3)).toEqual([
      'My request in Northvale mentoring',
      'My offer in Northvale mentoring',
      'Offer in Full',
    ]);
  });

  it('turns pages where there are many schemes of our own, and every one is on some page', () => {
    const all = Array.from({ length: 12 }, (_, index) =>
      aScheme({ id: idOf(`scheme ${index}`), name: `Scheme ${index + 1}` }),
    );
    const world = aDirectoryWorld({ schemes: all });
    let answer = world.type(mentee, 'schemes');
    let seen = plain(answer);
    answer = world.press(mentee, answer, 'More of our schemes');
    seen += plain(answer);
    answer = world.press(mentee, answer, 'More schemes');
    seen += plain(answer);
    for (const { name } of all) expect(seen).toContain(`${name}: `);
    expect(labelsOf(answer)).not.toContain('More schemes');
  });

  it('where there is none, says so and still has the directory', () => {
    const answer = aDirectoryWorld({ schemes: [] }).type(mentee, 'schemes');
    expect(plain(answer)).toContain('has no mentoring scheme here yet');
    expect(labelsOf(answer)).toContain('Find what fits me');
  });

  it('with words after it looks for them at once', () => {
    const answer = aDirectoryWorld().type(mentee, 'schemes gp in Kent');
    expect(labelsOf(answer)[0]).toBe('See KSS Deanery GP mentoring');
    expect(plain(answer)).toContain('Why: for GPs, in Kent, Surrey and Sussex.');
  });
});

describe('looking for an outside scheme', () => {
  it('by need, grade and place shows what fits, and the same is filled in when it is changed', () => {
    const world = aDirectoryWorld();
    const found = world.press(mentee, world.type(mentee, 'schemes'), 'Find what fits me', {
      need: 'mentoring',
      grade: 'foundation',
      region: 'south-west',
    });
    expect(plain(found)).toContain('You need: Somebody to mentor me');
    expect(labelsOf(found)[0]).toBe('See South West Peninsula Deanery mentor…');
    const again = world.press(mentee, found, 'Change what I look for');
    const fields = again.shown === 'form' ? again.open.form.fields : {};
    expect([fields['need'], fields['grade'], fields['region']]).toMatchObject([
      { value: 'mentoring' },
      { value: 'foundation' },
      { value: 'south-west' },
    ]);
  });

  it('that finds nothing says which wish to give up, and whom else to ask', () => {
    const world = aDirectoryWorld();
    const wish = { need: 'coaching', grade: 'gp', region: 'scotland' };
    const nothing = world.act(mentee, to('schemes', 'find', idOf(mentee)), wish);
    expect(plain(nothing)).toContain('Your deanery or postgraduate office');
    expect(labelsOf(nothing)).toEqual([
      'Whatever is offered (3)',
      'Anywhere in the UK (1)',
      'Change what I look for',
    ]);
    expect(labelsOf(world.press(mentee, nothing, 'Anywhere in the UK'))).toContain(
      'See London Deanery coaching and mentori…',
    );
  });

  it('by words that nothing mentions leads to all of them', () => {
    const answer = aDirectoryWorld().type(mentee, 'schemes unicorns');
    expect(plain(answer)).toContain('Nothing in the directory of outside schemes mentions that.');
    expect(labelsOf(answer)).toEqual(['All outside schemes (11)', 'Change what I look for']);
  });

  it('keeps what somebody typed out of every button', () => {
    const world = aDirectoryWorld();
    for (const words of ['PRIVATE-WORRY', 'mentoring PRIVATE-WORRY']) {
      const found = world.act(mentee, to('schemes', 'find', idOf(mentee)), { words, grade: 'gp' });
      expect(found.shown === 'card' && JSON.stringify(actionButtons(found.card))).not.toContain('PRIVATE');
    }
  });

  it('shows every entry on some page', () => {
    const world = aDirectoryWorld();
    let answer = world.press(mentee, world.type(mentee, 'schemes'), 'All outside schemes');
    let seen = plain(answer);
    while (labelsOf(answer).includes('More entries')) {
      answer = world.press(mentee, answer, 'More entries');
      seen += plain(answer);
    }
    for (const { name } of shippedOutsideSchemes) expect(seen).toContain(name);
  });
});

describe('an entry', () => {
  it('shows who it is for, what it offers, how to reach it, and how far to trust it', () => {
    const world = aDirectoryWorld();
    const said = plain(world.act(mentee, upon(world, torbay, 'show')));
    expect(said).toContain('How to reach it: Ask the hospital for its director of medical education.');
    expect(said).toContain('Last checked: 22 November 2026, as named in older mentoring guidance');
    expect(said).toContain('Nobody here has confirmed that it still runs');
  });

  it('can be changed by coordinators of any scheme here, and by nobody else', () => {
    const world = aDirectoryWorld();
    expect(labelsOf(world.act(mentee, upon(world, torbay, 'show')))).toEqual([]);
    for (const action of ['still-right', 'correct', 'put-back', 'retire', 'restore'])
      expect(plain(world.act(mentee, upon(world, torbay, action), good))).toContain(
        'Only coordinators of a scheme here look after the directory.',
      );
    expect(plain(add(world, {}, mentee))).toContain('Only coordinators');
    expect(world.kept.size).toBe(0);
  });

  it('is found right today with one tap, and is marked again after a year', () => {
    const world = aDirectoryWorld();
    const answer = world.act(coordinator, upon(world, torbay, 'show'));
    const checked = plain(world.press(coordinator, answer, 'Still right today'));
    expect(checked).toContain('Last checked: 29 November 2026, by a coordinator here');
    expect(checked).not.toContain('Still right today');
    expect(checked).not.toContain('Nobody here has confirmed');
    world.passDays(365);
    expect(plain(world.type(mentee, 'schemes Torbay'))).not.toContain('Not checked for over a year');
    world.passDays(1);
    expect(plain(world.type(mentee, 'schemes Torbay'))).toContain('Not checked for over a year.');
    expect(plain(world.act(mentee, upon(world, torbay, 'show')))).toContain('Not checked for over a year');
  });

  it('that is corrected reads as corrected for everybody, until it goes back to its first wording', () => {
    const world = aDirectoryWorld();
    const corrected = world.act(coordinator, upon(world, torbay, 'correct'), { ...good, name: torbay });
    expect(plain(corrected)).toContain('Corrected. This is what everybody here sees from now on.');
    expect(plain(world.act(mentee, upon(world, torbay, 'show')))).toContain('A mentor for a year.');
    expect(plain(world.act(mentee, upon(world, torbay, 'show')))).toContain(
      '20 November 2026, by a coordinator',
    );
    const back = world.press(coordinator, corrected, 'Go back to the first wording');
    expect(plain(back)).toContain('Ask the hospital for its director of medical education.');
    expect(plain(back)).toContain('22 November 2026, as named in older mentoring guidance');
    expect(labelsOf(back)).not.toContain('Go back to the first wording');
  });

  it('that is retired is found by nobody, and can be put back as it was', () => {
    const world = aDirectoryWorld();
    const retired = world.act(coordinator, upon(world, torbay, 'retire'));
    expect(plain(world.type(mentee, 'schemes Torbay'))).not.toContain(torbay);
    expect(plain(world.act(mentee, upon(world, torbay, 'show')))).toContain('No longer in the directory');
    expect(plain(world.act(coordinator, upon(world, torbay, 'correct')))).toContain('This entry is retired');
    world.press(coordinator, retired, 'Put it back in the directory');
    expect(plain(world.type(mentee, 'schemes Torbay'))).toContain(torbay);
  });

  it('that ships fits the form in which it is corrected', () => {
    const world = aDirectoryWorld();
    for (const entry of shippedOutsideSchemes) {
      const opened = world.act(coordinator, to('outside-scheme', 'correct', entry.id));
      if (opened.shown !== 'form') throw new Error('A form opens');
      const { id, checkedOn, link, ...words } = entry;
      expect([id, checkedOn, link]).toBeDefined();
      expect(checkForm(opened.open.form, { ...words, checkedOn: '2026-11-29' })).toMatchObject({ ok: true });
    }
  });
});

describe('adding an entry', () => {
  it('makes it findable at once, with its website', () => {
    const world = aDirectoryWorld();
    const answer = add(world);
    expect(plain(answer)).toContain('Added. Everybody here can find it now.');
    expect(answer.shown === 'card' && JSON.stringify(answer.card)).toContain('https://example.org/mentoring');
    const found = world.act(mentee, to('schemes', 'find', idOf(mentee)), {
      grade: 'trainee',
      region: 'wales',
    });
    expect(labelsOf(found)[0]).toBe('See Example College');
  });

  it.each([
    ['name', 'TORBAY hospital mentoring', 'Another entry has this name already'],
    ['howToReach', 'Ask Dr Jane Sample', 'Please name a department or a role instead of a person'],
    ['howToReach', 'Professor Sample knows', 'Please name a department or a role instead of a person'],
    ['link', 'http://example.org', 'starts with https://'],
    ['link', 'javascript:alert(1)//https://example.org', 'starts with https://'],
    ['link', 'https://me:secret@example.org/', 'starts with https://'],
    ['link', 'https://localhost', 'starts with https://'],
    ['checkedOn', '2026-11-30', 'Please choose 2026-11-29 or an earlier date.'],
  ])('is refused for its %s (%s), and keeps everything that was typed', (field, value, why) => {
    const world = aDirectoryWorld();
    const answer = add(world, { [field]: value });
    expect(answer.shown).toBe('rejected');
    if (answer.shown === 'card') return;
    expect(answer.open.errors?.[field]).toContain(why);
    expect(answer.open.values).toMatchObject({ ...good, [field]: value });
    expect(world.kept.size).toBe(0);
  });

  it('is refused under the name of a retired entry, with what to do', () => {
    const world = aDirectoryWorld();
    world.act(coordinator, upon(world, torbay, 'retire'));
    expect(plain(add(world, { name: torbay }))).toContain('A retired entry has this name already.');
  });

  it('ends where the directory is full', () => {
    const world = aDirectoryWorld();
    for (let number = 1; number <= 200; number += 1) add(world, { name: `Example College ${number}` });
    expect(plain(add(world, { name: 'One more' }))).toContain('The directory is full');
    expect(world.kept.size).toBe(200);
  });
});

describe('looking after the directory', () => {
  it('is for coordinators: what nobody confirmed comes first, what was checked today last', () => {
    const world = aDirectoryWorld();
    expect(labelsOf(world.type(mentee, 'schemes'))).not.toContain('Look after the directory');
    world.act(coordinator, upon(world, 'Academy of Medical Sciences mentoring and outreach', 'still-right'));
    world.act(coordinator, upon(world, torbay, 'retire'));
    const list = world.press(coordinator, world.type(coordinator, 'schemes'), 'Look after the directory');
    expect(plain(list)).toContain(
      'Ten entries are listed, and one is retired. Nine entries wait for a check and come first.',
    );
    expect(labelsOf(list)[0]).toBe('Open BMJ Learning on mentoring');
    const last = world.press(coordinator, world.press(coordinator, list, 'More entries'), 'More entries');
    expect(labelsOf(last)[0]).toBe(`Open ${torbay}`);
    expect(plain(last)).toContain('retired');
  });

  it('leads from an entry back to the list', () => {
    const world = aDirectoryWorld();
    const done = world.act(coordinator, upon(world, torbay, 'still-right'));
    expect(plain(world.press(coordinator, done, 'Back to the directory'))).toContain(
      'Eleven entries are listed.',
    );
  });
});

describe('somebody whom nobody here can mentor', () => {
  it('is shown outside schemes that come nearest to what they asked for, and how far to trust them', () => {
    const glance = { request: aRequest({ areas: ['exams'] }), scheme: aScheme(), zone: 'Europe/London', now };
    const card = elsewhereCard(glance, [{ id: shippedOutsideSchemes[0]?.id ?? '', retired: true }]);
    expect(actionButtons(card).map(({ label }) => label)).toEqual([
      'See Royal College of Physicians mentori…',
      'See Derriford Hospital (Plymouth) mento…',
      'See London Deanery coaching and mentori…',
      'See Royal Cornwall Hospital mentoring',
      'Find an outside scheme',
      'See how my request stands',
    ]);
    expect(plainCard(card)).toContain('ask before you rely on one');
    expect(plainCard(card)).toContain('your request stays open');
  });

  it('is shown the others who know, where the directory has nothing to suggest', () => {
    const retired = shippedOutsideSchemes.map(({ id }) => ({ id, retired: true }));
    const card = elsewhereCard(
      { request: aRequest(), scheme: aScheme(), zone: 'Europe/London', now },
      retired,
    );
    expect(plainCard(card)).toContain('Your royal college');
    expect(actionButtons(card)).toHaveLength(1);
  });

  it('hears of it as soon as they have asked, and only then', () => {
    const nobody = aWorldWith();
    asks(nobody);
    expect(where(mentee, nobody)).toHaveLength(1);
    nobody.pass(40);
    expect(where(mentee, nobody)).toHaveLength(1);

    const somebody = aWorldWith('Milo Placeholder');
    asks(somebody);
    somebody.pass(40);
    expect(where(mentee, somebody)).toEqual([]);
  });

  it('finds the way to the directory where no scheme takes requests', () => {
    const world = aDirectoryWorld({ schemes: [aScheme({ acceptsRequests: false })] });
    expect(labelsOf(world.type(mentee, 'ask'))).toEqual(['Find an outside scheme']);
  });
});
