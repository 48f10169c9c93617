/**
 * Whatever people press, in whatever order, twice, late, or not theirs to press: the promises of the asking half hold.
 * Deeds are drawn from the buttons that were really shown, and forms are filled in from what they really offer.
 */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registry } from '../../src/dialogs/registry.ts';
import { findAction } from '../../src/engine/decide.ts';
import { managesOrAssesses } from '../../src/mentoring/eligibility.ts';
import { choiceOf, isUnderWay, triagersOf } from '../../src/mentoring/asking.ts';
import { addDays, inZone, instantOf } from '../../src/mentoring/time.ts';
import type { Form, RawValues } from '../../src/ui/form.ts';
import { plainCard } from '../../src/ui/plain.ts';
import type { Target } from '../../src/ui/reference.ts';
import { actionButtons, breachesOf, formBreachesOf } from '../support/card-rules.ts';
import { aLine, aMentor, aScheme, idOf } from '../support/asking-facts.ts';
import { to } from '../support/asking-deeds.ts';
import { aWorld } from '../support/asking-world.ts';
import type { World } from '../support/asking-world.ts';

const mentees = ['Asha Testwell', 'Omar Makebelieve', 'Pia Invented'];
const mentors = ['Milo Placeholder', 'Bea Better', 'Cy Anon', 'Boss Hogwash'];
const coordinators = ['Cora Sampleton', 'Cole Standin'];
const everybody = [...mentees, ...mentors, ...coordinators];

/** The dialogs that this world can run; the others only have to be there. */
const ours = new Set(['ask', 'offer', 'my-request', 'triage', 'answer-proposal', 'referral']);

/** Whether a control leads to something that a person can use. */
function exists(target: Target): boolean {
  const found = findAction(registry, target);
  return found !== undefined && 'may' in found.action;
}

type Deed =
  /** Somebody uses a control that somebody was shown; `seed` fills in the form. */
  | {
      readonly deed: 'press';
      readonly newest: boolean;
      readonly which: number;
      readonly who: number | undefined;
      readonly seed: number;
    }
  /** The right person does the obvious thing next, so that stories get somewhere. */
  | { readonly deed: 'go-on'; readonly which: number; readonly seed: number }
  | { readonly deed: 'ask'; readonly who: number; readonly seed: number }
  | { readonly deed: 'pause'; readonly who: number }
  | { readonly deed: 'block'; readonly mentee: number; readonly mentor: number }
  | { readonly deed: 'pass'; readonly days: number }
  /** The carrier lost track and wakes a dialog that had been told to forget. */
  | { readonly deed: 'stray-timer'; readonly which: number };

const aDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ deed: fc.constant('go-on' as const), which: fc.nat(), seed: fc.nat() }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      deed: fc.constant('press' as const),
      newest: fc.boolean(),
      which: fc.nat(),
      // Mostly whoever the card was for, now and then somebody else.
      who: fc.option(fc.nat(), { nil: undefined, freq: 6 }),
      seed: fc.nat(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ deed: fc.constant('ask' as const), who: fc.nat(), seed: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('pause' as const), who: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({ deed: fc.constant('block' as const), mentee: fc.nat(), mentor: fc.nat() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ deed: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 16 }) }),
  },
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('stray-timer' as const), which: fc.nat() }) },
);

function pick<T>(all: readonly T[], number: number): T | undefined {
  return all[number % Math.max(1, all.length)];
}

