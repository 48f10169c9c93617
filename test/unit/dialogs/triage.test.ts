import { describe, expect, it } from 'vitest';
import type { ReportingLine } from '../../../src/mentoring/records/person.ts';
import { aLine, aMentor, aScheme, coordinator, idOf, mentee, someone } from '../../support/asking-facts.ts';
import {
  answers,
  asks,
  aWorldWhereAsked,
  aWorldWith,
  everythingShownTo,
  firstTime,
  proposalTo,
  proposes,
  theRequest,
  to,
} from '../../support/asking-deeds.ts';
import { aWorld, plain } from '../../support/asking-world.ts';
import type { World } from '../../support/asking-world.ts';

const triageCard = (world: World, name = coordinator) => world.reads(name, `triage:${theRequest(world).id}`);
const menteeCard = (world: World) => world.reads(mentee, `request:${theRequest(world).id}`);

describe('putting a request to mentors', () => {
  it('offers each candidate with the main reason, best first', () => {
    const world = aWorldWith('Milo Placeholder', 'Bea Better');
    world.addOffer(aMentor('Bea Better', { areas: ['exams', 'confidence'] }));
    asks(world);
    const opened = world.act(coordinator, to('triage', 'propose', theRequest(world).id));
    if (opened.shown !== 'form') throw new Error('No form');
    const field = opened.open.form.fields['mentors'];
    expect(field?.kind === 'manyOf' && field.options.map(({ label }) => label)).toEqual([
      'Bea Better: Both name exam preparation and confidence',
      'Milo Placeholder: Both name exam preparation',
    ]);
    expect(field?.kind === 'manyOf' && field.max).toBe(3);
  });

  it('gives each chosen mentor everything needed to answer, in their own zone', () => {
    const world = aWorld({
      people: [
        mentee,
        coordinator,
        { id: idOf('Milo Placeholder'), name: 'Milo Placeholder', zone: 'Asia/Kolkata' },
      ],
    });
    world.addOffer(aMentor('Milo Placeholder'));
    asks(world);
    proposes(world, ['Milo Placeholder']);
    const card = world.reads('Milo Placeholder', `proposal:${proposalTo(world, 'Milo Placeholder').id}`);
    expect(card).toContain(`${mentee} is looking for a mentor`);
    expect(card).toContain('Help with: Exam preparation and Confidence');
    expect(card).toContain('In their words: I keep putting off my exam.');
    expect(card).toContain('- Tuesday 8 December, 23:00 (Kolkata time)');
    expect(card).toContain('Please answer by 6 December 2026; it stays open to you until 13 December 2026.');
    expect(card).toContain(
      '[Accept and choose a time] [Suggest other times] [Answer on another day] [Decline this request]',
    );
  });

  it('tells them in one line why them: of what they offer and the card shows, and no more', () => {
    const world = aWorldWith('Milo Placeholder', 'Bea Better');
    const offer = { areas: ['exams', 'return'], place: 'video', usualTimes: 'Tuesday evenings' } as const;
    world.addOffer(aMentor('Milo Placeholder', offer));
    world.addOffer(aMentor('Bea Better', { areas: ['return'] }));
    asks(world);
    world.pass(3);
    proposes(world, ['Milo Placeholder', 'Bea Better']);
    const card = (name: string) => world.reads(name, `proposal:${proposalTo(world, name).id}`);
    const why =
      'You offer exam preparation, both of you prefer to meet by video, and Tuesday at 17:30 is one of your usual times.';
    expect(card('Milo Placeholder')).toContain(why);
    expect(card('Milo Placeholder')).not.toContain('waited');
    expect(card('Bea Better')).not.toMatch(/You offer|both of you/);
  });

  it('tells whom the mentee chose that instead', () => {
    const world = aWorldWith('Milo Placeholder');
    asks(world, { inMind: idOf('Milo Placeholder') });
    const card = world.reads('Milo Placeholder', `proposal:${proposalTo(world, 'Milo Placeholder').id}`);
    expect(card).toContain(`${mentee} has chosen you`);
    expect(card).not.toContain('You offer');
  });

  it('tells the mentee how many have it, never who', () => {
    const world = aWorldWhereAsked('Milo Placeholder', 'Bea Better');
    expect(menteeCard(world)).toContain('have put your request to two mentors');
    expect(everythingShownTo(world, mentee)).not.toMatch(/Milo|Bea/);
  });

  it('shows the coordinators who has it and since when', () => {
    const world = aWorldWhereAsked('Milo Placeholder');
    expect(triageCard(world)).toContain('Milo Placeholder: asked on 29 November 2026, no answer yet');
  });

  it('asks at most three at once', () => {
    const world = aWorldWith('Al Anon', 'Bo Anon', 'Cy Anon', 'Di Anon');
    asks(world);
    const four = proposes(world, ['Al Anon', 'Bo Anon', 'Cy Anon', 'Di Anon']);
    expect(four.shown === 'rejected' && four.open.errors).toEqual({
      mentors: 'Please choose at most 3; you chose 4.',
    });
    proposes(world, ['Al Anon', 'Bo Anon', 'Cy Anon']);
    expect(plain(proposes(world, ['Di Anon']))).toContain('This request is before three mentors already.');
    expect(world.proposals.size).toBe(3);
  });

  it('does not ask somebody who paused while the form was open', () => {
    const world = aWorldWith('Milo Placeholder', 'Bea Better');
    asks(world);
    world.addOffer(aMentor('Milo Placeholder', { state: 'paused', pausedUntil: '2027-02-01' }));
    const answer = proposes(world, ['Milo Placeholder']);
    expect(answer.shown === 'rejected' && answer.open.errors?.['mentors']).toContain('no longer offered');
    expect(world.proposals.size).toBe(0);
  });

  it('answers kindly when the request was withdrawn meanwhile', () => {
    const world = aWorldWith('Milo Placeholder');
    asks(world);
    world.act(mentee, to('my-request', 'withdraw', theRequest(world).id));
    expect(plain(proposes(world, ['Milo Placeholder']))).toContain(`${mentee} withdrew their request`);
    expect(world.proposals.size).toBe(0);
  });

  it('asks somebody who declined again only where the coordinator chooses exactly that', () => {
    const world = aWorldWhereAsked('Milo Placeholder');
    answers(world, 'Milo Placeholder', 'decline', { reason: 'no-time' });
    expect(triageCard(world)).toContain('You can ask somebody again');
    const opened = world.act(coordinator, to('triage', 'propose', theRequest(world).id));
    expect(opened.shown === 'form' && opened.open.form.fields['mentors']).toMatchObject({
      options: [{ label: 'Milo Placeholder: ask again, although they declined' }],
    });
    proposes(world, ['Milo Placeholder'], { sure: 'yes' });
    expect(proposalTo(world, 'Milo Placeholder').state).toBe('open');
    answers(world, 'Milo Placeholder', 'accept', { time: firstTime, place: 'video' });
    expect(theRequest(world).state).toBe('matched');
  });

  it('tells two mentors of the same name apart', () => {
    const twin = 'Sam Same';
    const world = aWorld({
      people: [
        mentee,
        coordinator,
        { id: idOf('Sam 1'), name: twin, zone: 'Europe/London' },
        { id: idOf('Sam 2'), name: twin, zone: 'Europe/London' },
      ],
    });
    world.addOffer(aMentor('Sam 1'));
    world.addOffer(aMentor('Sam 2'));
    asks(world);
    const opened = world.act(coordinator, to('triage', 'propose', theRequest(world).id));
    const field = opened.shown === 'form' ? opened.open.form.fields['mentors'] : undefined;
    const labels = field?.kind === 'manyOf' ? field.options.map(({ label }) => label) : [];
    expect(new Set(labels).size).toBe(2);
  });
});

