/** Each of a pair is asked now and then, alone, how it goes: one press, words for themselves, and help if they want it. */

import type { May, PersonContext } from '../engine/dialog.ts';
import { answer, go, refuse, replaceWith } from '../engine/reply.ts';
import { wants } from '../mentoring/courtesy.ts';
import { checkInAt, checkInsOf, hasBegun, isSilent } from '../mentoring/check-ins.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import type { CheckIn } from '../mentoring/records/check-in.ts';
import { inZone } from '../mentoring/time.ts';
import { form } from '../ui/form.ts';
import type { FormValues } from '../ui/form.ts';
import { text } from '../ui/view.ts';
import type { Card } from '../ui/view.ts';
import {
  asAnswer,
  laterCard,
  mineCard,
  nothingAskedCard,
  noWordsCard,
  questionCard,
  thanksCard,
} from './check-in-cards.ts';
import { checkInTimers, laterCheckInTimer, nextCheckInTimer } from './check-in-timers.ts';
import { contactMe, contactMeForm } from './contact-me.ts';
import { dialog, formAction, insert, press, target, timer, update } from './define.ts';
import type { Outcome } from './define.ts';
import { endedCard } from './ended-cards.ts';
import { checkInSlot, sendAfresh } from './living-card.ts';
import { nudge } from './nudge.ts';
import { idsOf, ofThePair, otherName, someone } from './pair.ts';

const mostWords = 1000;

const pair: May<RelationshipFacts> = ofThePair;

/** How `ask` asks somebody who wants to be asked. */
const asking = nudge<RelationshipFacts>({
  kind: 'check-in',
  whose: ({ relationship }, { args }) => idsOf(relationship).find((id) => id === args['person']),
  say: (facts, personId, { now, newId }) => {
    const at = checkInAt(facts, personId, now);
    if (at === undefined) return {};
    if (at > now) return { timers: [nextCheckInTimer(facts, personId, now)] };
    if (!hasBegun(facts) || isSilent(facts, personId))
      return { timers: [laterCheckInTimer(facts, personId, now)] };
    return ask(facts, personId, { now, newId });
  },
});

export const checkIn = dialog({
  name: 'check-in',
  subject: 'relationship',
  actions: {
    /** Timer: `person` is asked, at an hour that suits them. Whoever wants none of these is looked at again another time. */
    ask: timer<RelationshipFacts>((facts, context) => {
      const { person = '' } = context.args;
      const isOff = !wants('check-in', someone(facts.people, person));
      if (!isOff || facts.relationship.state === 'ended') return asking.fire(facts, context);
      return { timers: [laterCheckInTimer(facts, person, context.now)] };
    }),
    /** Timer: when the scheme asks has changed, or it asks for the first time. */
    plan: timer<RelationshipFacts>((facts, { now }) =>
      facts.relationship.state === 'ended' ? {} : { timers: checkInTimers(facts, now) },
    ),

    /** `check`: which one; `answer`: what the button says. */
    answer: press(pair, (facts, context) => unlessEnded(facts, context) ?? answered(facts, context)),
    undo: press(pair, (facts, context) => unlessEnded(facts, context) ?? takeBack(facts, context)),
    words: formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) => ended(facts, context) ?? wordsForm(facts, context),
      submit: keepWords,
    }),
    mine: press(pair, (facts, { actor }) => ({
      confidential: true,
      reply: answer(mineCard(facts, actor.id, checkInsOf(facts.checkIns, actor.id))),
    })),
    /** `check`: whose words stand in the form, to be passed on. */
    'contact-me': formAction({
      may: pair,
      form: (facts: RelationshipFacts, context) =>
        ended(facts, context) ??
        contactMeForm(
          facts,
          context,
          context.args['check'] === undefined ? undefined : found(facts, context)?.words,
        ),
      submit: contactMe,
    }),
  },
});

function ask(
  facts: RelationshipFacts,
  personId: string,
  { now, newId }: Pick<PersonContext, 'now' | 'newId'>,
): Outcome {
  const { relationship, checkIns = [] } = facts;
  const before = checkInsOf(checkIns, personId).at(-1);
  const asked: CheckIn = { id: newId(), relationshipId: relationship.id, personId, askedAt: now };
  const slot = checkInSlot(relationship.id);
  const question = questionCard(facts, personId, asked);
  return {
    changes: [insert('checkIn', asked)],
    // One that was not answered gives way to this one; a thank-you stays.
    effects:
      before !== undefined && before.answeredAt === undefined
        ? sendAfresh(personId, slot, question)
        : [{ effect: 'send', to: { person: personId }, slot, card: question }],
    timers: [nextCheckInTimer({ ...facts, checkIns: [...checkIns, asked] }, personId, now)],
  };
}

