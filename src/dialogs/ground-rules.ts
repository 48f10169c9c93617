/** The ground rules of a pair: begun and proposed by one, agreed by the other, every change a new version. */

import type { PersonContext } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { answer, go, refuse, replaceWith } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { holdsNhsNumber, takeOutNhsNumber } from '../mentoring/nhs-number.ts';
import type { Agreement, AgreementTerms, RulesDraft } from '../mentoring/records/agreement.ts';
import type { Card } from '../ui/view.ts';
import { buttons, card, text } from '../ui/view.ts';
import { insert, remove, target, update } from './define.ts';
import type { Outcome } from './define.ts';
import { termsOf, wordsOf } from './ground-rules-form.ts';
import type { ArrangementValues, PurposeValues } from './ground-rules-form.ts';
import { otherId, otherName, someone } from './pair.ts';
import { preparationKey, preparationTimers } from './preparation-due.ts';
import { reviewTimers } from './review-timers.ts';
import { agreedCard, proposalCard, readButton, suggestButton } from './rules-cards.ts';

export function agreementSlot(relationshipId: string): string {
  return `agreement:${relationshipId}`;
}

/** The first part is kept for its author alone, and the second part follows at once. */
export function keepPurpose(
  { relationship, rulesDraft }: RelationshipFacts,
  values: PurposeValues,
  { now, actor, newId }: PersonContext,
): Outcome {
  const words = wordsOf(values);
  const personal = Object.entries(words).flatMap(([field, said]) =>
    holdsNhsNumber(said) ? [[field, takeOutNhsNumber] as const] : [],
  );
  if (personal.length > 0) return { reply: refuse(Object.fromEntries(personal)) };
  const draft: RulesDraft = {
    id: rulesDraft?.id ?? newId(),
    relationshipId: relationship.id,
    authorId: actor.id,
    words,
    writtenAt: now,
  };
  return {
    changes: [
      rulesDraft === undefined
        ? insert('rulesDraft', draft)
        : update('rulesDraft', draft.id, { words, writtenAt: now }),
    ],
    reply: go(target('relationship', 'arrangements', relationship.id)),
  };
}

/** The second part cannot stand without the first. */
export function firstPartMissing({ relationship, rulesDraft }: RelationshipFacts): Card | undefined {
  if (rulesDraft !== undefined) return undefined;
  return card(
    'Ground rules begin with the first part',
    text('You have proposed what you had begun, or not begun yet. The first part leads on to the second.'),
    buttons(suggestButton(relationship.id, false)),
  );
}

export function propose(
  facts: RelationshipFacts,
  values: ArrangementValues,
  context: PersonContext,
): Outcome {
  const { rulesDraft: draft } = facts;
  if (draft === undefined) return { reply: refuse({ '': 'Please begin with the first part.' }) };
  if (values.contactBetween !== undefined && holdsNhsNumber(values.contactBetween))
    return { reply: refuse({ contactBetween: takeOutNhsNumber }) };
  const put = putForward(facts, termsOf(facts, draft.words, values), context);
  return { ...put, changes: [...(put.changes ?? []), remove('rulesDraft', draft.id)] };
}

/** These terms are a new version, for which the other one is asked. */
export function putForward(
  facts: RelationshipFacts,
  terms: AgreementTerms,
  { now, actor, newId }: PersonContext,
): Outcome {
  const { relationship, people } = facts;
  const other = otherId(relationship, actor.id);
  const proposed: Agreement = {
    id: newId(),
    relationshipId: relationship.id,
    version: newestVersion(facts) + 1,
    proposedById: actor.id,
    proposedAt: now,
    terms,
  };
  const name = someone(people, other).name;
  const waiting = card(
    'Ground rules proposed',
    text(`${name} is being asked to agree. You are told as soon as they answer.`),
    buttons(readButton(proposed)),
  );
  return {
    changes: [insert('agreement', proposed)],
    effects: [
      reviseFor(actor.id, relationship.id, waiting),
      reviseFor(other, relationship.id, card('Ground rules', text('A newer proposal is below.'))),
      sendFor(other, relationship.id, proposalCard(facts, proposed, actor.name)),
    ],
    reply: replaceWith(waiting),
  };
}

/** Assent to exactly the version that the button stood beside. */
export function agree(facts: RelationshipFacts, { actor, now, args }: PersonContext): Outcome {
  const { relationship, agreement, proposedAgreement: proposed, people } = facts;
  if (proposed === undefined)
    return {
      reply: answer(
        agreement === undefined
          ? card('Nothing is proposed', text('There are no ground rules to agree to at the moment.'))
          : agreedCard(agreement, 'These ground rules are agreed.'),
      ),
    };
  if (proposed.proposedById === actor.id)
    return {
      reply: answer(
        card(
          'Waiting for the other',
          text(
            `You proposed these ground rules, so it is for ${otherName(relationship, people, actor.id)} to agree.`,
          ),
          buttons(readButton(proposed)),
        ),
      ),
    };
  if (args['agreement'] !== proposed.id)
    return {
      reply: answer(
        card(
          'There is a newer proposal',
          text('The ground rules have changed since that message. Please read the newest before you agree.'),
          buttons(readButton(proposed)),
        ),
      ),
    };
  const agreed: Agreement = { ...proposed, agreedAt: now };
  const other = otherId(relationship, actor.id);
  const mine = agreedCard(agreed, `You and ${someone(people, other).name} have agreed.`);
  const theirs = agreedCard(agreed, `${actor.name} has agreed to the ground rules you proposed.`);
  const { cadenceDays, plannedEnd } = proposed.terms;
  const after = { ...facts, agreement: agreed, relationship: { ...relationship, plannedEnd } };
  return {
    changes: [
      update('agreement', proposed.id, { agreedAt: now }),
      ...(cadenceDays === relationship.cadenceDays && plannedEnd === relationship.plannedEnd
        ? []
        : [update('relationship', relationship.id, { cadenceDays, plannedEnd })]),
    ],
    effects: [reviseFor(actor.id, relationship.id, mine), sendFor(other, relationship.id, theirs)],
    timers: [
      ...facts.meetings
        .filter(({ state }) => state === 'booked')
        .flatMap((meeting) => [
          { timer: 'cancel' as const, key: preparationKey(meeting.id) },
          ...preparationTimers({ ...facts, agreement: agreed, now }, meeting),
        ]),
      ...reviewTimers(after, now),
    ],
    reply: replaceWith(mine),
  };
}

function newestVersion({ agreement, proposedAgreement }: RelationshipFacts): number {
  return Math.max(agreement?.version ?? 0, proposedAgreement?.version ?? 0);
}

function reviseFor(personId: string, relationshipId: string, message: Card): Effect {
  return { effect: 'revise', to: { person: personId }, slot: agreementSlot(relationshipId), card: message };
}

function sendFor(personId: string, relationshipId: string, message: Card): Effect {
  return { effect: 'send', to: { person: personId }, slot: agreementSlot(relationshipId), card: message };
}