describe('what mentors say of themselves, as their offer promises', () => {
  const said = aMentor('Milo Placeholder', {
    likesToHelp: 'People who think they are the only one.\nAnd anybody new here.',
    usualTimes: 'Tuesday evenings',
    skills: ['probing'],
    trainedOn: '2026-03-12',
  });

  it('is read on the card and in the form where somebody is chosen', () => {
    const world = aWorldWith('Bea Better');
    world.addOffer(said);
    world.people[idOf('Milo Placeholder')] = someone('Milo Placeholder');
    asks(world);
    const words =
      'Likes to help: “People who think they are the only one. And anybody new here”. Usually free: “Tuesday evenings”.';
    expect(triageCard(world)).toContain(words);
    expect(plain(world.act(coordinator, to('triage', 'propose', theRequest(world).id)))).toContain(words);
    expect(triageCard(world)).not.toContain('Usually free: “”');
  });

  it('is read whole, with the rest of the offer, at one press', () => {
    const world = aWorldWith();
    const long = 'x'.repeat(500);
    world.addOffer({ ...said, offer: { ...said.offer, likesToHelp: long } });
    world.people[idOf('Milo Placeholder')] = someone('Milo Placeholder');
    asks(world);
    expect(triageCard(world)).toContain('[Read what they offer]');
    expect(triageCard(world)).not.toContain(long);
    const whole = plain(world.act(coordinator, to('triage', 'offers', theRequest(world).id)));
    for (const part of [
      `Likes to help: ${long}`,
      'Usually free: Tuesday evenings',
      'Skills: Probing',
      'Free places: 2 of 2',
      'Last trained as a mentor: 12 March 2026',
    ])
      expect(whole).toContain(part);
  });

  it('is never read by whoever asks', () => {
    const world = aWorldWith();
    world.addOffer(said);
    asks(world);
    expect(everythingShownTo(world, mentee)).not.toContain('the only one');
    expect(plain(world.act(mentee, to('triage', 'offers', theRequest(world).id)))).toContain(
      'Only the coordinators',
    );
  });
});

