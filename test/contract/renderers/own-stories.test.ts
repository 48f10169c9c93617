/**
 * People with the longest names press whatever they are shown, in any order, and answer at any length: every card and
 * form on the way is shown whole on both platforms. What the scenes of `own-dialogs` do not think of is found here.
 */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RawValues } from '../../../src/ui/form.ts';
import type { Target } from '../../../src/ui/reference.ts';
import type { Card } from '../../../src/ui/view.ts';
import { aMentor, aScheme, coordinator, idOf } from '../../support/asking-facts.ts';
import { aWorld } from '../../support/asking-world.ts';
import { actionButtons } from '../../support/card-rules.ts';
import { aPair, mentee, mentor } from '../../support/pair-facts.ts';
import { aPairWorld } from '../../support/pair-world.ts';
import { anyAnswers, longestAnswers } from './answers.ts';
import { complaintsAbout } from './both-platforms.ts';
import type { View } from './every-action.ts';
import { aSchemeIn, peopleIn, zone } from './longest-people.ts';
import { longestName, scripts } from './longest-words.ts';
import type { Script } from './longest-words.ts';
import { different } from './looks.ts';
import { nonsenseIn } from './plain-sense.ts';

const step = fc.record({
  who: fc.nat(),
  /** Which of the buttons on the newest cards, or now and then which of the words that can be typed. */
  which: fc.nat(),
  types: fc.constantFrom(false, false, false, true),
  answers: fc.constantFrom('longest', 'any', 'none'),
  seed: fc.nat(),
  hours: fc.constantFrom(0, 0, 0, 1, 25, 24 * 15),
});
const story = fc.array(step, { minLength: 5, maxLength: 40, size: 'max' });
const script = fc.constantFrom(...scripts);

/** Every name of our stories, in long. */
function longNames(names: readonly string[], of: Script) {
  return names.map((name, index) => ({ id: idOf(name), name: longestName(of, index + 1), zone }));
}

function answersFor(
  open: Extract<View, { view: 'form' }>['open'],
  how: 'longest' | 'any',
  of: Script,
  seed: number,
): RawValues {
  if (how === 'longest') return longestAnswers(open.form, of);
  return fc.sample(anyAnswers(open.form), { seed, numRuns: 1 })[0] ?? {};
}

/** Every other time what most people would press, so that stories get somewhere. */
function choose<T extends { readonly style?: string | undefined }>(
  all: readonly T[],
  which: number,
): T | undefined {
  const likely = all.filter(({ style }) => style === 'primary');
  const among = which % 2 === 0 && likely.length > 0 ? likely : all;
  return among[Math.floor(which / 2) % Math.max(1, among.length)];
}

function checkAll(views: readonly View[], people: Parameters<typeof complaintsAbout>[1]): void {
  for (const view of different(views))
    expect([...complaintsAbout(view, people), ...nonsenseIn(view, false)], view.from.join(' ')).toEqual([]);
}

const entries = (name: string): readonly Target[] =>
  [
    ['ask', 'start'],
    ['offer', 'start'],
    ['offer', 'pause'],
    ['offer', 'resume'],
    ['offer', 'close'],
  ].map(([dialog = '', action = '']) => ({ dialog, action, subject: idOf(name) }));