/** Fills in a form with something it offers; now and then leaves an optional field empty. */
function fill(form: Form, seed: number, world: World): RawValues {
  const today = inZone(world.now(), 'Europe/London').date;
  let state = seed;
  const draw = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) % below; // the low bits of such a generator only take turns
  };
  const values: Record<string, string | readonly string[]> = {};
  for (const [id, field] of Object.entries(form.fields)) {
    // A time mostly goes with its date, as people fill them in.
    const withDate = id.startsWith('time') && values[id.replace('time', 'date')] !== undefined;
    const skip = id.startsWith('time') ? draw(10) === 0 || !withDate : draw(2) === 0;
    if (!field.required && skip) continue;
    switch (field.kind) {
      case 'oneOf':
        values[id] = field.options[draw(field.options.length)]?.value ?? '';
        break;
      case 'manyOf':
        values[id] = field.options
          .filter(() => draw(2) === 0)
          .slice(0, field.max)
          .map(({ value }) => value);
        break;
      case 'date':
        values[id] = field.max !== undefined && field.max <= today ? field.max : addDays(today, 1 + draw(40));
        break;
      case 'time':
        values[id] = `${String(8 + draw(12)).padStart(2, '0')}:00`;
        break;
      case 'yesNo':
        values[id] = draw(2) === 0 ? 'yes' : 'no';
        break;
      case 'number':
        values[id] = String(field.min + draw(2));
        break;
      case 'person':
        values[id] = idOf(pick(mentors, draw(100)) ?? '');
        break;
      case 'people':
        values[id] = [idOf(pick(mentors, draw(100)) ?? '')];
        break;
      default:
        values[id] = 'Some words.';
    }
  }
  return values;
}

type History = {
  readonly shared: Set<string>;
  readonly everSet: { readonly key: string; readonly to: Target }[];
};

function run(world: World, deed: Deed, history: History): void {
  switch (deed.deed) {
    case 'ask': {
      const name = pick(mentees, deed.who) ?? '';
      use(world, name, to('ask', 'start', idOf(name)), deed.seed, history);
      break;
    }
    case 'go-on': {
      const steps = nextSteps(world);
      const step = pick(steps, deed.which);
      if (step !== undefined) use(world, step.name, step.to, deed.seed, history);
      break;
    }
    case 'press': {
      const cards = deed.newest ? world.messages.slice(-8) : world.shown;
      const controls = cards.flatMap((one) =>
        actionButtons(one.card).map((button) => ({ ...button, owner: one.to })),
      );
      const control = pick(controls, deed.which);
      if (control === undefined || !ours.has(control.to.dialog)) return;
      const owner = world.people[control.owner]?.name ?? '';
      const who = deed.who === undefined ? owner : (pick(everybody, deed.who) ?? owner);
      use(world, who, control.to, deed.seed, history);
      break;
    }
    case 'pause': {
      const name = pick(mentors, deed.who) ?? '';
      use(world, name, to('offer', 'pause', idOf(name)), deed.who, history);
      break;
    }
    case 'block': {
      // Mostly between two who are just being brought together: otherwise hardly a block would ever matter.
      const open = pick(
        [...world.proposals.values()].filter(({ state }) => state === 'open'),
        deed.mentee,
      );
      const menteeId = world.requests.get(open?.requestId ?? '')?.menteeId;
      if (open !== undefined && menteeId !== undefined) world.blocks.push([menteeId, open.mentorId]);
      else
        world.blocks.push([idOf(pick(mentees, deed.mentee) ?? ''), idOf(pick(mentors, deed.mentor) ?? '')]);
      break;
    }
    case 'pass':
      world.pass(deed.days);
      break;
    case 'stray-timer': {
      const stray = pick(history.everSet, deed.which);
      if (stray !== undefined && ours.has(stray.to.dialog)) world.fire(stray.to);
      break;
    }
    default:
      deed satisfies never;
  }
  world.fireDue();
  for (const [key, timer] of world.timers) history.everSet.push({ key, to: timer.to });
}

/** For every request that waits, choosing whom to ask; for every open proposal, each way to answer it. */
function nextSteps(world: World): readonly { readonly name: string; readonly to: Target }[] {
  const nameOf = (id: string) => world.people[id]?.name ?? '';
  const choosing = [...world.requests.values()]
    .filter(({ state }) => state === 'waiting')
    .map(({ id }) => ({ name: coordinators[0] ?? '', to: to('triage', 'propose', id) }));
  const answering = [...world.proposals.values()]
    .filter(({ state }) => state === 'open')
    .flatMap(({ id, mentorId, requestId }) => [
      ...['accept', 'counter', 'decline'].map((action) => ({
        name: nameOf(mentorId),
        to: to('answer-proposal', action, id),
      })),
      {
        name: nameOf(world.requests.get(requestId)?.menteeId ?? ''),
        to: to('answer-proposal', 'choose', id),
      },
    ]);
  return [...choosing, ...answering];
}