describe('who looks after a request', () => {
  it('is nobody but the coordinators of its scheme', () => {
    const world = aWorldWith('Milo Placeholder');
    asks(world);
    const request = theRequest(world).id;
    for (const name of [mentee, 'Milo Placeholder'])
      for (const action of ['show', 'propose', 'signpost'])
        expect(plain(world.act(name, to('triage', action, request)))).toContain(
          'Only the coordinators of Northvale mentoring can use this.',
        );
  });

  it('is another coordinator where a coordinator asks for a mentor', () => {
    const world = aWorld({
      people: [coordinator, 'Other Coordinator'],
      schemes: [aScheme({ coordinatorIds: [idOf(coordinator), idOf('Other Coordinator')] })],
    });
    asks(world, {}, coordinator);
    const request = theRequest(world).id;
    expect(triageCard(world, 'Other Coordinator')).toContain(`${coordinator} asks for a mentor`);
    expect(triageCard(world)).toBe('');
    expect(plain(world.act(coordinator, to('triage', 'show', request)))).toContain(
      'This is your own request',
    );
  });

  it.each([
    { said: 'the mentee names', named: true },
    { said: 'the directory has', named: false },
  ])('is nobody whom $said as managing or assessing them', ({ named }) => {
    const both = aScheme({ coordinatorIds: [idOf(coordinator), idOf('Other Coordinator')] });
    const world = aWorld({
      people: [mentee, coordinator, 'Other Coordinator'],
      schemes: [both],
      lines: named ? [] : [aLine(mentee, coordinator)],
    });
    asks(world, named ? { conflicts: [idOf(coordinator)] } : {});
    world.pass(30);
    expect(world.messagesTo(coordinator)).toEqual([]);
    expect(triageCard(world, 'Other Coordinator')).toContain(`${mentee} asks for a mentor`);
    expect(plain(world.act(coordinator, to('triage', 'show', theRequest(world).id)))).toContain(
      'The other coordinators look after this request',
    );
  });

  it('is nobody at all where everybody manages or assesses the mentee: they are told so, and are not left waiting', () => {
    const world = aWorldWith();
    const said = plain(asks(world, { conflicts: [idOf(coordinator)] }));
    expect(said).toContain('Everybody who coordinates Northvale mentoring manages or assesses you');
    world.pass(60);
    expect(world.messagesTo(coordinator)).toEqual([]);
    const { id } = theRequest(world);
    expect(plain(world.act(coordinator, to('triage', 'show', id)))).not.toContain(mentee);
    const current = world.reads(mentee, `request:${id}`);
    expect(current).toContain('Nobody can look after your request yet');
    expect(current).toContain('Your royal college');
    expect(current).toContain('Nobody but you can read what you wrote until then.');
    expect(current).toContain('[Withdraw my request]');
  });

  it('is whoever is added and may, at once; and the mentee hears that somebody has it', () => {
    const scheme = aScheme();
    const world = aWorld({ people: [mentee, coordinator, 'Other Coordinator'], schemes: [scheme] });
    asks(world, { conflicts: [idOf(coordinator)] });
    world.schemes.set(scheme.id, {
      ...scheme,
      coordinatorIds: [idOf(coordinator), idOf('Other Coordinator')],
    });
    world.fire(to('triage', 'announce', theRequest(world).id, { again: 'yes' }));
    expect(triageCard(world, 'Other Coordinator')).toContain(`${mentee} asks for a mentor`);
    expect(menteeCard(world)).toContain('Your request is with the coordinators of Northvale mentoring');
    expect(world.messagesTo(mentee)).toHaveLength(2);
    expect(world.messagesTo(coordinator)).toEqual([]);
  });

  it('leaves a coordinator who comes to manage the mentee, and with it goes the card', () => {
    const lines: ReportingLine[] = [];
    const both = aScheme({ coordinatorIds: [idOf(coordinator), idOf('Other Coordinator')] });
    const world = aWorld({ people: [mentee, coordinator, 'Other Coordinator'], schemes: [both], lines });
    asks(world);
    expect(triageCard(world)).toContain(mentee);
    lines.push(aLine(mentee, coordinator));
    world.pass(14);
    expect(triageCard(world)).not.toContain(mentee);
    expect(triageCard(world)).toContain('A request that is no longer with you');
    expect(world.messagesTo(coordinator)).toHaveLength(1);
    expect(triageCard(world, 'Other Coordinator')).toContain(mentee);
  });

  it('is the mentee themself where there is no other coordinator, so that nobody waits for ever', () => {
    const world = aWorld({ people: [coordinator, 'Milo Placeholder'] });
    world.addOffer(aMentor('Milo Placeholder'));
    asks(world, {}, coordinator);
    expect(world.act(coordinator, to('triage', 'propose', theRequest(world).id)).shown).toBe('form');
  });
});

