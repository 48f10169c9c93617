import { describe, expect, test } from 'vitest';
import { plainCard } from '../../../src/ui/plain.ts';
import {
  answers,
  asks,
  aWorldWith,
  everythingShownTo,
  proposalTo,
  proposes,
  theRequest,
  to,
} from '../../support/asking-deeds.ts';
import { aMentor, coordinator, idOf, mentee } from '../../support/asking-facts.ts';
import type { Answer, World } from '../../support/asking-world.ts';

const mo = 'Mo Example';
const nia = 'Nia Example';

function act(world: World, action: string, values?: Record<string, string>): Answer {
  return world.act(coordinator, to('triage', action, theRequest(world).id), values);
}

function words(answer: Answer): string {
  return answer.shown === 'card' ? plainCard(answer.card) : JSON.stringify(answer);
}

describe('a coordinator names somebody', () => {
  test('who is asked, though they are on no short list', () => {
    const world = aWorldWith(mo, nia);
    asks(world);
    act(world, 'somebody', { mentor: idOf(nia) });
    expect(proposalTo(world, nia).state).toBe('open');
    expect(everythingShownTo(world, nia)).toContain('is looking for a mentor');
  });

  test('and reads why they cannot be asked, in the form, with what to do', () => {
    const world = aWorldWith(mo, nia);
    world.addOffer(aMentor(nia, { capacity: 0 }));
    asks(world);
    expect(words(act(world, 'somebody', { mentor: idOf(nia) }))).toContain('has no free place');
    expect(words(act(world, 'somebody', { mentor: idOf(coordinator) }))).toContain(
      'does not offer to mentor',
    );
  });

  test('and a private block reads like a pause', () => {
    const blocked = aWorldWith(nia);
    blocked.blocks.push([idOf(nia), idOf(mentee)]);
    asks(blocked);
    const paused = aWorldWith(nia);
    paused.addOffer(aMentor(nia, { state: 'paused', pausedUntil: '2027-03-01' }));
    asks(paused);
    const [one, other] = [blocked, paused].map((world) => {
      const answer = act(world, 'somebody', { mentor: idOf(nia) });
      return answer.shown === 'rejected' ? answer.open.errors : words(answer);
    });
    expect(one).toEqual({ mentor: `${nia} is not available at the moment. Please choose somebody else.` });
    expect(one).toEqual(other);
  });
});

const form = (world: World): string => JSON.stringify(act(world, 'somebody'));

describe('why not others', () => {
  test('is read where somebody is named: ten at most, with the reason', () => {
    const full = Array.from({ length: 12 }, (_, number) => `Mentor Example ${number + 10}`);
    const world = aWorldWith(mo, ...full);
    for (const name of full) world.addOffer(aMentor(name, { capacity: 0 }));
    asks(world);
    const shown = form(world);
    expect(shown).toContain('Mentor Example 19 has no free place: they take nobody at present');
    expect(shown).not.toContain('Mentor Example 20');
    expect(shown).toContain('And two others.');
    expect(shown).not.toContain(mo);
  });

  test('is not read where everybody can be asked', () => {
    const world = aWorldWith(mo);
    asks(world);
    expect(form(world)).not.toContain('Why not others');
  });

  test('never names who is not available: of a list beside the desk a private block could be told', () => {
    const seen = [true, false].map((blocked) => {
      const world = aWorldWith(mo, nia);
      world.addOffer(aMentor(mo, { capacity: 0 }));
      if (blocked) world.blocks.push([idOf(nia), idOf(mentee)]);
      else world.addOffer(aMentor(nia, { state: 'paused', pausedUntil: '2027-03-01' }));
      asks(world);
      return form(world);
    });
    expect(seen[0]).toContain(mo);
    expect(seen[0]).not.toContain(nia);
    expect(seen[0]).toBe(seen[1]);
  });
});

describe('a proposal that a coordinator takes back', () => {
  test('is withdrawn with thanks, and the request can be put to others', () => {
    const world = aWorldWith(mo, nia);
    asks(world);
    proposes(world, [mo]);
    act(world, 'take-back', { proposal: proposalTo(world, mo).id });
    expect(proposalTo(world, mo).state).toBe('withdrawn');
    expect(theRequest(world).state).toBe('waiting');
    const told = world.reads(coordinator, `triage:${theRequest(world).id}`);
    expect(told).toContain('A coordinator has taken it back from the mentor who had it');
    expect(told).not.toContain('can take it on');
    proposes(world, [nia]);
    expect(theRequest(world).state).toBe('proposed');
  });

  test('leaves the others as they are', () => {
    const world = aWorldWith(mo, nia);
    asks(world);
    proposes(world, [mo, nia]);
    act(world, 'take-back', { proposal: proposalTo(world, mo).id });
    expect(proposalTo(world, nia).state).toBe('open');
    expect(theRequest(world).state).toBe('proposed');
  });

  test('that was answered meanwhile is not there to be taken back', () => {
    const world = aWorldWith(mo);
    asks(world);
    proposes(world, [mo]);
    answers(world, mo, 'decline', { reason: 'no-time' });
    expect(act(world, 'take-back').shown).toBe('card');
    expect(proposalTo(world, mo).state).toBe('declined');
  });
});

describe('a reminder that a coordinator asks for', () => {
  test('brings the one reminder forward', () => {
    const world = aWorldWith(mo);
    asks(world);
    proposes(world, [mo]);
    const key = `proposal:${proposalTo(world, mo).id}:remind`;
    expect(world.timers.get(key)?.at.getTime()).toBeGreaterThan(world.now().getTime());
    expect(words(act(world, 'remind'))).toContain(mo);
    expect(world.timers.get(key)?.at.getTime()).toBeLessThanOrEqual(world.now().getTime());
  });

  test('comes once, however often the coordinator asks', () => {
    const world = aWorldWith(mo);
    asks(world);
    proposes(world, [mo]);
    const key = `proposal:${proposalTo(world, mo).id}:remind`;
    act(world, 'remind');
    world.pass(1);
    expect(world.timers.has(key)).toBe(false);
    expect(words(act(world, 'remind'))).toContain('Nobody is reminded of a request twice');
    expect(world.timers.has(key)).toBe(false);
  });

  test('shows the request as it is where nobody has it', () => {
    const world = aWorldWith(mo);
    asks(world);
    expect(words(act(world, 'remind'))).toContain('asks for a mentor');
  });
});
