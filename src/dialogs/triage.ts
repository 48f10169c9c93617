/** A coordinator looks at a request and puts it to mentors. */

import type { PersonContext } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import { isUnattended, isUnderWay, MOST_ASKED_AT_ONCE, openProposals } from '../mentoring/asking.ts';
import type { RequestFacts } from '../mentoring/facts.ts';
import { rankCandidates } from '../mentoring/matching.ts';
import type { Candidate } from '../mentoring/matching.ts';
import type { Proposal } from '../mentoring/records.ts';
import { joinWords, labelsOf, nameOf, sayNumberOf, zoneOf } from '../mentoring/wording.ts';
import { form } from '../ui/form.ts';
import type { Choice, FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { card, list, note, text } from '../ui/view.ts';
import { aTriager } from './asking-rights.ts';
import { OPTION_LENGTH } from './asking-words.ts';
import { candidateOffersCard, sayCandidates } from './candidate-offers.ts';
import { dialog, formAction, insert, press, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { proposalSlot, requestSlot, sendAfresh } from './living-card.ts';
import { proposalCard } from './proposal-cards.ts';
import { elsewhereCard, glanceOf, requestCard } from './request-cards.ts';
import { proposalTimers, reviseForMentee, reviseForTriagers, tellTriagers } from './request-flow.ts';
import { withMark } from './tell-apart.ts';
import { candidateLabel, triageCard } from './triage-cards.ts';

export const triage = dialog({
  name: 'triage',
  subject: 'request',
  actions: {
    show: press(aTriager, (facts: RequestFacts, { now }) => ({
      reply: answer(triageCard(facts, now)),
      confidential: true,
    })),
    propose: formAction({
      may: aTriager,
      form: (facts: RequestFacts, { now }) => proposeForm(facts, now),
      submit: (facts: RequestFacts, values: ProposeValues, context) =>
        propose(facts, values.mentors, context),
    }),
    offers: press(aTriager, (facts: RequestFacts, { now }) => ({
      reply: answer(isUnderWay(facts.request) ? candidateOffersCard(facts, now) : triageCard(facts, now)),
    })),
    signpost: press(aTriager, (facts: RequestFacts, { now }) => signpost(facts, now)),
    /** The coordinators' first card, as soon as the request is made; again when it finds or loses who looks after it. */
    announce: timer((facts: RequestFacts, { now, args }) => announce(facts, now, args['again'] === 'yes')),
  },
});

function announce(facts: RequestFacts, now: Date, again: boolean): Outcome {
  const { request } = facts;
  if (!isUnderWay(request)) return {};
  const forMentee = sendAfresh(request.menteeId, requestSlot(request.id), requestCard(glanceOf(facts, now)));
  return {
    effects: [
      ...tellTriagers(facts, now, 'new'),
      ...(again ? forMentee : []),
      ...(!again && nobodyFits(facts, now) ? [tellElsewhere(facts, now)] : []),
    ],
  };
}

/** There is somebody to look after the request, and nobody whom they could ask: the mentee is not left to wait for that. */
function nobodyFits(facts: RequestFacts, now: Date): boolean {
  const { scheme, request, reportingLines } = facts;
  if (isUnattended(scheme, request, reportingLines)) return false;
  const { top, rest, again } = rankCandidates(facts, now);
  return top.length + rest.length + again.length === 0;
}

/** More options than anybody reads; the ranking makes the first few the ones that matter. */
const MOST_OPTIONS = 50;

const ASK_AGAIN = 'ask again, although they declined';

function proposeForm(facts: RequestFacts, now: Date) {
  const { request, scheme, people } = facts;
  const { top, rest, again } = rankCandidates(facts, now);
  const open = openProposals(facts).length;
  const free = MOST_ASKED_AT_ONCE - open;
  const askable = [...top, ...rest, ...again];
  if (!isUnderWay(request) || askable.length === 0) return triageCard(facts, now);
  if (free <= 0)
    return stillOut(
      `This request is before ${sayNumberOf(open, 'mentor', 'mentors')} already. As soon as one of them answers you hear of it, and can ask others.`,
    );
  return form({
    title: 'Put it to mentors',
    intro: [
      text(
        `${nameOf(people, request.menteeId)} asks for help with ${joinWords(labelsOf(scheme.areas, request.areas)) || 'something the scheme no longer lists'}.`,
      ),
      ...(top.length === 0 ? [] : [list(sayCandidates(facts, top, { withWords: true }), { ordered: true })]),
      ...(askable.length > MOST_OPTIONS
        ? [note(`The best ${MOST_OPTIONS} of ${askable.length} are listed.`)]
        : []),
    ],
    fields: {
      mentors: {
        kind: 'manyOf',
        label: 'Whom to ask, best fit first',
        hint:
          free === 1
            ? 'One more. The first who accepts is matched; the others are thanked.'
            : 'The first who accepts is matched; the others are thanked.',
        options: distinct(
          askable
            .slice(0, MOST_OPTIONS)
            .map((one) => optionFor(one, again.includes(one) ? [ASK_AGAIN] : one.reasons)),
        ),
        max: free,
        required: true,
      },
    },
    submit: 'Ask them',
  });
}

type ProposeValues = FormValues<Exclude<ReturnType<typeof proposeForm>, Card>['fields']>;

/** The form was built again from these facts, so whoever was chosen may be asked now. */
function propose(facts: RequestFacts, mentorIds: readonly string[], context: PersonContext): Outcome {
  const { request, people } = facts;
  const { now, newId, actor } = context;
  const proposals = mentorIds.map((mentorId): Proposal => ({
    id: newId(),
    requestId: request.id,
    mentorId,
    proposedById: actor.id,
    state: 'open',
    sentAt: now,
  }));
  const after: RequestFacts = {
    ...facts,
    request: { ...request, state: 'proposed' },
    proposals: [...facts.proposals, ...proposals],
  };
  return {
    changes: [
      ...proposals.map((proposal) => insert('proposal', proposal)),
      ...(request.state === 'proposed' ? [] : [update('request', request.id, { state: 'proposed' })]),
    ],
    effects: [
      ...proposals.map((proposal) => ({
        effect: 'send' as const,
        to: { person: proposal.mentorId },
        slot: proposalSlot(proposal.id),
        card: proposalCard({ ...after, proposal }, now),
      })),
      reviseForMentee(after, now),
      ...reviseForTriagers(after, now),
    ],
    timers: proposals.flatMap((proposal) =>
      proposalTimers(after, proposal, now, zoneOf(people, proposal.mentorId)),
    ),
    reply: replaceWith(triageCard(after, now)),
  };
}

function signpost(facts: RequestFacts, now: Date): Outcome {
  const { request, people } = facts;
  if (!isUnderWay(request)) return { reply: replaceWith(triageCard(facts, now)) };
  return {
    effects: [tellElsewhere(facts, now)],
    reply: answer(
      card(
        'They know where else to look',
        text(
          `${nameOf(people, request.menteeId)} has a message with other places that offer mentoring. The request stays open with you.`,
        ),
      ),
    ),
  };
}

function tellElsewhere(facts: RequestFacts, now: Date): Effect {
  return {
    effect: 'send',
    to: { person: facts.request.menteeId },
    card: elsewhereCard(glanceOf(facts, now), facts.outsideSchemes),
  };
}

function stillOut(why: string): Card {
  return card('Three mentors have it now', text(why));
}

function optionFor({ mentorId, name }: Candidate, reasons: readonly string[]): Choice {
  return { value: mentorId, label: candidateLabel({ name, reasons }, OPTION_LENGTH) };
}

/** Two people of one name and with the same strengths are still two options. */
function distinct(options: readonly Choice[]): readonly Choice[] {
  const seen = new Map<string, number>();
  return options.map((option) => {
    const before = seen.get(option.label) ?? 0;
    seen.set(option.label, before + 1);
    if (before === 0) return option;
    return { ...option, label: withMark(option.label, ` (${before + 1})`, OPTION_LENGTH) };
  });
}
