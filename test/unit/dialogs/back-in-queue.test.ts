/** A pair that never started: another mentor is looked for, and whoever asked keeps their place in the queue. */

import { describe, expect, it } from 'vitest';
import { coordinator, idOf, mentee } from '../../support/asking-facts.ts';
import {
  answers,
  asks,
  aWorldWhereAsked,
  aWorldWith,
  firstTime,
  proposalTo,
  proposes,
  theRequest,
  to,
} from '../../support/asking-deeds.ts';
import type { World } from '../../support/asking-world.ts';

const milo = 'Milo Placeholder';
const bea = 'Bea Better';

/** Matched with Milo, and a coordinator has ended it because it never started. */
function aWorldWhereNotStarted(days = 0): World {
  const world = aWorldWith(milo, bea);
  asks(world);
  proposes(world, [milo]);
  answers(world, milo, 'accept', { time: firstTime, place: 'video' });
  for (const [id, one] of world.relationships)
    world.relationships.set(id, { ...one, state: 'ended', ending: 'never-started' });
  world.pass(days);
  world.fire(to('triage', 'back-in-queue', theRequest(world).id));
  return world;
}

const menteeCard = (world: World) => world.reads(mentee, `request:${theRequest(world).id}`);
const triageCard = (world: World) => world.reads(coordinator, `triage:${theRequest(world).id}`);

describe('a request whose pair never started', () => {
  it('waits again, as old as it is, and its mentor is not among the candidates', () => {
    const world = aWorldWhereNotStarted();
    const request = theRequest(world);
    expect(request).toMatchObject({ state: 'waiting' });
    expect(proposalTo(world, milo).state).toBe('not-started');
    expect(triageCard(world)).toContain('it did not come to a meeting. Please put them first.');
    expect(triageCard(world)).toContain(`${milo}: accepted, and it did not come to a meeting`);
    const form = world.act(coordinator, to('triage', 'propose', request.id));
    const options = form.shown === 'form' ? form.open.form.fields['mentors'] : undefined;
    expect(JSON.stringify(options)).toContain(idOf(bea));
    expect(JSON.stringify(options)).not.toContain(idOf(milo));
  });

  it('tells the mentee, without a name or a fault, and asks for new times where those offered have passed', () => {
    const soon = menteeCard(aWorldWhereNotStarted());
    expect(soon).toContain('It did not come to a meeting, which is nobody’s fault.');
    expect(soon).not.toContain(milo);
    expect(soon).not.toContain('have passed');
    const late = menteeCard(aWorldWhereNotStarted(30));
    expect(late).toContain('The times that you offered have passed. Please give new ones');
  });

  it('can be matched again, and hears at least every two weeks until then', () => {
    const world = aWorldWhereNotStarted();
    const before = world.messagesTo(mentee).length;
    world.pass(15);
    expect(world.messagesTo(mentee).length).toBeGreaterThan(before);
    const again = aWorldWhereNotStarted();
    proposes(again, [bea]);
    answers(again, bea, 'accept', { time: firstTime, place: 'video' });
    expect(theRequest(again).state).toBe('matched');
    expect(menteeCard(again)).toContain(bea);
  });

  it('goes back once, however often it is asked to', () => {
    const world = aWorldWhereNotStarted();
    const sent = world.messagesTo(coordinator).length;
    world.fire(to('triage', 'back-in-queue', theRequest(world).id));
    expect(world.messagesTo(coordinator)).toHaveLength(sent);
  });

  it('that its mentee has withdrawn stays withdrawn', () => {
    const world = aWorldWhereAsked(milo);
    world.act(mentee, to('my-request', 'withdraw', theRequest(world).id));
    world.fire(to('triage', 'back-in-queue', theRequest(world).id));
    expect(theRequest(world).state).toBe('withdrawn');
  });
});
