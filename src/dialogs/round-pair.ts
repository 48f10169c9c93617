/** One pair of a round: taken out, put back, and, when the round is sent, asked. */

import type { Context, May } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { go, replaceWith } from '../engine/reply.ts';
import { triagersOf } from '../mentoring/asking.ts';
import type { RequestFacts, RoundPairFacts } from '../mentoring/facts.ts';
import type { RoundPair } from '../mentoring/records/round.ts';
import { reviewRound } from '../mentoring/round-review.ts';
import { untrainedMentors } from '../mentoring/training.ts';
import { aTriager } from './asking-rights.ts';
import { dialog, press, target, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { reviseFor, triageSlot } from './living-card.ts';
import { putToMentors } from './put-to-mentors.ts';
import { putInRoundCard, roundOverCard } from './round-cards.ts';

/** Whoever planned the round, as long as they may hear of this request. */
export const itsPlanner: May<RoundPairFacts> = (facts, actor) => {
  const triager = aTriager(facts, actor);
  if (triager !== true) return triager;
  return facts.round.byId === actor.id || 'This belongs to the round of another coordinator.';
};

export const roundPair = dialog({
  name: 'round-pair',
  subject: 'roundPair',
  actions: {
    /** Taken out, or put back: which of the two the control says. */
    'take-out': press(itsPlanner, (facts, { args }) =>
      args['back'] === 'yes'
        ? change(facts, 'out', 'planned', args['page'])
        : change(facts, 'planned', 'out', args['page']),
    ),
    /** Timer: the round is sent. */
    ask: timer((facts: RoundPairFacts, context) => ask(facts, context)),
  },
});

/** Leads back to its page, whatever has become of it meanwhile. */
export function backToPage(
  { round }: RoundPairFacts,
  page: string | undefined,
  more: { readonly changed?: 'yes'; readonly list?: string } = {},
) {
  return go(target('round', 'list', round.id, { list: 'pairs', page: page ?? '0', ...more }));
}

function change(
  facts: RoundPairFacts,
  from: RoundPair['state'],
  to: RoundPair['state'],
  page: string | undefined,
): Outcome {
  const { round, pair } = facts;
  if (round.state !== 'ready') return { reply: replaceWith(roundOverCard(round.id)) };
  if (pair.state !== from) return { reply: backToPage(facts, page) };
  return {
    changes: [update('roundPair', pair.id, { state: to })],
    reply: backToPage(facts, page, { changed: 'yes' }),
  };
}

/** Judged with the facts of now; who does not fit any more is left out, and the coordinator reads why. */
function ask(facts: RoundPairFacts, { now, newId, args }: Context): Outcome {
  const { round, pair, request, scheme, reportingLines } = facts;
  const { mentorId } = pair;
  if (round.state !== 'sending' || pair.state !== 'planned' || mentorId === undefined) return {};
  // They have come to manage or assess the mentee since: then there is nothing that they may read of it.
  if (!triagersOf(scheme, request, reportingLines).includes(round.byId))
    return { changes: [update('roundPair', pair.id, { state: 'dropped' })] };
  const [refused] = reviewRound(inARound(facts, now), [{ requestId: request.id, mentorId }], now).dropped;
  if (refused !== undefined)
    return { changes: [update('roundPair', pair.id, { state: 'dropped', why: refused.words })] };
  const { after, changes, effects, timers } = putToMentors(facts, [mentorId], {
    byId: round.byId,
    now,
    newId,
  });
  return {
    changes: [...changes, update('roundPair', pair.id, { state: 'sent' })],
    // Of a large round the coordinators' cards stay as they are: every control asks again what may be done.
    effects: args['many'] === 'yes' ? effects : [...effects, ...cardsChanged(after, mentorId)],
    timers,
  };
}

/** What each coordinator had in hand says that it was put to somebody; who else could be asked is a press away. */
function cardsChanged(facts: RequestFacts, mentorId: string): readonly Effect[] {
  const { request, scheme, reportingLines } = facts;
  const current = putInRoundCard(facts, mentorId);
  return triagersOf(scheme, request, reportingLines).map((id) =>
    reviseFor(id, triageSlot(request.id), current),
  );
}

/** The facts of one request, as a round of one. */
function inARound(facts: RoundPairFacts, now: Date): Parameters<typeof reviewRound>[0] {
  const {
    scheme,
    people,
    pool,
    request,
    proposals,
    referrals,
    trainings = [],
    declinedBeforeIds = [],
  } = facts;
  const mentorIds = pool.map(({ offer }) => offer.personId);
  return {
    scheme,
    people,
    pool,
    requests: [{ request, proposals, referrals }],
    reportingLines: facts.reportingLines,
    blocks: facts.blocks,
    untrainedIds: untrainedMentors({ scheme, people, trainings }, mentorIds, now),
    declined: declinedBeforeIds.map((mentorId) => [request.menteeId, mentorId]),
  };
}
