/** The forms with which a proposal is answered; each gives way to a card once there is nothing left to fill in. */

import { isUnderWay, latestAnswerDay, timesToCome } from '../mentoring/asking.ts';
import { freePlaces, isOfferOpen } from '../mentoring/eligibility.ts';
import type { ProposalFacts } from '../mentoring/facts.ts';
import type { Offer } from '../mentoring/records/offer.ts';
import { hasAccepted } from '../mentoring/report-back.ts';
import { addDays, inZone, sayWhen, weekdayOf } from '../mentoring/time.ts';
import { menteeLacks, mentorLacks } from '../mentoring/training.ts';
import { nameOf, zoneOf } from '../mentoring/wording.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import { text } from '../ui/view.ts';
import type { Card } from '../ui/view.ts';
import { placeField, reasonChoices } from './asking-words.ts';
import { someone } from './pair.ts';
import {
  cannotAcceptCard,
  chooseEndedCard,
  counteredCard,
  endedProposalCard,
  noTimesLeftCard,
  proposalCard,
} from './proposal-cards.ts';
import { menteeAcceptsFirstCard, newWordsCard } from './report-back-cards.ts';
import { acceptanceFields, reportBackBlocks } from './report-back-form.ts';
import { timeFields } from './time-fields.ts';
import { mentorTrainsCard, menteeTrainsCard, trainBeforeChoosingCard } from './training-cards.ts';

/** The mentee can make none of the times that the mentor suggested. */
export const NONE_SUITS = 'none';

/** Of a time that was still offered when the form was opened. Nothing was booked. */
export const TIME_GONE =
  'This time is no longer offered, and nothing is booked yet. Please choose one of those that are offered now.';

/** Several of these stand on one card of the coordinators. */
const MESSAGE_LENGTH = 400;

const CONTACT_LENGTH = 200;

export type AcceptValues = ValuesOf<typeof acceptForm>;
export type CounterValues = ValuesOf<typeof counterForm>;
export type DeclineValues = ValuesOf<typeof declineForm>;
export type ChooseValues = ValuesOf<typeof chooseForm>;
export type LaterValues = ValuesOf<typeof laterForm>;

type ValuesOf<Build extends (...args: never[]) => unknown> =
  Exclude<ReturnType<Build>, Card> extends {
    readonly fields: infer F extends Parameters<typeof form>[0]['fields'];
  }
    ? FormValues<F>
    : never;

export function acceptForm(facts: ProposalFacts, now: Date) {
  const { request, people, proposal, scheme } = facts;
  const instead = ended(facts) ?? obstacle(facts, now) ?? menteeTrains(facts, now) ?? menteeAccepts(facts);
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
      ...reportBackBlocks(scheme),
    ],
    fields: {
      time: {
        kind: 'oneOf',
        label: 'When will you first meet?',
        options: times.map(({ value, at }) => ({ value, label: sayWhen(at, zone) })),
        gone: TIME_GONE,
        required: true,
      },
      place: placeField(request.place, offerOf(facts)?.place),
      ...acceptanceFields(scheme, `Nothing else is. ${mentee} has accepted the same words.`),
    },
    submit: 'Accept and book',
  });
}

export function counterForm(facts: ProposalFacts, now: Date) {
  const { request, people, proposal, scheme } = facts;
  const instead = ended(facts) ?? obstacle(facts, now);
  if (instead !== undefined) return instead;
  const mentee = nameOf(people, request.menteeId);
  return form({
    title: 'Suggest other times',
    intro: [
      text(
        `${mentee} chooses one of these, and your first meeting is booked at once. Until then they are not told who suggests them.`,
      ),
      ...reportBackBlocks(scheme),
    ],
    fields: {
      ...timeFields(
        zoneOf(people, proposal.mentorId),
        now,
        'Leave a few days, so that there is time to choose.',
      ),
      ...acceptanceFields(scheme, 'Nothing else is. Both of you accept the same words.'),
    },
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
        hint: 'Optional, for the coordinators.',
        maxLength: MESSAGE_LENGTH,
        required: false,
      },
      share: {
        kind: 'yesNo',
        label: 'May the person asking read it, with your name?',
        hint: 'With no, they never learn that you were asked.',
        required: false,
      },
      colleague: {
        kind: 'person',
        label: 'Is there a colleague who could help?',
        hint: 'Optional. They are asked first, with your name and without that of the person asking, who learns of it only after a yes.',
        required: false,
      },
      outside: {
        kind: 'text',
        label: 'Or somebody outside?',
        hint: 'Optional. Who it is and how to reach them. The coordinators read it, and can pass it on without your name.',
        maxLength: CONTACT_LENGTH,
        required: false,
      },
    },
    submit: 'Decline',
  });
}

