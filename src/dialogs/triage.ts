/** A coordinator looks at a request and puts it to mentors. */

import type { Context, PersonContext } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { answer, refuse, replaceWith } from '../engine/reply.ts';
import { choiceOf, isUnattended, isUnderWay, MOST_ASKED_AT_ONCE } from '../mentoring/asking.ts';
import type { RequestFacts } from '../mentoring/facts.ts';
import { rankCandidates } from '../mentoring/matching.ts';
import { placesToAsk } from '../mentoring/referring.ts';
import { joinWords, labelsOf, nameOf, sayNumberOf } from '../mentoring/wording.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import type { Card } from '../ui/view.ts';
import { card, list, note, text } from '../ui/view.ts';
import { aTriager } from './asking-rights.ts';
import { candidateOffersCard, sayCandidates } from './candidate-offers.ts';
import { backInQueue } from './back-in-queue.ts';
import { distinctOptions } from './distinct-options.ts';
import { dialog, formAction, press, timer } from './define.ts';
import type { Outcome } from './define.ts';
import { requestSlot, reviseFor, sendAfresh } from './living-card.ts';
import { putToMentors } from './put-to-mentors.ts';
import { elsewhereCard, glanceOf, requestCard } from './request-cards.ts';
import { reviseForTriagers, tellTriagers } from './request-flow.ts';
import { nudge } from './nudge.ts';
import { callForTraining, goOn, remindOfTrainingAgain } from './training-call.ts';
import { candidateOption, triageCard, withDeclaration } from './triage-cards.ts';
import { askSomebody, remindNow, somebodyForm, takeBack, takeBackForm } from './triage-steps.ts';
import type { SomebodyValues, TakeBackValues } from './triage-steps.ts';
import { askWishes } from './wishes.ts';

export const triage = dialog({
  name: 'triage',
  subject: 'request',
  actions: {
    show: press(aTriager, (facts: RequestFacts, { now }) => ({
      reply: answer(withDeclaration(triageCard(facts, now), facts.request)),
      confidential: true,
    })),
    propose: formAction({
      may: aTriager,
      form: (facts: RequestFacts, { now }) => proposeForm(facts, now),
      submit: (facts: RequestFacts, values: ProposeValues, context) => propose(facts, values, context),
    }),
    offers: press(aTriager, (facts: RequestFacts, { now }) => ({
      reply: answer(isUnderWay(facts.request) ? candidateOffersCard(facts, now) : triageCard(facts, now)),
    })),
    somebody: formAction({
      may: aTriager,
      form: (facts: RequestFacts, { now }) => somebodyForm(facts, now),
      submit: (facts: RequestFacts, values: SomebodyValues, context) => askSomebody(facts, values, context),
    }),
    remind: press(aTriager, (facts: RequestFacts, context) => remindNow(facts, context)),
    'take-back': formAction({
      may: aTriager,
      form: (facts: RequestFacts, { now }) => takeBackForm(facts, now),
      submit: (facts: RequestFacts, values: TakeBackValues, context) => takeBack(facts, values, context),
    }),
    signpost: press(aTriager, (facts: RequestFacts, { now }) => signpost(facts, now)),
    /** The coordinators' first card, as soon as the request is made; again when it finds or loses who looks after it. */
    announce: timer((facts: RequestFacts, context) => announce(facts, context)),
    'remind-training': nudge<RequestFacts>({
      kind: 'request',
      whose: ({ request }) => request.menteeId,
      say: (facts, _, context) => remindOfTrainingAgain(facts, context),
    }),
    /** A coordinator has ended the mentee's pair, which never started, and looks for another mentor. */
    'back-in-queue': timer((facts: RequestFacts, context) => backInQueue(facts, context)),
    /** The mentee may have done the training that kept mentors from accepting. */
    trained: timer((facts: RequestFacts, { now }) => goOn(facts, now)),
  },
});

/** Whomever the mentee chose themselves is asked in the same moment, and the coordinators see that. */
function announce(facts: RequestFacts, context: Context): Outcome {
  const { request } = facts;
  const { now, args } = context;
  if (!isUnderWay(request)) return {};
  if (args['again'] === 'yes')
    return {
      effects: [
        ...tellTriagers(facts, now, 'new'),
        ...sendAfresh(request.menteeId, requestSlot(request.id), requestCard(glanceOf(facts, now))),
      ],
    };
  const chosen = choiceOf(request);
  const asked = askWishes(facts, chosen, context);
  const after = asked?.facts ?? facts;
  const current = requestCard(glanceOf(after, now), { withNote: true });
  const call = callForTraining(facts, now);
  return {
    changes: asked?.changes ?? [],
    effects: [
      ...(asked?.effects ?? []),
      ...(chosen.length > 0 ? [reviseFor(request.menteeId, requestSlot(request.id), current)] : []),
      ...tellTriagers(after, now, 'new'),
      ...(asked === undefined && nobodyFits(facts, now) ? [tellElsewhere(facts, now)] : []),
      ...call.effects,
    ],
    timers: [...(asked?.timers ?? []), ...call.timers],
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
  const free = placesToAsk(facts);
  const askable = [...top, ...rest, ...again];
  if (!isUnderWay(request) || askable.length === 0) return triageCard(facts, now);
  if (free <= 0)
    return stillOut(
      `This request is before ${sayNumberOf(MOST_ASKED_AT_ONCE, 'mentor', 'mentors')} already. As soon as one of them answers you hear of it, and can ask others.`,
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
        options: distinctOptions(
          askable
            .slice(0, MOST_OPTIONS)
            .map((one) => candidateOption(one, again.includes(one) ? [ASK_AGAIN] : one.reasons)),
        ),
        max: free,
        required: true,
      },
      ...(again.length > 0 && {
        sure: {
          kind: 'yesNo',
          label: 'Ask somebody again who has declined?',
          hint: 'Only where you choose such a mentor above: they have said no to this person before.',
          required: false,
        },
      }),
    },
    submit: 'Ask them',
  });
}

type ProposeValues = FormValues<Exclude<ReturnType<typeof proposeForm>, Card>['fields']>;

/** The form was built again from these facts, so whoever was chosen may be asked now. */
function propose(facts: RequestFacts, { mentors, sure }: ProposeValues, context: PersonContext): Outcome {
  const { now, newId, actor } = context;
  const declined = rankCandidates(facts, now).again.filter(({ mentorId }) => mentors.includes(mentorId));
  if (declined.length > 0 && sure !== true)
    return {
      reply: refuse({
        sure: `${joinWords(declined.map(({ name }) => name))} declined before. Choose “yes” if you mean to ask again, or somebody else above.`,
      }),
    };
  const { after, ...step } = putToMentors(facts, mentors, { byId: actor.id, now, newId });
  return {
    ...step,
    effects: [...step.effects, ...reviseForTriagers(after, now)],
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
