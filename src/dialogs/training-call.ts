/** Who is told of training that stands between them and a first meeting: when they ask, and when a scheme comes to ask for it. */

import type { Context } from '../engine/dialog.ts';
import type { Effect, TimerChange } from '../engine/effect.ts';
import { isUnderWay, openProposals, triagersOf } from '../mentoring/asking.ts';
import { awayPeriods } from '../mentoring/courtesy.ts';
import type { ProposalFacts, RequestFacts, SchemeFacts, Someone } from '../mentoring/facts.ts';
import type { Training, TrainingModule } from '../mentoring/records/scheme.ts';
import { runningDate } from '../mentoring/running-date.ts';
import { inZone, instantOf } from '../mentoring/time.ts';
import { menteeLacks, modulesFor, trainingIn } from '../mentoring/training.ts';
import type { Part } from '../mentoring/training.ts';
import { nameOf } from '../mentoring/wording.ts';
import { target } from './define.ts';
import type { Outcome } from './define.ts';
import { proposalSlot, reviseFor, sendAfresh } from './living-card.ts';
import { someone } from './pair.ts';
import { proposalCard } from './proposal-cards.ts';
import { proposalTimers, reviseForTriagers, tellTriagers } from './request-flow.ts';
import { beforeYouMeetCard, toConfirmCard } from './training-cards.ts';
import { confirmSlot } from './training-flow.ts';
import { noLongerLateCard } from './training-late-cards.ts';

/** Days after somebody has asked on which they are reminded; after that, silence. */
const reminderDays = [3, 10, 24];

/** When the coordinators are told that it still stands between the two. */
const LATE_DAYS = 31;

/** What a coordinator gives at once, and how long before its end the one who asked is reminded. */
export const MORE_DAYS = 14;
const REMINDED_BEFORE_DAYS = 7;

/** For somebody who has just asked: what they can do while a mentor is looked for. */
export function callForTraining(
  facts: RequestFacts,
  now: Date,
): Required<Pick<Outcome, 'effects' | 'timers'>> {
  const { request, scheme, people } = facts;
  if (!isUnderWay(request) || menteeLacks(facts, now).length === 0) return { effects: [], timers: [] };
  const why = `While a mentor is looked for, there is something that ${scheme.name} asks you to do before your first meeting. Until it is done, no mentor can accept.`;
  return {
    effects: askForTraining(facts, why, now),
    timers: trainingTimers(request.id, someone(people, request.menteeId), now),
  };
}

/** The reminders, and the end of waiting; counted from now, those away not counted. */
export function trainingTimers(requestId: string, mentee: Someone, now: Date): TimerChange[] {
  return [
    remindOfTraining(requestId, 1, morningIn(reminderDays[0] ?? 0, mentee, now), now),
    lookWhetherLate(requestId, mentee, { told: 0, days: LATE_DAYS, since: now }),
  ];
}

/** Whoever has more time is reminded once more; then the coordinators hear of it again. */
export function moreTimeTimers(requestId: string, mentee: Someone, now: Date): TimerChange[] {
  const last = reminderDays.length;
  return [
    remindOfTraining(requestId, last, morningIn(MORE_DAYS - REMINDED_BEFORE_DAYS, mentee, now), now),
    lookWhetherLate(requestId, mentee, { told: 0, days: MORE_DAYS, since: now }),
  ];
}

/** So many mornings ahead, the days not counted on which somebody is away. */
export function morningIn(days: number, person: Someone, now: Date): Date {
  const { zone } = person;
  return instantOf({
    date: runningDate(inZone(now, zone).date, days, awayPeriods(person)),
    time: '09:00',
    zone,
  });
}

/** The nth reminder. Where all that is missing is a coordinator's word, it goes to the coordinators. */
export function remindOfTrainingAgain(facts: RequestFacts, { now, args }: Context): Outcome {
  const { request, scheme, people } = facts;
  const lacking = menteeLacks(facts, now);
  if (!isUnderWay(request) || lacking.length === 0) return {};
  const nth = Number(args['nth']);
  const since = args['since'] === undefined ? request.askedAt : new Date(args['since']);
  const next = reminderDays[nth];
  const toConfirm = recordedOf(facts, lacking);
  const why = `No mentor can accept your request in ${scheme.name} before this is done. If you have done it already, all that is missing is the date.`;
  return {
    effects:
      toConfirm.length === lacking.length ? askToConfirm(facts, toConfirm) : askForTraining(facts, why, now),
    timers:
      next === undefined
        ? []
        : [
            remindOfTraining(
              request.id,
              nth + 1,
              morningIn(next, someone(people, request.menteeId), since),
              since,
            ),
          ],
  };
}

/** The card with what is to be done, in the place of the one before it. */
export function askForTraining(facts: RequestFacts, why: string, now: Date): readonly Effect[] {
  const { request, scheme } = facts;
  const said = beforeYouMeetCard(scheme, menteeLacks(facts, now), request.menteeId, why);
  return sendAfresh(request.menteeId, mySlot(request.id), said);
}

/** Of these modules, those that the one who asked has recorded and a coordinator has yet to confirm. */
export function recordedOf(
  { request, scheme, trainings }: RequestFacts,
  lacking: readonly TrainingModule[],
): readonly { readonly module: TrainingModule; readonly training: Training }[] {
  const of = { schemeId: scheme.id, personId: request.menteeId };
  return lacking.flatMap((module) => {
    const training = trainingIn(trainings, { ...of, module: module.value });
    const waits = training !== undefined && module.confirmedBy === 'coordinator';
    return waits && training.confirmedById === undefined ? [{ module, training }] : [];
  });
}