/** Presses a control; a form is filled in and sent, and its own rules are checked. */
function use(world: World, name: string, target: Target, seed: number, history: History): void {
  const opened = world.act(name, target);
  if (opened.shown !== 'form') return;
  expect(formBreachesOf(opened.open.form)).toEqual([]);
  const values = fill(opened.open.form, seed, world);
  const answer = world.act(name, target, values);
  if (
    target.action === 'decline' &&
    answer.shown === 'card' &&
    values['share'] === 'yes' &&
    values['message']
  )
    history.shared.add(target.subject);
}

function theWorld(): World {
  const world = aWorld({
    people: everybody,
    schemes: [aScheme({ coordinatorIds: coordinators.map(idOf) })],
    lines: [aLine(mentees[0] ?? '', 'Boss Hogwash')],
  });
  for (const [index, name] of mentors.entries())
    world.addOffer(
      aMentor(name, { capacity: 1 + (index % 2), areas: ['exams', 'confidence'].slice(index % 2) }),
    );
  return world;
}

function checkPromises(
  world: World,
  before: { relationships: number; shown: number },
  history: History,
): void {
  const proposals = [...world.proposals.values()];
  const relationships = [...world.relationships.values()];

  for (const request of world.requests.values()) {
    const its = proposals.filter((one) => one.requestId === request.id);
    const accepted = its.filter((one) => one.state === 'accepted');
    const open = its.filter((one) => one.state === 'open');
    const pairs = relationships.filter((one) => one.requestId === request.id);
    expect(accepted.length, 'one accepted proposal at most').toBeLessThanOrEqual(1);
    expect(pairs.length, 'matched means exactly one relationship').toBe(request.state === 'matched' ? 1 : 0);
    expect(accepted.map((one) => one.mentorId)).toEqual(pairs.map((one) => one.mentorId));
    const suggested = [...world.referrals.values()].filter((one) => one.requestId === request.id);
    const asked = suggested.filter((one) => one.state === 'asked');
    expect(request.state === 'proposed', 'proposed means that somebody has it').toBe(
      open.length + asked.length > 0,
    );
    expect(open.length + asked.length, 'three at once at most').toBeLessThanOrEqual(3);
    const named = suggested.flatMap(({ state, colleagueId }) =>
      state === 'not-asked' || colleagueId === undefined ? [] : [colleagueId],
    );
    expect(new Set(named).size, 'nobody is suggested to twice').toBe(named.length);
    for (const one of suggested) {
      expect(one.colleagueId, 'nobody suggests themselves').not.toBe(one.byId);
      expect(one.colleagueId, 'nobody mentors themselves').not.toBe(request.menteeId);
    }
    expect(new Set(open.map((one) => one.mentorId)).size, 'nobody has it twice').toBe(open.length);

    const keys = [...world.timers.keys()];
    expect(keys.includes(`request:${request.id}:keep-posted`), 'whoever waits will hear').toBe(
      isUnderWay(request),
    );
    for (const one of its)
      expect(keys.includes(`proposal:${one.id}:expire`), 'an open proposal will end').toBe(
        one.state === 'open',
      );
    for (const one of suggested)
      expect(keys.includes(`referral:${one.id}:expire`), 'a question to a colleague will end').toBe(
        one.state === 'asked',
      );
    for (const id of isUnderWay(request)
      ? triagersOf(aScheme({ coordinatorIds: coordinators.map(idOf) }), request)
      : [])
      expect(
        world.messages.some((one) => one.to === id && one.slot === `triage:${request.id}`),
        'the coordinators know of it',
      ).toBe(true);
  }

  for (const pair of relationships.slice(before.relationships)) {
    const offer = [...world.offers.values()].find((one) => one.personId === pair.mentorId);
    const mentored = relationships.filter((one) => one.mentorId === pair.mentorId).length;
    expect(mentored, 'never more than the mentor has places for').toBeLessThanOrEqual(offer?.capacity ?? 0);
    const request = world.requests.get(pair.requestId);
    if (request === undefined) throw new Error('A relationship out of nowhere');
    expect(
      managesOrAssesses(
        { request, reportingLines: [aLine(mentees[0] ?? '', 'Boss Hogwash')] },
        pair.mentorId,
      ),
    ).toBe(false);
    expect(world.blocks.some(([one, other]) => one === pair.menteeId && other === pair.mentorId)).toBe(false);
    const booked = [...world.meetings.values()].filter((one) => one.relationshipId === pair.id);
    expect(booked.length, 'accepting is booking').toBe(1);
    for (const { start } of booked)
      expect(instantOf(start).getTime()).toBeGreaterThan(world.now().getTime() - 1);
  }

  // Messages show what is; no button is left that could only disappoint.
  for (const { card } of world.messages)
    for (const { to: target } of actionButtons(card)) {
      if (target.dialog === 'answer-proposal')
        expect(world.proposals.get(target.subject)?.state, `${card.title}: ${target.action}`).toBe(
          target.action === 'take-back' ? 'declined' : 'open',
        );
      if (target.dialog === 'referral')
        expect(world.referrals.get(target.subject)?.state, `${card.title}: ${target.action}`).toBe(
          target.action === 'pass-on' ? 'outside' : 'asked',
        );
      if (target.dialog === 'triage' || target.action === 'withdraw') {
        const request = world.requests.get(target.subject);
        expect(request && isUnderWay(request), `${card.title}: ${target.action}`).toBe(true);
      }
    }

  for (const mentee of mentees) {
    const shown = world.shown
      .slice(before.shown)
      .filter((one) => one.to === idOf(mentee))
      .map((one) => plainCard(one.card));
    for (const mentor of mentors) {
      const known =
        relationships.some((one) => one.menteeId === idOf(mentee) && one.mentorId === idOf(mentor)) ||
        proposals.some((one) => one.mentorId === idOf(mentor) && history.shared.has(one.id)) ||
        [...world.requests.values()].some(
          (one) => one.menteeId === idOf(mentee) && choiceOf(one).includes(idOf(mentor)),
        );
      if (!known)
        expect(
          shown.filter((text) => text.includes(mentor)),
          `${mentor} is not named`,
        ).toEqual([]);
    }
  }
}

