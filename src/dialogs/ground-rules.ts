/** The ground rules of a pair: proposed by one, agreed by the other, every change a new version. */

import type { PersonContext } from '../engine/dialog.ts';
import type { Effect } from '../engine/effect.ts';
import { answer, replaceWith } from '../engine/reply.ts';
import type { RelationshipFacts } from '../mentoring/facts.ts';
import { sayPlace } from '../mentoring/place.ts';
import type { Agreement, AgreementTerms } from '../mentoring/records.ts';
import { sayRecords } from '../mentoring/session-records.ts';
import { sayDate } from '../mentoring/time.ts';
import type { FormValues } from '../ui/form.ts';
import type { Block, Card } from '../ui/view.ts';
import { bold, button, buttons, card, facts as factsBlock, note, text } from '../ui/view.ts';
import { insert, target, update } from './define.ts';
import type { Outcome } from './define.ts';
import type { groundRulesForm } from './ground-rules-form.ts';
import { sayCadence, termsOf } from './ground-rules-form.ts';
import { rulesPaperButton } from './pair-papers.ts';
import { otherId, otherName, someone } from './pair.ts';
import { someButtons } from './some-buttons.ts';

export function agreementSlot(relationshipId: string): string {
  return `agreement:${relationshipId}`;
}

export function propose(
  facts: RelationshipFacts,
  values: FormValues<ReturnType<typeof groundRulesForm>['fields']>,
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
    terms: termsOf(values),
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
  const { cadenceDays } = proposed.terms;
  return {
    changes: [
      update('agreement', proposed.id, { agreedAt: now }),
      ...(cadenceDays === relationship.cadenceDays
        ? []
        : [update('relationship', relationship.id, { cadenceDays })]),
    ],
    effects: [reviseFor(actor.id, relationship.id, mine), sendFor(other, relationship.id, theirs)],
    reply: replaceWith(mine),
  };
}

/** All of it, in words. Free text of the pair: a direct answer only. */
export function rulesCard(facts: RelationshipFacts, personId: string): Card {
  const { relationship, agreement, proposedAgreement: proposed } = facts;
  const shown = proposed ?? agreement;
  if (shown === undefined)
    return card(
      'No ground rules yet',
      text('Agreeing how you work together is best done at the first meeting.'),
      buttons(suggestButton(relationship.id, false)),
    );
  const mayAgree = proposed !== undefined && proposed.proposedById !== personId;
  const state =
    proposed === undefined
      ? `Version ${shown.version}, agreed by both of you.`
      : mayAgree
        ? `Version ${shown.version}, waiting for your answer.`
        : `Version ${shown.version}, waiting for ${otherName(relationship, facts.people, personId)}.`;
  return card(
    'Ground rules',
    note(state),
    ...paragraph('What you hope to achieve', shown.terms.objectives),
    ...paragraph('Boundaries', shown.terms.boundaries),
    ...paragraph('Contact between meetings', shown.terms.contactBetween),
    termsBlock(shown.terms),
    ...paragraph('Confidentiality', facts.scheme.confidentiality),
    someButtons(
      mayAgree ? agreeButton(shown) : undefined,
      rulesPaperButton(facts),
      relationship.state === 'ended' ? undefined : suggestButton(relationship.id, true),
    ),
  );
}

/** The parts of the terms that are not anybody's own words. */
export function termsBlock(terms: AgreementTerms): Block<never> {
  return factsBlock({
    'How often': sayCadence(terms.cadenceDays),
    Length: `${terms.minutes} minutes`,
    Where: sayPlace(terms.place),
    'Notice for cancelling': `${terms.cancellationHours} hours`,
    Records: sayRecords(terms.records),
    'Looked at again on': terms.reviewOn === '' ? undefined : sayDate(terms.reviewOn),
  });
}

export function readButton({ id, relationshipId }: Agreement) {
  return button('Read the ground rules', target('relationship', 'rules', relationshipId, { agreement: id }));
}

function proposalCard(facts: RelationshipFacts, proposed: Agreement, byName: string): Card {
  return card(
    'Ground rules to agree',
    text(
      `${byName} proposes these ground rules for your mentoring. Please read them in full before you agree: what you hope for and your boundaries are shown only there.`,
    ),
    termsBlock(proposed.terms),
    buttons(readButton(proposed), agreeButton(proposed), suggestButton(facts.relationship.id, true)),
  );
}

function agreedCard(agreement: Agreement, words: string): Card {
  return card(
    'Ground rules agreed',
    text(words),
    termsBlock(agreement.terms),
    note(`Version ${agreement.version}. Either of you can suggest changes at any time.`),
    buttons(readButton(agreement), suggestButton(agreement.relationshipId, true)),
  );
}

function agreeButton({ id, relationshipId }: Agreement) {
  return button('Agree to these rules', target('relationship', 'agree', relationshipId, { agreement: id }), {
    style: 'primary',
  });
}

function suggestButton(relationshipId: string, change: boolean) {
  return button(
    change ? 'Suggest changes to the rules' : 'Propose ground rules',
    target('relationship', 'ground-rules', relationshipId),
  );
}

function paragraph(title: string, words: string): readonly Block<never>[] {
  return words === '' ? [] : [text([bold(title)]), text(words)];
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
