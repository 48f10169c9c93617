/** Another mentor for a pair of a round, or somebody for a request for whom the plan has nobody. */

import type { PersonContext } from '../engine/dialog.ts';
import { freePlaces } from '../mentoring/eligibility.ts';
import type { PoolMentor, RoundChoiceFacts } from '../mentoring/facts.ts';
import { rankCandidates } from '../mentoring/matching.ts';
import type { Candidate } from '../mentoring/matching.ts';
import { haveNothingInCommon } from '../mentoring/round-page.ts';
import { isAsked } from '../mentoring/round-facts.ts';
import { nameOf } from '../mentoring/wording.ts';
import { form } from '../ui/form.ts';
import type { Form } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { button, buttons, card, empty, note, text } from '../ui/view.ts';
import { distinctOptions } from './distinct-options.ts';
import { dialog, formAction, target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { roundOverCard } from './round-cards.ts';
import { backToPage, itsPlanner } from './round-pair.ts';
import { candidateOption } from './triage-cards.ts';

/** More options than anybody reads; the ranking makes the first few the ones that matter. */
const MOST_OPTIONS = 50;

export const roundChoice = dialog({
  name: 'round-choice',
  subject: 'roundChoice',
  actions: {
    choose: formAction({
      may: itsPlanner,
      form: (facts: RoundChoiceFacts, { now }) => choiceForm(facts, now),
      submit: (facts: RoundChoiceFacts, { mentor }, context) => choose(facts, mentor, context),
    }),
  },
});

function choiceForm(facts: RoundChoiceFacts, now: Date): Form<ReturnType<typeof fieldsFor>> | Card {
  const { request, people, pair, round } = facts;
  const mentee = nameOf(people, request.menteeId);
  const back = buttons(button('Back to the round', target('round', 'show', round.id, { back: 'yes' })));
  if (round.state !== 'ready') return roundOverCard(round.id);
  const candidates = choosable(facts, now);
  if (candidates.length === 0)
    return card(
      'Nobody else can be chosen',
      empty(
        `No other mentor can be asked for ${mentee} and has a place left in this round.`,
        'Taking out a pair frees its place.',
      ),
      back,
    );
  return form({
    title: 'Choose a mentor',
    intro: [
      text(
        pair.mentorId === undefined
          ? `Who is to be asked for ${mentee}?`
          : `Who is to be asked for ${mentee}, in place of ${nameOf(people, pair.mentorId)}?`,
      ),
      note(
        'Nobody is asked before the round is sent. Mentors whose places this round gives to others are not listed.',
      ),
    ],
    fields: fieldsFor(candidates),
    submit: 'Choose',
  });
}

function fieldsFor(candidates: readonly Candidate[]) {
  return {
    mentor: {
      kind: 'oneOf',
      label: 'Mentor, best fit first',
      options: distinctOptions(
        candidates.slice(0, MOST_OPTIONS).map((one) => candidateOption(one, one.reasons)),
      ),
      required: true,
    },
  } as const;
}

/** The form was built again from these facts, so whoever was chosen has a place. */
function choose(facts: RoundChoiceFacts, mentorId: string, { args, now }: PersonContext): Outcome {
  const { pair, pool, people } = facts;
  const mentor = pool.find(({ offer }) => offer.personId === mentorId);
  return {
    changes: [
      update('roundPair', pair.id, {
        mentorId,
        state: 'planned',
        why: undefined,
        nothingInCommon: mentor !== undefined && haveNothingInCommon(facts, mentor, people, now),
      }),
    ],
    reply: backToPage(facts, args['page'], {
      changed: 'yes',
      ...(args['list'] === undefined ? {} : { list: args['list'] }),
    }),
  };
}

/** Those who may be asked, but for the one of now, with a place that neither a proposal nor this round has given away. */
function choosable(facts: RoundChoiceFacts, now: Date): readonly Candidate[] {
  const { pool, given, pair, scheme } = facts;
  if (isAsked(facts)) return [];
  const left = (mentor: PoolMentor): number =>
    freePlaces(mentor, scheme.mostMentees) - mentor.openProposals - (given[mentor.offer.personId] ?? 0);
  const withPlace = new Set(pool.filter((one) => left(one) > 0).map(({ offer }) => offer.personId));
  const { top, rest } = rankCandidates(facts, now);
  return [...top, ...rest].filter(({ mentorId }) => mentorId !== pair.mentorId && withPlace.has(mentorId));
}