describe('asking, proposing and answering', () => {
  it('keeps every promise, whatever is pressed and in whatever order', { timeout: 60_000 }, () => {
    const reached = { matched: 0, declined: 0, countered: 0, expired: 0, withdrawn: 0 };
    fc.assert(
      fc.property(fc.array(aDeed, { minLength: 10, maxLength: 50, size: 'max' }), (deeds) => {
        const world = theWorld();
        const history: History = { shared: new Set(), everSet: [] };
        run(world, { deed: 'ask', who: 0, seed: 1 }, history);
        for (const deed of deeds) {
          const before = { relationships: world.relationships.size, shown: world.shown.length };
          run(world, deed, history);
          checkPromises(world, before, history);
        }
        expect(world.shown.flatMap(({ card }) => breachesOf(card, exists))).toEqual([]);
        const states = [...world.proposals.values()].map(({ state }) => state);
        reached.matched += world.relationships.size;
        reached.declined += states.filter((state) => state === 'declined').length;
        reached.expired += states.filter((state) => state === 'expired').length;
        reached.withdrawn += states.filter((state) => state === 'withdrawn').length;
        reached.countered += [...world.proposals.values()].filter(
          (one) => one.counterTimes !== undefined,
        ).length;
      }),
      { numRuns: 120, interruptAfterTimeLimit: 20_000 },
    );
    // A run in which nothing happened would keep every promise too.
    for (const [what, times] of Object.entries(reached)) expect(times, what).toBeGreaterThan(10);
  });
});
