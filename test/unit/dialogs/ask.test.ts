import { describe, expect, it } from 'vitest';
import { markOf } from '../../../src/mentoring/report-back.ts';
import { aLine, aMentor, aScheme, coordinator, idOf, mentee } from '../../support/asking-facts.ts';
import {
  asks,
  aWorldWith,
  everythingShownTo,
  goodRequest,
  proposalTo,
  theRequest,
  to,
} from '../../support/asking-deeds.ts';
import { aWorld, plain } from '../../support/asking-world.ts';
import type { Answer } from '../../support/asking-world.ts';
import { plainBlock } from '../../../src/ui/plain.ts';

const start = to('ask', 'start', idOf(mentee));

function errorsOf(answer: Answer) {
  if (answer.shown !== 'rejected') throw new Error(`Not refused: ${plain(answer)}`);
  return answer.open.errors ?? {};
}

describe('asking for a mentor', () => {
  it('asks for areas and one time, and everything else is optional or one tap', () => {
    const opened = aWorldWith().act(mentee, start);
    if (opened.shown !== 'form') throw new Error('No form');
    const required = Object.entries(opened.open.form.fields).filter(([, field]) => field.required);
    expect(required.map(([id]) => id)).toEqual(['areas', 'date1', 'time1', 'place', 'lineManager']);
    expect(plain(opened)).toContain('read this, and the mentors whom they ask, with your name');
  });

  it('keeps the request as it was said', () => {
    const world = aWorldWith();
    asks(world, { conflicts: [idOf(coordinator)] });
    expect(theRequest(world)).toMatchObject({
      menteeId: idOf(mentee),
      areas: ['exams', 'confidence'],
      words: 'I keep putting off my exam.',
      lineManager: 'told',
      conflictIds: [idOf(coordinator)],
      times: [
        { date: '2026-12-08', time: '17:30', zone: 'Europe/London' },
        { date: '2026-12-10', time: '12:30', zone: 'Europe/London' },
      ],
      place: 'video',
      state: 'waiting',
    });
  });

  it('tells the mentee what happens next and by when they hear, whatever happens', () => {
    const world = aWorldWith();
    expect(plain(asks(world))).toContain('Your request is on its way');
    const card = world.reads(mentee, `request:${theRequest(world).id}`);
    expect(card).toContain('is with the coordinators of Northvale mentoring');
    expect(card).toContain('by 13 December 2026 even if there is no news');
    expect(card).toContain('[Withdraw my request]');
  });

  it('shows each coordinator the request at once, with who could help and why', () => {
    const world = aWorldWith('Milo Placeholder');
    asks(world);
    const card = world.reads(coordinator, `triage:${theRequest(world).id}`);
    expect(card).toContain(`${mentee} asks for a mentor`);
    expect(card).toContain('I keep putting off my exam.');
    expect(card).toContain('1. Milo Placeholder: Both name exam preparation. Both can meet by video.');
    expect(card).toContain('[Choose whom to ask]');
  });

  it('says times in the zone of the person who asks, and keeps that zone', () => {
    const world = aWorld({
      people: [{ id: idOf(mentee), name: mentee, zone: 'Australia/Sydney' }, coordinator],
    });
    const opened = world.act(mentee, start);
    if (opened.shown !== 'form') throw new Error('No form');
    expect(opened.open.form.fields['time1']?.hint).toBe('In Sydney time.');
    asks(world);
    expect(theRequest(world).times[0]?.zone).toBe('Australia/Sydney');
    expect(world.reads(mentee, `request:${theRequest(world).id}`)).toContain('17:30 (Sydney time)');
  });
});

describe('a form that cannot be sent yet says what to do, beside the field', () => {
  const world = aWorldWith('Milo Placeholder');

  it.each([
    [{ date1: '2026-11-29', time1: '09:59' }, { time1: 'This time has passed. Please choose a later one.' }],
    [
      { date2: '2026-12-10', time2: '' },
      { time2: 'Please add the time, or clear the date that goes with it.' },
    ],
    [{ date3: '', time3: '09:00' }, { date3: 'Please add the date, or clear the time that goes with it.' }],
    [
      { date2: '2026-12-08', time2: '17:30' },
      { time2: 'This is the same as your first choice. Please choose another, or clear it.' },
    ],
    [
      { date1: '2027-03-28', time1: '01:30' },
      { time1: 'The clocks go forward then, and 01:30 is skipped. Please choose another time.' },
    ],
    [{ areas: [] }, { areas: 'Please choose at least one.' }],
    [
      { inMind: idOf(mentee) },
      { inMind: 'A mentor is somebody other than yourself. Leave this empty if you have nobody in mind.' },
    ],
    [
      { inMind: idOf('Milo Placeholder'), conflicts: [idOf('Milo Placeholder')] },
      {
        inMind:
          'Milo Placeholder manages or assesses you, so somebody else would be the better mentor. Please choose another, or leave this empty.',
      },
    ],
    [
      { inMind: idOf('Somebody of another organisation') },
      { inMind: 'This person could not be found. Please choose from the list again.' },
    ],
    [
      { words: 'My patient 943 476 5919 and I' },
      {
        words:
          'This seems to hold an NHS number. Please take out anything that identifies a patient, then send it again.',
      },
    ],
  ])('%j', (values, errors) => {
    const answer = asks(world, values);
    expect(errorsOf(answer)).toEqual(errors);
    expect(answer.shown === 'rejected' && answer.open.values).toMatchObject(values);
    expect(world.requests.size).toBe(0);
  });

  it('knows a line manager from the directory, too', () => {
    const withLines = aWorld({
      people: [mentee, coordinator, 'Milo Placeholder'],
      lines: [aLine(mentee, 'Milo Placeholder')],
    });
    expect(errorsOf(asks(withLines, { inMind: idOf('Milo Placeholder') }))['inMind']).toContain(
      'manages or assesses you',
    );
  });
});