function askToConfirm(facts: RequestFacts, recorded: ReturnType<typeof recordedOf>): readonly Effect[] {
  const { request, scheme, people, reportingLines } = facts;
  const name = nameOf(people, request.menteeId);
  return triagersOf(scheme, request, reportingLines).flatMap((id) =>
    recorded.flatMap(({ module, training }) =>
      sendAfresh(id, confirmSlot(training.id), toConfirmCard(scheme, module, training, name)),
    ),
  );
}

/** The card of the one who asked. */
export function mySlot(requestId: string): string {
  return `training:request:${requestId}`;
}

/** The coordinators' card, once it has taken long. */
export function lateSlot(requestId: string): string {
  return `training:late:${requestId}`;
}

function remindOfTraining(requestId: string, nth: number, at: Date, since: Date): TimerChange {
  const args = { nth: String(nth), since: since.toISOString() };
  return {
    timer: 'set',
    key: `request:${requestId}:remind-training`,
    to: target('triage', 'remind-training', requestId, args),
    at,
  };
}

/** How long the mentee has, from when on, and how often the coordinators have been told. */
export type Patience = { readonly days: number; readonly since: Date; readonly told: number };

export function lookWhetherLate(requestId: string, mentee: Someone, patience: Patience): TimerChange {
  const { days, since, told } = patience;
  const args = { days: String(days), since: since.toISOString(), told: String(told) };
  return {
    timer: 'set',
    key: `request:${requestId}:training-late`,
    to: target('training-late', 'look', requestId, args),
    at: morningIn(days, mentee, since),
  };
}

/**
 * Nothing is left for the mentee to do: mentors who have the request can accept it now, and have their days anew. Where
 * mentors had it and were let go meanwhile, the coordinators hear that they can ask again.
 */
export function goOn(facts: RequestFacts, now: Date, news: 'trained' | 'let-begin' = 'trained'): Outcome {
  const { request, scheme, proposals, reportingLines } = facts;
  if (!isUnderWay(request) || menteeLacks(facts, now).length > 0) return {};
  const open = openProposals(facts).filter(({ counterTimes }) => counterTimes === undefined);
  const letGo = request.state === 'waiting' && proposals.length > 0;
  return {
    effects: [
      ...open.flatMap((proposal) =>
        sendAfresh(
          proposal.mentorId,
          proposalSlot(proposal.id),
          proposalCard({ ...facts, proposal }, now, { news, since: now }),
        ),
      ),
      ...triagersOf(scheme, request, reportingLines).map((id) =>
        reviseFor(id, lateSlot(request.id), noLongerLateCard),
      ),
      ...(letGo ? tellTriagers(facts, now, 'trained') : reviseForTriagers(facts, now)),
    ],
    timers: [
      { timer: 'cancel', key: `request:${request.id}:remind-training` },
      { timer: 'cancel', key: `request:${request.id}:training-late` },
      ...open.flatMap((proposal) => proposalTimers(facts, proposal, now)),
    ],
  };
}

/** While the mentee has something to finish no mentor can answer with a yes: their days begin again meanwhile. */
export function waitsForTraining(facts: ProposalFacts, now: Date): TimerChange[] | undefined {
  const { proposal } = facts;
  if (proposal.counterTimes !== undefined || menteeLacks(facts, now).length === 0) return undefined;
  return proposalTimers(facts, proposal, now);
}

/**
 * A module is asked for of more people than before: those who offer or ask now, and have not done it, are told; and those
 * who ask are reminded, as if they had just asked.
 */
export function tellConcerned(
  { scheme, people, pool, requests, trainings = [] }: SchemeFacts,
  after: TrainingModule,
  before: TrainingModule | undefined,
  now: Date,
): { readonly effects: readonly Effect[]; readonly timers: readonly TimerChange[] } {
  const newly = (part: Part): boolean =>
    modulesFor({ modules: [after] }, [part]).length > 0 &&
    (before === undefined || modulesFor({ modules: [before] }, [part]).length === 0);
  const has = (id: string) =>
    trainings.some(({ personId, module }) => personId === id && module === after.value);
  const mentors = newly('mentor')
    ? pool.filter(({ offer }) => offer.state !== 'closed').map(({ offer }) => offer.personId)
    : [];
  const asking = newly('mentee')
    ? requests.filter(({ request }) => isUnderWay(request) && !has(request.menteeId))
    : [];
  const why = (mentor: boolean): string =>
    mentor
      ? `${scheme.name} now asks mentors for this. Until it is done you are not asked to take on anybody new; people whom you mentor already are not affected.`
      : `${scheme.name} now asks for this before a first meeting. Until it is done, no mentor can accept.`;
  const ids = new Set([
    ...mentors.filter((id) => !has(id)),
    ...asking.map(({ request }) => request.menteeId),
  ]);
  return {
    effects: [...ids].map((id) => ({
      effect: 'send',
      to: { person: id },
      card: beforeYouMeetCard(scheme, [after], id, why(mentors.includes(id))),
    })),
    timers: asking.flatMap(({ request }) =>
      trainingTimers(request.id, someone(people, request.menteeId), now),
    ),
  };
}
