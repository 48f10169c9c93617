import { describe, expect, it } from 'vitest';
import { actionButtons } from '../../support/card-rules.ts';
import { coordinator, mentee } from '../../support/asking-facts.ts';
import {
  answers,
  asks,
  aWorldWhereAsked,
  aWorldWith,
  firstTime,
  proposalTo,
  theRequest,
  to,
} from '../../support/asking-deeds.ts';
import { plain } from '../../support/asking-world.ts';
import type { World } from '../../support/asking-world.ts';

const milo = 'Milo Placeholder';
const withdraw = (world: World) => world.act(mentee, to('my-request', 'withdraw', theRequest(world).id));

describe('withdrawing a request', () => {
  it('is confirmed first', () => {
    const world = aWorldWith();
    asks(world);
    const buttons = world.messagesTo(mentee).flatMap(({ card }) => actionButtons(card));
    expect(buttons.find(({ to: { action } }) => action === 'withdraw')?.confirm?.title).toBe(
      'Withdraw your request?',
    );
  });

  it('closes it for everybody, without a reason, and silences every reminder', () => {
    const world = aWorldWhereAsked(milo);
    expect(plain(withdraw(world))).toContain('You withdrew your request');
    expect(theRequest(world).state).toBe('withdrawn');
    expect(proposalTo(world, milo).state).toBe('withdrawn');
    expect(world.reads(milo, `proposal:${proposalTo(world, milo).id}`)).toContain(
      'This request is no longer open',
    );
    expect(world.reads(coordinator, `triage:${theRequest(world).id}`)).toContain(
      `${mentee} withdrew their request`,
    );
    expect([...world.timers.keys()]).toEqual([]);
  });

  it('may be followed by asking again', () => {
    const world = aWorldWith();
    asks(world);
    withdraw(world);
    asks(world);
    expect([...world.requests.values()].map(({ state }) => state)).toEqual(['withdrawn', 'waiting']);
  });

  it('after a mentor has accepted changes nothing and says how it stands', () => {
    const world = aWorldWhereAsked(milo);
    answers(world, milo, 'accept', { time: firstTime, place: 'video' });
    expect(plain(withdraw(world))).toContain(`${milo} is your mentor in Northvale mentoring.`);
    expect(theRequest(world).state).toBe('matched');
  });

  it('is for the mentee alone', () => {
    const world = aWorldWhereAsked(milo);
    for (const name of [milo, coordinator])
      for (const action of ['show', 'withdraw'])
        expect(plain(world.act(name, to('my-request', action, theRequest(world).id)))).toContain(
          'Only the person who asked for a mentor can use this.',
        );
  });
});

describe('a mentee who waits', () => {
  it('hears something at least every two weeks, for as long as it takes', () => {
    const world = aWorldWith();
    asks(world);
    const heard = () => world.messagesTo(mentee).length;
    for (let fortnight = 1; fortnight <= 4; fortnight += 1) {
      const before = heard();
      world.pass(14);
      expect(heard()).toBe(before + 1);
    }
  });

  it('has one card with buttons, however often they hear', () => {
    const world = aWorldWith(milo);
    asks(world);
    world.pass(30);
    const withButtons = world.messagesTo(mentee).filter(({ card }) => actionButtons(card).length > 0);
    expect(withButtons.length).toBe(1);
  });

  it('is not the only one who hears: the coordinators are told that it still waits', () => {
    const world = aWorldWith();
    asks(world);
    // The fourteenth day is a Sunday: on the Friday before it.
    world.pass(14);
    expect(world.reads(coordinator, `triage:${theRequest(world).id}`)).toContain(
      'Asked on 29 November 2026, twelve days ago. It still waits for you to choose whom to ask.',
    );
  });

  it('hears no more of it once it is over', () => {
    const world = aWorldWith();
    asks(world);
    withdraw(world);
    const before = world.messages.length;
    world.pass(90);
    expect(world.messages.length).toBe(before);
  });

  it('may look at it at any time', () => {
    const world = aWorldWhereAsked(milo);
    const said = plain(world.act(mentee, to('my-request', 'show', theRequest(world).id)));
    expect(said).toContain('have put your request to one mentor');
    expect(said).not.toContain(milo);
  });
});