/** For those who answer everything on one day. `since`: from when the days to answer are counted. */
export function laterForm(facts: ProposalFacts, since: Date, now: Date) {
  const { request, people, proposal, scheme } = facts;
  const instead = ended(facts);
  if (instead !== undefined) return instead;
  if (proposal.counterTimes !== undefined) return counteredCard(facts, now);
  const zone = zoneOf(people, proposal.mentorId);
  const today = inZone(now, zone).date;
  const latest = latestAnswerDay(scheme, since, someone(people, proposal.mentorId));
  if (latest <= today) return proposalCard(facts, now, { since });
  const sunday = addDays(today, 7 - (weekdayOf(today) % 7));
  return form({
    title: 'Answer later',
    intro: [
      text(
        `You are reminded on the morning of that day, and not before. ${nameOf(people, request.menteeId)} is told that a mentor is looking at it until then, without your name.`,
      ),
    ],
    fields: {
      day: {
        kind: 'date',
        label: 'By when will you answer?',
        required: true,
        value: sunday > latest ? latest : sunday,
        min: addDays(today, 1),
        max: latest,
      },
    },
    submit: 'Remind me then',
  });
}

export function chooseForm(facts: ProposalFacts, now: Date) {
  const { request, people, proposal, scheme } = facts;
  if (ended(facts) !== undefined || proposal.counterTimes === undefined) return chooseEndedCard;
  // With new words the mentor is asked again, and so are the times.
  if (!hasAccepted(scheme, proposal)) return chooseEndedCard;
  if (!hasAccepted(scheme, request)) return newWordsCard(scheme, request);
  const lacking = menteeLacks(facts, now);
  if (lacking.length > 0) return trainBeforeChoosingCard(facts, lacking);
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
          ...times.map(({ value, at }) => ({ value, label: sayWhen(at, zone) })),
          { value: NONE_SUITS, label: 'None of these times suits me' },
        ],
        gone: TIME_GONE,
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
  const { proposal, people, pool, scheme } = facts;
  const mentor = pool.find(({ offer }) => offer.personId === proposal.mentorId);
  const today = inZone(now, zoneOf(people, proposal.mentorId)).date;
  if (mentor === undefined || !(isOfferOpen(mentor.offer, today) || isForThisOne(facts, mentor.offer)))
    return cannotAcceptCard(facts, 'not-offering');
  if (freePlaces(mentor) === 0) return cannotAcceptCard(facts, 'full');
  if (freePlaces(mentor, scheme.mostMentees) === 0)
    return cannotAcceptCard(facts, 'as-many-as-the-scheme-lets');
  const lacking = mentorLacks(facts, proposal.mentorId, now);
  return lacking.length === 0 ? undefined : mentorTrainsCard(facts, lacking);
}

/** Told before the mentor fills anything in: what the mentee has to finish first, and has been asked to. */
function menteeTrains(facts: ProposalFacts, now: Date): Card | undefined {
  const { request, people, proposal } = facts;
  const lacking = menteeLacks(facts, now);
  return lacking.length === 0
    ? undefined
    : menteeTrainsCard(nameOf(people, request.menteeId), lacking, proposal.id);
}

/** Nothing begins before the mentee has said yes to the words on what is reported back, as they are now. */
function menteeAccepts(facts: ProposalFacts): Card | undefined {
  const { request, scheme, proposal } = facts;
  return hasAccepted(scheme, request) ? undefined : menteeAcceptsFirstCard(facts, proposal.id);
}

/** A colleague who was suggested takes this one mentee without offering to anybody else. */
function isForThisOne({ referrals, proposal }: ProposalFacts, { state }: Offer): boolean {
  return (
    state === 'closed' &&
    referrals.some((one) => one.colleagueId === proposal.mentorId && one.state === 'agreed')
  );
}

function offerOf({ pool, proposal }: ProposalFacts) {
  return pool.find(({ offer }) => offer.personId === proposal.mentorId)?.offer;
}
