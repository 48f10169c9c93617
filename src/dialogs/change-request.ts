/**
 * A mentee changes their request while it is under way. Mentors who have it see it as it is now; whoever manages or
 * assesses the mentee after all, or is not wanted any more, is asked no longer, in the words of any request that ends.
 */

import type { PersonContext } from '../engine/dialog.ts';
import type { Effect, TimerChange } from '../engine/effect.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import { choiceOf, isUnderWay, openProposals, timesToCome, triagersOf } from '../mentoring/asking.ts';
import { hasBank, MOST_WISHES } from '../mentoring/bank.ts';
import { managesOrAssesses } from '../mentoring/eligibility.ts';
import type { RequestFacts, Someone } from '../mentoring/facts.ts';
import type { Proposal } from '../mentoring/records/proposal.ts';
import type { Request } from '../mentoring/records/request.ts';
import { nameOf, zoneOf } from '../mentoring/wording.ts';
import { cutText } from '../ui/fit.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, text } from '../ui/view.ts';
import {
  areasAndWords,
  conflictsField,
  placeField,
  TIMES_HINT,
  wrongConflicts,
  wrongWords,
} from './ask-form.ts';
import { asPlaceOrAny, OPTION_LENGTH } from './asking-words.ts';
import { target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { proposalSlot, sendAfresh } from './living-card.ts';
import { counteredCard, proposalCard } from './proposal-cards.ts';
import { glanceOf, requestCard } from './request-cards.ts';
import {
  cancelProposalTimers,
  closeCards,
  goOn,
  reviseForMentee,
  reviseForTriagers,
} from './request-flow.ts';
import type { Step } from './request-flow.ts';
import { readTimes, timeFields } from './time-fields.ts';
import { askWishes } from './wishes.ts';

export function changeForm(facts: RequestFacts, now: Date) {
  const { request, scheme, people } = facts;
  if (!isUnderWay(request)) return requestCard(glanceOf(facts, now));
  const zone = zoneOf(people, request.menteeId);
  const toCome = timesToCome(request.times, now).map(({ start }) => start);
  const chosen = choiceOf(request);
  return form({
    title: 'Change my request',
    intro: [
      text(
        openProposals(facts).length > 0
          ? 'Mentors who have your request now see it as you change it.'
          : 'Whoever reads your request from now on sees it as you change it.',
      ),
    ],
    fields: {
      ...areasAndWords(scheme, request),
      ...timeFields(zone, now, TIMES_HINT, toCome),
      place: placeField(request.place),
      ...(chosen.length > 0 && {
        wishes: {
          kind: 'manyOf',
          label: 'Whom of those you chose may we go on asking?',
          hint: 'Whoever you take out is not asked any more, and not told why.',
          options: chosen.map((id, index) => ({
            value: id,
            label: cutText(`${index + 1}. ${nameOf(people, id)}`, OPTION_LENGTH),
          })),
          value: chosen,
          required: false,
        } as const,
      }),
      conflicts: conflictsField(request.conflictIds.flatMap((id) => people[id] ?? [])),
    },
    submit: 'Change my request',
  });
}

export type ChangeValues = FormValues<Exclude<ReturnType<typeof changeForm>, Card>['fields']>;

export function changed(facts: RequestFacts, values: ChangeValues, context: PersonContext): Outcome {
  const { request, people } = facts;
  const { now, picked } = context;
  const { times, errors: wrongTimes } = readTimes(values, zoneOf(people, request.menteeId), now);
  const kept = choiceOf(request).filter((id) => values.wishes?.includes(id) === true);
  const wishes = kept.flatMap((id): Someone | readonly Someone[] => people[id] ?? []);
  const errors = {
    ...wrongTimes,
    ...wrongConflicts({ wishes }, values.conflicts, picked),
    ...wrongWords(values),
  };
  if (Object.keys(errors).length > 0) return { reply: refuse(errors) };

  const set: Partial<Request> = {
    areas: values.areas,
    words: values.words ?? '',
    times,
    place: asPlaceOrAny(values.place),
    conflictIds: values.conflicts.filter((id) => id !== request.menteeId),
    ...keptWishes(request, kept),
  };
  const after: RequestFacts = {
    ...facts,
    people: { ...people, ...picked },
    request: { ...request, ...set },
  };
  const ended = notWanted(after, choiceOf(request));
  const withdrawn = withdraw(after, ended, now);
  const left = withdrawn.facts;
  return {
    changes: [update('request', request.id, set), ...withdrawn.changes],
    effects: [
      ...withdrawn.effects,
      ...openProposals(left)
        .filter(({ id }) => openProposals(facts).some((before) => before.id === id))
        .flatMap((proposal) => showChanged(left, proposal, now)),
    ],
    timers: [...withdrawn.timers, ...newReaders(facts, after, now)],
    reply: replaceWith(requestCard(glanceOf(left, now), { withNote: true })),
  };
}

/** One more of the bank, for a request that is under way. */
export function addWish(facts: RequestFacts, context: PersonContext): Outcome {
  const { request, scheme } = facts;
  const { now, args } = context;
  const mentorId = args['mentor'];
  const chosen = choiceOf(request);
  const mayAdd = isUnderWay(request) && hasBank(scheme) && chosen.length < MOST_WISHES;
  if (mentorId === undefined || !mayAdd || chosen.includes(mentorId))
    return { reply: answer(requestCard(glanceOf(facts, now))) };
  const set = { way: 'bank' as const, wishIds: [...request.wishIds, mentorId] };
  const asked = askWishes({ ...facts, request: { ...request, ...set } }, [mentorId], context);
  if (asked === undefined) return { reply: answer(cannotAddCard(facts)) };
  return {
    changes: [update('request', request.id, set), ...asked.changes],
    effects: [...asked.effects, reviseForMentee(asked.facts, now), ...reviseForTriagers(asked.facts, now)],
    timers: asked.timers,
    reply: answer(requestCard(glanceOf(asked.facts, now))),
  };
}

function cannotAddCard({ scheme }: RequestFacts): Card {
  return card(
    'Not available at the moment',
    text('This mentor cannot be asked at the moment. Others can: have a look at them.'),
    buttons(button('Look at the mentors', target('bank', 'show', scheme.id))),
  );
}

/** With nobody left of their own choice, it is for the coordinators. */
function keptWishes(request: Request, kept: readonly string[]): Partial<Request> {
  const { inMindId } = request;
  return {
    way: kept.length === 0 ? 'coordinator' : request.way,
    wishIds: request.wishIds.filter((id) => kept.includes(id)),
    ...(inMindId !== undefined && choiceOf(request).includes(inMindId) && !kept.includes(inMindId)
      ? { inMindId: undefined }
      : {}),
  };
}

/** Proposals that are out, or next, to somebody who is not to be asked any more. */
function notWanted(after: RequestFacts, chosenBefore: readonly string[]): readonly Proposal[] {
  const chosen = choiceOf(after.request);
  const dropped = chosenBefore.filter((id) => !chosen.includes(id));
  return after.proposals.filter(
    ({ state, mentorId }) =>
      (state === 'open' || state === 'queued') &&
      (dropped.includes(mentorId) || managesOrAssesses(after, mentorId)),
  );
}

/** These are withdrawn together, so that nobody is asked next who is about to be withdrawn, too. */
function withdraw(
  facts: RequestFacts,
  ended: readonly Proposal[],
  now: Date,
): Step & { readonly facts: RequestFacts } {
  const ids = new Set(ended.map(({ id }) => id));
  const without: RequestFacts = {
    ...facts,
    proposals: facts.proposals.map((one): Proposal =>
      ids.has(one.id) ? { ...one, state: 'withdrawn' } : one,
    ),
  };
  if (ended.length === 0)
    return {
      facts,
      changes: [],
      effects: [reviseForMentee(facts, now), ...reviseForTriagers(facts, now)],
      timers: [],
    };
  const next = goOn(without, now);
  return {
    facts: next.facts,
    changes: [...ended.map(({ id }) => update('proposal', id, { state: 'withdrawn' })), ...next.changes],
    effects: [
      ...ended
        .filter(({ state }) => state === 'open')
        .flatMap((proposal) => closeCards(without, { ...proposal, state: 'withdrawn' })),
      ...next.effects,
    ],
    timers: [...ended.map(({ id }) => cancelProposalTimers(id)), ...next.timers],
  };
}

function showChanged(facts: RequestFacts, proposal: Proposal, now: Date): readonly Effect[] {
  const about = { ...facts, proposal };
  const current =
    proposal.counterTimes === undefined
      ? proposalCard(about, now, { news: 'changed' })
      : counteredCard(about, now);
  return sendAfresh(proposal.mentorId, proposalSlot(proposal.id), current);
}

/** Coordinators who look after it only now have no card of it yet. */
function newReaders(before: RequestFacts, after: RequestFacts, now: Date): readonly TimerChange[] {
  const had = triagersOf(before.scheme, before.request, before.reportingLines);
  const has = triagersOf(after.scheme, after.request, after.reportingLines);
  if (has.every((id) => had.includes(id))) return [];
  const { id } = after.request;
  return [
    {
      timer: 'set',
      key: `request:${id}:announce-again`,
      to: target('triage', 'announce', id, { again: 'yes' }),
      at: now,
    },
  ];
}