test('while somebody asks, is put to mentors, and is answered', { timeout: 120_000 }, () => {
  const names = [mentee, coordinator, mentor, 'Bea Better', 'Cy Anon'];
  const seen = { forms: 0, messages: 0, matched: 0 };
  fc.assert(
    fc.property(script, story, (of, steps) => {
      const coordinatorIds = [idOf(coordinator)];
      // Nothing to train, so that stories come to a match.
      const scheme = aSchemeIn(of, 1, { id: aScheme().id, coordinatorIds, modules: [] });
      const world = aWorld({
        people: [...longNames(names, of), ...Object.values(peopleIn(of))],
        schemes: [scheme],
      });
      for (const name of names.slice(2))
        world.addOffer(aMentor(name, { areas: scheme.areas.map(({ value }) => value), capacity: 3 }));
      const views: View[] = [];
      const act = (name: string, to: Target, how: (typeof steps)[number]['answers'], seed: number) => {
        const first = world.act(name, to);
        if (first.shown !== 'form') return;
        views.push({ view: 'form', open: first.open, from: ['story', to.dialog, to.action] });
        const answers = how === 'none' ? {} : answersFor(first.open, how, of, seed);
        const second = world.act(name, to, answers);
        if ('open' in second)
          views.push({ view: 'form', open: second.open, from: ['story', to.dialog, to.action] });
      };
      act(mentee, { dialog: 'ask', action: 'start', subject: idOf(mentee) }, 'longest', 1);
      for (const { who, which, types, answers, seed, hours } of steps) {
        const fresh = world.shown.slice(-6).flatMap(({ to, card }) => {
          // A form may choose people who play no part in the story.
          const owner = names.find((name) => idOf(name) === to);
          return owner === undefined
            ? []
            : actionButtons(card)
                .filter((one) => !['relationship', 'desk', 'meeting', 'reminders'].includes(one.to.dialog))
                .map((one) => ({ owner, to: one.to, style: one.style }));
        });
        const pressed = types ? undefined : choose(fresh, which);
        const name = names[who % names.length] ?? '';
        const typed = entries(name)[which % 5];
        if (pressed !== undefined) act(pressed.owner, pressed.to, answers, seed);
        else if (typed !== undefined) act(name, typed, answers, seed);
        world.pass(hours / 24);
      }
      views.push(
        ...world.shown.map(({ card }): View => ({
          view: 'answer',
          card,
          from: ['story', 'asking', card.title],
        })),
      );
      checkAll(views, world.people);
      seen.forms += views.filter(({ view }) => view === 'form').length;
      seen.messages += world.shown.length;
      seen.matched += world.relationships.size;
    }),
    { numRuns: 40, interruptAfterTimeLimit: 25_000 },
  );
  // A run in which nothing happened would keep every promise too.
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0);
});

test('while a pair meets, agrees, records, pauses and ends', { timeout: 120_000 }, () => {
  const seen = { forms: 0, cards: 0, meetings: 0 };
  const words = ['', 'help', 'meetings', 'record', 'pause', 'end', 'privacy', 'admin', 'mettings'];
  fc.assert(
    fc.property(script, story, (of, steps) => {
      const [one, two] = longNames([mentee, mentor], of);
      const world = aPairWorld(
        aPair()
          .with({ cadenceDays: 14 })
          .called({ mentee: one?.name ?? '', mentor: two?.name ?? '' })
          .inScheme(
            aSchemeIn(of, 1, { id: aScheme().id, coordinatorIds: [idOf(coordinator), idOf(mentor)] }),
          ),
      );
      const both = [mentee, mentor];
      const act = (name: string, to: Target, how: (typeof steps)[number]['answers'], seed: number) => {
        const first = world.act(name, to);
        if (first.shown !== 'form' || how === 'none') return;
        world.act(name, first.open.to, answersFor(first.open, how, of, seed));
      };
      act(
        mentee,
        { dialog: 'relationship', action: 'book', subject: idOf('relationship: one') },
        'longest',
        1,
      );
      for (const { who, which, types, answers, seed, hours } of steps) {
        const name = both[who % 2] ?? '';
        const cards: readonly Card[] = [...world.messagesTo(name).map(({ card }) => card), ...world.shown];
        // The bank and what a person chooses for themselves are in no pair's world.
        const fresh = cards
          .slice(-6)
          .flatMap(actionButtons)
          .filter(({ to }) => !['bank', 'reminders'].includes(to.dialog));
        const pressed = types ? undefined : choose(fresh, which);
        if (pressed !== undefined) act(name, pressed.to, answers, seed);
        else world.type(name, words[which % words.length] ?? '');
        world.until(new Date(world.now().getTime() + hours * 3_600_000));
      }
      world.act(mentee, { dialog: 'desk', action: 'home', subject: idOf(mentee) });
      const home = world.sent.at(-1);
      const cards = [...world.sent.slice(0, -1), ...world.shown];
      checkAll(
        [
          ...(home === undefined
            ? []
            : [{ view: 'home', card: home, from: ['story', 'pair', 'home'] } as const]),
          ...cards.map((card): View => ({ view: 'answer', card, from: ['story', 'pair', card.title] })),
          ...world.forms.map((open): View => ({
            view: 'form',
            open,
            from: ['story', 'pair', open.form.title],
          })),
        ],
        { ...world.rows().people, ...peopleIn(of) },
      );
      seen.forms += world.forms.length;
      seen.cards += cards.length;
      seen.meetings += world.rows().meetings.length;
    }),
    { numRuns: 40, interruptAfterTimeLimit: 25_000 },
  );
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0);
});