function answered(facts: RelationshipFacts, context: PersonContext): Outcome {
  const { actor, now, args } = context;
  const asked = found(facts, context);
  const said = asAnswer(args['answer']);
  if (asked === undefined) return { reply: answer(nothingAskedCard(facts, actor.id)) };
  if (said === undefined) return { reply: answer(cardNow(facts, asked, context)) };
  if (isSettled(asked, context)) return { reply: replaceWith(laterCard(facts, actor.id, asked)) };
  const kept: CheckIn = { ...asked, answer: said, answeredAt: now };
  return {
    changes: [update('checkIn', asked.id, { answer: said, answeredAt: now })],
    timers: [nextCheckInTimer(withCheckIn(facts, kept), actor.id, now)],
    reply:
      said === 'over'
        ? go(target('relationship', 'end', facts.relationship.id, { kind: 'natural' }))
        : replaceWith(thanksCard(facts, actor.id, kept)),
  };
}

/** As if it had not been answered, words and all, and asked again at once. */
function takeBack(facts: RelationshipFacts, context: PersonContext): Outcome {
  const { actor } = context;
  const asked = found(facts, context);
  if (asked === undefined) return { reply: answer(nothingAskedCard(facts, actor.id)) };
  if (asked.answeredAt === undefined) return { reply: replaceWith(questionCard(facts, actor.id, asked)) };
  if (isSettled(asked, context)) return { reply: replaceWith(laterCard(facts, actor.id, asked)) };
  const nothing = { answer: undefined, answeredAt: undefined, words: undefined } as const;
  return {
    changes: [update('checkIn', asked.id, nothing)],
    reply: replaceWith(questionCard(facts, actor.id, asked)),
  };
}

function wordsForm(facts: RelationshipFacts, context: PersonContext) {
  const { relationship, people, scheme } = facts;
  const { actor } = context;
  if (scheme.kind === 'directed') return noWordsCard(facts);
  const asked = found(facts, context);
  if (asked === undefined) return nothingAskedCard(facts, actor.id);
  if (asked.answeredAt === undefined) return questionCard(facts, actor.id, asked);
  return form({
    title: 'A few words',
    intro: [
      text(
        `For you alone: neither ${otherName(relationship, people, actor.id)} nor a coordinator can read them. You can pass them on yourself afterwards.`,
      ),
    ],
    fields: {
      words: {
        kind: 'longText',
        label: 'How it goes, in your own words',
        hint: 'Leave it empty to delete what you wrote.',
        required: false,
        maxLength: mostWords,
        value: asked.words,
      },
    },
    submit: 'Keep them for me',
  });
}

function keepWords(
  facts: RelationshipFacts,
  { words }: FormValues<Exclude<ReturnType<typeof wordsForm>, Card>['fields']>,
  context: PersonContext,
): Outcome {
  const asked = found(facts, context);
  if (asked === undefined) return { reply: answer(nothingAskedCard(facts, context.actor.id)) };
  if (words !== undefined && holdsNhsNumber(words)) return { reply: refuse({ words: takeOutNhsNumber }) };
  return {
    changes: [update('checkIn', asked.id, { words })],
    reply: replaceWith(
      thanksCard(facts, context.actor.id, { ...asked, words }, { settled: isSettled(asked, context) }),
    ),
  };
}

/** The one that a button is about; the newest where a button names none, or one of before. */
function found(facts: RelationshipFacts, { actor, args }: PersonContext): CheckIn | undefined {
  const mine = checkInsOf(facts.checkIns, actor.id);
  return mine.find(({ id }) => id === args['check']) ?? mine.at(-1);
}

/** How it stands with one that was asked. */
function cardNow(facts: RelationshipFacts, asked: CheckIn, context: PersonContext): Card {
  const { actor } = context;
  if (asked.answeredAt === undefined) return questionCard(facts, actor.id, asked);
  return isSettled(asked, context) ? laterCard(facts, actor.id, asked) : thanksCard(facts, actor.id, asked);
}

/** Answered on an earlier day of theirs: it may have been counted. */
function isSettled({ answeredAt }: CheckIn, { now, actor }: PersonContext): boolean {
  return answeredAt !== undefined && inZone(answeredAt, actor.zone).date !== inZone(now, actor.zone).date;
}

function withCheckIn(facts: RelationshipFacts, kept: CheckIn): RelationshipFacts {
  const { checkIns = [] } = facts;
  return { ...facts, checkIns: checkIns.map((one) => (one.id === kept.id ? kept : one)) };
}

function ended(facts: RelationshipFacts, { actor }: PersonContext): Card | undefined {
  return facts.relationship.state === 'ended' ? endedCard(facts, actor.id) : undefined;
}

function unlessEnded(facts: RelationshipFacts, context: PersonContext): Outcome | undefined {
  const over = ended(facts, context);
  return over === undefined ? undefined : { reply: replaceWith(over) };
}
