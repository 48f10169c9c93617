/** The desk's way to a round for everybody who waits: what it is, how many it would be for, and its beginning. */

import type { PersonContext } from '../engine/dialog.ts';
import { answer, go, replaceWith } from '../engine/reply.ts';
import { isUnderWay, triagersOf } from '../mentoring/asking.ts';
import { freePlaces, isOfferOpen } from '../mentoring/eligibility.ts';
import type { SchemeFacts } from '../mentoring/facts.ts';
import type { Round } from '../mentoring/records/round.ts';
import { isAsked } from '../mentoring/round-facts.ts';
import { ROUND_KEPT_DAYS } from '../mentoring/round-page.ts';
import { addDays, inZone, sayDate } from '../mentoring/time.ts';
import { capitalise, sayNumberOf } from '../mentoring/wording.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, empty, facts as factsBlock, note, text } from '../ui/view.ts';
import { insert, target } from './define.ts';
import type { Outcome } from './define.ts';
import { someone } from './pair.ts';
import { discardButton, planningCard, roundSlot } from './round-cards.ts';

/** Leads to the round that there is, or says what one would be. */
export function openRound(facts: SchemeFacts, { actor, now }: PersonContext): Outcome {
  const { round } = facts;
  if (round === undefined) return { reply: answer(beforeRoundCard(facts, actor.id, now)) };
  if (round.byId === actor.id) return { reply: go(target('round', 'show', round.id)) };
  return { reply: answer(anothersRoundCard(facts, round)) };
}

/** The facts are locked with the scheme, so that of two coordinators who press at once the second finds the first's. */
export function startRound(facts: SchemeFacts, context: PersonContext): Outcome {
  const { actor, now, newId } = context;
  const { waiting, places } = inRound(facts, actor.id, now);
  if (facts.round !== undefined || waiting === 0 || places === 0) return openRound(facts, context);
  const round: Round = {
    id: newId(),
    schemeId: facts.scheme.id,
    byId: actor.id,
    state: 'planning',
    startedAt: now,
  };
  const keptUntil = new Date(now.getTime() + ROUND_KEPT_DAYS * 86_400_000);
  return {
    changes: [insert('round', round)],
    effects: [{ effect: 'send', to: { person: actor.id }, slot: roundSlot(round.id), card: planningCard() }],
    timers: [
      {
        timer: 'set',
        key: `round:${round.id}:plan`,
        to: target('round', 'plan', round.id, { by: actor.id }),
        at: now,
      },
      { timer: 'set', key: `round:${round.id}:lapse`, to: target('round', 'lapse', round.id), at: keptUntil },
    ],
    reply: replaceWith(
      card(
        'The round is being planned',
        text('It comes to you in a message of its own, to be looked through before anybody is asked.'),
      ),
    ),
  };
}

function beforeRoundCard(facts: SchemeFacts, coordinatorId: string, now: Date): Card {
  const { scheme } = facts;
  const { waiting, places } = inRound(facts, coordinatorId, now);
  const toDesk = button('Open the coordinators’ desk', target('scheme-desk', 'show', scheme.id));
  if (waiting === 0)
    return card(
      'A round for everybody who waits',
      empty(
        'Nobody is waiting who could be matched now.',
        'A round is for requests that are with no mentor.',
      ),
      buttons(toDesk),
    );
  if (places === 0)
    return card(
      'A round for everybody who waits',
      text(`${capitalise(sayNumberOf(waiting, 'request waits', 'requests wait'))}.`),
      empty('No mentor has a free place.', 'You could invite colleagues to type “offer”.'),
      buttons(toDesk),
    );
  return card(
    'A round for everybody who waits',
    text(
      'Everybody who waits is matched at once, as well as can be for all of them together. You look through the pairs first; nobody is asked before you send it.',
    ),
    factsBlock({ Waiting: String(waiting), 'Free places': String(places) }),
    note(partialNote),
    buttons(button('Plan the round', target('scheme-desk', 'start-round', scheme.id), { style: 'primary' })),
  );
}

/** Always said, and always alike: a number, or its absence, would tell somebody whether a person they assess has asked. */
const partialNote =
  'Your rounds never hold people whom you manage or assess, or yourself: the other coordinators look after them.';

function anothersRoundCard({ people }: SchemeFacts, round: Round): Card {
  const { name, zone } = someone(people, round.byId);
  const since = inZone(round.startedAt, zone).date;
  return card(
    'A round is under way',
    text(
      round.state === 'sending'
        ? `${name} is sending a round now. When it is done you can plan another.`
        : `${name} has planned a round and is looking through it. A scheme has one at a time, so that nobody is planned for twice.`,
    ),
    note(
      `Planned on ${sayDate(since)}. If it is not sent by ${sayDate(addDays(since, ROUND_KEPT_DAYS))} it is discarded by itself.`,
    ),
    round.state === 'sending' ? undefined : buttons(discardButton(round.id)),
  );
}

/** How many a round of this coordinator would be for, and how many places there are beside what others are asked about. */
function inRound(
  { requests, scheme, reportingLines, pool }: SchemeFacts,
  coordinatorId: string,
  now: Date,
): { readonly waiting: number; readonly places: number } {
  const theirs = requests.filter(
    (one) =>
      isUnderWay(one.request) &&
      !isAsked(one) &&
      one.request.menteeId !== coordinatorId &&
      triagersOf(scheme, one.request, reportingLines).includes(coordinatorId),
  );
  const today = now.toISOString().slice(0, 10);
  const places = pool
    .filter(({ offer }) => isOfferOpen(offer, today))
    .reduce((sum, one) => sum + Math.max(0, freePlaces(one, scheme.mostMentees) - one.openProposals), 0);
  return { waiting: theirs.length, places };
}