describe('when nobody fits', () => {
  it('says so, with what can be done, and offers to tell the mentee where else to look', () => {
    const world = aWorldWith('Milo Placeholder');
    world.addOffer(aMentor('Milo Placeholder', { capacity: 1, state: 'closed' }));
    asks(world);
    const card = triageCard(world);
    expect(card).toContain('Nobody who offers in this scheme can be asked at the moment.');
    expect(card).toContain('Left out: one mentor is not available at the moment.');
    expect(card).not.toContain('[Choose whom to ask]');
    world.act(coordinator, to('triage', 'signpost', theRequest(world).id));
    expect(everythingShownTo(world, mentee)).toContain('Where else you could find a mentor');
    expect(theRequest(world).state).toBe('waiting');
  });

  it('shows a blocked mentor exactly as one who paused: no card differs in a single letter', () => {
    const seen = [true, false].map((blocked) => {
      const world = aWorldWith('Milo Placeholder', 'Bea Better');
      if (blocked) world.blocks.push([idOf(mentee), idOf('Milo Placeholder')]);
      else world.addOffer(aMentor('Milo Placeholder', { state: 'paused', pausedUntil: '2027-06-01' }));
      asks(world, { inMind: idOf('Milo Placeholder') });
      proposes(world, ['Bea Better']);
      answers(world, 'Bea Better', 'decline', { reason: 'no-time' });
      return everythingShownTo(world, coordinator) + everythingShownTo(world, mentee);
    });
    expect(seen[0]).toContain('Milo Placeholder, whom they have in mind, is not available at the moment.');
    expect(seen[0]).toBe(seen[1]);
  });
});