describe('the line manager', () => {
  it('is never written to; whoever has not told them gets a note that they could send', () => {
    const world = aWorldWith();
    asks(world, { lineManager: 'not-told' });
    const card = world.reads(mentee, `request:${theRequest(world).id}`);
    expect(card).toContain('You need nobody’s permission');
    expect(card).toContain('“I am looking for a mentor through Northvale mentoring.');
    expect(new Set(world.messages.map((one) => one.to))).toEqual(new Set([idOf(mentee), idOf(coordinator)]));
  });

  it.each(['told', 'not-said'])('is not brought up again for %s', (lineManager) => {
    const world = aWorldWith();
    asks(world, { lineManager });
    expect(everythingShownTo(world, mentee)).not.toContain('line manager');
  });

  it('is no affair of the coordinators', () => {
    const world = aWorldWith();
    asks(world, { lineManager: 'not-told' });
    expect(everythingShownTo(world, coordinator)).not.toMatch(/line manager/i);
  });
});

describe('which scheme', () => {
  const north = aScheme();
  const south = aScheme({ id: idOf('scheme: south'), name: 'Southvale mentoring' });

  it('is not asked where there is only one', () => {
    expect(aWorldWith().act(mentee, start).shown).toBe('form');
  });

  it('is asked first where there are several, each with its own areas', () => {
    const world = aWorld({ people: [mentee, coordinator], schemes: [north, south] });
    const chooser = world.act(mentee, start);
    expect(plain(chooser)).toContain('[Ask in Northvale mentoring] [Ask in Southvale mentoring]');
    const inSouth = to('ask', 'start', idOf(mentee), { scheme: south.id });
    expect(plain(world.act(mentee, inSouth))).toContain('The coordinators of Southvale mentoring');
  });

  it('that has paused new requests is not offered', () => {
    const world = aWorld({
      people: [mentee, coordinator],
      schemes: [north, { ...south, acceptsRequests: false }],
    });
    expect(world.act(mentee, start).shown).toBe('form');
  });

  it('where none takes requests, says so and what else there is', () => {
    const world = aWorld({ people: [mentee], schemes: [{ ...north, acceptsRequests: false }] });
    const said = plain(world.act(mentee, start));
    expect(said).toContain('The mentoring schemes here have paused new requests.');
    expect(said).toContain('Your royal college');
  });

  it('in which the person already waits shows how that request stands, and no second form', () => {
    const world = aWorldWith();
    asks(world);
    const again = world.act(mentee, start);
    expect(plain(again)).toContain('Your request for a mentor');
    expect(asks(world).shown).toBe('card');
    expect(world.requests.size).toBe(1);
  });
});

describe('somebody in mind', () => {
  const milo = 'Milo Placeholder';

  it('is asked at once when they offer and may, and the coordinators see that', () => {
    const world = aWorldWith('Bea Better', milo);
    asks(world, { inMind: idOf(milo) });
    expect(world.reads(milo, `proposal:${proposalTo(world, milo).id}`)).toContain(
      `${mentee} has chosen you in Northvale mentoring, and would like you to be their mentor.`,
    );
    expect(world.proposals.size).toBe(1);
    const { id } = theRequest(world);
    expect(world.reads(mentee, `request:${id}`)).toContain(
      `You chose ${milo}. Your request is before one mentor now.`,
    );
    const card = world.reads(coordinator, `triage:${id}`);
    expect(card).toContain('It is before one mentor now.');
    expect(card).toContain(`${milo}: asked on 29 November 2026, no answer yet`);
  });

  it('who does not offer is named to the coordinators, who could invite them', () => {
    const world = aWorld({ people: [mentee, coordinator, milo] });
    asks(world, { inMind: idOf(milo) });
    expect(world.reads(coordinator, `triage:${theRequest(world).id}`)).toContain(
      `${milo}, whom they have in mind, does not offer to mentor in this scheme, and could be invited to.`,
    );
    expect(world.reads(mentee, `request:${theRequest(world).id}`)).toContain(
      'It has not come to a match with anybody whom you chose. Your request is with the coordinators',
    );
  });

  it('is not asked about where coordinators alone match', () => {
    const scheme = aScheme({ matching: ['coordinator'] });
    const opened = aWorld({ people: [mentee, coordinator], schemes: [scheme] }).act(mentee, start);
    expect(opened.shown === 'form' && Object.keys(opened.open.form.fields)).not.toContain('inMind');
  });

  it('has to be named where that is the only way', () => {
    const scheme = aScheme({ matching: ['named'] });
    const world = aWorld({ people: [mentee, coordinator], schemes: [scheme] });
    expect(errorsOf(asks(world))).toHaveProperty('inMind');
  });
});

