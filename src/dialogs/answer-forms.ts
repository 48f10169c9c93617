/** The forms with which a proposal is answered; each gives way to a card once there is nothing left to fill in. */

import { isUnderWay, timesToCome } from '../mentoring/asking.ts';
import { freePlaces, isOfferOpen } from '../mentoring/eligibility.ts';
import type { ProposalFacts } from '../mentoring/facts.ts';
import { inZone, sayWhen } from '../mentoring/time.ts';
import { nameOf, zoneOf } from '../mentoring/wording.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import { text } from '../ui/view.ts';
import type { Card } from '../ui/view.ts';
import { placeField, reasonChoices } from './asking-words.ts';
import { cannotAcceptCard, chooseEndedCard, endedProposalCard, noTimesLeftCard } from './proposal-cards.ts';
import { timeFields } from './time-fields.ts';

/** The mentee can make none of the times that the mentor suggested. */
export const NONE_SUITS = 'none';

/** Several of these stand on one card of the coordinators. */
const MESSAGE_LENGTH = 400;

export type AcceptValues = ValuesOf<typeof acceptForm>;
export type CounterValues = ValuesOf<typeof counterForm>;
export type DeclineValues = ValuesOf<typeof declineForm>;
export type ChooseValues = ValuesOf<typeof chooseForm>;

type ValuesOf<Build extends (...args: never[]) => unknown> =
  Exclude<ReturnType<Build>, Card> extends {
    readonly fields: infer F extends Parameters<typeof form>[0]['fields'];
  }
    ? FormValues<F>
    : never;

export function acceptForm(facts: ProposalFacts, now: Date) {
  const { request, people, proposal } = facts;
  const instead = ended(facts) ?? obstacle(facts, now);
  if (instead !== undefined) return instead;
  const mentee = nameOf(people, request.menteeId);
  const times = timesToCome(request.times, now);
  if (times.length === 0) return noTimesLeftCard(proposal, mentee);
  const zone = zoneOf(people, proposal.mentorId);
  return form({
    title: 'Accept and book',
    intro: [
      text(
        `You become ${mentee}’s mentor, and your first meeting is booked at once. Both of you get a calendar file.`,
      ),
    ],
    fields: {
      time: {
        kind: 'oneOf',
        label: 'When will you first meet?',
        options: times.map(({ index, at }) => ({ value: String(index), label: sayWhen(at, zone) })),
        required: true,
      },
      place: placeField(request.place, offerOf(facts)?.place),
    },
    submit: 'Accept and book',
  });
}

export function counterForm(facts: ProposalFacts, now: Date) {
  const { request, people, proposal } = facts;
  const instead = ended(facts) ?? obstacle(facts, now);
  if (instead !== undefined) return instead;
  const mentee = nameOf(people, request.menteeId);
  return form({
    title: 'Suggest other times',
    intro: [
      text(
        `${mentee} chooses one of these, and your first meeting is booked at once. Until then they are not told who suggests them.`,
      ),
    ],
    fields: timeFields(
      zoneOf(people, proposal.mentorId),
      now,
      'Leave a few days, so that there is time to choose.',
    ),
    submit: 'Suggest these times',
  });
}

export function declineForm(facts: ProposalFacts) {
  const instead = ended(facts);
  if (instead !== undefined) return instead;
  return form({
    title: 'Decline this request',
    intro: [text('Thank you for answering: it lets somebody else be asked soon. A no needs no excuse.')],
    fields: {
      reason: {
        kind: 'oneOf',
        label: 'What is the main reason?',
        hint: 'Only the coordinators see it.',
        options: reasonChoices,
        required: true,
      },
      message: {
        kind: 'longText',
        label: 'Would you like to add anything?',
        hint: 'Optional, for the coordinators. If you know a colleague who would suit better, name them here.',
        maxLength: MESSAGE_LENGTH,
        required: false,
      },
      share: {
        kind: 'yesNo',
        label: 'May the person asking read it, with your name?',
        hint: 'With no, they never learn that you were asked.',
        required: false,
      },
    },
    submit: 'Decline',
  });
}

export function chooseForm(facts: ProposalFacts, now: Date) {
  const { request, people, proposal } = facts;
  if (ended(facts) !== undefined || proposal.counterTimes === undefined) return chooseEndedCard;
  const zone = zoneOf(people, request.menteeId);
  const times = timesToCome(proposal.counterTimes, now);
  return form({
    title: 'Choose a time',
    intro: [
      text(
        times.length === 0
          ? 'The times that the mentor suggested have passed. Let them know, and they can suggest others.'
          : 'Your first meeting is booked at once, and you learn who your mentor is. Both of you get a calendar file.',
      ),
    ],
    fields: {
      time: {
        kind: 'oneOf',
        label: 'When will you first meet?',
        options: [
          ...times.map(({ index, at }) => ({ value: String(index), label: sayWhen(at, zone) })),
          { value: NONE_SUITS, label: 'None of these times suits me' },
        ],
        required: true,
      },
      place: placeField(request.place, offerOf(facts)?.place),
    },
    submit: 'Send my choice',
  });
}

/** The story has ended: the card that says how. */
function ended({ request, proposal, people }: ProposalFacts): Card | undefined {
  if (proposal.state === 'open' && isUnderWay(request)) return undefined;
  return endedProposalCard(proposal, zoneOf(people, proposal.mentorId));
}

/** What the mentor can put right themselves, told before they fill anything in. */
function obstacle(facts: ProposalFacts, now: Date): Card | undefined {
  const { proposal, people, pool } = facts;
  const mentor = pool.find(({ offer }) => offer.personId === proposal.mentorId);
  const today = inZone(now, zoneOf(people, proposal.mentorId)).date;
  if (mentor === undefined || !isOfferOpen(mentor.offer, today))
    return cannotAcceptCard(facts, 'not-offering');
  return freePlaces(mentor) === 0 ? cannotAcceptCard(facts, 'full') : undefined;
}

function offerOf({ pool, proposal }: ProposalFacts) {
  return pool.find(({ offer }) => offer.personId === proposal.mentorId)?.offer;
}
