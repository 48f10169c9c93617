/** Who is told of training that stands between them and a first meeting: when they ask, and when a scheme comes to ask for it. */

import type { Effect, TimerChange } from '../engine/effect.ts';
import { isUnderWay, openProposals } from '../mentoring/asking.ts';
import type { ProposalFacts, RequestFacts, SchemeFacts } from '../mentoring/facts.ts';
import type { TrainingModule } from '../mentoring/records/scheme.ts';
import { shiftDays } from '../mentoring/time.ts';
import { menteeLacks, modulesFor } from '../mentoring/training.ts';
import type { Part } from '../mentoring/training.ts';
import { zoneOf } from '../mentoring/wording.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { proposalSlot, sendAfresh } from './living-card.ts';
import { proposalCard } from './proposal-cards.ts';
import { proposalTimers, reviseForTriagers } from './request-flow.ts';
import { beforeYouMeetCard } from './training-cards.ts';

/** Days after somebody has asked on which they are reminded; after that, silence. */
const reminderDays = [3, 10, 24];

/** For somebody who has just asked: what they can do while a mentor is looked for. `nth`: how often they were reminded. */
export function callForTraining(
  facts: RequestFacts,
  now: Date,
  nth = 0,
): Required<Pick<Outcome, 'effects' | 'timers'>> {
  const { request, scheme, people } = facts;
  const lacking = menteeLacks(facts, now);
  if (!isUnderWay(request) || lacking.length === 0) return { effects: [], timers: [] };
  const next = reminderDays[nth];
  const slot = `training:request:${request.id}`;
  const why =
    nth === 0
      ? `While a mentor is looked for, there is something that ${scheme.name} asks you to do before your first meeting. Until it is done, no mentor can accept.`
      : `No mentor can accept your request in ${scheme.name} before this is done. If you have done it already, all that is missing is the date.`;
  return {
    effects: sendAfresh(request.menteeId, slot, beforeYouMeetCard(scheme, lacking, request.menteeId, why)),
    timers:
      next === undefined
        ? []
        : [
            remindOfTraining(
              request.id,
              nth + 1,
              shiftDays(request.askedAt, next, zoneOf(people, request.menteeId)),
            ),
          ],
  };
}

function remindOfTraining(requestId: string, nth: number, at: Date): TimerChange {
  const args = { nth: String(nth) };
  return {
    timer: 'set',
    key: `request:${requestId}:remind-training`,
    to: target('triage', 'remind-training', requestId, args),
    at,
  };
}

/** The mentee has done what was asked: mentors who have the request can accept it now, and have their days anew. */
export function goOn(facts: RequestFacts, now: Date): Outcome {
  const { request, people } = facts;
  if (!isUnderWay(request) || menteeLacks(facts, now).length > 0) return {};
  const open = openProposals(facts).filter(({ counterTimes }) => counterTimes === undefined);
  return {
    effects: [
      ...open.flatMap((proposal) =>
        sendAfresh(
          proposal.mentorId,
          proposalSlot(proposal.id),
          proposalCard({ ...facts, proposal }, now, { news: 'trained', since: now }),
        ),
      ),
      ...reviseForTriagers(facts, now),
    ],
    timers: [
      { timer: 'cancel', key: `request:${request.id}:remind-training` },
      ...open.flatMap((proposal) => proposalTimers(facts, proposal, now, zoneOf(people, proposal.mentorId))),
    ],
  };
}

/** While the mentee has something to finish no mentor can answer with a yes: their days begin again meanwhile. */
export function waitsForTraining(facts: ProposalFacts, now: Date): TimerChange[] | undefined {
  const { proposal, people } = facts;
  if (proposal.counterTimes !== undefined || menteeLacks(facts, now).length === 0) return undefined;
  return proposalTimers(facts, proposal, now, zoneOf(people, proposal.mentorId));
}

/** A module is asked for of more people than before: those who offer or ask now, and have not done it, are told. */
export function tellConcerned(
  { scheme, pool, requests, trainings = [] }: SchemeFacts,
  after: TrainingModule,
  before: TrainingModule | undefined,
): Effect[] {
  const newly = (part: Part): boolean =>
    modulesFor({ modules: [after] }, [part]).length > 0 &&
    (before === undefined || modulesFor({ modules: [before] }, [part]).length === 0);
  const mentors = newly('mentor')
    ? pool.filter(({ offer }) => offer.state !== 'closed').map(({ offer }) => offer.personId)
    : [];
  const mentees = newly('mentee')
    ? requests.filter(({ request }) => isUnderWay(request)).map(({ request }) => request.menteeId)
    : [];
  const has = (id: string) =>
    trainings.some(({ personId, module }) => personId === id && module === after.value);
  const why = (mentor: boolean): string =>
    mentor
      ? `${scheme.name} now asks mentors for this. Until it is done you are not asked to take on anybody new; people whom you mentor already are not affected.`
      : `${scheme.name} now asks for this before a first meeting. Until it is done, no mentor can accept.`;
  return [...new Set([...mentors, ...mentees])]
    .filter((id) => !has(id))
    .map((id) => ({
      effect: 'send',
      to: { person: id },
      card: beforeYouMeetCard(scheme, [after], id, why(mentors.includes(id))),
    }));
}
