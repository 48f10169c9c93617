import { describe, expect, it } from 'vitest';
import { aScheme, coordinator, idOf, mentee } from '../../support/asking-facts.ts';
import { asks, proposalTo, proposes, theRequest, to } from '../../support/asking-deeds.ts';
import { aWorld, plain } from '../../support/asking-world.ts';
import type { World } from '../../support/asking-world.ts';

const milo = 'Milo Placeholder';
const start = to('offer', 'start', idOf(milo));
const good = { areas: ['exams'], capacity: '2', place: 'any', timeAgreed: 'yes' };

const theWorld = () => aWorld({ people: [milo, mentee, coordinator] });
const act = (world: World, action: string, values?: Record<string, string>) =>
  world.act(milo, to('offer', action, idOf(milo)), values);

const refusedFor = (portrait: string) => {
  const answer = theWorld().act(milo, start, { ...good, portrait });
  return answer.shown === 'rejected' ? Object.keys(answer.open.errors ?? {}) : [];
};

describe('offering to mentor', () => {
  it('keeps the offer and says what others can see', () => {
    const world = theWorld();
    const said = plain(
      world.act(milo, start, {
        ...good,
        skills: ['active-listening', 'probing'],
        likesToHelp: 'People before their first exam',
        usualTimes: 'Tuesday evenings',
        trainedOn: '2025-05-01',
      }),
    );
    expect([...world.offers.values()]).toMatchObject([
      {
        personId: idOf(milo),
        areas: ['exams'],
        skills: ['active-listening', 'probing'],
        capacity: 2,
        place: 'any',
        timeAgreed: true,
        trainedOn: '2025-05-01',
        state: 'open',
      },
    ]);
    expect(said).toContain('Your offer to mentor is open');
    expect(said).toContain('Skills: Active listening and Probing');
    expect(said).toContain('What others can see: the coordinators of Northvale mentoring see all of this');
    expect(said).toContain('learns your name only once you have accepted');
  });

  it('has a few words about the mentor, and says who reads them', () => {
    const portrait = 'A surgeon who likes questions.';
    const said = plain(theWorld().act(milo, start, { ...good, portrait }));
    expect(said).toContain(`About you: ${portrait}`);
    expect(said).toContain('learns your name only once you have accepted');
    const banked = aWorld({ people: [milo], schemes: [aScheme({ matching: ['bank'] })] });
    expect(plain(banked.act(milo, start, good))).toContain('You are not in the list of mentors');
    expect(plain(banked.act(milo, start, { ...good, portrait }))).toContain(
      'Whoever looks for a mentor finds you in the list, with your name',
    );
  });

  it('takes no portrait that is longer than people read, or that holds an NHS number', () => {
    expect(refusedFor('x'.repeat(1000))).toEqual([]);
    expect(refusedFor('x'.repeat(1001))).toEqual(['portrait']);
    expect(refusedFor('I saw 943 476 5919')).toEqual(['portrait']);
  });

  it('needs an area, how many, and at least one', () => {
    const answer = theWorld().act(milo, start, { ...good, areas: [], capacity: '0' });
    expect(answer.shown === 'rejected' && answer.open.errors).toEqual({
      areas: 'Please choose at least one.',
      capacity: 'Please give a whole number from 1 to 10.',
    });
  });

  it('opens with what was said before, and changes that offer', () => {
    const world = theWorld();
    world.act(milo, start, { ...good, usualTimes: 'Tuesday evenings', trainedOn: '2025-05-01' });
    const opened = world.act(milo, start);
    if (opened.shown !== 'form') throw new Error('No form');
    expect(opened.open.form.title).toBe('Change my offer');
    expect(opened.open.form.fields['usualTimes']).toMatchObject({ value: 'Tuesday evenings' });
    world.act(milo, start, { ...good, capacity: '3' });
    expect([...world.offers.values()]).toMatchObject([{ capacity: 3, trainedOn: undefined, usualTimes: '' }]);
  });

  it('asks for the scheme first where there are several, and keeps one offer in each', () => {
    const south = aScheme({ id: idOf('scheme: south'), name: 'Southvale mentoring' });
    const world = aWorld({ people: [milo], schemes: [aScheme(), south] });
    expect(plain(world.act(milo, start))).toContain('[My offer in Southvale mentoring]');
    for (const scheme of [aScheme(), south, south])
      world.act(milo, to('offer', 'start', idOf(milo), { scheme: scheme.id }), good);
    expect([...world.offers.values()].map(({ schemeId }) => schemeId)).toEqual([aScheme().id, south.id]);
  });

  it('where no scheme has been set up says so', () => {
    const world = aWorld({ people: [milo], schemes: [] });
    expect(plain(world.act(milo, start))).toContain('No scheme has been set up here yet');
  });

  it('is for oneself only', () => {
    const world = theWorld();
    expect(plain(world.act(mentee, start, good))).toContain('This belongs to somebody else.');
    expect(world.offers.size).toBe(0);
  });
});

describe('pausing an offer', () => {
  it('lasts until its date, and then the mentor may be asked again without doing anything', () => {
    const world = theWorld();
    world.act(milo, start, good);
    expect(plain(act(world, 'pause', { until: '2026-12-20' }))).toContain(
      'You are not asked to take on anybody new until 20 December 2026. Then it opens by itself.',
    );
    asks(world, { date1: '2027-01-12', time1: '17:30', date2: '', time2: '' });
    expect(world.reads(coordinator, `triage:${theRequest(world).id}`)).toContain('Nobody who offers');
    world.pass(21);
    proposes(world, [milo]);
    expect(proposalTo(world, milo).state).toBe('open');
  });

  it('needs a date to come', () => {
    const world = theWorld();
    world.act(milo, start, good);
    const answer = act(world, 'pause', { until: '2026-11-29' });
    expect(answer.shown === 'rejected' && answer.open.errors?.['until']).toContain('or a later date');
  });

  it('can be ended early', () => {
    const world = theWorld();
    world.act(milo, start, good);
    act(world, 'pause', { until: '2027-05-01' });
    expect(plain(act(world, 'resume'))).toContain('Your offer to mentor is open');
    expect([...world.offers.values()]).toMatchObject([{ state: 'open', pausedUntil: undefined }]);
  });

  it('survives changing what the offer says', () => {
    const world = theWorld();
    world.act(milo, start, good);
    act(world, 'pause', { until: '2027-05-01' });
    world.act(milo, start, { ...good, capacity: '4' });
    expect([...world.offers.values()]).toMatchObject([
      { state: 'paused', pausedUntil: '2027-05-01', capacity: 4 },
    ]);
  });

  it('reminds of a request that still waits for an answer', () => {
    const world = theWorld();
    world.act(milo, start, good);
    asks(world);
    proposes(world, [milo]);
    expect(plain(act(world, 'pause', { until: '2027-05-01' }))).toContain(
      'One request still waits for your answer. To accept it you would open your offer again; you can decline at any time.',
    );
  });
});

describe('closing an offer', () => {
  it('can be undone by offering again', () => {
    const world = theWorld();
    world.act(milo, start, good);
    expect(plain(act(world, 'close'))).toContain('the door stays open');
    world.act(milo, start, good);
    expect([...world.offers.values()]).toMatchObject([{ state: 'open' }]);
  });

  it('without an offer says that there is none', () => {
    for (const action of ['pause', 'resume', 'close'])
      expect(plain(act(theWorld(), action))).toContain('You have not offered to mentor yet');
  });
});