describe('a targeted scheme', () => {
  const scheme = aScheme({ kind: 'targeted', eligibility: 'I am a doctor who is new to the NHS.' });
  const milo = 'Milo Placeholder';
  const targeted = () => {
    const world = aWorld({ people: [mentee, coordinator, milo], schemes: [scheme] });
    world.addOffer(aMentor(milo));
    return world;
  };

  it('asks whether people can say of themselves what it is for, in its own words', () => {
    const world = targeted();
    expect(plain(world.act(mentee, start))).toContain('Can you say this of yourself?');
    expect(errorsOf(asks(world))).toHaveProperty('eligible');
    expect(errorsOf(asks(world, { eligible: 'no' }))['eligible']).toContain('type “schemes”');
    asks(world, { eligible: 'yes' });
    expect(theRequest(world).eligibility).toBe('I am a doctor who is new to the NHS.');
  });

  it('shows what was declared to its coordinators and to whoever declared it, and never to a mentor', () => {
    const world = targeted();
    asks(world, { eligible: 'yes', inMind: idOf(milo) });
    const { id } = theRequest(world);
    expect(everythingShownTo(world, coordinator)).not.toContain('new to the NHS');
    expect(plain(world.act(coordinator, to('triage', 'show', id)))).toContain(
      'They declared of themselves: I am a doctor who is new to the NHS.',
    );
    expect(plain(world.act(mentee, to('my-request', 'show', id)))).toContain(
      'You declared: I am a doctor who is new to the NHS.',
    );
    expect(everythingShownTo(world, milo)).toContain('has chosen you');
    expect(everythingShownTo(world, milo)).not.toContain('new to the NHS');
  });
});

describe('a directed scheme', () => {
  const scheme = aScheme({
    kind: 'directed',
    matching: ['coordinator', 'bank', 'named'],
    reportBack: 'The dates on which you met, and nothing else.',
  });

  it('says word for word what is reported back, and goes on only with a yes', () => {
    const world = aWorld({ people: [mentee, coordinator], schemes: [scheme] });
    const opened = world.act(mentee, start);
    expect(opened.shown === 'form' && opened.open.form.intro.map(plainBlock).join(' ')).toContain(
      'Exactly this is reported back: The dates on which you met, and nothing else.',
    );
    const refused = asks(world, { reportBack: 'no', words: 'I was told to.' });
    expect(errorsOf(refused)['reportBack']).toContain('cannot begin without it');
    expect(refused.shown === 'rejected' && refused.open.values?.['words']).toBe('I was told to.');
    expect(world.requests.size).toBe(0);
    asks(world, { reportBack: markOf(scheme.reportBack ?? '') });
    expect(theRequest(world)).toMatchObject({ way: 'coordinator', reportBack: scheme.reportBack });
  });

  it('is said to be directed before anything else, and nothing of mentoring by choice is', () => {
    const world = aWorld({ people: [mentee, coordinator], schemes: [scheme] });
    const opened = plain(world.act(mentee, start));
    expect(opened).toContain('This is directed mentoring: a regulator has made it a condition of practice.');
    expect(opened).not.toContain('permission');
    expect(opened).toContain(scheme.confidentiality);
  });

  it('lets nobody name or choose a mentor, whatever else it says', () => {
    const world = aWorld({ people: [mentee, coordinator], schemes: [scheme] });
    const opened = world.act(mentee, start);
    expect(opened.shown === 'form' && Object.keys(opened.open.form.fields)).not.toContain('inMind');
    expect(plain(world.act(mentee, to('bank', 'show', scheme.id)))).toContain(
      'There is no list of mentors here',
    );
  });
});

it('an announcement that is still to come is not replaced when whoever looks after it changes: whom they chose is asked', () => {
  const world = aWorldWith('Milo Placeholder');
  world.act(mentee, to('ask', 'start', idOf(mentee)), {
    ...goodRequest,
    inMind: idOf('Milo Placeholder'),
    conflicts: [idOf(coordinator)],
  });
  const before = [...world.timers.keys()].filter((key) => key.endsWith(':announce'));
  world.act(mentee, to('my-request', 'change', theRequest(world).id), {
    ...goodRequest,
    wishes: [idOf('Milo Placeholder')],
    conflicts: [],
  });
  const after = [...world.timers].filter(([key]) => key.endsWith(':announce'));
  expect(after.map(([key]) => key)).toEqual(before);
  expect(after.map(([, { to: leads }]) => leads.args)).toEqual([undefined]);
});
